#include "conformance/json_digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define TWENTY_ZEROS "00000000000000000000"

static uint64_t digest_text(const char *text) {
    uint64_t digest = 0;
    struct ng_json_fault fault = {0, ""};
    if (ng_json_digest(text, strlen(text), &digest, &fault) != NG_OK) {
        fail_msg("%s: at %zu, expected %s", text, fault.offset, fault.expected);
    }
    return digest;
}

/* Each line is a number in several spellings; different lines are different numbers. */
static const char *const numbers[][8] = {
    {"0", "-0", "0.0", "-0.00", "0e5", "0E-5", "0e99999999999999999999999999", "-0.000e+7"},
    {"1", "1.0", "10e-1", "1E0", "0.1e1", "1e-0", "0.001e+3", "1.000"},
    {"-1", "-1.0", "-10e-1"},
    {"10", "1e1", "1.0e1", "100e-1"},
    {"100", "1e2"},
    {"0.1", "1e-1", "0.10", "10e-2"},
    {"0.01"},
    {"101", "1.01e2"},
    {"1.01", "101e-2"},
    {"11"},
    {"9007199254740992", "9007199254740992.0"},
    {"9007199254740993", "9.007199254740993e15"},
    {"18446744073709551615"},
    {"18446744073709551616"},
    {"9999999999999999999", "999999999999999999.9e1", "99999999999999999990e-1"},
    {"99999999999999999999"},
    {"1" TWENTY_ZEROS, "1e20", "1" TWENTY_ZEROS ".0"},
    {"1" TWENTY_ZEROS "1"},
    {"1" TWENTY_ZEROS "01"},
    {"1" TWENTY_ZEROS "1" TWENTY_ZEROS, "1" TWENTY_ZEROS "1e20", "0.1" TWENTY_ZEROS "1e42"},
    {"0." TWENTY_ZEROS "1", "1e-21"},
    {"1234567890123456789012345678901234567890", "12345678901234567890.12345678901234567890e20"},
    {"1" TWENTY_ZEROS "00000000000000000001"},
    {"1" TWENTY_ZEROS "18446744073709551617"},
    {"12345678901234567890"
     "00000000000000000001"},
    {"12345678901234567890"
     "18446744073709551617"},
    {"1234567890123456789.05", "123456789012345678905e-2"},
    {"1234567890123456789.5", "12345678901234567895e-1"},
    {"1e99999999999999999999", "10e99999999999999999998", "0.1e100000000000000000000"},
    {"1e99999999999999999998"},
    {"1e18446744073709551616"},
    {"1e18446744073709551617", "10e18446744073709551616"},
    {"1e-18446744073709551616", "10e-18446744073709551617"},
    {"1e576460752303423433", "10e576460752303423432"},
    {"1e-576460752303423433"},
};

static void are_the_same_for_all_spellings_and_only_for_them(void **state) {
    uint64_t digests[COUNT(numbers)];
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        digests[i] = digest_text(numbers[i][0]);
        for (size_t j = 1; j < COUNT(numbers[i]) && numbers[i][j] != NULL; j++) {
            if (digest_text(numbers[i][j]) != digests[i]) {
                fail_msg("%s and %s are the same number", numbers[i][0], numbers[i][j]);
            }
        }
        for (size_t j = 0; j < i; j++) {
            if (digests[i] == digests[j]) {
                fail_msg("%s and %s are different numbers", numbers[i][0], numbers[j][0]);
            }
        }
    }
}

/* A number that is small enough to be calculated another way. */
struct number {
    uint64_t digest;
    long mantissa; /* without zeros at its end */
    long exponent;
};

static int by_digest(const void *left, const void *right) {
    const struct number *a = left;
    const struct number *b = right;
    return a->digest < b->digest ? -1 : a->digest > b->digest;
}

/* Reads a short number by the C library. */
static struct number calculate(const char *text) {
    struct number number = {0, 0, 0};
    char digits[16] = "";
    const char *point = strchr(text, '.');
    const char *mark = strchr(text, 'e');
    size_t size = mark == NULL ? strlen(text) : (size_t)(mark - text);
    for (size_t i = 0; i < size; i++) {
        if (text[i] != '.') {
            digits[strlen(digits)] = text[i];
        }
    }
    number.mantissa = strtol(digits, NULL, 10);
    number.exponent = mark == NULL ? 0 : strtol(mark + 1, NULL, 10);
    number.exponent -= point == NULL ? 0 : (long)(text + size - point - 1);
    while (number.mantissa != 0 && number.mantissa % 10 == 0) {
        number.mantissa /= 10;
        number.exponent++;
    }
    number.exponent = number.mantissa == 0 ? 0 : number.exponent;
    return number;
}

static void are_told_apart_as_by_calculation(void **state) {
    static const char letters[] = "-012.e";
    static struct number found[6 * 6 * 6 * 6 * 6 * 6];
    size_t count = 0;
    (void)state;
    for (size_t code = 0; code < COUNT(found); code++) {
        char text[7] = "";
        size_t rest = code;
        uint64_t digest;
        struct ng_json_fault fault;
        for (size_t i = 0; i < 6; i++, rest /= 6) {
            text[i] = letters[rest % 6];
        }
        if (ng_json_digest(text, strlen(text), &digest, &fault) == NG_OK) {
            found[count] = calculate(text);
            found[count++].digest = digest;
        }
    }
    assert_true(count > 1000);
    qsort(found, count, sizeof found[0], by_digest);
    size_t different = 1;
    for (size_t i = 1; i < count; i++) {
        bool same = found[i].mantissa == found[i - 1].mantissa &&
                    found[i].exponent == found[i - 1].exponent;
        assert_int_equal(same, found[i].digest == found[i - 1].digest);
        different += !same;
    }
    assert_true(different < count);
}

/* The same value once more with a point put into each place, and an exponent that makes up for it.
 */
static void may_have_their_point_anywhere(void **state) {
    static const char digits[] = "90817263540918273645546372819012345678908172635401";
    const size_t size = sizeof digits - 1;
    uint64_t expected = digest_text(digits);
    (void)state;
    for (size_t place = 1; place < size; place++) {
        char text[128];
        (void)snprintf(text, sizeof text, "%.*s.%se%zu", (int)place, digits, digits + place,
                       size - place);
        assert_true(digest_text(text) == expected);
    }
    for (size_t zeros = 0; zeros < 40; zeros++) {
        char text[128];
        (void)snprintf(text, sizeof text, "0.%.*s%sE+%zu", (int)zeros, TWENTY_ZEROS TWENTY_ZEROS,
                       digits, size + zeros);
        assert_true(digest_text(text) == expected);
        (void)snprintf(text, sizeof text, "%s%.*se-%zu", digits, (int)zeros,
                       TWENTY_ZEROS TWENTY_ZEROS, zeros);
        assert_true(digest_text(text) == expected);
    }
}

/* A number for which the arithmetic gives 0, found by calculating it backwards. */
static void never_have_the_digest_zero(void **state) {
    (void)state;
    assert_true(digest_text("1169064188767922543e6") == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_the_same_for_all_spellings_and_only_for_them),
        cmocka_unit_test(are_told_apart_as_by_calculation),
        cmocka_unit_test(may_have_their_point_anywhere),
        cmocka_unit_test(never_have_the_digest_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
