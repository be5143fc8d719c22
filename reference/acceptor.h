/* Takes connections from a listening socket, in a thread of its own.
 *
 * libmicrohttpd could do this, but cannot be told to stop it while answers are on their way:
 * MHD_quiesce_daemon ends the process now and then when there are several threads (seen with
 * 0.9.75), and leaves the socket open. */
#ifndef REF_ACCEPTOR_H
#define REF_ACCEPTOR_H

#include "reference/status.h"

struct ref_acceptor;

/* Takes over a connection; called by the acceptor's thread alone. */
typedef void ref_acceptor_take(void *context, int connection);

/* Starts to accept connections on a socket of ref_listen, and hands each to `take` with `context`.
 * When the process has no descriptor left it waits a little and tries again.
 * Errors: REF_ERROR_MEMORY, REF_ERROR_SOCKET. The socket is the acceptor's from the call on, also
 * on failure. */
enum ref_status ref_acceptor_start(int listening, ref_acceptor_take *take, void *context,
                                   struct ref_acceptor **acceptor) REF_MUST_CHECK;

/* Closes the socket, so that connections are refused from now on; `take` is not called again. NULL
 * is allowed. */
void ref_acceptor_stop(struct ref_acceptor *acceptor);

#endif
