/* The two ways to put an input before a server. */
#ifndef FUZZ_HTTP_MODES_H
#define FUZZ_HTTP_MODES_H

#include "fuzz/http_server.h"

/* Sends all bytes over a new connection, in `cuts` + 1 pieces whose sizes stand at the input's end,
 * and checks that only whole answers came back and that the connection is gone. */
void fuzz_http_run_raw(struct fuzz_http_server *server, struct fuzz_producer *input, unsigned cuts);

/* Asks for the target that the input is, over the connection that is kept, and checks that the one
 * answer is that of answer.h and that the connection stays. `pick` picks the method. */
void fuzz_http_run_kept(struct fuzz_http_server *server, struct fuzz_producer *input,
                        unsigned pick);

#endif
