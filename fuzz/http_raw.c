#include "fuzz/fuzz.h"
#include "fuzz/http_answer.h"
#include "fuzz/http_modes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A server that takes this many turns without a byte or an end stands still. The library reads the
 * end of a line that is too long in pieces of 128 bytes. */
#define TURNS_MAX 1024

static bool is_allowed(unsigned status) {
    return status == 200 || status == 204 || (status >= 400 && status <= 499) || status == 501 ||
           status == 505;
}

/* CR, LF and both together end a line; a request has two line ends at least. */
static size_t requests_in(struct fuzz_text bytes) {
    size_t ends = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        ends += bytes.data[i] == '\r' ||
                (bytes.data[i] == '\n' && (i == 0 || bytes.data[i - 1] != '\r'));
    }
    return ends / 2;
}

/* Tells whether what follows an answer is its own head once more. libmicrohttpd before 1.0 sends
 * the head of a refused Content-Length twice before the body, and then closes. */
static bool is_head_twice(struct fuzz_producer answer, struct fuzz_producer rest) {
    size_t size = answer.size - rest.size;
    return rest.size >= size && memcmp(rest.data, answer.data, size) == 0;
}

/* One more answer than requests: the refusal of what is no request, which ends the connection. */
static void check_answers(const struct fuzz_heard *heard, size_t requests) {
    struct fuzz_producer rest = {(const uint8_t *)heard->bytes, heard->size};
    size_t answers = 0;
    while (rest.size > 0) {
        struct fuzz_http_answer answer;
        struct fuzz_producer begin = rest;
        FUZZ_ASSERT(fuzz_http_take(&rest, FUZZ_BODY_FREE, &answer));
        if (answer.status == 100) {
            continue;
        }
        if (answer.closes && is_head_twice(begin, rest)) {
            FUZZ_ASSERT(answer.status == 400 || answer.status == 413);
            FUZZ_ASSERT(fuzz_http_take(&rest, FUZZ_BODY_FREE, &answer));
        }
        FUZZ_ASSERT(is_allowed(answer.status));
        FUZZ_ASSERT((answer.cursor.data != NULL) == (answer.status == 200));
        FUZZ_ASSERT(!answer.closes || rest.size == 0);
        answers++;
    }
    FUZZ_ASSERT(answers <= requests + 1);
}

static void send_in_pieces(struct fuzz_http_server *server, int connection,
                           struct fuzz_producer *input, unsigned cuts, struct fuzz_heard *heard) {
    bool is_open = true;
    for (unsigned i = 0; i < cuts && is_open && !heard->is_closed; i++) {
        size_t size = fuzz_take_byte(input);
        is_open = fuzz_http_send(server, connection, fuzz_take_text(input, size));
        fuzz_http_hear(server, connection, heard);
    }
    if (is_open && !heard->is_closed) {
        (void)fuzz_http_send(server, connection, fuzz_take_rest(input));
    }
}

void fuzz_http_run_raw(struct fuzz_http_server *server, struct fuzz_producer *input,
                       unsigned cuts) {
    struct fuzz_heard heard = {NULL, 0, 0, false};
    unsigned before = ref_server_connections(server->server);
    size_t requests = requests_in((struct fuzz_text){(const char *)input->data, input->size});
    int connection = fuzz_http_connect(server);
    send_in_pieces(server, connection, input, cuts, &heard);
    (void)shutdown(connection, SHUT_WR);
    for (unsigned turns = 0; !heard.is_closed; turns++) {
        size_t size = heard.size;
        fuzz_http_hear(server, connection, &heard);
        turns = heard.size > size ? 0 : turns;
        FUZZ_ASSERT(turns < TURNS_MAX);
    }
    (void)close(connection);
    FUZZ_ASSERT(ref_server_step(server->server) == REF_OK);
    FUZZ_ASSERT(ref_server_connections(server->server) == before);
    check_answers(&heard, requests);
    free(heard.bytes);
}
