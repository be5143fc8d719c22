#include "reference/acceptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* How long to wait when the system has no descriptor or memory for a further connection. */
#define SHORTAGE_MILLISECONDS 50

struct ref_acceptor {
    int listening;
    int wake[2]; /* a pipe; closing its writing end ends the thread */
    ref_acceptor_take *take;
    void *context;
    pthread_t thread;
};

static bool is_shortage(int error) {
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

/* Waits up to `milliseconds`, or without limit when they are negative; false when the acceptor is
 * to stop. */
static bool wait_for(const struct ref_acceptor *acceptor, short events, int milliseconds) {
    struct pollfd both[] = {{.fd = acceptor->wake[0], .events = POLLIN},
                            {.fd = acceptor->listening, .events = events}};
    (void)poll(both, 2, milliseconds);
    return both[0].revents == 0;
}

static void *accept_until_stopped(void *context) {
    const struct ref_acceptor *acceptor = context;
    while (wait_for(acceptor, POLLIN, -1)) {
        int connection = accept(acceptor->listening, NULL, NULL);
        if (connection >= 0) {
            (void)fcntl(connection, F_SETFD, FD_CLOEXEC);
            acceptor->take(acceptor->context, connection);
        } else if (is_shortage(errno)) {
            (void)wait_for(acceptor, 0, SHORTAGE_MILLISECONDS);
        }
    }
    return NULL;
}

static void free_acceptor(struct ref_acceptor *acceptor) {
    (void)close(acceptor->listening);
    (void)close(acceptor->wake[0]);
    free(acceptor);
}

enum ref_status ref_acceptor_start(int listening, ref_acceptor_take *take, void *context,
                                   struct ref_acceptor **acceptor) {
    struct ref_acceptor *made = calloc(1, sizeof *made);
    if (made == NULL || pipe(made->wake) != 0) {
        (void)close(listening);
        free(made);
        return REF_ERROR_MEMORY;
    }
    made->listening = listening;
    made->take = take;
    made->context = context;
    if (fcntl(made->wake[0], F_SETFD, FD_CLOEXEC) != 0 ||
        fcntl(made->wake[1], F_SETFD, FD_CLOEXEC) != 0 ||
        pthread_create(&made->thread, NULL, accept_until_stopped, made) != 0) {
        (void)close(made->wake[1]);
        free_acceptor(made);
        return REF_ERROR_SOCKET;
    }
    *acceptor = made;
    return REF_OK;
}

void ref_acceptor_stop(struct ref_acceptor *acceptor) {
    if (acceptor != NULL) {
        (void)close(acceptor->wake[1]);
        (void)pthread_join(acceptor->thread, NULL);
        free_acceptor(acceptor);
    }
}
