#include "conformance/head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct ng_head read_lines(const char *const *lines) {
    struct ng_head head;
    ng_head_begin(&head, "X-EXO-Last-Idx");
    for (; *lines != NULL; lines++) {
        assert_int_equal(ng_head_line(&head, *lines, strlen(*lines)), NG_OK);
    }
    return head;
}

#define READ(...) read_lines((const char *const[]){__VA_ARGS__, NULL})

static void expect_cursor(const struct ng_head *head, uint64_t expected) {
    uint64_t wire = 0;
    assert_int_equal(ng_head_cursor(head, &wire), NG_CURSOR_OK);
    assert_int_equal(wire, expected);
}

static void expect_cursor_form(const struct ng_head *head, enum ng_cursor_form form) {
    uint64_t wire = 77;
    assert_int_equal(ng_head_cursor(head, &wire), form);
    assert_int_equal(wire, 77);
}

static void keeps_what_judging_needs(void **state) {
    (void)state;
    struct ng_head head =
        READ("HTTP/1.1 200 OK\r\n", "content-type: application/json\r\n",
             "Cache-Control:no-store\r\n", "Access-Control-Allow-Origin: *\r\n",
             "Access-Control-Expose-Headers: X-EXO-Last-Idx\r\n", "Location: /other\r\n",
             "ETag: W/\"1\"\r\n", "last-modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
             "x-exo-last-idx:   7  \r\n", "Server: a\r\n", "\r\n");
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    ng_head_fill(&head, &exchange);
    assert_true(head.complete);
    assert_int_equal(exchange.status, 200);
    assert_string_equal(exchange.media_type, "application/json");
    assert_string_equal(exchange.cache_control, "no-store");
    assert_string_equal(exchange.allow_origin, "*");
    assert_string_equal(exchange.expose_headers, "X-EXO-Last-Idx");
    assert_string_equal(exchange.location, "/other");
    assert_string_equal(exchange.entity_tag, "W/\"1\"");
    assert_string_equal(exchange.last_modified, "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_string_equal(exchange.cursor_text, "7");
    expect_cursor(&head, 7);
}

static void joins_repeated_lines(void **state) {
    (void)state;
    struct ng_head head =
        READ("HTTP/1.1 200 OK\n", "Cache-Control: private\n", "Cache-Control: no-store\n",
             "X-EXO-Last-Idx: 7\n", "x-EXO-last-Idx: 8\n", "\n");
    assert_string_equal(head.cache_control, "private, no-store");
    assert_string_equal(head.cursor, "7, 8");
    expect_cursor_form(&head, NG_CURSOR_REPEATED);
}

static void tells_forms_of_cursors_apart(void **state) {
    (void)state;
    struct ng_head head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: 7, 7\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MALFORMED);
    head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx:\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MALFORMED);
    head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: -1\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MALFORMED);
    head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx-2: 7\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MISSING);
    head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: 18446744073709551616\r\n", "\r\n");
    expect_cursor(&head, UINT64_MAX);
}

static void reads_folded_lines(void **state) {
    (void)state;
    struct ng_head head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx:\r\n", "  7\r\n", " \r\n",
                               "Server: a\r\n", " 9\r\n", "\r\n");
    expect_cursor(&head, 7);
    head = READ("HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: 7\r\n", "\t8\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MALFORMED);
    assert_string_equal(head.cursor, "7 8");
    head = READ("HTTP/1.1 200 OK\r\n", " 7\r\n", "Content-Type: a;\r\n", "   b\r\n", "\r\n");
    assert_string_equal(head.media_type, "a; b");
}

static void forgets_interim_answers(void **state) {
    (void)state;
    struct ng_head head = READ("HTTP/1.1 103 Early Hints\r\n", "X-EXO-Last-Idx: 3\r\n", "\r\n");
    assert_false(head.complete);
    head = READ("HTTP/1.1 103 Early Hints\r\n", "X-EXO-Last-Idx: 3\r\n", "\r\n",
                "HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: 4\r\n", "\r\n");
    assert_true(head.complete);
    assert_int_equal(head.status, 200);
    expect_cursor(&head, 4);
}

