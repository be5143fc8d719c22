#include "reference/answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <strings.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static void ask(const char *method, const char *target, struct ref_answer *answer) {
    struct ref_request request = {ref_bytes_of(method), ref_bytes_of(target), 1, true, false};
    ref_answer_request(&request, 10, answer);
}

static const char *header(const struct ref_answer *answer, const char *name) {
    const char *found = NULL;
    for (size_t i = 0; i < answer->header_count; i++) {
        if (strcasecmp(answer->headers[i].name, name) == 0) {
            assert_null(found);
            found = answer->headers[i].value;
        }
    }
    return found;
}

static void expect_common_headers(const struct ref_answer *answer) {
    assert_string_equal(header(answer, "Cache-Control"), "no-store");
    assert_string_equal(header(answer, "Access-Control-Allow-Origin"), "*");
    assert_string_equal(header(answer, "Access-Control-Expose-Headers"), "X-EXO-Last-Idx");
}

static void expect_text(const struct ref_answer *answer, const char *text) {
    if (!ref_bytes_are(answer->text, text)) {
        fail_msg("expected %s\ngot      %.*s", text, (int)answer->text.size, answer->text.data);
    }
    assert_false(answer->has_events);
    assert_string_equal(header(answer, "Content-Type"), "application/json");
    expect_common_headers(answer);
}

static void expect_events(const char *target, uint64_t first, uint64_t end) {
    struct ref_answer answer;
    char cursor[REF_CURSOR_SIZE];
    (void)snprintf(cursor, sizeof cursor, "%llu", (unsigned long long)end);
    ask("GET", target, &answer);
    assert_int_equal(answer.status, 200);
    assert_true(answer.has_events);
    assert_int_equal(answer.range.first, first);
    assert_int_equal(answer.range.end, end);
    assert_string_equal(header(&answer, "X-EXO-Last-Idx"), cursor);
    assert_string_equal(header(&answer, "Content-Type"), "application/json");
    expect_common_headers(&answer);
}

static void expect_refusal(const char *query, const char *body) {
    struct ref_answer answer;
    char target[512];
    (void)snprintf(target, sizeof target, "/events?%s", query);
    ask("GET", target, &answer);
    assert_int_equal(answer.status, 422);
    assert_null(header(&answer, "X-EXO-Last-Idx"));
    expect_text(&answer, body);
}

static void answers_with_the_range_and_its_cursor(void **state) {
    (void)state;
    expect_events("/events", 0, 10);
    expect_events("/events?", 0, 10);
    expect_events("/events?since=3&limit=4", 3, 7);
    expect_events("/events?since=99", 10, 10);
    expect_events("/events?since=2&limit=0", 2, 2);
    expect_events("/events?x=?&since=3", 3, 10);
}

static void knows_the_path_in_each_spelling(void **state) {
    (void)state;
    expect_events("/%65vents?since=3", 3, 10);
    expect_events("http://127.0.0.1:80/events?since=3", 3, 10);
    expect_events("HTTPS://any.example/events?x=http://x/y", 0, 10);
}

static void answers_404_for_other_targets(void **state) {
    static const char *const targets[] = {
        "",        "/",        "/event",     "/eventss",         "/events/",     "//events",
        "/Events", "events",   "?since=3",   "/events%3Fx",      "/events#x",    "*",
        "http://", "http:///", "http://h",   "http://h?/events", "http:/events", "ftp://h/events",
        "h:80",    "/%zz",     "/events%00", "/+events"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        struct ref_answer answer;
        ask("GET", targets[i], &answer);
        if (answer.status != 404) {
            fail_msg("'%s': status %u", targets[i], answer.status);
        }
        expect_text(&answer, "{\"detail\":\"Not Found\"}");
        assert_null(header(&answer, "X-EXO-Last-Idx"));
    }
}

static void refuses_values_as_fastapi_does(void **state) {
    (void)state;
    expect_refusal("since=abc",
                   "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"query\",\"since\"],\"msg\":"
                   "\"Input should be a valid integer, written in plain decimal digits\","
                   "\"input\":\"abc\"}]}");
    expect_refusal("limit=-1",
                   "{\"detail\":[{\"type\":\"greater_than_equal\",\"loc\":[\"query\",\"limit\"],"
                   "\"msg\":\"Input should be greater than or equal to 0\",\"input\":\"-1\","
                   "\"ctx\":{\"ge\":0}}]}");
    expect_refusal("since=1&since=2&limit=-1",
                   "{\"detail\":[{\"type\":\"repeated_parameter\",\"loc\":[\"query\",\"since\"],"
                   "\"msg\":\"The parameter should stand in the query once\",\"input\":\"2\"},"
                   "{\"type\":\"greater_than_equal\",\"loc\":[\"query\",\"limit\"],"
                   "\"msg\":\"Input should be greater than or equal to 0\",\"input\":\"-1\","
                   "\"ctx\":{\"ge\":0}}]}");
}

static void shows_any_input_safely(void **state) {
    static const struct {
        const char *value;
        const char *shown;
    } inputs[] = {
        {"", ""},
        {"a+b%20c", "a b c"},
        {"%22%5C%0d%0A%00", "\\u0022\\u005c\\u000d\\u000a\\u0000"},
        {"%1f%20", "\\u001f "},
        {"%D9%A3", "\xd9\xa3"},
        {"%F0%9F%98%80", "\xf0\x9f\x98\x80"},
        {"%ff%C3", "\\ufffd\\ufffd"},
        {"%E2%82x", "\\ufffd\\ufffdx"},
        {"%zz%4g%5", "%zz%4g%5"},
        {"<script>%7f", "<script>\x7f"},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%C3%A9",
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\ufffd..."},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(inputs); i++) {
        char query[256];
        char body[512];
        (void)snprintf(query, sizeof query, "since=%s", inputs[i].value);
        (void)snprintf(body, sizeof body,
                       "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"query\",\"since\"],"
                       "\"msg\":\"Input should be a valid integer, written in plain decimal "
                       "digits\",\"input\":\"%s\"}]}",
                       inputs[i].shown);
        expect_refusal(query, body);
    }
}

