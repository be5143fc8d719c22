/* A run and its trace come to the same report, byte for byte; a trace that was cut never to a
 * better one. */
#include "conformance/trace/recorded_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct ng_recorded recorded;

static void compare(const char *name, struct server server) {
    char message[NG_WORDS_MAX] = "";
    char *first = ng_recorded_hold(&recorded, &server);
    char *again = ng_recorded_judge(&recorded, message, sizeof message);
    if (!again)
        fail_msg("%s: %s", name, message);
    assert_string_equal(first, again);
    free(first);
    free(again);
}

static void each_run_is_judged_the_same(void **state) {
    size_t count;
    const struct ng_fault *faults = ng_faults(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (uint64_t events = 0; events < 12; events += 5) {
            for (uint64_t growth = 0; growth < 8; growth += 3) {
                struct server server = {
                    .model = {.count = events, .growth_max = growth, .random = i * 31 + events},
                    .tamper = faults[i].tamper};
                compare(faults[i].name, server);
                server.launchable = true;
                compare(faults[i].name, server);
            }
        }
    }
}

static char *read_trace(size_t *size) {
    FILE *file = fopen(recorded.path, "r");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    bytes[*size] = '\0';
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void write_trace(const char *bytes, size_t size) {
    FILE *file = fopen(recorded.path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* Judges the first bytes of a trace; an error is only right for the first line. */
static char *judge_start(const char *bytes, size_t size) {
    char message[NG_WORDS_MAX] = "";
    write_trace(bytes, size);
    char *report = ng_recorded_judge(&recorded, message, sizeof message);
    bool has_header = memchr(bytes, '\n', size) != NULL;
    if (!report && has_header)
        fail_msg("after %zu bytes: %s", size, message);
    if (!report)
        assert_non_null(strstr(message, "expected the first line of a trace"));
    return report;
}

static void a_cut_trace_is_inconclusive(void **state) {
    struct server server = {.model = {.count = 5}, .launchable = true};
    size_t size, cuts = 0;
    (void)state;
    free(ng_recorded_hold(&recorded, &server));
    char *trace = read_trace(&size);
    size_t header = (size_t)(strchr(trace, '\n') - trace);
    for (size_t end = 0; end < size; end += 211, cuts++) {
        char *report = judge_start(trace, end);
        if (end > header)
            assert_non_null(report);
        if (report)
            assert_non_null(strstr(report, "the trace ends before the run did"));
        free(report);
    }
    assert_true(cuts > 100);
    /* Without its last line end, nothing is missing. */
    char *report = judge_start(trace, size - 1);
    assert_non_null(strstr(report, "\"exit_status\":\t0"));
    free(report);
    /* Without its last line, all cases are there, and yet nobody knows that it is the end. */
    trace[size - 1] = '\0';
    report = judge_start(trace, (size_t)(strrchr(trace, '\n') - trace) + 1);
    assert_non_null(strstr(report, "\"exit_status\":\t4"));
    free(report);
    free(trace);
}

static void a_cut_trace_keeps_its_findings(void **state) {
    size_t count, size;
    const struct ng_fault *fault = ng_faults(&count) + 1;
    struct server server = {.model = {.count = 9}, .tamper = fault->tamper};
    (void)state;
    free(ng_recorded_hold(&recorded, &server));
    char *trace = read_trace(&size);
    char *report = judge_start(trace, size / 2);
    assert_non_null(strstr(report, "\"exit_status\":\t1"));
    assert_non_null(strstr(report, "the trace ends before the run did"));
    free(report);
    /* Up to the first answer: the requests of the case under way count. */
    report = judge_start(trace, (size_t)(strstr(trace, "{\"record\":\"settle\"}") - trace));
    assert_non_null(strstr(report, "\"requests\":\t1,"));
    free(report);
    free(trace);
}

static void nothing_stands_behind_the_end(void **state) {
    static const char *const rests[] = {"{\"record\":\"settle\"}\n", "\n", "x"};
    struct server server = {.model = {.count = 5}};
    size_t size;
    (void)state;
    free(ng_recorded_hold(&recorded, &server));
    char *trace = read_trace(&size);
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        char message[NG_WORDS_MAX] = "";
        write_trace(trace, size);
        FILE *file = fopen(recorded.path, "a");
        assert_non_null(file);
        assert_true(fputs(rests[i], file) >= 0);
        assert_int_equal(fclose(file), 0);
        assert_null(ng_recorded_judge(&recorded, message, sizeof message));
        assert_non_null(strstr(message, "expected nothing behind the end of the run"));
    }
    free(trace);
}

/* Replaces the first `from` behind the header, or in it, and expects the message. */
static void expect_refused(const char *trace, const char *from, const char *to,
                           const char *expected) {
    char message[NG_WORDS_MAX] = "";
    const char *at = strstr(trace, from);
    assert_non_null(at);
    FILE *file = fopen(recorded.path, "w");
    assert_non_null(file);
    (void)fprintf(file, "%.*s%s%s", (int)(at - trace), trace, to, at + strlen(from));
    assert_int_equal(fclose(file), 0);
    char *report = ng_recorded_judge(&recorded, message, sizeof message);
    assert_null(report);
    if (!strstr(message, expected))
        fail_msg("'%s' is not in '%s'", expected, message);
}

static void what_cannot_be_is_refused(void **state) {
    struct server server = {.model = {.count = 5}};
    size_t size;
    (void)state;
    free(ng_recorded_hold(&recorded, &server));
    char *trace = read_trace(&size);
    expect_refused(trace, "\"full-dump\"", "\"full-dumq\"",
                   "T:1: this version of nogap has no case 'full-dumq'");
    expect_refused(trace, "\"format\":1", "\"format\":2",
                   "T:1: expected a trace of format 1, this is format 2");
    expect_refused(trace, "{\"record\":\"new_judge\"}\n", "",
                   "T:2: expected a new_judge before the first case");
    expect_refused(
        trace, "{\"record\":\"case_begin\",\"case\":\"full-dump\"}\n", "",
        "T:3: expected the beginning of the case full-dump, found the record 'exchange'");
    expect_refused(trace, "{\"record\":\"settle\"}", "{\"record\":\"restart\"}",
                   "T:5: expected what a case asked, or its end");
    expect_refused(trace, "{\"record\":\"settle\"}", "settle",
                   "T:5: byte 1: expected one whole JSON object");
    expect_refused(trace, "\"answered\":\"4\"", "\"answered\":\"3\"",
                   "T:6: 'answered': expected a number above that of 'sent'");
    expect_refused(trace, "\"sent\":\"3\",\"answered\":\"4\"", "\"sent\":\"1\",\"answered\":\"2\"",
                   "T:6: expected exchanges in the order of 'answered'");
    expect_refused(trace, "\"case_end\",\"case\":\"full-dump\"",
                   "\"case_end\",\"case\":\"limit-zero\"",
                   "expected the end of the case that began last");
    expect_refused(trace, "\"record\":\"end\"", "\"record\":\"settle\",\"x\":1", "T:");
    expect_refused(trace, "\"expects\":\"refusal\"", "\"expects\":\"luck\"",
                   "'expects' of the exchange: 'luck' is not known");
    free(trace);
}

static int set_up(void **state) {
    (void)state;
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
        cmocka_unit_test(each_run_is_judged_the_same),
        cmocka_unit_test(a_cut_trace_is_inconclusive),
        cmocka_unit_test(a_cut_trace_keeps_its_findings),
        cmocka_unit_test(nothing_stands_behind_the_end),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
