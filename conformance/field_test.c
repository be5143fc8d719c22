#include "conformance/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_field(const char *text, const char *name, const char *value) {
    struct ng_field field;
    const char *problem = NULL;
    assert_int_equal(ng_field_parse(text, &field, &problem), NG_OK);
    assert_string_equal(field.name, name);
    assert_string_equal(field.value, value);
    ng_field_deinit(&field);
    assert_null(field.name);
    assert_null(field.value);
}

static void expect_malformed(const char *text) {
    struct ng_field field = {NULL, NULL};
    const char *problem = NULL;
    assert_int_equal(ng_field_parse(text, &field, &problem), NG_MALFORMED);
    assert_non_null(problem);
    assert_null(field.name);
}

static void parses_fields(void **state) {
    (void)state;
    expect_field("Authorization: Bearer abc", "Authorization", "Bearer abc");
    expect_field("X-Key:1", "X-Key", "1");
    expect_field("X-Key: \t a:b \t", "X-Key", "a:b");
    expect_field("X-Empty:", "X-Empty", "");
    expect_field("X-Tab: a\tb", "X-Tab", "a\tb");
    expect_field("X-Name: gr\xc3\xbc\xc3\x9f", "X-Name", "gr\xc3\xbc\xc3\x9f");
}

static void refuses_what_is_no_field(void **state) {
    (void)state;
    expect_malformed("");
    expect_malformed("Authorization");
    expect_malformed(": value");
    expect_malformed("X Key: 1");
    expect_malformed("X-Key : 1");
    expect_malformed("X-Key: 1\r\nHost: other");
    expect_malformed("X-Key\n: 1");
    expect_malformed("X-Key: \x7f");
    expect_malformed("(X): 1");
}

static void makes_a_field_from_its_parts(void **state) {
    (void)state;
    struct ng_field field;
    const char *problem = NULL;
    assert_int_equal(ng_field_make("Accept", "*/*", &field, &problem), NG_OK);
    assert_string_equal(field.value, "*/*");
    ng_field_deinit(&field);
    assert_int_equal(ng_field_make("A:", "1", &field, &problem), NG_MALFORMED);
    assert_int_equal(ng_field_make("A", "1\n", &field, &problem), NG_MALFORMED);
}

static void compares_names_without_case(void **state) {
    (void)state;
    assert_true(ng_field_same_name("X-EXO-Last-Idx", "x-exo-last-idx"));
    assert_false(ng_field_same_name("X-EXO-Last-Idx", "X-EXO-Last-Id"));
    assert_false(ng_field_same_name("X-EXO-Last-Id", "X-EXO-Last-Idx"));
    assert_false(ng_field_same_name("a", "b"));
    assert_false(ng_field_same_name("[", "{"));
    assert_true(ng_field_same_name("", ""));
}

static void frees_no_secret(void **state) {
    (void)state;
    ng_secret_free(NULL);
    struct ng_field none = {NULL, NULL};
    ng_field_deinit(&none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_fields),
        cmocka_unit_test(refuses_what_is_no_field),
        cmocka_unit_test(makes_a_field_from_its_parts),
        cmocka_unit_test(compares_names_without_case),
        cmocka_unit_test(frees_no_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
