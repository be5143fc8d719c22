#include "conformance/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_distances(void **state) {
    (void)state;
    assert_int_equal(ng_word_distance("", ""), 0);
    assert_int_equal(ng_word_distance("", "run"), 3);
    assert_int_equal(ng_word_distance("run", "run"), 0);
    assert_int_equal(ng_word_distance("run", "ran"), 1);
    assert_int_equal(ng_word_distance("run", "runs"), 1);
    assert_int_equal(ng_word_distance("rn", "run"), 1);
    assert_int_equal(ng_word_distance("rnu", "run"), 1);
    assert_int_equal(ng_word_distance("lsit", "list"), 1);
    assert_int_equal(ng_word_distance("kitten", "sitting"), 3);
}

static void test_words_that_are_too_long_are_not_compared(void **state) {
    (void)state;
    char word[NG_NEAREST_WORD_MAX + 2];
    for (size_t i = 0; i < sizeof word - 1; i++) {
        word[i] = 'a';
    }
    word[NG_NEAREST_WORD_MAX + 1] = '\0';
    assert_int_equal(ng_word_distance(word, "a"), SIZE_MAX);
    assert_int_equal(ng_word_distance("a", word), SIZE_MAX);
    word[NG_NEAREST_WORD_MAX] = '\0';
    assert_int_equal(ng_word_distance(word, "a"), NG_NEAREST_WORD_MAX - 1);
}

static void test_finds_what_was_meant(void **state) {
    (void)state;
    static const char *const names[] = {"full-dump", "since-only", "since-past-end",
                                        "limit-past-end"};
    assert_string_equal(ng_nearest("since-olny", names, 4), "since-only");
    assert_string_equal(ng_nearest("fulldump", names, 4), "full-dump");
    assert_string_equal(ng_nearest("limit-past-edn", names, 4), "limit-past-end");
    assert_string_equal(ng_nearest("since-p", names, 4), "since-past-end");
    assert_null(ng_nearest("zebra", names, 4));
    assert_null(ng_nearest("", names, 4));
    assert_null(ng_nearest("x", names, 0));
}

static void test_short_words_that_share_nothing_are_not_near(void **state) {
    (void)state;
    static const char *const names[] = {"run", "ab"};
    assert_null(ng_nearest("xy", names, 2));
    assert_null(ng_nearest("z", names, 2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_words_that_are_too_long_are_not_compared),
        cmocka_unit_test(test_finds_what_was_meant),
        cmocka_unit_test(test_short_words_that_share_nothing_are_not_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
