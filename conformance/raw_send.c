#include "conformance/raw_send.h"

#include "conformance/limits.h"
#include "conformance/monotonic.h"
#include "conformance/raw_answer.h"
#include "conformance/raw_place.h"
#include "conformance/raw_text.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_BYTES ((size_t)64 * 1024)
/* Seconds between two looks at whether anybody wants to go on. */
#define LOOK_SECONDS 0.1
/* Seconds that a server is given to take what it got for a whole request. */
#define PATIENCE_SECONDS 0.5

#ifdef MSG_NOSIGNAL
#define SEND_FLAGS MSG_NOSIGNAL
#else
#define SEND_FLAGS 0
#endif

/* One connection. */
struct talk {
    const struct ng_raw_options *options;
    const struct ng_raw_sending *sending;
    struct ng_raw_received *received;
    int socket; /* -1: none */
    const char *bytes;
    size_t left;    /* of the bytes, to be sent */
    double started; /* of the monotonic clock */
    double sent_at; /* when the last byte was sent; 0 before */
    bool ended;     /* it was said that nothing more will be sent */
    bool done;
};

static void finish(struct talk *talk, enum ng_raw_end end) {
    talk->received->end = end;
    talk->done = true;
}

/* ---- Connecting ---- */

static bool set_up(int socket) {
    int flags = fcntl(socket, F_GETFL);
    return flags >= 0 && fcntl(socket, F_SETFL, flags | O_NONBLOCK) == 0 &&
           fcntl(socket, F_SETFD, FD_CLOEXEC) == 0;
}

/* Waits until a connection that was begun stands. */
static bool is_connected(int socket, double seconds) {
    struct pollfd waited = {.fd = socket, .events = POLLOUT};
    int problem = 0;
    socklen_t size = sizeof problem;
    return poll(&waited, 1, (int)(seconds * 1000)) == 1 &&
           getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0;
}

static int connect_to(const struct addrinfo *address, double seconds) {
    int made = socket(address->ai_family, SOCK_STREAM, 0);
    if (made < 0) {
        return -1;
    }
    if (set_up(made) && (connect(made, address->ai_addr, address->ai_addrlen) == 0 ||
                         (errno == EINPROGRESS && is_connected(made, seconds)))) {
        return made;
    }
    (void)close(made);
    return -1;
}

static void connect_talk(struct talk *talk, const struct ng_raw_place *place) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *addresses = NULL;
    if (getaddrinfo(place->host, place->port, &hints, &addresses) == 0) {
        for (struct addrinfo *at = addresses; at != NULL && talk->socket < 0; at = at->ai_next) {
            talk->socket = connect_to(at, talk->options->timeout);
        }
        freeaddrinfo(addresses);
    }
    if (talk->socket < 0) {
        finish(talk, NG_RAW_END_UNREACHABLE);
    }
}

/* ---- Talking ---- */

static void reset(struct talk *talk) {
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    (void)setsockopt(talk->socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    finish(talk, NG_RAW_END_LEFT);
}

/* A server may answer and close before it has read everything. */
static void send_some(struct talk *talk) {
    ssize_t sent = send(talk->socket, talk->bytes, talk->left, SEND_FLAGS);
    if (sent >= 0) {
        talk->bytes += sent;
        talk->left -= (size_t)sent;
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        talk->left = 0;
    }
}

static void after_sending(struct talk *talk, double now) {
    enum ng_raw_manner manner = talk->sending->manner;
    if (talk->sent_at == 0) {
        talk->sent_at = now;
    }
    if (manner == NG_RAW_LEAVE) {
        finish(talk, NG_RAW_END_LEFT);
    } else if (manner == NG_RAW_RESET) {
        reset(talk);
    } else if (manner == NG_RAW_WAIT_THEN_END && !talk->ended &&
               now - talk->sent_at >= PATIENCE_SECONDS) {
        (void)shutdown(talk->socket, SHUT_WR);
        talk->ended = true;
    }
}

static enum ng_status read_some(struct talk *talk) {
    struct ng_raw_received *received = talk->received;
    char *larger = realloc(received->bytes, received->size + READ_BYTES);
    if (larger == NULL) {
        return NG_NO_MEMORY;
    }
    received->bytes = larger;
    ssize_t size = recv(talk->socket, larger + received->size, READ_BYTES, 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return NG_OK;
    }
    if (size <= 0) {
        finish(talk, NG_RAW_END_CLOSED);
        return NG_OK;
    }
    received->size += (size_t)size;
    size_t wanted = talk->sending->ask_count;
    if (talk->sending->manner == NG_RAW_RESET_IN_ANSWER) {
        reset(talk);
    } else if (received->size > NG_RAW_RECEIVED_BYTES_MAX) {
        finish(talk, NG_RAW_END_TOO_LARGE);
    } else if (ng_raw_answer_count(received->bytes, received->size, talk->sending->asks, wanted) ==
               wanted) {
        finish(talk, NG_RAW_END_ANSWERED);
    }
    return NG_OK;
}

static enum ng_status talk_once(struct talk *talk) {
    struct pollfd waited = {.fd = talk->socket, .events = POLLIN};
    if (talk->left > 0) {
        waited.events |= POLLOUT;
    }
    int ready = poll(&waited, 1, (int)(LOOK_SECONDS * 1000));
    double now = ng_monotonic_now();
    if (talk->options->goes_on != NULL && !talk->options->goes_on(talk->options->context)) {
        return NG_STOPPED;
    }
    if (ready > 0 && (waited.revents & POLLOUT) != 0) {
        send_some(talk);
    }
    if (talk->left == 0) {
        after_sending(talk, now);
    }
    if (!talk->done && ready > 0 && (waited.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        enum ng_status status = read_some(talk);
        if (status != NG_OK) {
            return status;
        }
    }
    if (!talk->done && now - talk->started >= talk->options->timeout) {
        finish(talk, NG_RAW_END_TIMEOUT);
    }
    return NG_OK;
}

static enum ng_status hold(struct talk *talk, const struct ng_raw_place *place) {
    enum ng_status status = NG_OK;
    talk->started = ng_monotonic_now();
    connect_talk(talk, place);
    while (status == NG_OK && !talk->done) {
        status = talk_once(talk);
    }
    if (talk->socket >= 0) {
        (void)close(talk->socket);
    }
    talk->received->seconds = ng_monotonic_now() - talk->started;
    return status;
}

/* The bytes may hold credentials. */
static void wipe(char *bytes, size_t size) {
    volatile char *at = bytes;
    for (size_t i = 0; i < size; i++) {
        at[i] = 0;
    }
    free(bytes);
}

enum ng_status ng_raw_send(const struct ng_raw_options *options,
                           const struct ng_raw_sending *sending, struct ng_raw_received *received) {
    struct ng_raw_place place;
    enum ng_status status = ng_raw_place_init(options, &place);
    if (status != NG_OK) {
        return status;
    }
    const struct ng_raw_values values = {
        .host = place.authority, .path = place.path, .fields = place.fields};
    char *bytes = NULL;
    size_t size = 0;
    *received = (struct ng_raw_received){.bytes = NULL};
    status = ng_raw_text_bytes(sending->asks[0].raw, &values, &bytes, &size);
    if (status == NG_OK) {
        struct talk talk = {.options = options,
                            .sending = sending,
                            .received = received,
                            .socket = -1,
                            .bytes = bytes,
                            .left = size};
        status = hold(&talk, &place);
        wipe(bytes, size);
    }
    ng_raw_place_deinit(&place);
    if (status != NG_OK) {
        ng_raw_received_deinit(received);
    }
    return status;
}
