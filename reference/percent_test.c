#include "reference/percent.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void decodes_every_pair_of_digits_and_nothing_else(void **state) {
    (void)state;
    for (int high = 0; high < 256; high++) {
        for (int low = 0; low < 256; low++) {
            const char text[] = {'%', (char)high, (char)low};
            const char digits[] = {(char)high, (char)low, '\0'};
            bool is_pair = isxdigit(high) && isxdigit(low);
            struct ref_bytes raw = {text, sizeof text};
            unsigned char byte = 0;
            assert_true(ref_percent_next(&raw, &byte));
            assert_int_equal(byte, is_pair ? strtoul(digits, NULL, 16) : '%');
            assert_int_equal(raw.size, is_pair ? 0 : 2);
        }
    }
}

static void leaves_what_is_cut_off(void **state) {
    static const char *const texts[] = {"%", "%4", "%%", "%a"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct ref_bytes raw = ref_bytes_of(texts[i]);
        unsigned char byte = 0;
        for (const char *at = texts[i]; *at != '\0'; at++) {
            assert_true(ref_percent_next(&raw, &byte));
            assert_int_equal(byte, *at);
        }
        assert_false(ref_percent_next(&raw, &byte));
    }
}

static void compares_what_is_decoded(void **state) {
    (void)state;
    assert_true(ref_percent_equals(ref_bytes_of("a%62+"), "ab "));
    assert_true(ref_percent_equals(ref_bytes_of(""), ""));
    assert_true(ref_percent_equals(ref_bytes_of("%ff"), "\xff"));
    assert_false(ref_percent_equals(ref_bytes_of("a"), "ab"));
    assert_false(ref_percent_equals(ref_bytes_of("ab"), "a"));
    assert_false(ref_percent_equals(ref_bytes_of("a%00"), "a"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_pair_of_digits_and_nothing_else),
        cmocka_unit_test(leaves_what_is_cut_off),
        cmocka_unit_test(compares_what_is_decoded),
    };
    return cmocka_run_group_tests_name("percent", tests, NULL, NULL);
}
