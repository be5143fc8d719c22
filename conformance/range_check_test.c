#include "conformance/range_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define NONE UINT64_MAX /* no limit; no cursor; no body */

struct row {
    uint64_t since, limit, cursor, events, seen, claimed;
    enum ng_range_fault fault;
    bool exact;
    uint64_t claim;
};

static struct ng_range_facts facts_of(const struct row *row) {
    return (struct ng_range_facts){
        .reading = {.since = row->since,
                    .limit = row->limit == NONE ? 0 : row->limit,
                    .has_limit = row->limit != NONE},
        .has_cursor = row->cursor != NONE,
        .cursor = row->cursor,
        .has_body = row->events != NONE,
        .event_count = row->events == NONE ? 0 : row->events,
        .seen_before = row->seen,
        .claimed_before = row->claimed,
    };
}

static void expect(const struct row *rows, size_t count, bool echo) {
    for (size_t i = 0; i < count; i++) {
        struct ng_range_facts facts = facts_of(&rows[i]);
        facts.echo_allowed = echo;
        struct ng_range_result result = ng_range_check(&facts);
        if (result.fault != rows[i].fault || result.exact != rows[i].exact ||
            result.claim != rows[i].claim)
            fail_msg("row %d: fault %d, exact %d, claim %d", (int)i, (int)result.fault,
                     result.exact, (int)result.claim);
    }
}

#define EXPECT(rows, echo) expect(rows, sizeof(rows) / sizeof *(rows), echo)

static void right_answers_prove_a_count(void **state) {
    (void)state;
    static const struct row rows[] = {
        /* since, limit, cursor, events, seen, claimed */
        {0, NONE, 5, 5, 0, 0, NG_RANGE_RIGHT, true, 5},
        {0, NONE, 5, 5, 5, 5, NG_RANGE_RIGHT, true, 5},
        {0, NONE, 0, 0, 0, 0, NG_RANGE_RIGHT, true, 0},
        {3, 4, 7, 4, 10, 10, NG_RANGE_RIGHT, false, 7},
        {7, 100, 10, 3, 10, 10, NG_RANGE_RIGHT, true, 10},
        {99, NONE, 4, 0, 4, 4, NG_RANGE_RIGHT, true, 4},
        {2, 0, 2, 0, 5, 5, NG_RANGE_RIGHT, false, 2},
        {9, 0, 5, 0, 5, 5, NG_RANGE_RIGHT, true, 5},
        {0, NONE, 9, 9, 5, 5, NG_RANGE_RIGHT, true, 9},
        {1, UINT64_MAX - 1, 5, 4, 5, 5, NG_RANGE_RIGHT, true, 5},
        {1, NONE, 5, NONE, 5, 5, NG_RANGE_RIGHT, true, 5}, /* HEAD */
    };
    EXPECT(rows, false);
}

static void pages_end_at_the_limit(void **state) {
    (void)state;
    static const struct row rows[] = {
        {0, 3, 3, 4, 0, 0, NG_RANGE_OVER_LIMIT, false, 0},
        {2, 0, 2, 1, 0, 0, NG_RANGE_OVER_LIMIT, false, 0},
        {0, 3, NONE, 4, 0, 0, NG_RANGE_OVER_LIMIT, false, 0},
        {0, 3, 10, 3, 0, 0, NG_RANGE_CURSOR_PAST_PAGE, false, 0},
        {0, 3, 4, NONE, 0, 0, NG_RANGE_CURSOR_PAST_PAGE, false, 0},
    };
    EXPECT(rows, false);
}

static void says_who_is_wrong_where_that_can_be_told(void **state) {
    (void)state;
    static const struct row rows[] = {
        {5, NONE, 4, 1, 0, 0, NG_RANGE_EVENTS_PAST_END, false, 0},
        {0, NONE, 4, 5, 5, 5, NG_RANGE_CURSOR_LOW, false, 0},
        {0, NONE, 5, 4, 5, 5, NG_RANGE_EVENTS_MISSING, false, 0},
        {0, NONE, 5, 4, 4, 5, NG_RANGE_UNEQUAL, false, 0},
        {0, NONE, 4, 5, 0, 0, NG_RANGE_UNEQUAL, false, 0},
        {0, 3, 2, 3, 9, 9, NG_RANGE_CURSOR_LOW, false, 0},
        {UINT64_MAX, NONE, UINT64_MAX - 1, 1, 0, 0, NG_RANGE_EVENTS_PAST_END, false, 0},
    };
    EXPECT(rows, false);
    struct ng_range_facts last = {.reading = {.since = UINT64_MAX},
                                  .has_cursor = true,
                                  .cursor = UINT64_MAX,
                                  .has_body = true,
                                  .event_count = 1};
    assert_int_equal(ng_range_check(&last).fault, NG_RANGE_UNEQUAL);
}

static void counts_do_not_go_down(void **state) {
    (void)state;
    static const struct row rows[] = {
        {0, NONE, 4, 4, 0, 5, NG_RANGE_COUNT_DOWN, false, 0},
        {9, NONE, 4, 0, 5, 5, NG_RANGE_COUNT_DOWN, false, 0},
        {0, 3, 2, 2, 5, 5, NG_RANGE_COUNT_DOWN, false, 0},
        {0, 3, 3, 3, 5, 5, NG_RANGE_RIGHT, false, 3},
    };
    EXPECT(rows, false);
}

static void events_are_missed_without_a_cursor_too(void **state) {
    (void)state;
    static const struct row rows[] = {
        {0, NONE, NONE, 0, 0, 0, NG_RANGE_RIGHT, false, 0},
        {5, NONE, NONE, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {2, 0, NONE, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {0, NONE, NONE, 7, 5, 5, NG_RANGE_RIGHT, false, 0},
        {4, NONE, NONE, 0, 5, 5, NG_RANGE_EVENTS_MISSING, false, 0},
        {0, 3, NONE, 2, 5, 5, NG_RANGE_EVENTS_MISSING, false, 0},
        {0, NONE, NONE, NONE, 5, 5, NG_RANGE_RIGHT, false, 0},
    };
    EXPECT(rows, false);
}

static void an_echo_proves_nothing_and_hides_nothing(void **state) {
    (void)state;
    static const struct row rows[] = {
        {9, NONE, 9, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {9, 3, 9, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {9, 0, 9, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {9, NONE, 5, 0, 5, 5, NG_RANGE_RIGHT, true, 5},
        {2, NONE, 2, 0, 5, 5, NG_RANGE_COUNT_DOWN, false, 0},
        {2, 0, 2, 0, 5, 5, NG_RANGE_RIGHT, false, 0},
        {2, NONE, 5, 3, 5, 5, NG_RANGE_RIGHT, true, 5},
    };
    EXPECT(rows, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_answers_prove_a_count),
        cmocka_unit_test(pages_end_at_the_limit),
        cmocka_unit_test(says_who_is_wrong_where_that_can_be_told),
        cmocka_unit_test(counts_do_not_go_down),
        cmocka_unit_test(events_are_missed_without_a_cursor_too),
        cmocka_unit_test(an_echo_proves_nothing_and_hides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
