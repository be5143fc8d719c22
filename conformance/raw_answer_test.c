/* HTTP answers in bytes, cut at every place. */
#include "conformance/raw_answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Reads from a copy of exactly that size, so that a sanitizer sees every byte read past the end. */
static enum ng_raw_form read_copy(const char *bytes, size_t size, bool ended,
                                  struct ng_raw_answer *answer, char **copy) {
    *copy = malloc(size ? size : 1);
    assert_non_null(*copy);
    memcpy(*copy, bytes, size);
    return ng_raw_answer_read(*copy, size, ended, false, answer);
}

static void body_of(const struct ng_raw_answer *answer, char *body, size_t room) {
    size_t at = 0, size, used = 0;
    const char *bytes;
    while (ng_raw_answer_body(answer, &at, &bytes, &size)) {
        assert_true(used + size < room);
        memcpy(body + used, bytes, size);
        used += size;
    }
    body[used] = '\0';
}

/* The whole answer is read as that; of each cut nothing but its beginning. */
static void expect_answer(const char *bytes, enum ng_raw_framing framing, const char *body) {
    size_t size = strlen(bytes);
    for (size_t cut = 0; cut <= size; cut++) {
        struct ng_raw_answer answer;
        char *copy, found[64];
        enum ng_raw_form form = read_copy(bytes, cut, false, &answer, &copy);
        if (form != (cut == size ? NG_RAW_WHOLE : NG_RAW_CUT))
            fail_msg("%zu of %zu bytes of '%s': form %d", cut, size, bytes, (int)form);
        body_of(&answer, found, sizeof found);
        assert_memory_equal(found, body, strlen(found));
        if (cut == size) {
            assert_int_equal(answer.status, 200);
            assert_int_equal(answer.framing, framing);
            assert_int_equal(answer.size, size);
            assert_string_equal(found, body);
        }
        free(copy);
    }
}

static void test_every_cut_of_a_framed_answer(void **state) {
    (void)state;
    expect_answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n[e0]", NG_RAW_BY_LENGTH, "[e0]");
    expect_answer("HTTP/1.0 200\ncontent-length:  0 \n\n", NG_RAW_BY_LENGTH, "");
    expect_answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n[]",
                  NG_RAW_BY_LENGTH, "[]");
    expect_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "1\r\n[\r\nA ;x=y\r\n0123456789\r\n01\r\n]\r\n0\r\n\r\n",
                  NG_RAW_BY_CHUNKS, "[0123456789]");
    expect_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n"
                  "0\r\nTrailer: 1\r\n\r\n",
                  NG_RAW_BY_CHUNKS, "");
    expect_answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n"
                  "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1",
                  NG_RAW_BY_LENGTH, "1");
}

static void test_the_end_of_the_connection_ends_a_body(void **state) {
    (void)state;
    static const char bytes[] = "HTTP/1.1 404 No\r\nX: 1\r\n\r\nno";
    struct ng_raw_answer answer;
    char *copy, body[8];
    assert_int_equal(read_copy(bytes, sizeof bytes - 1, false, &answer, &copy), NG_RAW_CUT);
    free(copy);
    assert_int_equal(read_copy(bytes, sizeof bytes - 1, true, &answer, &copy), NG_RAW_WHOLE);
    body_of(&answer, body, sizeof body);
    assert_string_equal(body, "no");
    assert_int_equal(answer.status, 404);
    free(copy);
    assert_int_equal(read_copy(bytes, 20, true, &answer, &copy), NG_RAW_CUT);
    assert_int_equal(answer.head_size, 0);
    free(copy);
    static const char empty[] = "HTTP/1.1 204 No\r\n\r\nHTTP/1.1";
    assert_int_equal(read_copy(empty, sizeof empty - 1, false, &answer, &copy), NG_RAW_WHOLE);
    assert_int_equal(answer.size, sizeof "HTTP/1.1 204 No\r\n\r\n" - 1);
    free(copy);
}

static void test_what_is_no_http(void **state) {
    (void)state;
    static const char *const texts[] = {
        "<html>",
        "HTTP/2 200",
        "HTTP/1.1  200",
        "HTTP/1.1 20x",
        "HTTP/1.1 099 OK\r\n\r\n",
        "http/1.1 200",
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ng_raw_answer answer;
        char *copy;
        if (read_copy(texts[i], strlen(texts[i]), false, &answer, &copy) != NG_RAW_NO_HTTP)
            fail_msg("'%s' was read", texts[i]);
        free(copy);
    }
}

static void test_answers_that_follow_each_other(void **state) {
    (void)state;
    static const char bytes[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
                                "HTTP/1.1 422 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]";
    size_t size = sizeof bytes - 1;
    const struct ng_ask asks[9] = {{.method = NG_GET}};
    assert_int_equal(ng_raw_answer_count(bytes, size, asks, 9), 3);
    assert_int_equal(ng_raw_answer_count(bytes, size, asks, 2), 2);
    assert_int_equal(ng_raw_answer_count(bytes, size - 1, asks, 9), 2);
    assert_int_equal(ng_raw_answer_count("", 0, asks, 9), 0);
}

static void test_answers_to_head_have_no_body(void **state) {
    (void)state;
    static const char right[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]";
    static const char wrong[] = "HTTP/1.1 405 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]";
    const struct ng_ask asks[2] = {{.method = NG_HEAD}, {.method = NG_GET}};
    struct ng_raw_answer answer;
    assert_int_equal(ng_raw_answer_count(right, sizeof right - 1, asks, 2), 2);
    assert_int_equal(ng_raw_answer_count(wrong, sizeof wrong - 1, asks, 2), 1);
    assert_int_equal(ng_raw_answer_read(right, sizeof right - 1, false, true, &answer),
                     NG_RAW_WHOLE);
    assert_int_equal(answer.size, answer.head_size);
}

static void test_lines_and_fields(void **state) {
    (void)state;
    static const char bytes[] = "HTTP/1.1 200 OK\r\nX-A: 1 \r\nx-a: 2\nX-Ab:\t\r\n\r\n";
    struct ng_raw_answer answer;
    const char *value;
    size_t size, at = 0, lines = 0;
    assert_int_equal(ng_raw_answer_read(bytes, sizeof bytes - 1, true, false, &answer),
                     NG_RAW_WHOLE);
    while (ng_raw_answer_line(&answer, &at, &value, &size))
        lines++;
    assert_int_equal(lines, 5);
    assert_int_equal(size, 0);
    assert_true(ng_raw_answer_field(&answer, "x-A", &value, &size));
    assert_int_equal(size, 1);
    assert_memory_equal(value, "1", 1);
    assert_true(ng_raw_answer_field(&answer, "X-AB", &value, &size));
    assert_int_equal(size, 0);
    assert_false(ng_raw_answer_field(&answer, "X", &value, &size));
    assert_false(ng_raw_answer_field(&answer, "X-Abc", &value, &size));
    assert_false(ng_raw_answer_field(&answer, "HTTP/1.1 200 OK", &value, &size));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cut_of_a_framed_answer),
        cmocka_unit_test(test_the_end_of_the_connection_ends_a_body),
        cmocka_unit_test(test_what_is_no_http),
        cmocka_unit_test(test_answers_that_follow_each_other),
        cmocka_unit_test(test_answers_to_head_have_no_body),
        cmocka_unit_test(test_lines_and_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
