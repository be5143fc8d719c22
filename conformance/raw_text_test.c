/* The text of raw requests, and the bytes that it stands for. */
#include "conformance/raw_text.h"

#include "conformance/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_raw_values values = {
    .host = "h:1", .path = "/events", .fields = "A: {b}\r\nC: d\r\n"};

static void expect_bytes(const char *text, const char *expected, size_t expected_size) {
    char *bytes = NULL;
    size_t size = 0;
    assert_int_equal(ng_raw_text_bytes(text, &values, &bytes, &size), NG_OK);
    assert_int_equal(size, expected_size);
    assert_memory_equal(bytes, expected, size);
    free(bytes);
}

#define EXPECT(text, expected) expect_bytes(text, expected, sizeof(expected) - 1)

static void test_each_form_stands_for_its_bytes(void **state) {
    (void)state;
    EXPECT("", "");
    EXPECT("GET / \r\n", "GET / \r\n");
    EXPECT("{path}?x{host}", "/events?xh:1");
    /* What is put in is not read again. */
    EXPECT("<{fields}>", "<A: {b}\r\nC: d\r\n>");
    EXPECT("a{byte 00}{byte ff}{byte 7b}b", "a\0\xff{b");
    EXPECT("{3 times a=1&}{0 times x}{1 times  }", "a=1&a=1&a=1& ");
    EXPECT("{2 times a\r\n}", "a\r\na\r\n");
}

static void test_other_braces_are_malformed(void **state) {
    (void)state;
    static const char *const texts[] = {"{",
                                        "}",
                                        "a{b",
                                        "a}b",
                                        "{}",
                                        "{hosts}",
                                        "{ host}",
                                        "{byte 0}",
                                        "{byte 0g}",
                                        "{byte 0A}",
                                        "{byte 000}",
                                        "{times a}",
                                        "{3 times}",
                                        "{3 times }",
                                        "{3times a}",
                                        "{-1 times a}",
                                        "{99999999999999999999 times a}",
                                        "{{host}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *bytes = NULL;
        size_t size = 0;
        if (ng_raw_text_bytes(texts[i], &values, &bytes, &size) != NG_MALFORMED) {
            fail_msg("'%s' was read", texts[i]);
        }
        assert_null(bytes);
    }
}

static void test_too_many_bytes_are_refused(void **state) {
    (void)state;
    char *bytes = NULL;
    size_t size = 0;
    assert_int_equal(ng_raw_text_bytes("{4194304 times a}", &values, &bytes, &size), NG_OK);
    assert_int_equal(size, NG_RAW_REQUEST_BYTES_MAX);
    free(bytes);
    assert_int_equal(ng_raw_text_bytes("{4194304 times a}b", &values, &bytes, &size), NG_TOO_LARGE);
    assert_int_equal(ng_raw_text_bytes("{4000000 times ab}", &values, &bytes, &size), NG_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_form_stands_for_its_bytes),
        cmocka_unit_test(test_other_braces_are_malformed),
        cmocka_unit_test(test_too_many_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
