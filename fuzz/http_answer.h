/* A strict reader of the answers on a connection: whatever a server sends has to be HTTP. */
#ifndef FUZZ_HTTP_ANSWER_H
#define FUZZ_HTTP_ANSWER_H

#include "fuzz/data_producer.h"

/* Slices of the bytes that were read. `cursor` has no data where the field is missing. */
struct fuzz_http_answer {
    unsigned status;
    bool closes; /* says that the connection ends with it */
    struct fuzz_text cursor;
    struct fuzz_text body;
    uint64_t announced; /* the Content-Length */
};

/* What is known about the body that an answer announces: it comes, it does not (HEAD), or either,
 * where all that will ever come is there. */
enum fuzz_body {
    FUZZ_BODY_WHOLE,
    FUZZ_BODY_NONE,
    FUZZ_BODY_FREE
};

/* Takes the next answer off the front of `bytes`; it may be an interim one, of status 100.
 * Returns false, with nothing taken, when it is not complete. What is no HTTP ends the process.
 * With FUZZ_BODY_FREE a body is there unless the bytes end or look like the next answer, which no
 * body of this project's servers does. */
bool fuzz_http_take(struct fuzz_producer *bytes, enum fuzz_body expected,
                    struct fuzz_http_answer *answer);

#endif
