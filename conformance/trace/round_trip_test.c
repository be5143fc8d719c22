/* Whatever a recorder is told stands in the trace, byte for byte. */
#include "conformance/trace/lines.h"
#include "conformance/trace/parse.h"
#include "conformance/trace/recorded_run.h"
#include "conformance/trace/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ng_recorded recorded;
static char all_bytes[256]; /* every byte but NUL */

static const char *const names[] = {"Authorization", "X-\x80-\"name\""};

static struct ng_run_options make_options(void) {
    static char name[] = "odd \xFF name", fixed[] = "feed=normal", place[] = "/last_seq";
    static struct ng_profile profile;
    static const struct ng_case *cases[2];
    profile = recorded.profile;
    profile.name = name;
    profile.fixed_query = fixed;
    profile.cursor_place = NG_CURSOR_IN_LAST_EVENT;
    profile.cursor_name = place;
    profile.cursor_names_last = profile.past_end_echo = true;
    profile.first_index = 1;
    profile.refusal_statuses[0] = 400;
    profile.refusal_statuses[1] = 422;
    profile.refusal_status_count = 2;
    cases[0] = ng_case_find("head");
    cases[1] = ng_case_find("full-dump");
    return (struct ng_run_options){.info = {.version = "9.9",
                                            .url = "http://***@host/\x01",
                                            .seed = UINT64_MAX,
                                            .strict = true,
                                            .case_count = 2,
                                            .header_names = names,
                                            .header_count = 2},
                                   .cases = cases,
                                   .profile = &profile,
                                   .launched = true};
}

static void fill_exchange(struct ng_exchange *exchange) {
    ng_exchange_init(exchange);
    exchange->ask = (struct ng_ask){.method = NG_OPTIONS,
                                    .query = all_bytes,
                                    .header_name = "Origin",
                                    .header_value = "http://\xE9.example",
                                    .expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                                    .readings = {{UINT64_MAX, 0, true}, {7, 0, false}},
                                    .reading_count = 2,
                                    .context = NG_REPEATED,
                                    .clause = "range-1",
                                    .refusal_clause = "range-5",
                                    .may_close = true,
                                    .silence_clause = "transport-1",
                                    .may_lack_support = true,
                                    .raw = all_bytes + 7,
                                    .raw_first = true};
    exchange->sent = UINT64_MAX - 1;
    exchange->answered = UINT64_MAX;
    exchange->transport = NG_TRANSPORT_TRUNCATED;
    exchange->status = 299;
    exchange->cursor_form = NG_CURSOR_REPEATED;
    exchange->cursor = UINT64_MAX;
    memset(exchange->cursor_text, 0xFF, NG_FIELD_MAX - 1);
    exchange->body_form = NG_BODY_TOO_LARGE;
    exchange->body_bytes = (uint64_t)1 << 63;
    exchange->body_offset = ((uint64_t)1 << 53) + 1;
    memcpy(exchange->body_sample, all_bytes + 100, NG_QUOTE_MAX - 1);
    memcpy(exchange->media_type, all_bytes, NG_FIELD_MAX - 1);
    (void)snprintf(exchange->cache_control, NG_FIELD_MAX, "\\u0000 \\ \" /");
    (void)snprintf(exchange->allow_origin, NG_FIELD_MAX, "*");
    (void)snprintf(exchange->expose_headers, NG_FIELD_MAX, "\xC3\xA9");
    (void)snprintf(exchange->location, NG_FIELD_MAX, "http://elsewhere/\x7F");
    exchange->seconds = 1.25;
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(ng_exchange_add_event(exchange, i * 0x9E3779B97F4A7C15u), NG_OK);
}

static void compare_asks(const struct ng_ask *a, const struct ng_ask *b) {
    assert_int_equal(a->method, b->method);
    assert_string_equal(a->query, b->query);
    assert_string_equal(a->header_name, b->header_name);
    assert_string_equal(a->header_value, b->header_value);
    assert_int_equal(a->expectation, b->expectation);
    assert_int_equal(a->reading_count, b->reading_count);
    for (size_t i = 0; i < a->reading_count; i++) {
        assert_int_equal(a->readings[i].since, b->readings[i].since);
        assert_int_equal(a->readings[i].limit, b->readings[i].limit);
        assert_int_equal(a->readings[i].has_limit, b->readings[i].has_limit);
    }
    assert_int_equal(a->context, b->context);
    assert_string_equal(a->clause, b->clause);
    assert_string_equal(a->refusal_clause, b->refusal_clause);
    assert_int_equal(a->may_close, b->may_close);
    assert_string_equal(a->silence_clause, b->silence_clause);
    assert_int_equal(a->may_lack_support, b->may_lack_support);
    assert_string_equal(a->raw, b->raw);
    assert_int_equal(a->raw_first, b->raw_first);
}

