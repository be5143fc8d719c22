#include "conformance/json_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void expect_offset(const char *text, const size_t *path, size_t depth, size_t expected) {
    assert_int_equal(ng_json_offset(text, strlen(text), path, depth), expected);
}

#define PATH(...)                                                                                  \
    (const size_t[]){__VA_ARGS__}, sizeof((const size_t[]){__VA_ARGS__}) / sizeof(size_t)

static void finds_members_and_elements(void **state) {
    (void)state;
    static const char text[] = " {\"a\": [1, {\"b\\\"]\" : 2}, [3]], \"c\":\"x,y\", \"d\": -1.5e3}";
    expect_offset(text, NULL, 0, 1);
    expect_offset(text, PATH(0), (size_t)(strstr(text, "\"a\"") - text));
    expect_offset(text, PATH(1), (size_t)(strstr(text, "\"c\"") - text));
    expect_offset(text, PATH(2), (size_t)(strstr(text, "\"d\"") - text));
    expect_offset(text, PATH(0, 0), (size_t)(strstr(text, "1, {") - text));
    expect_offset(text, PATH(0, 1), (size_t)(strstr(text, "{\"b") - text));
    expect_offset(text, PATH(0, 1, 0), (size_t)(strstr(text, "\"b") - text));
    expect_offset(text, PATH(0, 2, 0), (size_t)(strstr(text, "3]") - text));
    expect_offset("\xef\xbb\xbf{\"a\":1}", PATH(0), 4);
    expect_offset("[[],[],{}]", PATH(2), 7);
    expect_offset("[\"a\",\"b\"]", PATH(1), 5);
}

static void stays_within_any_text(void **state) {
    (void)state;
    static const char *const texts[] = {"",   "{",   "[",      "{\"a",   "{\"a\\",    "{\"a\":",
                                        "]}", ":::", "{{{[[[", "\"\"\"", "{\"a\":1,", "[1,2"};
    static const size_t path[] = {3, 0, 2};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t depth = 0; depth <= 3; depth++) {
            size_t size = strlen(texts[i]);
            assert_true(ng_json_offset(texts[i], size, path, depth) <= size);
        }
    }
}

static void expect_place(const char *text, size_t offset, size_t line, size_t column) {
    size_t found_line = 0;
    size_t found_column = 0;
    ng_json_line_column(text, strlen(text), offset, &found_line, &found_column);
    assert_int_equal(found_line, line);
    assert_int_equal(found_column, column);
}

static void counts_lines_and_characters(void **state) {
    (void)state;
    expect_place("", 0, 1, 1);
    expect_place("abc", 2, 1, 3);
    expect_place("a\nbc\n\nd", 3, 2, 2);
    expect_place("a\nbc\n\nd", 6, 4, 1);
    expect_place("\xc3\xbc\xf0\x9f\x90\x8dx", 6, 1, 3);
    expect_place("ab", 99, 1, 3);
}

static void finds_escaped_nuls(void **state) {
    (void)state;
    size_t offset = 0;
    assert_true(ng_json_holds_nul("\"ab\\u0000\"", 10, &offset));
    assert_int_equal(offset, 3);
    assert_true(ng_json_holds_nul("\\\\\\u0000", 8, &offset));
    assert_int_equal(offset, 2);
    assert_false(ng_json_holds_nul("\"\\\\u0000\"", 9, &offset));
    assert_false(ng_json_holds_nul("\"\\u0001\\", 8, &offset));
    assert_false(ng_json_holds_nul("\\u000", 5, &offset));
    assert_false(ng_json_holds_nul("", 0, &offset));
}

static void counts_what_is_open(void **state) {
    (void)state;
    static const char text[] = "{\"a[\\\"{\": [1, [{}]], \"b\": 2}";
    static const struct {
        size_t offset;
        size_t depth;
    } places[] = {{0, 0},  {1, 1},  {4, 1},  {10, 1}, {11, 2}, {15, 3},
                  {16, 4}, {17, 3}, {18, 2}, {19, 1}, {28, 0}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        assert_int_equal(ng_json_depth(text, strlen(text), places[i].offset), places[i].depth);
    }
    assert_int_equal(ng_json_depth("]]{", 3, 3), 1);
    assert_int_equal(ng_json_depth("[[\"", 3, 99), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_members_and_elements),  cmocka_unit_test(stays_within_any_text),
        cmocka_unit_test(counts_lines_and_characters), cmocka_unit_test(finds_escaped_nuls),
        cmocka_unit_test(counts_what_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
