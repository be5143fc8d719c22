#include "reference/body.h"
#include "reference/follow_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char *body_of(const struct ref_snapshot *snapshot, uint64_t first, uint64_t end) {
    struct ref_answer answer = {.has_events = true, .range = {first, end}};
    struct ref_body body;
    ref_body_make(&answer, snapshot, &body);
    char *text = malloc(body.size + 1);
    assert_non_null(text);
    ref_body_copy(&body, text);
    text[body.size] = '\0';
    return text;
}

static void expect_events(struct ref_fixture *fixture, uint64_t count, const char *all) {
    struct ref_snapshot snapshot = ref_store_snapshot(fixture->follow.store);
    assert_int_equal(snapshot.count, count);
    char *text = body_of(&snapshot, 0, snapshot.count);
    assert_string_equal(text, all);
    free(text);
    ref_snapshot_release(&snapshot);
}

static void expect_problem(const struct ref_fixture *fixture, enum ref_status status, uint64_t line,
                           size_t column) {
    assert_int_equal(fixture->follow.problem.status, status);
    assert_int_equal(fixture->follow.problem.line, line);
    assert_int_equal(fixture->follow.problem.column, column);
}

static void takes_complete_lines(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "");
    expect_events(fixture, 0, "[]");
    ref_fixture_put(fixture, "1\n");
    expect_events(fixture, 1, "[1]");
    ref_fixture_put(fixture, "1\n{\"a\": 2}\n\"x\"\n");
    expect_events(fixture, 3, "[1,{\"a\": 2},\"x\"]");
    expect_problem(fixture, REF_OK, 0, 0);
}

static void leaves_a_torn_line_until_it_is_whole(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n{\"a\"");
    expect_events(fixture, 1, "[1]");
    ref_fixture_put(fixture, "1\n{\"a\":2}");
    expect_events(fixture, 1, "[1]");
    expect_problem(fixture, REF_OK, 0, 0);
    ref_fixture_put(fixture, "1\n{\"a\":2}\n");
    expect_events(fixture, 2, "[1,{\"a\":2}]");
    ref_fixture_put(fixture, "1\n{\"a\":2}\n3");
    ref_fixture_put(fixture, "1\n{\"a\":2}\n");
    ref_fixture_put(fixture, "1\n{\"a\":2}\n4\n");
    expect_events(fixture, 3, "[1,{\"a\":2},4]");
    assert_int_equal(fixture->follow.logs, 1);
}

static void trims_lines_and_skips_blank_ones(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "\r\n \t\n  1 \t\r\n\n[ 2 ]\r\n\n");
    expect_events(fixture, 2, "[1,[ 2 ]]");
    ref_fixture_put(fixture, "\r\n \t\n  1 \t\r\n\n[ 2 ]\r\n\n   \n3\n");
    expect_events(fixture, 3, "[1,[ 2 ],3]");
}

static void stops_at_a_bad_line_until_it_is_mended(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n\n  [2,}\n3\n");
    expect_events(fixture, 1, "[1]");
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 3, 6);
    assert_int_equal(fixture->follow.problem.fault, REF_JSON_NOT_A_VALUE);
    ref_fixture_put(fixture, "1\n\n  [2,}\n3\n4\n");
    expect_events(fixture, 1, "[1]");
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 3, 6);
    ref_fixture_put(fixture, "1\n\n  [2] \n3\n4\n");
    expect_events(fixture, 4, "[1,[2],3,4]");
    expect_problem(fixture, REF_OK, 0, 0);
    assert_int_equal(fixture->follow.logs, 1);
}

static void names_the_line_after_many(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n");
    ref_fixture_put(fixture, "1\n2\n\n3\nx\n");
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 5, 1);
    ref_fixture_put(fixture, "1\n2\n\n3\n4\ny\n");
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 6, 1);
}

static void begins_again_when_the_source_shrinks(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n3\n");
    ref_fixture_put(fixture, "4\n");
    expect_events(fixture, 1, "[4]");
    assert_int_equal(fixture->follow.logs, 2);
    ref_fixture_put(fixture, "");
    expect_events(fixture, 0, "[]");
    assert_int_equal(fixture->follow.logs, 3);
}

/* Blank lines at the end may go; what is written in their place must not be skipped with them. */
static void sees_that_blank_lines_at_the_end_are_gone(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n\n\n\n");
    ref_fixture_put(fixture, "1\n");
    ref_fixture_put(fixture, "1\n2\n");
    expect_events(fixture, 2, "[1,2]");
}

