#include "reference/query.h"
#include "reference/range.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const uint64_t edges[] = {0,
                                 1,
                                 2,
                                 3,
                                 9,
                                 10,
                                 UINT64_C(1) << 31,
                                 (UINT64_C(1) << 32) - 1,
                                 UINT64_C(1) << 32,
                                 INT64_MAX,
                                 (uint64_t)INT64_MAX + 1,
                                 UINT64_MAX - 1,
                                 UINT64_MAX};

/* The rule as SPEC.md writes it, where a sum that leaves 64 bits is larger than every count. */
static uint64_t end_by_the_rule(uint64_t since, uint64_t limit, uint64_t count) {
    bool wraps = since + limit < since;
    return wraps || since + limit > count ? count : since + limit;
}

static void expect(uint64_t since, uint64_t limit, uint64_t count, uint64_t first, uint64_t end) {
    struct ref_range range = ref_range_of(since, limit, count);
    assert_int_equal(range.first, first);
    assert_int_equal(range.end, end);
}

static void covers_what_the_pull_request_asks(void **state) {
    (void)state;
    expect(0, REF_NO_LIMIT, 5, 0, 5);
    expect(3, 4, 10, 3, 7);
    expect(5, REF_NO_LIMIT, 8, 5, 8);
    expect(99, REF_NO_LIMIT, 4, 4, 4);
    expect(7, 100, 10, 7, 10);
    expect(0, 4, 6, 0, 4);
    expect(4, REF_NO_LIMIT, 6, 4, 6);
}

static void covers_nothing_without_events_or_limit(void **state) {
    (void)state;
    expect(0, REF_NO_LIMIT, 0, 0, 0);
    expect(2, 0, 5, 2, 2);
    expect(9, 0, 5, 5, 5);
    expect(5, 3, 5, 5, 5);
}

static void agrees_with_the_rule_at_every_edge(void **state) {
    (void)state;
    for (size_t s = 0; s < COUNT_OF(edges); s++) {
        for (size_t l = 0; l < COUNT_OF(edges); l++) {
            for (size_t n = 0; n < COUNT_OF(edges); n++) {
                uint64_t end = end_by_the_rule(edges[s], edges[l], edges[n]);
                expect(edges[s], edges[l], edges[n], edges[s] < end ? edges[s] : end, end);
            }
        }
    }
}

static void chains_without_gap_or_overlap(void **state) {
    (void)state;
    for (uint64_t limit = 1; limit <= 11; limit++) {
        uint64_t next = 0;
        while (next < 10) {
            struct ref_range range = ref_range_of(next, limit, 10);
            assert_int_equal(range.first, next);
            assert_true(range.end > range.first);
            next = range.end;
        }
        assert_int_equal(next, 10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covers_what_the_pull_request_asks),
        cmocka_unit_test(covers_nothing_without_events_or_limit),
        cmocka_unit_test(agrees_with_the_rule_at_every_edge),
        cmocka_unit_test(chains_without_gap_or_overlap),
    };
    return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