static void compare_exchanges(const struct ng_exchange *a, const struct ng_exchange *b) {
    compare_asks(&a->ask, &b->ask);
    assert_int_equal(a->sent, b->sent);
    assert_int_equal(a->answered, b->answered);
    assert_int_equal(a->transport, b->transport);
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->cursor_form, b->cursor_form);
    assert_int_equal(a->cursor, b->cursor);
    assert_string_equal(a->cursor_text, b->cursor_text);
    assert_int_equal(a->body_form, b->body_form);
    assert_int_equal(a->body_bytes, b->body_bytes);
    assert_int_equal(a->body_offset, b->body_offset);
    assert_string_equal(a->body_sample, b->body_sample);
    assert_string_equal(a->media_type, b->media_type);
    assert_string_equal(a->cache_control, b->cache_control);
    assert_string_equal(a->allow_origin, b->allow_origin);
    assert_string_equal(a->expose_headers, b->expose_headers);
    assert_string_equal(a->location, b->location);
    assert_true(a->seconds == b->seconds);
    assert_int_equal(a->event_count, b->event_count);
    assert_memory_equal(a->digests, b->digests, a->event_count * sizeof *a->digests);
}

/* Writes what `tell` tells, and reads the second line. */
static void round_trip(void (*tell)(const struct ng_recorder *recorder),
                       struct ng_trace_record *record) {
    char message[NG_WORDS_MAX];
    struct ng_trace_error error = {.message = ""};
    struct ng_trace_writer *writer;
    struct ng_lines lines;
    const struct ng_run_options options = make_options();
    assert_int_equal(ng_trace_create(recorded.path, &options, &writer, message, sizeof message),
                     NG_OK);
    struct ng_recorder recorder = ng_trace_recorder(writer);
    if (tell)
        tell(&recorder);
    assert_int_equal(ng_trace_close(writer, message, sizeof message), NG_OK);
    FILE *file = fopen(recorded.path, "r");
    assert_non_null(file);
    ng_lines_init(&lines, file);
    assert_int_equal(ng_lines_next(&lines), NG_OK);
    if (tell)
        assert_int_equal(ng_lines_next(&lines), NG_OK);
    assert_true(lines.whole);
    if (ng_trace_parse(lines.bytes, lines.size, &recorded.spec, record, &error))
        fail_msg("%s", error.message);
    assert_int_equal(ng_lines_next(&lines), NG_NOT_FOUND);
    ng_lines_deinit(&lines);
    assert_int_equal(fclose(file), 0);
}

static void the_first_line(void **state) {
    struct ng_trace_record record;
    (void)state;
    round_trip(NULL, &record);
    const struct ng_run_options options = make_options();
    const struct ng_trace_header *header = &record.header;
    const struct ng_profile *profile = &header->profile;
    assert_int_equal(record.kind, NG_TRACE_HEADER);
    assert_string_equal(header->version, "9.9");
    assert_string_equal(header->target, "http://***@host/\x01");
    assert_int_equal(header->seed, UINT64_MAX);
    assert_true(header->strict && header->launched);
    assert_int_equal(header->case_count, 2);
    assert_ptr_equal(header->cases[0], options.cases[0]);
    assert_ptr_equal(header->cases[1], options.cases[1]);
    assert_int_equal(header->header_count, 2);
    assert_string_equal(header->header_names[1], names[1]);
    assert_string_equal(profile->name, options.profile->name);
    assert_string_equal(profile->since, "since");
    assert_string_equal(profile->limit, "limit");
    assert_string_equal(profile->fixed_query, "feed=normal");
    assert_string_equal(profile->events_pointer, "");
    assert_int_equal(profile->cursor_place, NG_CURSOR_IN_LAST_EVENT);
    assert_string_equal(profile->cursor_name, "/last_seq");
    assert_true(profile->cursor_names_last && profile->past_end_echo);
    assert_int_equal(profile->first_index, 1);
    assert_int_equal(profile->refusal_status_count, 2);
    assert_int_equal(profile->refusal_statuses[0], 400);
    assert_int_equal(profile->refusal_statuses[1], 422);
    ng_trace_record_deinit(&record);
}