static void begins_again_when_the_source_is_another(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n");
    fixture->source.stamp.file = 7;
    ref_fixture_put(fixture, "1\n2\n3\n");
    expect_events(fixture, 3, "[1,2,3]");
    assert_int_equal(fixture->follow.logs, 2);
    fixture->source.stamp.device = 7;
    ref_fixture_put(fixture, "9\n");
    expect_events(fixture, 1, "[9]");
    assert_int_equal(fixture->follow.logs, 3);
}

static void begins_again_when_the_last_event_no_longer_stands(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "\"old\"\n");
    ref_fixture_put(fixture, "\"new, and longer\"\n\"second\"\n");
    expect_events(fixture, 2, "[\"new, and longer\",\"second\"]");
    assert_int_equal(fixture->follow.logs, 2);
    char text[1100] = "\"";
    memset(text + 1, 'a', 1000);
    memcpy(text + 1001, "\"\n", 3);
    ref_fixture_put(fixture, text);
    assert_int_equal(fixture->follow.logs, 3);
    text[999] = 'b';
    memcpy(text + 1003, "2\n", 3);
    ref_fixture_put(fixture, text);
    assert_int_equal(fixture->follow.logs, 4);
}

static void keeps_events_whose_lines_are_edited_later(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n3\n");
    ref_fixture_put(fixture, "9\n2\n3\n4\n");
    expect_events(fixture, 4, "[1,2,3,4]");
}

static void stands_still_while_the_source_is_away(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n");
    fixture->source.look_status = REF_ERROR_FILE_MISSING;
    ref_fixture_put(fixture, "1\n2\n3\n");
    expect_events(fixture, 2, "[1,2]");
    expect_problem(fixture, REF_ERROR_FILE_MISSING, 0, 0);
    fixture->source.look_status = REF_OK;
    fixture->source.read_status = REF_ERROR_FILE_READ;
    ref_follow_look(&fixture->follow);
    expect_events(fixture, 2, "[1,2]");
    expect_problem(fixture, REF_ERROR_FILE_READ, 0, 0);
    fixture->source.read_status = REF_OK;
    ref_follow_look(&fixture->follow);
    expect_events(fixture, 3, "[1,2,3]");
    expect_problem(fixture, REF_OK, 0, 0);
    assert_int_equal(fixture->follow.logs, 1);
}

static void tries_again_after_a_failed_read_of_the_same_state(void **state) {
    struct ref_fixture *fixture = *state;
    fixture->source.read_status = REF_ERROR_FILE_READ;
    ref_fixture_put(fixture, "1\n");
    expect_events(fixture, 0, "[]");
    fixture->source.read_status = REF_OK;
    ref_follow_look(&fixture->follow);
    expect_events(fixture, 1, "[1]");
}

static void reads_nothing_when_nothing_changed(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\nnot json\n");
    size_t reads = fixture->source.reads;
    ref_follow_look(&fixture->follow);
    assert_int_equal(fixture->source.reads, reads);
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 3, 1);
}

/* A change in the same tick of the file system's clock leaves the stamp as it was. */
static void does_not_trust_a_fresh_stamp(void **state) {
    struct ref_fixture *fixture = *state;
    fixture->source.stamp.settled = false;
    ref_fixture_put(fixture, "1\n[2}\n");
    expect_problem(fixture, REF_ERROR_LINE_NOT_JSON, 2, 3);
    memcpy(fixture->source.text, "1\n[2]\n", 6);
    ref_follow_look(&fixture->follow);
    expect_events(fixture, 2, "[1,[2]]");
    memcpy(fixture->source.text, "3\n[4]\n", 6);
    ref_follow_look(&fixture->follow);
    expect_events(fixture, 2, "[3,[4]]");
}

static void takes_a_line_longer_than_a_read(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 3 * REF_READ_SIZE + 17;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'x', size);
    memcpy(text, "1\n\"", 3);
    memcpy(text + size - 4, "\"\n2\n", 4);
    ref_fixture_put_bytes(fixture, text, size);
    struct ref_snapshot snapshot = ref_store_snapshot(fixture->follow.store);
    assert_int_equal(snapshot.count, 3);
    char *body = body_of(&snapshot, 1, 2);
    assert_int_equal(strlen(body), size - 2 - 1 - 2 + 2);
    assert_memory_equal(body + 1, text + 2, size - 2 - 1 - 2);
    free(body);
    ref_snapshot_release(&snapshot);
    free(text);
}

