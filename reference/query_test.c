#include "reference/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* The input stands in a block of exactly its size, so that a sanitizer sees a read behind it. */
static enum ref_status parse(struct ref_bytes text, struct ref_query *query,
                             struct ref_query_faults *faults) {
    char *exact = malloc(text.size + (text.size == 0));
    assert_non_null(exact);
    memcpy(exact, text.data, text.size);
    enum ref_status status = ref_query_parse((struct ref_bytes){exact, text.size}, query, faults);
    free(exact);
    return status;
}

static void expect_read(const char *text, uint64_t since, uint64_t limit) {
    struct ref_query query = {77, 77};
    struct ref_query_faults faults;
    if (parse(ref_bytes_of(text), &query, &faults) != REF_OK) {
        fail_msg("'%s' is refused", text);
    }
    assert_int_equal(query.since, since);
    assert_int_equal(query.limit, limit);
}

static void expect_faults(const char *text, enum ref_query_problem since,
                          enum ref_query_problem limit) {
    struct ref_query query = {77, 78};
    struct ref_query_faults faults;
    if (parse(ref_bytes_of(text), &query, &faults) != REF_ERROR_QUERY) {
        fail_msg("'%s' is not refused", text);
    }
    assert_int_equal(faults.since.problem, since);
    assert_int_equal(faults.limit.problem, limit);
    assert_int_equal(query.since, 77);
    assert_int_equal(query.limit, 78);
}

static void reads_plain_numbers(void **state) {
    (void)state;
    expect_read("", 0, REF_NO_LIMIT);
    expect_read("since=0", 0, REF_NO_LIMIT);
    expect_read("since=3&limit=4", 3, 4);
    expect_read("limit=4&since=3", 3, 4);
    expect_read("limit=0", 0, 0);
    expect_read("since=18446744073709551615", UINT64_MAX, REF_NO_LIMIT);
    expect_read("since=18446744073709551614", UINT64_MAX - 1, REF_NO_LIMIT);
    expect_read("limit=9223372036854775807", 0, INT64_MAX);
}

static void keeps_numbers_above_all_counts_at_the_top(void **state) {
    (void)state;
    expect_read("since=18446744073709551616", UINT64_MAX, REF_NO_LIMIT);
    expect_read("since=18446744073709551617&limit=100000000000000000000", UINT64_MAX, UINT64_MAX);
    expect_read("since=184467440737095516150", UINT64_MAX, REF_NO_LIMIT);
    char nines[5007] = "since=";
    memset(nines + 6, '9', 5000);
    expect_read(nines, UINT64_MAX, REF_NO_LIMIT);
}

static void decodes_names_and_values(void **state) {
    (void)state;
    expect_read("since=%33&limit=%31%30", 3, 10);
    expect_read("s%69nce=3", 3, REF_NO_LIMIT);
    expect_read("%6Cimit=3", 0, 3);
    expect_read("%6cimit=3", 0, 3);
}

static void leaves_other_parts_alone(void **state) {
    static const char *const parts[] = {
        "",        "&",        "&&",         "x",        "x=1",           "=",
        "=3",      "Since=1",  "SINCE=1",    "sinc=1",   "since1=1",      "%zz=1",
        "%4g=1",   "since%=1", "since%2=1",  "+since=1", "since%00=1",    "x=since=1",
        "x=limit", "a=%zz",    "limit%3D=2", "sin%63=1", "since;limit=1", "s=%",
        "s=%4"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%s", parts[i]);
        expect_read(text, 0, REF_NO_LIMIT);
        (void)snprintf(text, sizeof text, "%s&since=3&%s&limit=1&%s", parts[i], parts[i], parts[i]);
        expect_read(text, 3, 1);
    }
}

