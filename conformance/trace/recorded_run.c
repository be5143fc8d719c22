#include "conformance/trace/recorded_run.h"

#include "conformance/report/json.h"
#include "conformance/trace/both.h"
#include "conformance/trace/keep.h"
#include "conformance/trace/replay.h"
#include "conformance/trace/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const header_names[] = {"Authorization"};

void ng_recorded_init(struct ng_recorded *recorded) {
    assert_int_equal(ng_spec_embedded(&recorded->spec), NG_OK);
    assert_int_equal(ng_profile_exo(&recorded->profile), NG_OK);
    (void)snprintf(recorded->path, sizeof recorded->path, "/tmp/nogap-trace-test-XXXXXX");
    int descriptor = mkstemp(recorded->path);
    assert_true(descriptor >= 0);
    assert_int_equal(close(descriptor), 0);
}

void ng_recorded_deinit(struct ng_recorded *recorded) {
    assert_int_equal(unlink(recorded->path), 0);
    ng_profile_deinit(&recorded->profile);
    ng_spec_deinit(&recorded->spec);
}

static void hear_case(void *context, const struct ng_case_result *result) {
    ng_buffer_printf(context, "%s: %s\n", result->test_case->id, ng_verdict_name(result->verdict));
}

static void hear_restart(void *context, const char *reason) {
    ng_buffer_printf(context, "restart: %s\n", reason);
}

/* What a listener hears stands before the report. */
static struct ng_listener listen_into(struct ng_buffer *buffer) {
    ng_buffer_init(buffer);
    return (struct ng_listener){.context = buffer, .case_end = hear_case, .restart = hear_restart};
}

static char *report(const struct ng_recorded *recorded, const struct ng_run_result *result,
                    struct ng_buffer *buffer) {
    const struct ng_report_options options = {.spec = &recorded->spec};
    ng_json_report(result, &options, buffer);
    assert_false(buffer->failed);
    return buffer->bytes;
}

/* The first cases of the registry, which need no clock. */
static const struct ng_case *const *quick_cases(size_t *count) {
    size_t all, quick = 0;
    const struct ng_case *const *cases = ng_cases(&all);
    while (quick < all && cases[quick]->class_id <= NG_CLASS_BOUNDARY)
        quick++;
    *count = quick;
    return cases;
}

char *ng_recorded_hold(struct ng_recorded *recorded, struct server *server) {
    char message[NG_WORDS_MAX];
    struct ng_run_result result;
    struct ng_trace_writer *writer;
    struct ng_keeper keeper;
    struct ng_buffer heard;
    struct ng_run_options options = {
        .info = {.version = "1.2.3",
                 .url = "http://host/events",
                 .profile = recorded->profile.name,
                 .seed = UINT64_MAX,
                 .header_names = header_names,
                 .header_count = 1},
        .profile = &recorded->profile,
        .spec = &recorded->spec,
        .listener = listen_into(&heard),
    };
    ng_talk_begin(server, &options);
    options.cases = quick_cases(&options.info.case_count);
    assert_int_equal(ng_trace_create(recorded->path, &options, &writer, message, sizeof message),
                     NG_OK);
    ng_keeper_init(&keeper, options.profile, options.launched);
    struct ng_both both = {ng_trace_recorder(writer), ng_keeper_recorder(&keeper)};
    options.recorder = ng_both_recorder(&both);
    assert_int_equal(ng_run(&options, &result), NG_OK);
    assert_int_equal(ng_trace_close(writer, message, sizeof message), NG_OK);
    ng_keeper_deinit(&keeper);
    char *text = report(recorded, &result, &heard);
    ng_run_result_deinit(&result);
    return text;
}