static void has_room_for_the_longest_refusal(void **state) {
    char target[4096];
    struct ref_answer answer;
    (void)state;
    int size = snprintf(target, sizeof target, "/events?since=1&limit=1&since=");
    for (int i = 0; i < 200; i++) {
        size += snprintf(target + size, sizeof target - (size_t)size, "%%01");
    }
    size += snprintf(target + size, sizeof target - (size_t)size, "&limit=");
    for (int i = 0; i < 200; i++) {
        size += snprintf(target + size, sizeof target - (size_t)size, "%%01");
    }
    ask("GET", target, &answer);
    assert_int_equal(answer.status, 422);
    assert_true(answer.text.size > 2 * 6 * 64);
    assert_true(answer.text.size <= REF_ERROR_BODY_SIZE);
    assert_memory_equal(answer.text.data + answer.text.size - 3, "}]}", 3);
}

static void answers_head_as_get(void **state) {
    struct ref_answer answer;
    (void)state;
    ask("HEAD", "/events?since=1&limit=1", &answer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(header(&answer, "X-EXO-Last-Idx"), "2");
    ask("HEAD", "/events?since=x", &answer);
    assert_int_equal(answer.status, 422);
}

static void answers_options_without_a_body(void **state) {
    static const char *const targets[] = {"/events", "/events?since=abc", "*"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        struct ref_answer answer;
        ask("OPTIONS", targets[i], &answer);
        assert_int_equal(answer.status, 204);
        assert_int_equal(answer.text.size, 0);
        assert_false(answer.has_events);
        assert_string_equal(header(&answer, "Allow"), "GET, HEAD, OPTIONS");
        assert_string_equal(header(&answer, "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
        assert_string_equal(header(&answer, "Access-Control-Allow-Headers"), "*");
        assert_string_equal(header(&answer, "Access-Control-Max-Age"), "600");
        expect_common_headers(&answer);
        assert_null(header(&answer, "X-EXO-Last-Idx"));
    }
}

static void refuses_other_methods(void **state) {
    static const char *const methods[] = {"POST", "PUT",  "DELETE", "TRACE",
                                          "get",  "GETX", "",       "QUERY"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        struct ref_answer answer;
        ask(methods[i], "/events", &answer);
        assert_int_equal(answer.status, 405);
        assert_string_equal(header(&answer, "Allow"), "GET, HEAD, OPTIONS");
        expect_text(&answer, "{\"detail\":\"Method Not Allowed\"}");
    }
}

static void wants_one_host(void **state) {
    static const struct {
        size_t hosts;
        bool needed;
        unsigned status;
    } cases[] = {{0, true, 400},  {1, true, 200},  {2, true, 400},
                 {0, false, 200}, {1, false, 200}, {2, false, 400}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct ref_answer answer;
        struct ref_request request = {ref_bytes_of("GET"), ref_bytes_of("/events"), cases[i].hosts,
                                      cases[i].needed, false};
        ref_answer_request(&request, 1, &answer);
        assert_int_equal(answer.status, cases[i].status);
        if (answer.status == 400) {
            expect_text(&answer, "{\"detail\":\"A request carries exactly one Host field\"}");
        }
    }
}

static void takes_targets_of_any_bytes(void **state) {
    static const char target[] = "/events\0?since=3";
    struct ref_answer answer;
    (void)state;
    struct ref_request request = {{"GET", 3}, {target, sizeof target - 1}, 1, true, false};
    ref_answer_request(&request, 10, &answer);
    assert_int_equal(answer.status, 404);
    request.target = (struct ref_bytes){NULL, 0};
    request.method = (struct ref_bytes){NULL, 0};
    ref_answer_request(&request, 10, &answer);
    assert_int_equal(answer.status, 404);
}

static void refuses_a_target_that_was_cut(void **state) {
    struct ref_answer answer;
    (void)state;
    struct ref_request request = {ref_bytes_of("GET"), ref_bytes_of("/events?x="), 1, true, true};
    ref_answer_request(&request, 10, &answer);
    assert_int_equal(answer.status, 400);
    expect_text(&answer, "{\"detail\":\"A target holds no NUL\"}");
    request.cut = false;
    ref_answer_request(&request, 10, &answer);
    assert_int_equal(answer.status, 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_with_the_range_and_its_cursor),
        cmocka_unit_test(knows_the_path_in_each_spelling),
        cmocka_unit_test(answers_404_for_other_targets),
        cmocka_unit_test(refuses_values_as_fastapi_does),
        cmocka_unit_test(shows_any_input_safely),
        cmocka_unit_test(has_room_for_the_longest_refusal),
        cmocka_unit_test(answers_head_as_get),
        cmocka_unit_test(answers_options_without_a_body),
        cmocka_unit_test(refuses_other_methods),
        cmocka_unit_test(wants_one_host),
        cmocka_unit_test(takes_targets_of_any_bytes),
        cmocka_unit_test(refuses_a_target_that_was_cut),
    };
    return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
