#include "fuzz/fuzz.h"
#include "fuzz/http_answer.h"
#include "fuzz/http_modes.h"
#include "reference/body.h"

#include <stdio.h>
#include <stdlib.h>

/* A server that takes this many turns without an answer owes it. */
#define TURNS_MAX 64

/* Longer targets are left to raw bytes: they need not fit into a connection's memory. */
#define TARGET_MAX ((size_t)2048)

/* What would end the target, or the line, becomes a letter. */
static void make_target(char *target, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (memchr(" \t\r\n\v\f", target[i], 7) != NULL) {
            target[i] = 'x';
        }
    }
}

static void check_answer(const struct fuzz_http_server *server, const struct ref_request *request,
                         const struct fuzz_http_answer *got) {
    struct ref_answer answer;
    struct ref_body body;
    struct ref_snapshot snapshot = ref_log_snapshot(server->log);
    ref_answer_request(request, snapshot.count, &answer);
    ref_body_make(&answer, &snapshot, &body);
    FUZZ_ASSERT(got->status == answer.status && !got->closes);
    FUZZ_ASSERT((got->cursor.data != NULL) == (answer.status == 200));
    FUZZ_ASSERT(
        got->cursor.data == NULL ||
        ref_bytes_are((struct ref_bytes){got->cursor.data, got->cursor.size}, answer.cursor));
    FUZZ_ASSERT(got->announced == body.size);
    if (got->body.size > 0) {
        char *bytes = malloc(body.size);
        FUZZ_ASSERT(bytes != NULL && got->body.size == body.size);
        ref_body_copy(&body, bytes);
        FUZZ_ASSERT(memcmp(bytes, got->body.data, body.size) == 0);
        free(bytes);
    }
    ref_snapshot_release(&snapshot);
}

static void ask(struct fuzz_http_server *server, const struct ref_request *request,
                struct fuzz_http_answer *answer, struct fuzz_heard *heard) {
    char text[TARGET_MAX + 64];
    int size =
        snprintf(text, sizeof text, "%.*s ", (int)request->method.size, request->method.data);
    memcpy(text + size, request->target.data, request->target.size);
    size_t end = (size_t)size + request->target.size;
    size = snprintf(text + end, sizeof text - end, " HTTP/1.1\r\nHost: log\r\n\r\n");
    FUZZ_ASSERT(fuzz_http_send(server, server->kept, (struct fuzz_text){text, end + (size_t)size}));
    enum fuzz_body body = ref_bytes_are(request->method, "HEAD") ? FUZZ_BODY_NONE : FUZZ_BODY_WHOLE;
    struct fuzz_producer rest = {NULL, 0};
    for (unsigned turns = 0; !fuzz_http_take(&rest, body, answer); turns++) {
        size_t before = heard->size;
        fuzz_http_hear(server, server->kept, heard);
        turns = heard->size > before ? 0 : turns;
        FUZZ_ASSERT(turns < TURNS_MAX && !heard->is_closed);
        rest = (struct fuzz_producer){(const uint8_t *)heard->bytes, heard->size};
    }
    FUZZ_ASSERT(rest.size == 0);
}

void fuzz_http_run_kept(struct fuzz_http_server *server, struct fuzz_producer *input,
                        unsigned pick) {
    static const char *const methods[] = {"GET",     "GET", "GET",    "HEAD",
                                          "OPTIONS", "PUT", "DELETE", "get"};
    struct fuzz_text text = fuzz_take_text(input, TARGET_MAX);
    struct fuzz_heard heard = {NULL, 0, 0, false};
    struct fuzz_http_answer answer;
    char *target = fuzz_copy(text.data, text.size);
    make_target(target, text.size);
    struct ref_request request = {.method = ref_bytes_of(methods[pick % 8]),
                                  .target = {target, text.size},
                                  .hosts = 1,
                                  .needs_host = true};
    if (text.size == 0) {
        request.target = ref_bytes_of("/events");
    }
    if (server->kept < 0) {
        server->kept = fuzz_http_connect(server);
    }
    ask(server, &request, &answer, &heard);
    check_answer(server, &request, &answer);
    FUZZ_ASSERT(ref_server_connections(server->server) == 1);
    free(heard.bytes);
    free(target);
}
