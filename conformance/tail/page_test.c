#include "conformance/tail/page.h"

#include "conformance/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add(struct ng_tail_page *page, const char *event) {
    assert_int_equal(ng_tail_page_add(page, event, strlen(event)), NG_OK);
}

static void expect(struct ng_tail_page *page, const char *lines) {
    assert_int_equal(page->size, strlen(lines));
    assert_memory_equal(page->bytes, lines, page->size);
}

static void test_each_event_is_a_line(void **state) {
    (void)state;
    struct ng_tail_page page = {.bytes = NULL};
    ng_tail_page_begin(&page, 0);
    add(&page, "{\n  \"a\\n\":\r\n\t1\n}");
    add(&page, "2");
    expect(&page, "{   \"a\\n\":  \t1 }\n2\n");
    ng_tail_page_deinit(&page);
}

static void test_known_events_are_left_out_of_each_answer(void **state) {
    (void)state;
    struct ng_tail_page page = {.bytes = NULL};
    for (int i = 0; i < 2; i++) {
        ng_tail_page_begin(&page, 2);
        add(&page, "0");
        add(&page, "1");
        assert_int_equal(page.size, 0);
        add(&page, "2");
        expect(&page, "2\n");
    }
    ng_tail_page_deinit(&page);
}

static void test_a_page_has_a_limit(void **state) {
    (void)state;
    struct ng_tail_page page = {.bytes = NULL};
    size_t half = NG_TAIL_PAGE_BYTES_MAX / 2;
    char *event = malloc(half);
    assert_non_null(event);
    memset(event, '1', half);
    ng_tail_page_begin(&page, 0);
    assert_int_equal(ng_tail_page_add(&page, event, half), NG_OK);
    assert_false(page.too_large);
    assert_int_equal(ng_tail_page_add(&page, event, half - 1), NG_TOO_LARGE);
    assert_true(page.too_large);
    assert_int_equal(ng_tail_page_add(&page, event, half - 2), NG_OK);
    assert_int_equal(page.size, NG_TAIL_PAGE_BYTES_MAX);
    ng_tail_page_begin(&page, 0);
    assert_false(page.too_large);
    free(event);
    ng_tail_page_deinit(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_event_is_a_line),
        cmocka_unit_test(test_known_events_are_left_out_of_each_answer),
        cmocka_unit_test(test_a_page_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