static char *many_lines(uint64_t count, size_t *size) {
    char *text = malloc((size_t)count * 24);
    assert_non_null(text);
    *size = 0;
    for (uint64_t i = 0; i < count; i++) {
        int length = snprintf(text + *size, 24, "{\"e\":%llu}\n", (unsigned long long)i);
        *size += (size_t)length;
    }
    return text;
}

static void pages_of_a_large_log_join_without_gap(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 0;
    char *text = many_lines(200000, &size);
    ref_fixture_put_bytes(fixture, text, size);
    struct ref_snapshot snapshot = ref_store_snapshot(fixture->follow.store);
    assert_int_equal(snapshot.count, 200000);
    const char *at = text;
    for (uint64_t first = 0; first < snapshot.count;) {
        uint64_t end = first + 1 + first % 977;
        end = end < snapshot.count ? end : snapshot.count;
        char *body = body_of(&snapshot, first, end);
        size_t length = strlen(body);
        assert_int_equal(body[0], '[');
        assert_int_equal(body[length - 1], ']');
        for (size_t i = 1; i < length; i++) {
            bool between = body[i] == ',' || i == length - 1;
            assert_int_equal(between ? '\n' : body[i], at[i - 1]);
        }
        at += length - 1;
        first = end;
        free(body);
    }
    assert_int_equal(at - text, size);
    struct ref_bytes slices[REF_BLOCKS];
    assert_in_range(ref_snapshot_slices(&snapshot, (struct ref_range){0, 200000}, slices), 2, 8);
    ref_snapshot_release(&snapshot);
    free(text);
}

static void a_snapshot_stays_as_it_was(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 0;
    char *text = many_lines(100000, &size);
    ref_fixture_put(fixture, "{\"e\":0}\n{\"e\":1}\n");
    struct ref_snapshot early = ref_store_snapshot(fixture->follow.store);
    struct ref_snapshot same = ref_snapshot_hold(&early);
    ref_fixture_put_bytes(fixture, text, size);
    assert_int_equal(ref_store_count(fixture->follow.store), 100000);
    ref_fixture_put(fixture, "7\n");
    assert_int_equal(early.count, 2);
    ref_snapshot_release(&early);
    char *body = body_of(&same, 0, 2);
    assert_string_equal(body, "[{\"e\":0},{\"e\":1}]");
    free(body);
    ref_snapshot_release(&same);
    free(text);
}

static void describes_problems_with_their_place(void **state) {
    char text[REF_PROBLEM_TEXT_SIZE];
    struct ref_problem line = {REF_ERROR_LINE_NOT_JSON, 3, 6, REF_JSON_NOT_A_VALUE};
    struct ref_problem file = {.status = REF_ERROR_FILE_MISSING};
    (void)state;
    ref_problem_describe(&line, "a.ndjson", text, sizeof text);
    assert_string_equal(text, "a.ndjson:3:6: this is not the start of a JSON value");
    ref_problem_describe(&file, "a.ndjson", text, sizeof text);
    assert_string_equal(text, "a.ndjson: no such file");
    assert_false(ref_problem_equals(&line, &file));
    assert_true(ref_problem_equals(&line, &line));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, ref_fixture_set_up, ref_fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(takes_complete_lines),
        TEST(leaves_a_torn_line_until_it_is_whole),
        TEST(trims_lines_and_skips_blank_ones),
        TEST(stops_at_a_bad_line_until_it_is_mended),
        TEST(names_the_line_after_many),
        TEST(begins_again_when_the_source_shrinks),
        TEST(sees_that_blank_lines_at_the_end_are_gone),
        TEST(begins_again_when_the_source_is_another),
        TEST(begins_again_when_the_last_event_no_longer_stands),
        TEST(keeps_events_whose_lines_are_edited_later),
        TEST(stands_still_while_the_source_is_away),
        TEST(tries_again_after_a_failed_read_of_the_same_state),
        TEST(reads_nothing_when_nothing_changed),
        TEST(does_not_trust_a_fresh_stamp),
        TEST(takes_a_line_longer_than_a_read),
        TEST(pages_of_a_large_log_join_without_gap),
        TEST(a_snapshot_stays_as_it_was),
        cmocka_unit_test(describes_problems_with_their_place),
    };
    return cmocka_run_group_tests_name("log_follow", tests, NULL, NULL);
}