static void tell_exchange(const struct ng_recorder *recorder) {
    struct ng_exchange exchange;
    fill_exchange(&exchange);
    recorder->exchange(recorder->context, &exchange);
    ng_exchange_deinit(&exchange);
}

static void tell_empty_exchange(const struct ng_recorder *recorder) {
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    exchange.answered = 1;
    exchange.ask.reading_count = 1;
    recorder->exchange(recorder->context, &exchange);
}

static void an_exchange(void **state) {
    struct ng_trace_record record;
    struct ng_exchange expected;
    (void)state;
    fill_exchange(&expected);
    round_trip(tell_exchange, &record);
    assert_int_equal(record.kind, NG_TRACE_EXCHANGE);
    compare_exchanges(&record.exchange, &expected);
    ng_exchange_deinit(&expected);
    ng_trace_record_deinit(&record);
    round_trip(tell_empty_exchange, &record);
    assert_null(record.exchange.ask.query);
    assert_null(record.exchange.ask.header_name);
    assert_null(record.exchange.ask.clause);
    assert_null(record.exchange.ask.raw);
    assert_int_equal(record.exchange.event_count, 0);
    assert_false(record.exchange.ask.readings[0].has_limit);
    ng_trace_record_deinit(&record);
}

static void tell_reset_check(const struct ng_recorder *recorder) {
    struct ng_exchange exchange;
    fill_exchange(&exchange);
    struct ng_exchange tail = exchange;
    tail.event_count = 1;
    recorder->reset_check(recorder->context, &exchange, &tail);
    ng_exchange_deinit(&exchange);
}

static void a_reset_check(void **state) {
    struct ng_trace_record record;
    struct ng_exchange expected;
    (void)state;
    fill_exchange(&expected);
    round_trip(tell_reset_check, &record);
    assert_int_equal(record.kind, NG_TRACE_RESET_CHECK);
    compare_exchanges(&record.exchange, &expected);
    expected.event_count = 1;
    compare_exchanges(&record.tail, &expected);
    ng_exchange_deinit(&expected);
    ng_trace_record_deinit(&record);
}

static void tell_note(const struct ng_recorder *recorder) {
    struct ng_exchange exchange;
    struct ng_finding note = {.kind = NG_FINDING_OTHER, .clause = "cors-1"};
    fill_exchange(&exchange);
    memcpy(note.says, all_bytes, sizeof note.says);
    (void)snprintf(note.received, sizeof note.received, "r");
    recorder->note(recorder->context, &exchange.ask, &note);
    ng_exchange_deinit(&exchange);
}

static void a_note(void **state) {
    struct ng_trace_record record;
    struct ng_exchange expected;
    (void)state;
    fill_exchange(&expected);
    round_trip(tell_note, &record);
    assert_int_equal(record.kind, NG_TRACE_NOTE);
    compare_asks(&record.exchange.ask, &expected.ask);
    assert_int_equal(record.found.kind, NG_FINDING_OTHER);
    assert_string_equal(record.found.clause, "cors-1");
    assert_string_equal(record.found.says, all_bytes);
    assert_string_equal(record.found.expected, "");
    assert_string_equal(record.found.received, "r");
    ng_exchange_deinit(&expected);
    ng_trace_record_deinit(&record);
}

static struct ng_session_result make_session(void) {
    struct ng_session_result session = {.exercised = true,
                                        .reset = true,
                                        .unreachable = true,
                                        .ends_run = true,
                                        .no_endpoint = true,
                                        .requests = UINT64_MAX};
    memcpy(session.lacks, all_bytes, sizeof session.lacks);
    memcpy(session.again, "--seed 7", sizeof "--seed 7");
    memcpy(session.remark, all_bytes, sizeof session.remark);
    memcpy(session.stopped, all_bytes, sizeof session.stopped);
    return session;
}

