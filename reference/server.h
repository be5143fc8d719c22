/* The reference server: libmicrohttpd in front of a log. */
#ifndef REF_SERVER_H
#define REF_SERVER_H

#include "reference/log.h"
#include "reference/status.h"

struct ref_server;

/* Starts to serve a log on a socket of ref_listen, with threads of its own (1 to REF_THREADS).
 * Errors: REF_ERROR_MEMORY, REF_ERROR_DAEMON. The socket is the server's from the call on; the log
 * stays the caller's and has to outlive the server. SIGPIPE has to be ignored in the process. */
enum ref_status ref_server_start(struct ref_log *log, int listening, unsigned threads,
                                 struct ref_server **server) REF_MUST_CHECK;

/* Makes a server without socket and threads, for callers that bring connections and time
 * themselves. Errors and owners are those of ref_server_start. */
enum ref_status ref_server_start_inside(struct ref_log *log,
                                        struct ref_server **server) REF_MUST_CHECK;

/* Gives a connected stream socket to a server without threads, which closes it, also on failure.
 * Errors: REF_ERROR_DAEMON. */
enum ref_status ref_server_adopt(struct ref_server *server, int descriptor) REF_MUST_CHECK;

/* Does what can be done without waiting, in a server without threads. Errors: REF_ERROR_DAEMON. */
enum ref_status ref_server_step(struct ref_server *server) REF_MUST_CHECK;

/* Returns how many connections are open. */
unsigned ref_server_connections(const struct ref_server *server);

/* Takes no further connections, waits until the answers that are on their way are sent,
 * REF_DRAIN_SECONDS at most, closes every connection and frees the server. NULL is allowed. */
void ref_server_stop(struct ref_server *server);

#endif
