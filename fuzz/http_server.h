/* The reference server in this process, with a log in memory. */
#ifndef FUZZ_HTTP_SERVER_H
#define FUZZ_HTTP_SERVER_H

#include "fuzz/data_producer.h"
#include "reference/server.h"

/* A server, and the client's end of a connection that is kept between inputs, -1 when there is
 * none. */
struct fuzz_http_server {
    struct ref_log *log;
    struct ref_server *server;
    int kept;
};

/* Returns one of two servers, made when it is first asked for: with a small log, whose answers are
 * copied, or a large one, whose answers are sent in place. They live as long as the process. */
struct fuzz_http_server *fuzz_http_server_of(bool is_large);

/* Returns the client's end of a new connection. */
int fuzz_http_connect(struct fuzz_http_server *server);

/* Sends bytes while the server runs; false when the server closed the connection before all were
 * sent. */
bool fuzz_http_send(struct fuzz_http_server *server, int connection, struct fuzz_text bytes);

/* What came back on a connection. Begin with all of it 0; the caller frees `bytes`. */
struct fuzz_heard {
    char *bytes;
    size_t size;
    size_t room;
    bool is_closed;
};

/* Adds what came to what was heard, or lets the server take a turn when nothing did. */
void fuzz_http_hear(struct fuzz_http_server *server, int connection, struct fuzz_heard *heard);

#endif
