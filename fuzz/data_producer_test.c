#include "fuzz/data_producer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct fuzz_producer input_of(const char *text, size_t size) {
    return (struct fuzz_producer){(const uint8_t *)text, size};
}

static void assert_text(struct fuzz_text text, const char *expected) {
    assert_int_equal(text.size, strlen(expected));
    assert_true(text.size == 0 || memcmp(text.data, expected, text.size) == 0);
}

static void test_numbers_come_from_the_end_and_text_from_the_beginning(void **state) {
    struct fuzz_producer input = input_of("ab=c\1\2\3", 7);
    (void)state;
    assert_int_equal(fuzz_take_byte(&input), 3);
    assert_text(fuzz_take_until(&input, '='), "ab");
    assert_false(fuzz_take_bool(&input));
    assert_true(fuzz_take_bool(&input));
    assert_text(fuzz_take_text(&input, 9), "c");
    assert_int_equal(input.size, 0);
}

static void test_an_input_that_is_used_up_gives_zeros(void **state) {
    struct fuzz_producer input = {NULL, 0};
    (void)state;
    assert_int_equal(fuzz_take_byte(&input), 0);
    assert_false(fuzz_take_bool(&input));
    assert_int_equal(fuzz_take_u64(&input), 0);
    assert_int_equal(fuzz_take_edge(&input), 0);
    assert_int_equal(fuzz_take_between(&input, 7, 9), 7);
    assert_text(fuzz_take_text(&input, 3), "");
    assert_text(fuzz_take_until(&input, '&'), "");
    assert_text(fuzz_take_rest(&input), "");
}

static void test_a_number_has_its_lowest_byte_last(void **state) {
    struct fuzz_producer input = input_of("\1\2\3\4\5\6\7\10\11", 9);
    struct fuzz_producer two = input_of("\1\2", 2);
    (void)state;
    assert_true(fuzz_take_u64(&input) == UINT64_C(0x0203040506070809));
    assert_int_equal(input.size, 1);
    assert_true(fuzz_take_u64(&two) == 0x0102);
}

static void test_a_number_between_uses_the_bytes_of_its_span(void **state) {
    struct fuzz_producer input = input_of("\377\377\377\377\377\377\377\377\377\1\0", 11);
    (void)state;
    assert_int_equal(fuzz_take_between(&input, 5, 5), 5);
    assert_int_equal(input.size, 11);
    assert_int_equal(fuzz_take_between(&input, 1, 256), 1);
    assert_int_equal(fuzz_take_between(&input, 1, 256), 2);
    assert_int_equal(input.size, 9);
    assert_int_equal(fuzz_take_between(&input, 0, 256), 65535 % 257);
    assert_int_equal(input.size, 7);
    input.size = 9;
    assert_true(fuzz_take_between(&input, 0, UINT64_MAX) == UINT64_MAX);
}

static void test_an_edge_is_small_or_near_a_power_of_two_or_anything(void **state) {
    struct fuzz_producer small = input_of("\177", 1);
    struct fuzz_producer below = input_of("\177\376", 2);
    struct fuzz_producer above = input_of("\201\200", 2);
    struct fuzz_producer any = input_of("\0\0\0\0\0\0\4\0\377", 9);
    (void)state;
    assert_int_equal(fuzz_take_edge(&small), 127);
    assert_true(fuzz_take_edge(&below) == (UINT64_C(1) << 63) - 1);
    assert_int_equal(fuzz_take_edge(&above), 2);
    assert_int_equal(fuzz_take_edge(&any), 1024);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_come_from_the_end_and_text_from_the_beginning),
        cmocka_unit_test(test_an_input_that_is_used_up_gives_zeros),
        cmocka_unit_test(test_a_number_has_its_lowest_byte_last),
        cmocka_unit_test(test_a_number_between_uses_the_bytes_of_its_span),
        cmocka_unit_test(test_an_edge_is_small_or_near_a_power_of_two_or_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
