#include "conformance/waivers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case since_only = {.id = "since-only"};
static const struct ng_case full_dump = {.id = "full-dump"};
static const struct ng_case *const cases[] = {&since_only, &full_dump};

static enum ng_status parse(const char *text, struct ng_waivers *waivers,
                            struct ng_waivers_error *error) {
    return ng_waivers_parse(text, strlen(text), cases, 2, waivers, error);
}

static void reads_ids_and_reasons(void **state) {
    (void)state;
    struct ng_waivers waivers;
    struct ng_waivers_error error;
    const char text[] = "\xef\xbb\xbf# known faults\n\n  full-dump \t stops at 100 # really \t\r\n"
                        "since-only counts from 1";
    assert_int_equal(parse(text, &waivers, &error), NG_OK);
    assert_int_equal(waivers.count, 2);
    assert_ptr_equal(waivers.items[0].test_case, &full_dump);
    assert_string_equal(waivers.items[0].reason, "stops at 100 # really");
    assert_ptr_equal(waivers.items[1].test_case, &since_only);
    assert_string_equal(waivers.items[1].reason, "counts from 1");
    ng_waivers_deinit(&waivers);
}

static void reads_a_list_without_waivers(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n", "# nothing\n \t\n\r\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct ng_waivers waivers;
        struct ng_waivers_error error;
        assert_int_equal(parse(texts[i], &waivers, &error), NG_OK);
        assert_int_equal(waivers.count, 0);
        ng_waivers_deinit(&waivers);
    }
}

static void says_where_a_list_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t line, column;
        const char *words;
    } wrong[] = {
        {"since-olny slow\n", 1, 1, "did you mean 'since-only'?"},
        {"# a\n\n  zebra slow\n", 3, 3, "there is no case 'zebra'; 'nogap list' shows them"},
        {"since-only\n", 1, 11, "expected the reason"},
        {"since-only \t \n", 1, 14, "expected the reason"},
        {"since-only a\033[2Jb\n", 1, 13, "without control characters"},
        {"since-only a\177\n", 1, 13, "without control characters"},
        {"since-only a\nfull-dump b\nsince-only c", 3, 1, "an earlier line"},
        {"since-* a", 1, 1, "there is no case 'since-*'"},
        {"a\033[2J\x9b b", 1, 1, "there is no case 'a\\x1b[2J\\x9b'"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct ng_waivers waivers;
        struct ng_waivers_error error;
        assert_int_equal(parse(wrong[i].text, &waivers, &error), NG_MALFORMED);
        assert_int_equal(error.line, wrong[i].line);
        assert_int_equal(error.column, wrong[i].column);
        assert_non_null(strstr(error.message, wrong[i].words));
    }
}

static void refuses_a_nul(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size, line, column;
    } wrong[] = {
        {"\0since-only a\n", 14, 1, 1},
        {"# a\nsince-only a\0b\n", 19, 2, 13},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct ng_waivers waivers;
        struct ng_waivers_error error;
        assert_int_equal(ng_waivers_parse(wrong[i].text, wrong[i].size, cases, 2, &waivers, &error),
                         NG_MALFORMED);
        assert_int_equal(error.line, wrong[i].line);
        assert_int_equal(error.column, wrong[i].column);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_ids_and_reasons),
        cmocka_unit_test(reads_a_list_without_waivers),
        cmocka_unit_test(says_where_a_list_is_wrong),
        cmocka_unit_test(refuses_a_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