static void takes_one_status_for_each_section(void **state) {
    (void)state;
    struct ng_head head =
        READ("HTTP/1.1 422 Refused\r\n", "HTTP/1.1 200 OK\r\n", "X-EXO-Last-Idx: 3\r\n", "\r\n");
    assert_true(head.complete);
    assert_int_equal(head.status, 422);
    assert_string_equal(head.cursor, "3");
}

static void drops_trailers(void **state) {
    (void)state;
    struct ng_head head = READ("HTTP/1.1 200 OK\r\n", "Trailer: X-EXO-Last-Idx\r\n", "\r\n",
                               "X-EXO-Last-Idx: 4\r\n", "HTTP/1.1 404 Not Found\r\n", "\r\n");
    expect_cursor_form(&head, NG_CURSOR_MISSING);
    assert_int_equal(head.status, 200);
}

static void cuts_long_values_but_reads_them_whole(void **state) {
    (void)state;
    char line[2 * NG_FIELD_MAX];
    memset(line, '7', sizeof line);
    memcpy(line, "X-EXO-Last-Idx: ", 16);
    struct ng_head head = READ("HTTP/1.1 200 OK\r\n");
    assert_int_equal(ng_head_line(&head, line, sizeof line), NG_OK);
    expect_cursor(&head, UINT64_MAX);
    assert_int_equal(strlen(head.cursor), NG_FIELD_MAX - 1);

    line[sizeof line - 1] = 'x';
    head = READ("HTTP/1.1 200 OK\r\n");
    assert_int_equal(ng_head_line(&head, line, sizeof line), NG_OK);
    expect_cursor_form(&head, NG_CURSOR_MALFORMED);

    memset(line, 'n', sizeof line);
    line[sizeof line - 1] = ':';
    assert_int_equal(ng_head_line(&head, line, sizeof line), NG_OK);
}

static void refuses_too_much(void **state) {
    (void)state;
    static char line[NG_HEADER_BYTES_MAX];
    memset(line, 'a', sizeof line);
    struct ng_head head = READ("HTTP/1.1 200 OK\r\n");
    assert_int_equal(ng_head_line(&head, line, sizeof line), NG_TOO_LARGE);
    head = READ("HTTP/1.1 100 Continue\r\n", "\r\n");
    assert_int_equal(ng_head_line(&head, line, sizeof line - head.bytes), NG_OK);
    assert_int_equal(ng_head_line(&head, "HTTP/1.1 200 OK\r\n", 17), NG_TOO_LARGE);
}

static void refuses_status_lines_without_a_status(void **state) {
    (void)state;
    static const char *const lines[] = {"HTTP/1.1\r\n",        "HTTP/1.1 \r\n",
                                        "HTTP/1.1 20\r\n",     "HTTP/1.1 2000 OK\r\n",
                                        "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 099 OK\r\n"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct ng_head head;
        ng_head_begin(&head, NULL);
        assert_int_equal(ng_head_line(&head, lines[i], strlen(lines[i])), NG_MALFORMED);
    }
}

static void needs_no_cursor_field(void **state) {
    (void)state;
    struct ng_head head;
    ng_head_begin(&head, NULL);
    assert_int_equal(ng_head_line(&head, "X-EXO-Last-Idx: 4", 17), NG_OK);
    expect_cursor_form(&head, NG_CURSOR_MISSING);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_one_status_for_each_section),
        cmocka_unit_test(keeps_what_judging_needs),
        cmocka_unit_test(joins_repeated_lines),
        cmocka_unit_test(tells_forms_of_cursors_apart),
        cmocka_unit_test(reads_folded_lines),
        cmocka_unit_test(forgets_interim_answers),
        cmocka_unit_test(drops_trailers),
        cmocka_unit_test(cuts_long_values_but_reads_them_whole),
        cmocka_unit_test(refuses_too_much),
        cmocka_unit_test(refuses_status_lines_without_a_status),
        cmocka_unit_test(needs_no_cursor_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
