#include "conformance/exchange.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void keeps_events_and_their_memory(void **state) {
    (void)state;
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(ng_exchange_add_event(&exchange, i * 3), NG_OK);
    assert_int_equal(exchange.event_count, 1000);
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(exchange.digests[i], i * 3);
    exchange.status = 200;
    const uint64_t *memory = exchange.digests;
    ng_exchange_clear(&exchange);
    assert_int_equal(exchange.event_count, 0);
    assert_int_equal(exchange.status, 0);
    assert_ptr_equal(exchange.digests, memory);
    assert_int_equal(ng_exchange_add_event(&exchange, 5), NG_OK);
    assert_ptr_equal(exchange.digests, memory);
    assert_int_equal(exchange.digests[0], 5);
    ng_exchange_deinit(&exchange);
    assert_null(exchange.digests);
}

static void does_not_ask_for_more_than_there_is(void **state) {
    (void)state;
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    exchange.event_count = exchange.digest_capacity = SIZE_MAX / sizeof *exchange.digests;
    assert_int_equal(ng_exchange_add_event(&exchange, 1), NG_NO_MEMORY);
    assert_null(exchange.digests);
}

static void reads_cursors_of_digits_only(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t cursor;
    } good[] = {
        {"0", 0},
        {"5", 5},
        {"007", 7},
        {"18446744073709551614", UINT64_MAX - 1},
        {"18446744073709551615", UINT64_MAX},
        {"18446744073709551616", UINT64_MAX},
        {"99999999999999999999999999", UINT64_MAX},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        uint64_t cursor = 1;
        assert_int_equal(ng_cursor_parse(good[i].text, &cursor), NG_OK);
        assert_int_equal(cursor, good[i].cursor);
    }
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "/", ":"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint64_t cursor = 77;
        assert_int_equal(ng_cursor_parse(bad[i], &cursor), NG_MALFORMED);
        assert_int_equal(cursor, 77);
    }
}

static void ends_without_wrapping_around(void **state) {
    (void)state;
    struct ng_reading none = {.since = 3};
    assert_int_equal(ng_reading_end(&none, 10), 10);
    assert_int_equal(ng_reading_end(&none, 2), 2);
    struct ng_reading page = {.since = 3, .limit = 4, .has_limit = true};
    assert_int_equal(ng_reading_end(&page, 10), 7);
    assert_int_equal(ng_reading_end(&page, 7), 7);
    assert_int_equal(ng_reading_end(&page, 5), 5);
    struct ng_reading huge = {.since = 1, .limit = UINT64_MAX, .has_limit = true};
    assert_int_equal(ng_reading_end(&huge, 5), 5);
    assert_int_equal(ng_reading_end(&huge, UINT64_MAX), UINT64_MAX);
    huge.limit = UINT64_MAX - 2;
    assert_int_equal(ng_reading_end(&huge, UINT64_MAX), UINT64_MAX - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_events_and_their_memory),
        cmocka_unit_test(does_not_ask_for_more_than_there_is),
        cmocka_unit_test(reads_cursors_of_digits_only),
        cmocka_unit_test(ends_without_wrapping_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
