#include "conformance/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char name_accept[] = "Accept", name_key[] = "X-Key", name_key_lower[] = "x-key";
static char name_encoding[] = "accept-encoding";
static char one[] = "1", two[] = "2", none[] = "", gzip[] = "gzip";

static void expect_lines(const struct ng_field *profile, size_t profile_count,
                         const struct ng_field *user, size_t user_count,
                         const char *const *expected) {
    struct ng_field_lines lines;
    assert_int_equal(ng_field_lines_make(profile, profile_count, user, user_count, &lines), NG_OK);
    for (size_t i = 0; i < lines.count; i++) {
        assert_non_null(expected[i]);
        assert_string_equal(lines.lines[i], expected[i]);
    }
    assert_null(expected[lines.count]);
    ng_field_lines_deinit(&lines);
}

static void makes_lines_of_fields(void **state) {
    (void)state;
    const struct ng_field profile[] = {{name_accept, one}, {name_key, one}};
    const struct ng_field user[] = {{name_key_lower, two}, {name_encoding, gzip}};
    const struct ng_field empty[] = {{name_key, none}};
    expect_lines(NULL, 0, NULL, 0, (const char *[]){"Accept-Encoding: identity", NULL});
    expect_lines(profile, 2, NULL, 0,
                 (const char *[]){"Accept-Encoding: identity", "Accept: 1", "X-Key: 1", NULL});
    expect_lines(profile, 2, user, 2,
                 (const char *[]){"Accept: 1", "x-key: 2", "accept-encoding: gzip", NULL});
    expect_lines(empty, 1, NULL, 0, (const char *[]){"Accept-Encoding: identity", "X-Key;", NULL});
}

static void puts_queries_after_the_path(void **state) {
    (void)state;
    struct ng_request_target target;
    assert_int_equal(ng_request_target_init(&target, "/events"), NG_OK);
    assert_string_equal(target.text, "/events");
    assert_int_equal(ng_request_target_set(&target, "since=\xd9\xa3 %zz[{\"#"), NG_OK);
    assert_string_equal(target.text, "/events?since=\xd9\xa3 %zz[{\"#");
    assert_int_equal(ng_request_target_set(&target, ""), NG_OK);
    assert_string_equal(target.text, "/events?");
    assert_int_equal(ng_request_target_set(&target, NULL), NG_OK);
    assert_string_equal(target.text, "/events");
    ng_request_target_deinit(&target);

    assert_int_equal(ng_request_target_init(&target, ""), NG_OK);
    assert_int_equal(ng_request_target_set(&target, "a"), NG_OK);
    assert_string_equal(target.text, "/?a");
    ng_request_target_deinit(&target);
}

static void caps_queries(void **state) {
    (void)state;
    struct ng_request_target target;
    assert_int_equal(ng_request_target_init(&target, "/"), NG_OK);
    char *query = malloc(NG_QUERY_BYTES_MAX + 2);
    assert_non_null(query);
    memset(query, 'x', NG_QUERY_BYTES_MAX + 1);
    query[NG_QUERY_BYTES_MAX + 1] = '\0';
    assert_int_equal(ng_request_target_set(&target, query), NG_TOO_LARGE);
    assert_int_equal(ng_request_target_set(&target, query + 1), NG_OK);
    assert_int_equal(strlen(target.text), NG_QUERY_BYTES_MAX + 2);
    free(query);
    ng_request_target_deinit(&target);
}

static void finds_asks_that_would_be_two_requests(void **state) {
    (void)state;
    struct ng_ask ask = {.query = "since=1 HTTP/1.1\r\nHost: x"};
    assert_non_null(ng_request_problem(&ask));
    ask.query = "since=1\n";
    assert_non_null(ng_request_problem(&ask));
    ask.query = "since= \t3";
    assert_null(ng_request_problem(&ask));
    ask.header_name = "Origin";
    ask.header_value = "http://a";
    assert_null(ng_request_problem(&ask));
    ask.header_value = "http://a\r\nX: 1";
    assert_non_null(ng_request_problem(&ask));
    ask.header_value = "";
    ask.header_name = "A: b";
    assert_non_null(ng_request_problem(&ask));
    ask = (struct ng_ask){0};
    assert_null(ng_request_problem(&ask));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_lines_of_fields),
        cmocka_unit_test(puts_queries_after_the_path),
        cmocka_unit_test(caps_queries),
        cmocka_unit_test(finds_asks_that_would_be_two_requests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
