#include "fuzz/http_server.h"

#include "fuzz/fuzz.h"
#include "fuzz/log_text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A server that takes this many turns without taking a byte stands still. */
#define TURNS_MAX 64

/* How much room a read finds at least. */
#define READ_SIZE ((size_t)1024)

static void add_event(struct fuzz_log_text *text, size_t letters) {
    char event[2048];
    FUZZ_ASSERT(letters <= sizeof event);
    memset(event, 'a', letters);
    fuzz_log_text_append(text, (struct fuzz_text){"\"", 1});
    fuzz_log_text_append(text, (struct fuzz_text){event, letters});
    fuzz_log_text_append(text, (struct fuzz_text){"\"\n", 2});
}

static struct fuzz_http_server make_server(bool is_large) {
    struct fuzz_http_server made = {.kept = -1};
    struct ref_voice silent = {NULL, NULL};
    struct ref_problem problem;
    struct fuzz_log_text *text = malloc(sizeof *text);
    FUZZ_ASSERT(text != NULL);
    fuzz_log_text_init(text);
    for (size_t i = 0; i < 12; i++) {
        add_event(text, is_large ? 1500 : i);
    }
    FUZZ_ASSERT(ref_log_new(fuzz_log_text_source(text), "log", silent, &made.log, &problem) ==
                REF_OK);
    FUZZ_ASSERT(problem.status == REF_OK);
    FUZZ_ASSERT(ref_server_start_inside(made.log, &made.server) == REF_OK);
    return made;
}

struct fuzz_http_server *fuzz_http_server_of(bool is_large) {
    static struct fuzz_http_server servers[2];
    struct fuzz_http_server *server = &servers[is_large];
    if (server->server == NULL) {
        (void)signal(SIGPIPE, SIG_IGN);
        *server = make_server(is_large);
    }
    return server;
}

static void do_not_wait(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    FUZZ_ASSERT(flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0);
}

int fuzz_http_connect(struct fuzz_http_server *server) {
    int ends[2];
    FUZZ_ASSERT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    do_not_wait(ends[0]);
    do_not_wait(ends[1]);
    FUZZ_ASSERT(ref_server_adopt(server->server, ends[1]) == REF_OK);
    return ends[0];
}

bool fuzz_http_send(struct fuzz_http_server *server, int connection, struct fuzz_text bytes) {
    for (unsigned turns = 0; bytes.size > 0; turns++) {
        ssize_t sent = send(connection, bytes.data, bytes.size, 0);
        FUZZ_ASSERT(turns < TURNS_MAX);
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
            return false;
        }
        if (sent > 0) {
            bytes.data += sent;
            bytes.size -= (size_t)sent;
            turns = 0;
        }
        FUZZ_ASSERT(ref_server_step(server->server) == REF_OK);
    }
    return true;
}

static void make_room(struct fuzz_heard *heard) {
    if (heard->room - heard->size < READ_SIZE) {
        heard->room = heard->room * 2 + READ_SIZE;
        heard->bytes = realloc(heard->bytes, heard->room);
        FUZZ_ASSERT(heard->bytes != NULL);
    }
}

void fuzz_http_hear(struct fuzz_http_server *server, int connection, struct fuzz_heard *heard) {
    make_room(heard);
    ssize_t got = recv(connection, heard->bytes + heard->size, heard->room - heard->size, 0);
    if (got < 0) {
        FUZZ_ASSERT(errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ||
                    errno == ECONNRESET);
        heard->is_closed = errno == ECONNRESET;
        FUZZ_ASSERT(ref_server_step(server->server) == REF_OK);
        return;
    }
    heard->is_closed = got == 0;
    heard->size += (size_t)got;
}