static void tell_case_end(const struct ng_recorder *recorder) {
    struct ng_session_result session = make_session();
    recorder->case_end(recorder->context, ng_case_find("head"), NG_STOPPED, &session, 0.5);
}

static void a_case_end(void **state) {
    struct ng_trace_record record;
    struct ng_session_result expected = make_session();
    (void)state;
    round_trip(tell_case_end, &record);
    const struct ng_session_result *session = &record.session;
    assert_int_equal(record.kind, NG_TRACE_CASE_END);
    assert_ptr_equal(record.test_case, ng_case_find("head"));
    assert_int_equal(record.status, NG_STOPPED);
    assert_true(record.seconds == 0.5);
    assert_true(session->exercised && session->reset && session->unreachable && session->ends_run &&
                session->no_endpoint);
    assert_int_equal(session->requests, UINT64_MAX);
    assert_string_equal(session->lacks, expected.lacks);
    assert_string_equal(session->again, expected.again);
    assert_string_equal(session->remark, expected.remark);
    assert_string_equal(session->stopped, expected.stopped);
    ng_trace_record_deinit(&record);
}

static void tell_appended(const struct ng_recorder *recorder) {
    recorder->appended(recorder->context, 1, UINT64_MAX, 3);
}

static void tell_restart(const struct ng_recorder *recorder) {
    recorder->restart(recorder->context, "why");
}

static void tell_end(const struct ng_recorder *recorder) {
    struct ng_run_result result = {.reason = "no start", .bytes = UINT64_MAX, .seconds = 2.000001};
    result.outcome = NG_RUN_INCONCLUSIVE;
    recorder->end(recorder->context, &result);
}

static void tell_case_begin(const struct ng_recorder *recorder) {
    recorder->case_begin(recorder->context, ng_case_find("options"));
}

static void the_small_records(void **state) {
    struct ng_trace_record record;
    (void)state;
    round_trip(tell_appended, &record);
    assert_int_equal(record.kind, NG_TRACE_APPENDED);
    assert_int_equal(record.before, 1);
    assert_int_equal(record.after, UINT64_MAX);
    assert_int_equal(record.count, 3);
    ng_trace_record_deinit(&record);
    round_trip(tell_restart, &record);
    assert_int_equal(record.kind, NG_TRACE_RESTART);
    assert_string_equal(record.reason, "why");
    ng_trace_record_deinit(&record);
    round_trip(tell_end, &record);
    assert_int_equal(record.kind, NG_TRACE_END);
    assert_string_equal(record.reason, "no start");
    assert_true(record.interrupted);
    assert_int_equal(record.bytes, UINT64_MAX);
    assert_true(record.seconds == 2.000001);
    ng_trace_record_deinit(&record);
    round_trip(tell_case_begin, &record);
    assert_int_equal(record.kind, NG_TRACE_CASE_BEGIN);
    assert_ptr_equal(record.test_case, ng_case_find("options"));
    ng_trace_record_deinit(&record);
}

static void a_full_disk_is_told(void **state) {
    char message[NG_WORDS_MAX] = "";
    struct ng_trace_writer *writer;
    const struct ng_run_options options = make_options();
    (void)state;
    assert_int_equal(ng_trace_create("/nowhere/at/all", &options, &writer, message, sizeof message),
                     NG_IO);
    assert_string_equal(message,
                        "--trace: '/nowhere/at/all' cannot be written: No such file or directory");
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        return; /* not every system has it */
    (void)fclose(full);
    assert_int_equal(ng_trace_create("/dev/full", &options, &writer, message, sizeof message),
                     NG_OK);
    assert_int_equal(ng_trace_close(writer, message, sizeof message), NG_IO);
    assert_string_equal(message, "--trace: '/dev/full' is not whole: No space left on device");
}

static int set_up(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof all_bytes - 1; i++)
        all_bytes[i] = (char)(i + 1);
    ng_recorded_init(&recorded);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    ng_recorded_deinit(&recorded);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_line),      cmocka_unit_test(an_exchange),
        cmocka_unit_test(a_reset_check),       cmocka_unit_test(a_note),
        cmocka_unit_test(a_case_end),          cmocka_unit_test(the_small_records),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
