#include "conformance/cli/plan_print.h"

#include "conformance/cli/printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case first = {.id = "first"};
static const struct ng_case second = {.id = "second"};

static void test_prints_requests_below_their_case(void **state) {
    (void)state;
    static const struct ng_ask dump = {.method = NG_GET};
    static const struct ng_ask page = {.method = NG_GET, .query = "since=3&x=\xd9\n"};
    static const struct ng_ask head = {
        .method = NG_HEAD, .query = "", .header_name = "Origin", .header_value = "http://a"};
    struct ng_printed printed;
    ng_printed_init(&printed);
    struct ng_plan_print print = {.out = printed.out, .url = "http://h/events"};
    ng_plan_print(&print, &first, &dump);
    ng_plan_print(&print, &first, &page);
    ng_plan_print(&print, &second, &head);
    ng_plan_print_end(&print, 10);
    assert_string_equal(ng_printed_read(&printed),
                        "first\n"
                        "  GET http://h/events\n"
                        "  GET http://h/events?since=3&x=\\xd9\\x0a\n"
                        "\n"
                        "second\n"
                        "  HEAD http://h/events?  with Origin: http://a\n"
                        "\n"
                        "3 requests in 2 cases, for a log of 10 events that stands still; none was "
                        "sent.\n");
    ng_printed_deinit(&printed);
}

static void test_an_over_long_query_is_cut(void **state) {
    (void)state;
    char query[NG_PLAN_QUERY_MAX + 2];
    memset(query, 'a', sizeof query);
    query[sizeof query - 1] = '\0';
    const struct ng_ask ask = {.method = NG_GET, .query = query};
    struct ng_printed printed;
    ng_printed_init(&printed);
    struct ng_plan_print print = {.out = printed.out, .url = "u"};
    ng_plan_print(&print, &first, &ask);
    assert_non_null(strstr(ng_printed_read(&printed), "aaa... (161 bytes)\n"));
    assert_int_equal(printed.size, strlen("first\n  GET u?... (161 bytes)\n") + NG_PLAN_QUERY_MAX);
    ng_printed_deinit(&printed);
}

static void test_raw_requests_are_shown_as_their_text(void **state) {
    (void)state;
    static const struct ng_ask raw = {.raw = "GET {path}?x={byte 00} HTTP/1.1\r\n\r\n"};
    static const struct ng_ask plain = {.query = "limit=1", .raw = "G", .raw_first = true};
    struct ng_printed printed;
    ng_printed_init(&printed);
    struct ng_plan_print print = {.out = printed.out, .url = "u"};
    ng_plan_print(&print, &first, &raw);
    ng_plan_print(&print, &first, &plain);
    assert_string_equal(ng_printed_read(&printed),
                        "first\n"
                        "  raw GET {path}?x={byte 00} HTTP/1.1\\x0d\\x0a\\x0d\\x0a\n"
                        "  GET u?limit=1\n");
    ng_printed_deinit(&printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prints_requests_below_their_case),
        cmocka_unit_test(test_an_over_long_query_is_cut),
        cmocka_unit_test(test_raw_requests_are_shown_as_their_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
