#include "conformance/mutants/connection.h"
#include "conformance/mutants/answer.h"
#include "conformance/mutants/json.h"

#include <string.h>
#include <sys/socket.h>

#define READ_BLOCK ((size_t)16384)

struct connection {
    struct mutant_server *server;
    int socket;
    struct mutant_buffer input; /* what was read and is not answered yet */
};

static bool read_more(struct connection *connection) {
    struct mutant_buffer *input = &connection->input;
    if (!mutant_buffer_reserve(input, READ_BLOCK))
        return false;
    ssize_t got = recv(connection->socket, input->bytes + input->size, READ_BLOCK, 0);
    if (got <= 0)
        return false;
    input->size += (size_t)got;
    return true;
}

static void drop(struct connection *connection, size_t size) {
    struct mutant_buffer *input = &connection->input;
    input->size -= size;
    memmove(input->bytes, input->bytes + size, input->size);
}

/* The size of the head at the start of the input, its blank line included; 0 where its end is not
   there. Looks from `from` on. */
static size_t head_size(const struct mutant_buffer *input, size_t from) {
    for (size_t i = from; i + 4 <= input->size; i++)
        if (memcmp(input->bytes + i, "\r\n\r\n", 4) == 0)
            return i + 4;
    return 0;
}

/* Waits for a head. Gives its size, or 0 at the end of the connection. */
static size_t wait_for_head(struct connection *connection, bool *too_long) {
    size_t looked = 0;
    *too_long = false;
    for (;;) {
        size_t size = head_size(&connection->input, looked);
        if (size)
            return size;
        looked = connection->input.size > 3 ? connection->input.size - 3 : 0;
        *too_long = connection->input.size > MUTANT_HEAD_MAX;
        if (*too_long || !read_more(connection))
            return 0;
    }
}

static bool wait_for_body(struct connection *connection, const struct mutant_request *request) {
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (request->expects_continue && connection->input.size < request->body_size &&
        send(connection->socket, go_on, sizeof go_on - 1, 0) < 0)
        return false;
    while (connection->input.size < request->body_size)
        if (!read_more(connection))
            return false;
    return true;
}

static void start_turn(struct connection *connection, const struct mutant_request *request,
                       struct mutant_turn *turn) {
    *turn = (struct mutant_turn){
        .server = connection->server,
        .entry = connection->server->entry,
        .request = request,
        .socket = connection->socket,
        .version = "HTTP/1.1",
        .cache_control = "no-store",
    };
}

/* An answer without events: a refusal of the transport, or that of an append. */
static bool answer_plainly(struct connection *connection, const struct mutant_request *request,
                           int status) {
    struct mutant_turn turn;
    start_turn(connection, request, &turn);
    turn.status = status;
    turn.close = (status >= 400 && status != 404 && status != 405) || !request->keep_alive;
    mutant_fields(&turn);
    mutant_send(&turn);
    mutant_buffer_deinit(&turn.fields);
    return !turn.close;
}

static bool append(struct connection *connection, const struct mutant_request *request) {
    static const struct mutant_json_style shortest = {0};
    struct mutant_buffer event = {0};
    int status = 400;
    if (mutant_json_write(&event, connection->input.bytes, request->body_size, &shortest) &&
        !event.failed)
        status =
            mutant_store_append(connection->server->store, event.bytes, event.size) ? 201 : 500;
    mutant_buffer_deinit(&event);
    return answer_plainly(connection, request, status);
}

static bool is_one_of(const char *method, const char *a, const char *b, const char *c) {
    return strcmp(method, a) == 0 || strcmp(method, b) == 0 || strcmp(method, c) == 0;
}

static bool answer(struct connection *connection, const struct mutant_request *request) {
    struct mutant_turn turn;
    if (strcmp(request->path, "/append") == 0)
        return strcmp(request->method, "POST") == 0 ? append(connection, request)
                                                    : answer_plainly(connection, request, 405);
    if (strcmp(request->path, "/events") != 0)
        return answer_plainly(connection, request, 404);
    if (!is_one_of(request->method, "GET", "HEAD", "OPTIONS"))
        return answer_plainly(connection, request, 405);
    start_turn(connection, request, &turn);
    turn.more_waits = connection->input.size > request->body_size;
    mutant_answer(&turn);
    if (turn.forgets)
        connection->input.size = (size_t)request->body_size;
    return !turn.close;
}

/* Answers one request. Gives whether the connection goes on. */
static bool take_request(struct connection *connection) {
    struct mutant_request request = {.query = "", .method = "GET"};
    bool too_long;
    size_t size = wait_for_head(connection, &too_long);
    if (too_long)
        return answer_plainly(connection, &request, 414);
    if (!size)
        return false;
    int status = mutant_request_parse(connection->input.bytes, size, &request);
    drop(connection, size);
    bool goes_on = false;
    if (status != 200)
        goes_on = answer_plainly(connection, &request, status);
    else if (wait_for_body(connection, &request)) {
        goes_on = answer(connection, &request);
        drop(connection, (size_t)request.body_size);
    }
    mutant_request_deinit(&request);
    return goes_on;
}

void mutant_connection(struct mutant_server *server, int descriptor) {
    struct connection connection = {.server = server, .socket = descriptor};
    bool goes_on;
    do
        goes_on = take_request(&connection);
    while (goes_on);
    mutant_buffer_deinit(&connection.input);
}
