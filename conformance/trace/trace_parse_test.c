/* Lines that nobody wrote: each gets an answer that says what was expected. */
#include "conformance/trace/lines.h"
#include "conformance/trace/parse.h"
#include "conformance/trace/recorded_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ng_recorded recorded;

static void refuse(const char *line, enum ng_status expected, const char *words) {
    struct ng_trace_record record;
    struct ng_trace_error error = {.message = ""};
    enum ng_status status = ng_trace_parse(line, strlen(line), &recorded.spec, &record, &error);
    if (status != expected || !strstr(error.message, words))
        fail_msg("%s: %d, '%s'", line, (int)status, error.message);
}

static void wrong_lines_are_told(void **state) {
    (void)state;
    refuse("", NG_MALFORMED, "byte 1: expected one whole JSON object");
    refuse("{\"record\":\"settle\"", NG_MALFORMED, "expected one whole JSON object");
    refuse("{\"record\":\"settle\"} x", NG_MALFORMED, "expected one whole JSON object");
    refuse("[1]", NG_MALFORMED, "expected a JSON object");
    refuse("{}", NG_MALFORMED, "the line of a trace has no member 'record'");
    refuse("{\"record\":1}", NG_MALFORMED, "'record' of the line of a trace: expected a string");
    refuse("{\"record\":\"setle\"}", NG_MALFORMED, "'setle' is not known");
    refuse("{\"record\":\"settle\",\"x\":1}", NG_MALFORMED, "the settle has a member 'x'");
    refuse("{\"record\":\"settle\",\"record\":\"settle\"}", NG_MALFORMED, "a member 'record'");
    refuse("{\"record\":\"s\xC3\xA9t\"}", NG_MALFORMED, "byte 13: expected printable ASCII only");
    refuse("{\"record\":\"\\u0100\"}", NG_MALFORMED, "expected a string of bytes");
    refuse("{\"record\":\"settle\\u0000\"}", NG_MALFORMED, "\\u0000 stands for no byte");
    refuse("{\"record\":\"case_begin\",\"case\":\"no\\u00e9\"}", NG_NOT_FOUND, "no case 'no\\xE9'");
    refuse("{\"record\":\"exchange\",\"clause\":\"range-99\"}", NG_NOT_FOUND,
           "no clause 'range-99'; judge the trace with the version that wrote it");
}

static void wrong_members_are_told(void **state) {
    static const char start[] = "{\"record\":\"exchange\",\"readings\":[{\"since\":\"0\"}],"
                                "\"sent\":\"1\",\"answered\":\"2\",\"seconds\":0";
    static const struct {
        const char *rest;
        const char *words;
    } lines[] = {
        {",\"digests\":\"0123456789abcde\"}", "'digests': expected 16 digits"},
        {",\"digests\":\"0123456789abcdeF\"}", "'digests': expected 16 digits"},
        {",\"status\":200.5}", "expected a whole number from 0 to 999"},
        {",\"status\":1000}", "expected a whole number from 0 to 999"},
        {",\"status\":1e400}", "expected a whole number from 0 to 999"},
        {",\"cursor\":5}", "'cursor' of the exchange: expected a string of bytes"},
        {",\"cursor\":\"18446744073709551616\"}", "expected a string of decimal digits"},
        {",\"cursor\":\"\"}", "expected a string of decimal digits"},
        {",\"cursor\":\"-1\"}", "expected a string of decimal digits"},
        {",\"may_close\":1}", "expected true or false"},
        {",\"header_name\":\"A\"}", "expected 'header_name' and 'header_value', or neither"},
        {",\"expects\":\"refusal\"}", "expected the member 'clause'"},
        {",\"transport\":\"\"}", "'' is not known"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char line[512];
        (void)snprintf(line, sizeof line, "%s%s", start, lines[i].rest);
        refuse(line, NG_MALFORMED, lines[i].words);
    }
    refuse("{\"record\":\"exchange\",\"readings\":[1,2,3]}", NG_TOO_LARGE, "2 elements at most");
    refuse("{\"record\":\"exchange\",\"readings\":[1]}", NG_MALFORMED, "no member 'since'");
    refuse("{\"record\":\"exchange\",\"readings\":[[1]]}", NG_MALFORMED, "no member 'since'");
    refuse("{\"record\":\"exchange\",\"sent\":\"1\",\"answered\":\"2\",\"seconds\":0}",
           NG_MALFORMED, "expected the member 'readings'");
    refuse("{\"record\":\"note\",\"ask\":[]}", NG_MALFORMED,
           "'ask' of the note: expected an object");
    char long_text[NG_FIELD_MAX + 128];
    (void)snprintf(long_text, sizeof long_text, "{\"record\":\"restart\",\"reason\":\"%0*d\"}",
                   NG_WORDS_MAX, 0);
    refuse(long_text, NG_TOO_LARGE, "'reason' of the restart: expected 255 bytes at most");
}

static void no_bytes_crash(void **state) {
    struct ng_trace_record record;
    struct ng_trace_error error;
    struct ng_lines lines;
    struct server server = {.model = {.count = 3}};
    uint64_t random = 1;
    size_t read = 0, refused = 0;
    (void)state;
    free(ng_recorded_hold(&recorded, &server));
    FILE *file = fopen(recorded.path, "r");
    assert_non_null(file);
    ng_lines_init(&lines, file);
    while (!ng_lines_next(&lines)) {
        for (unsigned round = 0; round < 40; round++) {
            char *line = malloc(lines.size + 1);
            assert_non_null(line);
            memcpy(line, lines.bytes, lines.size + 1);
            random = random * 6364136223846793005u + 1442695040888963407u;
            line[(random >> 33) % lines.size] = (char)(random >> 25);
            enum ng_status status =
                ng_trace_parse(line, lines.size, &recorded.spec, &record, &error);
            read += !status;
            refused += status != NG_OK;
            if (!status)
                ng_trace_record_deinit(&record);
            free(line);
        }
    }
    assert_true(read > 100 && refused > 1000);
    ng_lines_deinit(&lines);
    assert_int_equal(fclose(file), 0);
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
        cmocka_unit_test(wrong_lines_are_told),
        cmocka_unit_test(wrong_members_are_told),
        cmocka_unit_test(no_bytes_crash),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
