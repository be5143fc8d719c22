/*
 * Property: whatever bytes a server sends, and wherever it ends the connection, the runner's client
 * comes back with plain values within its caps, says why where there is no whole answer, and does
 * the same each time. Two requests are sent, so that a connection that was kept is met as well.
 * Clauses: answer-1, body-1, cursor-1, cursor-2.
 */
#include "conformance/http.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/heard.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* Below what a socket takes before anybody reads. */
#define ANSWER_BYTES_MAX ((size_t)16 * 1024)
#define REQUESTS 2
/* Connections of two requests, each of which may be sent again once. */
#define CONNECTIONS_MAX 8
/* Nothing is waited for: the end of the connection is there from the beginning. */
#define TIMEOUT 5.0

/* A server that has said all before it is asked. */
struct server {
    struct fuzz_text says;
    int ends[CONNECTIONS_MAX]; /* of the connections, the server's */
    size_t connections;
};

/* libcurl 7.88 connects even a socket of which it was told that it is connected; here that
   succeeds. Nothing in this program connects in earnest. */
int connect(int socket, const struct sockaddr *address, socklen_t size) {
    (void)socket, (void)address, (void)size;
    return 0;
}

static int give_connection(void *context) {
    struct server *server = context;
    int pair[2];
    if (server->connections == CONNECTIONS_MAX || socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        return -1;
    size_t size = server->says.size < ANSWER_BYTES_MAX ? server->says.size : ANSWER_BYTES_MAX;
    FUZZ_ASSERT(size == 0 || write(pair[1], server->says.data, size) == (ssize_t)size);
    FUZZ_ASSERT(shutdown(pair[1], SHUT_WR) == 0);
    server->ends[server->connections++] = pair[1];
    return pair[0];
}

static void talk(struct fuzz_text says, const struct ng_ask *ask, const struct ng_profile *profile,
                 struct ng_exchange *exchanges) {
    struct server server = {.says = says};
    struct ng_http *http;
    char message[NG_QUOTE_MAX];
    const struct ng_http_options options = {.url = "http://127.0.0.1:1/events",
                                            .profile = profile,
                                            .timeout = TIMEOUT,
                                            .open_socket = give_connection,
                                            .socket_context = &server};
    FUZZ_ASSERT(ng_http_new(&options, &http, message, sizeof message) == NG_OK);
    for (size_t i = 0; i < REQUESTS; i++) {
        ng_exchange_init(&exchanges[i]);
        FUZZ_ASSERT(ng_http_send(http, ask, &exchanges[i]) == NG_OK);
        bool is_whole = exchanges[i].transport == NG_TRANSPORT_OK;
        FUZZ_ASSERT(is_whole || ng_http_last_error(http)[0] != '\0');
        FUZZ_ASSERT(exchanges[i].transport != NG_TRANSPORT_UNREACHABLE);
        FUZZ_ASSERT(exchanges[i].transport != NG_TRANSPORT_TIMEOUT);
        heard_expect_sound(&exchanges[i]);
    }
    ng_http_free(http);
    for (size_t i = 0; i < server.connections; i++)
        (void)close(server.ends[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct ng_profile profile;
    struct ng_exchange first[REQUESTS], second[REQUESTS];
    const struct ng_ask ask = {.method = (enum ng_method)fuzz_take_between(&input, 0, NG_OPTIONS)};
    heard_profile(&profile, fuzz_take_byte(&input));
    struct fuzz_text says = fuzz_take_rest(&input);
    talk(says, &ask, &profile, first);
    talk(says, &ask, &profile, second);
    for (size_t i = 0; i < REQUESTS; i++) {
        heard_expect_same(&first[i], &second[i]);
        ng_exchange_deinit(&first[i]);
        ng_exchange_deinit(&second[i]);
    }
    ng_profile_deinit(&profile);
    return 0;
}
