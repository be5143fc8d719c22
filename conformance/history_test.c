#include "conformance/history.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Wider than the blocks in which a history keeps its digests. */
#define FAR 5000

static void put(struct ng_history *history, uint64_t index, uint64_t digest) {
    assert_int_equal(ng_history_put(history, index, digest), NG_OK);
}

static uint64_t find(const struct ng_history *history, uint64_t digest, uint64_t from) {
    uint64_t index;
    return ng_history_find(history, digest, from, &index) ? index : UINT64_MAX;
}

static void knows_nothing_at_first(void **state) {
    (void)state;
    struct ng_history history;
    uint64_t digest = 7;
    ng_history_init(&history);
    assert_false(ng_history_get(&history, 0, &digest));
    assert_int_equal(digest, 7);
    assert_int_equal(find(&history, 7, 0), UINT64_MAX);
    assert_int_equal(history.end, 0);
    ng_history_deinit(&history);
}

static void gives_back_what_was_put(void **state) {
    (void)state;
    struct ng_history history;
    uint64_t digest;
    ng_history_init(&history);
    put(&history, 3, 33);
    put(&history, 3 + FAR, 44);
    put(&history, 4, 55);
    assert_true(ng_history_get(&history, 3, &digest));
    assert_int_equal(digest, 33);
    assert_true(ng_history_get(&history, 3 + FAR, &digest));
    assert_int_equal(digest, 44);
    assert_false(ng_history_get(&history, 2, &digest));
    assert_false(ng_history_get(&history, 2 * FAR, &digest));
    assert_int_equal(history.end, 4 + FAR);
    ng_history_deinit(&history);
}

static void keeps_what_it_knows(void **state) {
    (void)state;
    struct ng_history history;
    uint64_t digest;
    ng_history_init(&history);
    put(&history, 3, 33);
    put(&history, 3, 99);
    assert_true(ng_history_get(&history, 3, &digest));
    assert_int_equal(digest, 33);
    ng_history_deinit(&history);
}

static void finds_the_lowest(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    for (uint64_t block = 40; block > 0; block--)
        put(&history, block * FAR, 1);
    put(&history, 7 * FAR + 1, 2);
    put(&history, 9 * FAR + 1, 2);
    put(&history, 9 * FAR + 2, 2);
    assert_int_equal(find(&history, 1, 0), FAR);
    assert_int_equal(find(&history, 1, FAR), FAR);
    assert_int_equal(find(&history, 1, FAR + 1), 2 * FAR);
    assert_int_equal(find(&history, 2, 0), 7 * FAR + 1);
    assert_int_equal(find(&history, 2, 8 * FAR), 9 * FAR + 1);
    assert_int_equal(find(&history, 2, 9 * FAR + 2), 9 * FAR + 2);
    assert_int_equal(find(&history, 2, 9 * FAR + 3), UINT64_MAX);
    assert_int_equal(find(&history, 3, 0), UINT64_MAX);
    assert_int_equal(find(&history, 1, 100 * FAR), UINT64_MAX);
    ng_history_deinit(&history);
}

static void holds_the_highest_indexes(void **state) {
    (void)state;
    struct ng_history history;
    uint64_t digest;
    ng_history_init(&history);
    put(&history, UINT64_MAX - 1, 5);
    assert_int_equal(history.end, UINT64_MAX);
    put(&history, UINT64_MAX, 6);
    assert_int_equal(history.end, UINT64_MAX);
    assert_true(ng_history_get(&history, UINT64_MAX, &digest));
    assert_int_equal(digest, 6);
    assert_int_equal(find(&history, 5, 0), UINT64_MAX - 1);
    assert_int_equal(find(&history, 5, UINT64_MAX - 1), UINT64_MAX - 1);
    assert_int_equal(find(&history, 6, 0), UINT64_MAX);
    ng_history_deinit(&history);
}

static void stops_at_its_cap(void **state) {
    (void)state;
    struct ng_history history;
    uint64_t digest;
    enum ng_status status = NG_OK;
    ng_history_init(&history);
    for (uint64_t index = 0; index <= NG_HISTORY_EVENTS_MAX && !status; index++)
        status = ng_history_put(&history, index * FAR, 1);
    assert_int_equal(status, NG_TOO_LARGE);
    uint64_t end = history.end;
    assert_int_equal(ng_history_put(&history, UINT64_MAX / 2, 1), NG_TOO_LARGE);
    assert_int_equal(history.end, end);
    assert_false(ng_history_get(&history, UINT64_MAX / 2, &digest));
    put(&history, 1, 2);
    assert_true(ng_history_get(&history, 1, &digest));
    assert_int_equal(digest, 2);
    ng_history_deinit(&history);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_nothing_at_first),    cmocka_unit_test(gives_back_what_was_put),
        cmocka_unit_test(keeps_what_it_knows),       cmocka_unit_test(finds_the_lowest),
        cmocka_unit_test(holds_the_highest_indexes), cmocka_unit_test(stops_at_its_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