static void refuses_what_is_no_plain_integer(void **state) {
    static const char *const values[] = {
        "",     "abc",  "3abc",  "1.5",       "1.0", "1e3",  "0x10", "1_0",       "+3",   "%2B3",
        "%203", "3%20", "3+",    "03",        "00",  "007",  "-",    "--1",       "-0",   "-00",
        "-x",   "-1x",  "-1.5",  "+-1",       "%",   "%3",   "%zz",  "3%zz",      "3%3",  "%00",
        "3%00", "%003", "3%003", "%D9%A3",    "3=",  "=3",   "3=4",  "3;limit=1", "3,4",  "null",
        "true", "3:",   "3/",    "%EF%BC%93", "3#x", "\x01", "1%2",  "%%33",      "%2d0", "-%30"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "since=%s", values[i]);
        expect_faults(text, REF_QUERY_NOT_AN_INTEGER, REF_QUERY_FINE);
        (void)snprintf(text, sizeof text, "limit=%s&since=5", values[i]);
        expect_faults(text, REF_QUERY_FINE, REF_QUERY_NOT_AN_INTEGER);
    }
    expect_faults("since", REF_QUERY_NOT_AN_INTEGER, REF_QUERY_FINE);
    expect_faults("since&limit=3", REF_QUERY_NOT_AN_INTEGER, REF_QUERY_FINE);
    expect_faults("limit", REF_QUERY_FINE, REF_QUERY_NOT_AN_INTEGER);
}

static void refuses_negative_numbers_by_their_name(void **state) {
    (void)state;
    expect_faults("since=-1", REF_QUERY_NEGATIVE, REF_QUERY_FINE);
    expect_faults("limit=-1", REF_QUERY_FINE, REF_QUERY_NEGATIVE);
    expect_faults("since=%2D1&limit=-99999999999999999999999", REF_QUERY_NEGATIVE,
                  REF_QUERY_NEGATIVE);
    expect_faults("since=-01", REF_QUERY_NEGATIVE, REF_QUERY_FINE);
}

static void refuses_repeated_parameters(void **state) {
    (void)state;
    expect_faults("since=1&since=2", REF_QUERY_REPEATED, REF_QUERY_FINE);
    expect_faults("since=1&since=1", REF_QUERY_REPEATED, REF_QUERY_FINE);
    expect_faults("since=1&s%69nce=1", REF_QUERY_REPEATED, REF_QUERY_FINE);
    expect_faults("limit=abc&limit=2&since=-4", REF_QUERY_NEGATIVE, REF_QUERY_REPEATED);
    expect_faults("limit&limit&limit", REF_QUERY_FINE, REF_QUERY_REPEATED);
}

static void shows_the_value_at_fault(void **state) {
    struct ref_query query;
    struct ref_query_faults faults;
    (void)state;
    struct ref_bytes text = ref_bytes_of("x=1&since=a%20b&limit=1&limit=2");
    assert_int_equal(ref_query_parse(text, &query, &faults), REF_ERROR_QUERY);
    assert_true(ref_bytes_are(faults.since.value, "a%20b"));
    assert_true(ref_bytes_are(faults.limit.value, "2"));
}

static void takes_bytes_of_any_kind(void **state) {
    static const char text[] = "\0=\0&\xff&since=4&\0\0";
    struct ref_query query;
    struct ref_query_faults faults;
    (void)state;
    assert_int_equal(parse((struct ref_bytes){text, sizeof text - 1}, &query, &faults), REF_OK);
    assert_int_equal(query.since, 4);
    static const char with_nul[] = "since=4\0";
    assert_int_equal(parse((struct ref_bytes){with_nul, sizeof with_nul - 1}, &query, &faults),
                     REF_ERROR_QUERY);
    assert_int_equal(ref_query_parse((struct ref_bytes){NULL, 0}, &query, &faults), REF_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_numbers),
        cmocka_unit_test(keeps_numbers_above_all_counts_at_the_top),
        cmocka_unit_test(decodes_names_and_values),
        cmocka_unit_test(leaves_other_parts_alone),
        cmocka_unit_test(refuses_what_is_no_plain_integer),
        cmocka_unit_test(refuses_negative_numbers_by_their_name),
        cmocka_unit_test(refuses_repeated_parameters),
        cmocka_unit_test(shows_the_value_at_fault),
        cmocka_unit_test(takes_bytes_of_any_kind),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