char *ng_recorded_judge(struct ng_recorded *recorded, char *message, size_t message_size) {
    struct ng_buffer heard;
    const struct ng_listener listener = listen_into(&heard);
    struct ng_replay *replay;
    struct ng_run_result result;
    char *text = NULL;
    FILE *file = fopen(recorded->path, "r");
    assert_non_null(file);
    const struct ng_replay_options options = {
        .file = file, .name = "T", .spec = &recorded->spec, .version = "1.2.3"};
    if (!ng_replay_new(&options, &replay, message, message_size)) {
        if (!ng_replay_hold(replay, &listener, &result, message, message_size)) {
            text = report(recorded, &result, &heard);
            ng_run_result_deinit(&result);
        }
        ng_replay_free(replay);
    }
    assert_int_equal(fclose(file), 0);
    if (!text)
        ng_buffer_deinit(&heard);
    return text;
}

/* ---- the faults ---- */

static bool is_page(const struct ng_ask *ask, const struct ng_exchange *exchange) {
    return exchange->status == 200 && ask->method == NG_GET;
}

static void set_cursor(struct ng_exchange *exchange, uint64_t cursor) {
    exchange->cursor = cursor;
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%llu",
                   (unsigned long long)cursor);
}

static void nothing(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    (void)exchange;
}

static void limit_ignored(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (!is_page(ask, exchange) || !reading->has_limit || !reading->limit)
        return;
    exchange->event_count = 0;
    for (uint64_t i = reading->since; i < server->model.count; i++)
        assert_int_equal(ng_exchange_add_event(exchange, ng_model_digest(&server->model, i)),
                         NG_OK);
    set_cursor(exchange, server->model.count);
}

/* The events of the range that begins two earlier. */
static void moved(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (!is_page(ask, exchange) || !reading->has_limit || reading->since < 2)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, reading->since + i - 2);
}

static void cursor_high(struct server *server, const struct ng_ask *ask,
                        struct ng_exchange *exchange) {
    (void)server;
    if (is_page(ask, exchange) && ask->readings[0].since && !ask->readings[0].has_limit)
        set_cursor(exchange, exchange->cursor + 1);
}

static void count_down(struct server *server, const struct ng_ask *ask,
                       struct ng_exchange *exchange) {
    (void)ask;
    (void)exchange;
    if (server->requests == 9)
        server->model.count = 5;
}

static void media_type(struct server *server, const struct ng_ask *ask,
                       struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    (void)snprintf(exchange->media_type, sizeof exchange->media_type, "text/\xFF\x01\"");
}

static void reset(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    count_down(server, ask, exchange);
    server->model.log = server->requests >= 9;
}

static void reset_twice(struct server *server, const struct ng_ask *ask,
                        struct ng_exchange *exchange) {
    reset(server, ask, exchange);
    if (server->requests == 18)
        server->model.count = 3;
    server->model.log += server->requests >= 18;
}

static void not_found(struct server *server, const struct ng_ask *ask,
                      struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    ng_exchange_clear(exchange);
    exchange->status = 404;
    exchange->cursor_form = NG_CURSOR_MISSING;
}

static void no_connection(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    ng_exchange_clear(exchange);
    exchange->transport = NG_TRANSPORT_UNREACHABLE;
}

static void soon_gone(struct server *server, const struct ng_ask *ask,
                      struct ng_exchange *exchange) {
    if (server->requests > 7)
        no_connection(server, ask, exchange);
}

const struct ng_fault *ng_faults(size_t *count) {
    static const struct ng_fault faults[] = {
        {"none", nothing, NULL, 0},
        {"limit ignored", limit_ignored, "range-4", 1},
        {"moved", moved, "range-1", 2},
        {"cursor high", cursor_high, "cursor-3", 0},
        {"count down", count_down, "growth-2", 2},
        {"media type", media_type, "body-3", 1},
        {"reset", reset, NULL, 0},
        {"reset twice", reset_twice, NULL, 0},
        {"not found", not_found, "answer-1", 1},
        {"no connection", no_connection, NULL, 0},
        {"soon gone", soon_gone, NULL, 0},
    };
    *count = sizeof faults / sizeof *faults;
    return faults;
}
