#include "conformance/fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void know(struct ng_history *history, uint64_t first, const char *events) {
    for (; *events; events++)
        assert_int_equal(ng_history_put(history, first++, (unsigned char)*events), NG_OK);
}

static struct ng_fit fit(const struct ng_history *history, uint64_t since, const char *events) {
    uint64_t digests[64];
    size_t count = strlen(events);
    for (size_t i = 0; i < count; i++)
        digests[i] = (unsigned char)events[i];
    return ng_fit_events(history, since, digests, count);
}

static void matches_what_is_known_or_new(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    assert_int_equal(fit(&history, 3, "abc").form, NG_FIT_MATCHES);
    know(&history, 0, "abcde");
    struct ng_fit known = fit(&history, 3, "dexy");
    assert_int_equal(known.form, NG_FIT_MATCHES);
    assert_int_equal(known.compared, 2);
    assert_int_equal(known.wrong, 0);
    assert_int_equal(fit(&history, 5, "abc").compared, 0);
    assert_int_equal(fit(&history, 0, "").form, NG_FIT_MATCHES);
    ng_history_deinit(&history);
}

static void knows_the_events_of_another_range(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefgh");
    struct ng_fit twice = fit(&history, 3, "cdef");
    assert_int_equal(twice.form, NG_FIT_SHIFTED);
    assert_int_equal(twice.found_at, 2);
    assert_int_equal(twice.compared, 4);
    assert_int_equal(twice.wrong, 4);
    assert_int_equal(twice.first_wrong, 0);
    struct ng_fit lost = fit(&history, 3, "efgh");
    assert_int_equal(lost.form, NG_FIT_SHIFTED);
    assert_int_equal(lost.found_at, 4);
    struct ng_fit beyond = fit(&history, 3, "fghx");
    assert_int_equal(beyond.form, NG_FIT_SHIFTED);
    assert_int_equal(beyond.found_at, 5);
    ng_history_deinit(&history);
}

static void prefers_the_nearest_range(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "xyabxyxyxy");
    assert_int_equal(fit(&history, 3, "xy").found_at, 4);
    assert_int_equal(fit(&history, 9, "xy").found_at, 8);
    assert_int_equal(fit(&history, 2, "xy").found_at, 0);
    ng_history_deinit(&history);
}

static void one_known_event_explains_no_page(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefgh");
    struct ng_fit mixed = fit(&history, 5, "huvwxy");
    assert_int_equal(mixed.form, NG_FIT_MIXED);
    assert_int_equal(mixed.found_at, 7);
    ng_history_deinit(&history);
}

static void knows_events_in_falling_order(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefgh");
    struct ng_fit reversed = fit(&history, 2, "fedc");
    assert_int_equal(reversed.form, NG_FIT_REVERSED);
    assert_int_equal(reversed.found_at, 5);
    assert_int_equal(fit(&history, 0, "hgfe").found_at, 7);
    assert_int_equal(fit(&history, 2, "bax").form, NG_FIT_MIXED);
    ng_history_deinit(&history);
}

static void knows_the_right_events_in_another_order(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefgh");
    struct ng_fit shuffled = fit(&history, 2, "cfde");
    assert_int_equal(shuffled.form, NG_FIT_SHUFFLED);
    assert_int_equal(shuffled.wrong, 3);
    /* The same sum does not make the same events. */
    assert_int_equal(fit(&history, 2, "ccff").form, NG_FIT_MIXED);
    assert_int_equal(fit(&history, 2, "cfda").form, NG_FIT_MIXED);
    assert_int_equal(fit(&history, 2, "ceec").form, NG_FIT_MIXED);
    assert_int_equal(fit(&history, 6, "hgi").form, NG_FIT_MIXED);
    ng_history_deinit(&history);
}

static void knows_new_values_at_known_indexes(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefgh");
    struct ng_fit rewritten = fit(&history, 2, "cXeYgh");
    assert_int_equal(rewritten.form, NG_FIT_REWRITTEN);
    assert_int_equal(rewritten.compared, 6);
    assert_int_equal(rewritten.wrong, 2);
    assert_int_equal(rewritten.first_wrong, 1);
    struct ng_fit mixed = fit(&history, 2, "cXea");
    assert_int_equal(mixed.form, NG_FIT_MIXED);
    assert_int_equal(mixed.found_at, 0);
    ng_history_deinit(&history);
}

static void looks_only_at_known_indexes(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcd");
    know(&history, 6, "gh");
    struct ng_fit gap = fit(&history, 3, "XefgZ");
    assert_int_equal(gap.form, NG_FIT_REWRITTEN);
    assert_int_equal(gap.compared, 3);
    assert_int_equal(gap.wrong, 2);
    gap = fit(&history, 3, "Xefga");
    assert_int_equal(gap.form, NG_FIT_MIXED);
    assert_int_equal(gap.found_at, 0);
    assert_int_equal(fit(&history, 2, "xyzgh").compared, 3);
    ng_history_deinit(&history);
}

static void does_not_wrap_around(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abc");
    know(&history, UINT64_MAX - 1, "yz");
    assert_int_equal(fit(&history, UINT64_MAX - 1, "yzX").form, NG_FIT_MATCHES);
    struct ng_fit wrong = fit(&history, UINT64_MAX - 1, "YZX");
    assert_int_equal(wrong.form, NG_FIT_REWRITTEN);
    assert_int_equal(wrong.compared, 2);
    ng_history_deinit(&history);
}

/* Sixteen rewritten events tell enough: the seventeenth, though known, is not looked for. */
static void looks_for_a_handful_of_wrong_events(void **state) {
    (void)state;
    struct ng_history history;
    ng_history_init(&history);
    know(&history, 0, "abcdefghijklmnopqrst");
    assert_int_equal(fit(&history, 0, "AAAAAAAAAAAAAAAAa").form, NG_FIT_REWRITTEN);
    assert_int_equal(fit(&history, 0, "AAAAAAAAAAAAAAAaA").form, NG_FIT_MIXED);
    ng_history_deinit(&history);
}

/* A log of equal events has a candidate at each index; the search for a start gives up. */
static void gives_up_in_bounded_time(void **state) {
    (void)state;
    enum {
        LENGTH = 4000
    };
    struct ng_history history;
    uint64_t *digests = calloc(LENGTH, sizeof *digests);
    assert_non_null(digests);
    ng_history_init(&history);
    for (uint64_t i = 0; i < (uint64_t)2 * LENGTH; i++)
        assert_int_equal(ng_history_put(&history, i, 'a'), NG_OK);
    for (size_t i = 0; i < LENGTH; i++)
        digests[i] = i == LENGTH - 1 ? 'b' : 'a';
    struct ng_fit wrong = ng_fit_events(&history, LENGTH, digests, LENGTH);
    assert_int_equal(wrong.form, NG_FIT_REWRITTEN);
    assert_int_equal(wrong.wrong, 1);
    assert_int_equal(wrong.first_wrong, LENGTH - 1);
    free(digests);
    ng_history_deinit(&history);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_what_is_known_or_new),
        cmocka_unit_test(knows_the_events_of_another_range),
        cmocka_unit_test(prefers_the_nearest_range),
        cmocka_unit_test(one_known_event_explains_no_page),
        cmocka_unit_test(knows_events_in_falling_order),
        cmocka_unit_test(knows_the_right_events_in_another_order),
        cmocka_unit_test(knows_new_values_at_known_indexes),
        cmocka_unit_test(looks_only_at_known_indexes),
        cmocka_unit_test(does_not_wrap_around),
        cmocka_unit_test(looks_for_a_handful_of_wrong_events),
        cmocka_unit_test(gives_up_in_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
