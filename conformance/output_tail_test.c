#include "conformance/output_tail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect_tail(const char *printed, bool whole, const char *expected) {
    char tail[NG_OUTPUT_TAIL_MAX];
    ng_output_tail_of(printed, strlen(printed), whole, tail);
    assert_string_equal(tail, expected);
}

static void keeps_the_last_lines(void **state) {
    (void)state;
    expect_tail("", true, "");
    expect_tail("\n\r\n", true, "");
    expect_tail("error", true, "  error");
    expect_tail("a\nb\n", true, "  a\n  b");
    expect_tail("1\n2\n3\n4\n5\n6\n7\n8\n9\n", true, "  2\n  3\n  4\n  5\n  6\n  7\n  8\n  9");
    expect_tail("e half\nwhole\n", false, "  whole");
    expect_tail("e half of one long line", false, "  e half of one long line");
}

static void shows_no_control_characters(void **state) {
    (void)state;
    expect_tail("\x1b[31mred\x7f\tx\r\n", true, "  ?[31mred?\tx");
    expect_tail("gr\xc3\xbcn", true, "  gr\xc3\xbcn");
}

static void fits_its_room(void **state) {
    (void)state;
    char tail[NG_OUTPUT_TAIL_MAX + 1];
    char printed[4 * NG_OUTPUT_TAIL_MAX];
    for (size_t width = 1; width < 400; width++) {
        for (size_t i = 0; i < sizeof printed; i++) {
            printed[i] = i % width == 0 ? '\n' : 'x';
        }
        tail[NG_OUTPUT_TAIL_MAX] = '#';
        ng_output_tail_of(printed, sizeof printed, true, tail);
        assert_true(strlen(tail) < NG_OUTPUT_TAIL_MAX);
        assert_int_equal(tail[NG_OUTPUT_TAIL_MAX], '#');
    }
}

static void reads_no_file_that_is_not_there(void **state) {
    (void)state;
    char tail[NG_OUTPUT_TAIL_MAX] = "x";
    ng_output_tail("/no/such/file", tail);
    assert_string_equal(tail, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_last_lines),
        cmocka_unit_test(shows_no_control_characters),
        cmocka_unit_test(fits_its_room),
        cmocka_unit_test(reads_no_file_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
