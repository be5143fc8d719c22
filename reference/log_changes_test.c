/* What a look makes of a source that changed, at the edges: which bytes it reads, and which changes
 * it sees. */
#include "reference/follow_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect_log(const struct ref_fixture *fixture, uint64_t count, uint64_t logs) {
    assert_int_equal(fixture->follow.problem.status, REF_OK);
    assert_int_equal(fixture->follow.problem.line, 0);
    assert_int_equal(ref_store_count(fixture->follow.store), count);
    assert_int_equal(fixture->follow.logs, logs);
}

static void blank_lines_are_no_reset(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "\n");
    expect_log(fixture, 0, 1);
    ref_fixture_put(fixture, "\n\n1\n");
    expect_log(fixture, 1, 1);
}

static void one_blank_line_of_another_file_is(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "\n");
    fixture->source.stamp.file = 5;
    ref_fixture_put(fixture, "1\n");
    expect_log(fixture, 1, 2);
}

static void blank_lines_leave_the_last_event_as_the_witness(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n");
    ref_fixture_put(fixture, "1\n\n");
    ref_fixture_put(fixture, "2\n\n3\n");
    expect_log(fixture, 2, 2);
}

static void a_new_log_begins_with_its_first_line(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n3\n");
    ref_fixture_put(fixture, "\n");
    expect_log(fixture, 0, 2);
    ref_fixture_put(fixture, "\n\nx\n");
    assert_int_equal(fixture->follow.problem.line, 3);
    assert_int_equal(fixture->follow.logs, 2);
}

/* The byte before the witness may change: nobody looks at it. */
static void the_witness_has_a_size(void **state) {
    struct ref_fixture *fixture = *state;
    char text[2 * REF_WITNESS_SIZE + 3];
    size_t size = 2 * REF_WITNESS_SIZE;
    memset(text, '1', size);
    memcpy(text + size, "\n2\n", 3);
    ref_fixture_put_bytes(fixture, text, size + 1);
    text[size - REF_WITNESS_SIZE - 1] = '3';
    ref_fixture_put_bytes(fixture, text, size + 1);
    expect_log(fixture, 1, 1);
    text[size - REF_WITNESS_SIZE] = '3';
    ref_fixture_put_bytes(fixture, text, size + 3);
    expect_log(fixture, 2, 2);
}

static void takes_what_stood_there_when_the_look_began(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n2\n3\n4\n");
    fixture->source.stamp.file = 5;
    fixture->source.stamp.size = 4;
    ref_follow_look(&fixture->follow);
    expect_log(fixture, 2, 2);
    fixture->source.stamp.size = 6;
    ref_follow_look(&fixture->follow);
    expect_log(fixture, 3, 2);
}

static void reads_only_the_witness_when_nothing_was_added(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n23\n");
    assert_int_equal(fixture->source.reads, 1);
    ref_follow_look(&fixture->follow);
    assert_int_equal(fixture->source.reads, 1);
    ref_fixture_put(fixture, "1\n23\n");
    assert_int_equal(fixture->source.reads, 1);
    assert_int_equal(fixture->source.wanted[0], 2);
}

static void reads_a_bad_first_line_once(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "x\n");
    assert_int_equal(fixture->source.reads, 1);
    ref_follow_look(&fixture->follow);
    assert_int_equal(fixture->source.reads, 1);
    assert_int_equal(fixture->follow.problem.line, 1);
}

static void looks_again_after_the_source_was_away(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n");
    fixture->source.look_status = REF_ERROR_FILE_MISSING;
    ref_follow_look(&fixture->follow);
    assert_int_equal(fixture->follow.problem.status, REF_ERROR_FILE_MISSING);
    fixture->source.look_status = REF_OK;
    ref_follow_look(&fixture->follow);
    expect_log(fixture, 1, 1);
}

/* Nothing was added, so that only the last event is read. */
static void says_that_the_last_event_cannot_be_read(void **state) {
    struct ref_fixture *fixture = *state;
    ref_fixture_put(fixture, "1\n");
    fixture->source.read_status = REF_ERROR_FILE_READ;
    ref_fixture_put(fixture, "1\n");
    assert_int_equal(fixture->follow.problem.status, REF_ERROR_FILE_READ);
    assert_int_equal(fixture->follow.logs, 1);
    fixture->source.read_status = REF_OK;
    ref_follow_look(&fixture->follow);
    expect_log(fixture, 1, 1);
}

/* Lines of 16 bytes, so that each read ends with one. */
static char *lines_of_sixteen(size_t size) {
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t at = 0; at < size; at += 16) {
        memcpy(text + at, "123456789012345\n", 16);
    }
    return text;
}

static void reads_in_pieces(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 4 * REF_READ_SIZE + 160;
    char *text = lines_of_sixteen(size);
    ref_fixture_put_bytes(fixture, text, size);
    expect_log(fixture, size / 16, 1);
    assert_int_equal(fixture->source.reads, 5);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(fixture->source.wanted[i], REF_READ_SIZE);
    }
    assert_int_equal(fixture->source.wanted[4], 160);
    free(text);
}

static void reads_a_piece_again_twice_as_long(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 8 * REF_READ_SIZE;
    char *text = lines_of_sixteen(size);
    for (size_t at = 15; at < 3 * REF_READ_SIZE; at += 16) {
        text[at] = '6';
    }
    ref_fixture_put_bytes(fixture, text, size);
    assert_int_equal(fixture->source.wanted[0], REF_READ_SIZE);
    assert_int_equal(fixture->source.wanted[1], 2 * REF_READ_SIZE);
    assert_int_equal(fixture->source.wanted[2], 4 * REF_READ_SIZE);
    assert_int_equal(fixture->source.wanted[3], REF_READ_SIZE);
    free(text);
}

static void stops_reading_at_a_bad_line(void **state) {
    struct ref_fixture *fixture = *state;
    size_t size = 4 * REF_READ_SIZE;
    char *text = lines_of_sixteen(size);
    text[0] = 'x';
    ref_fixture_put_bytes(fixture, text, size);
    assert_int_equal(fixture->source.reads, 1);
    assert_int_equal(fixture->follow.problem.status, REF_ERROR_LINE_NOT_JSON);
    free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, ref_fixture_set_up, ref_fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(blank_lines_are_no_reset),
        TEST(one_blank_line_of_another_file_is),
        TEST(blank_lines_leave_the_last_event_as_the_witness),
        TEST(a_new_log_begins_with_its_first_line),
        TEST(the_witness_has_a_size),
        TEST(takes_what_stood_there_when_the_look_began),
        TEST(reads_only_the_witness_when_nothing_was_added),
        TEST(reads_a_bad_first_line_once),
        TEST(looks_again_after_the_source_was_away),
        TEST(says_that_the_last_event_cannot_be_read),
        TEST(reads_in_pieces),
        TEST(reads_a_piece_again_twice_as_long),
        TEST(stops_reading_at_a_bad_line),
    };
    return cmocka_run_group_tests_name("log_changes", tests, NULL, NULL);
}
