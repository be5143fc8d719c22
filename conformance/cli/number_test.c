#include "conformance/cli/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_reads_whole_numbers(void **state) {
    (void)state;
    uint64_t number = 1;
    assert_int_equal(ng_number_parse("0", &number), NG_OK);
    assert_int_equal(number, 0);
    assert_int_equal(ng_number_parse("007", &number), NG_OK);
    assert_int_equal(number, 7);
    assert_int_equal(ng_number_parse("18446744073709551615", &number), NG_OK);
    assert_true(number == UINT64_MAX);
}

static void test_refuses_other_numbers(void **state) {
    (void)state;
    static const char *const wrong[] = {"",    "-1",  "+1",  " 1",  "1 ",
                                        "1.0", "0x1", "1e3", "ten", "1,0"};
    uint64_t number = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(ng_number_parse(wrong[i], &number), NG_MALFORMED);
    }
    assert_int_equal(ng_number_parse("18446744073709551616", &number), NG_TOO_LARGE);
    assert_int_equal(ng_number_parse("99999999999999999999999", &number), NG_TOO_LARGE);
    assert_int_equal(number, 42);
}

static void test_reads_decimals(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
    } right[] = {{"0", 0}, {"10", 10}, {"0.5", 0.5}, {".25", 0.25}, {"1000000000", 1e9}};
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        double decimal = -1;
        assert_int_equal(ng_decimal_parse(right[i].text, &decimal), NG_OK);
        assert_true(decimal >= right[i].value - 1e-9 && decimal <= right[i].value + 1e-9);
    }
}

static void test_refuses_other_decimals(void **state) {
    (void)state;
    static const char *const wrong[] = {"",    ".",   "2.",    "-1",    "-0",  "+1",  "nan", "NaN",
                                        "inf", "1e3", "0x1p3", "1.2.3", "1,5", "10s", " 1",  "1 "};
    double decimal = 42;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(ng_decimal_parse(wrong[i], &decimal), NG_MALFORMED);
    }
    assert_int_equal(ng_decimal_parse("1000000001", &decimal), NG_TOO_LARGE);
    assert_true(decimal > 41 && decimal < 43);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_whole_numbers),
        cmocka_unit_test(test_refuses_other_numbers),
        cmocka_unit_test(test_reads_decimals),
        cmocka_unit_test(test_refuses_other_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
