#include "conformance/marks.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void knows_nothing_at_first(void **state) {
    (void)state;
    struct ng_marks marks;
    ng_marks_init(&marks);
    assert_int_equal(ng_marks_top(&marks), 0);
    assert_int_equal(ng_marks_before(&marks, UINT64_MAX).value, 0);
    ng_marks_retract(&marks, 0);
    assert_int_equal(ng_marks_top(&marks), 0);
}

static void tells_what_was_proved_before_a_tick(void **state) {
    (void)state;
    struct ng_marks marks;
    ng_marks_init(&marks);
    ng_marks_add(&marks, 10, 3, 1);
    ng_marks_add(&marks, 20, 5, 2);
    assert_int_equal(ng_marks_before(&marks, 10).value, 0);
    assert_int_equal(ng_marks_before(&marks, 11).value, 3);
    assert_int_equal(ng_marks_before(&marks, 11).source, 1);
    assert_int_equal(ng_marks_before(&marks, 20).value, 3);
    assert_int_equal(ng_marks_before(&marks, 21).value, 5);
    assert_int_equal(ng_marks_before(&marks, 21).source, 2);
    assert_int_equal(ng_marks_top(&marks), 5);
}

static void ignores_what_says_nothing_new(void **state) {
    (void)state;
    struct ng_marks marks;
    ng_marks_init(&marks);
    ng_marks_add(&marks, 10, 0, 1);
    assert_int_equal(marks.count, 0);
    ng_marks_add(&marks, 11, 5, 1);
    ng_marks_add(&marks, 20, 5, 2);
    ng_marks_add(&marks, 30, 4, 3);
    assert_int_equal(marks.count, 1);
    assert_int_equal(ng_marks_before(&marks, 40).tick, 11);
}

static void forgets_what_turned_out_wrong(void **state) {
    (void)state;
    struct ng_marks marks;
    ng_marks_init(&marks);
    ng_marks_add(&marks, 10, 3, 1);
    ng_marks_add(&marks, 20, 5, 1);
    ng_marks_add(&marks, 30, 9, 1);
    ng_marks_retract(&marks, 5);
    assert_int_equal(ng_marks_top(&marks), 5);
    ng_marks_retract(&marks, 4);
    assert_int_equal(ng_marks_top(&marks), 3);
    ng_marks_add(&marks, 40, 4, 1);
    assert_int_equal(ng_marks_before(&marks, 41).value, 4);
}

static void forgets_the_oldest_when_full(void **state) {
    (void)state;
    struct ng_marks marks;
    ng_marks_init(&marks);
    for (uint64_t i = 1; i <= NG_MARKS_MAX + 2; i++)
        ng_marks_add(&marks, i * 10, i, 0);
    assert_int_equal(marks.count, NG_MARKS_MAX);
    assert_int_equal(ng_marks_before(&marks, 30).value, 0);
    assert_int_equal(ng_marks_before(&marks, 31).value, 3);
    assert_int_equal(ng_marks_top(&marks), NG_MARKS_MAX + 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_nothing_at_first),
        cmocka_unit_test(tells_what_was_proved_before_a_tick),
        cmocka_unit_test(ignores_what_says_nothing_new),
        cmocka_unit_test(forgets_what_turned_out_wrong),
        cmocka_unit_test(forgets_the_oldest_when_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
