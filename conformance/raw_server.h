/*
 * For tests only: a server that answers each request with bytes from a list, HTTP or not.
 */
#ifndef NG_RAW_SERVER_H
#define NG_RAW_SERVER_H

#include <stddef.h>

enum raw_action {
    RAW_KEEP,       /* send the bytes and wait for the next request */
    RAW_CLOSE,      /* send the bytes and close */
    RAW_HANG,       /* send the bytes, then nothing more until the client goes */
    RAW_TRICKLE,    /* send the bytes one by one, 20 ms apart, then keep */
    RAW_MANY_LINES, /* send the bytes, then short field lines without end */
    RAW_LONG_LINE,  /* send the bytes, then one field line without end */
    RAW_ZEROS,      /* send the bytes, then zero bytes without end */
    RAW_ECHO,       /* send a head, then a body: the request's head as received */
};

/* What to answer where the request's target begins with that path. */
struct raw_script {
    const char *path;
    enum raw_action action;
    const char *bytes;
    size_t size; /* 0: up to the NUL */
};

struct raw_server;

/* Starts a server in a thread of its own. The scripts outlive it. NULL: it could not be started. */
struct raw_server *raw_server_start(const struct raw_script *scripts, size_t count);
void raw_server_stop(struct raw_server *server);

unsigned raw_server_port(const struct raw_server *server);

/* How many connections were accepted so far. */
unsigned raw_server_connections(struct raw_server *server);

#endif
