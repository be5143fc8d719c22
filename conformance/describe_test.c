/* The words of findings. */
#include "conformance/describe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct ng_finding describe(enum ng_finding_kind kind, const struct ng_words *words) {
    struct ng_finding finding = {.kind = kind};
    ng_describe_range(&finding, words);
    return finding;
}

static void says_what_was_expected(void **state) {
    (void)state;
    static const struct {
        struct ng_words words;
        const char *expected;
    } rows[] = {
        {{.reading = {.since = 3, .limit = 4, .has_limit = true}, .proved = 10},
         "4 events, e3 to e6; cursor 7"},
        {{.reading = {.since = 3, .limit = 1, .has_limit = true}, .proved = 10},
         "1 event, e3; cursor 4"},
        {{.reading = {.since = 3, .limit = 0, .has_limit = true}, .proved = 10},
         "no events; cursor 3"},
        {{.reading = {.since = 3}, .proved = 10, .end_known = true, .count = 11},
         "8 events, e3 to e10; cursor 11"},
        {{.reading = {.since = 30}, .end_known = true, .count = 11}, "no events; cursor 11"},
        {{.reading = {.since = 3}, .proved = 10},
         "7 events, e3 to e9 and what came after; cursor 10 or more"},
        {{.reading = {.since = 10}, .proved = 10},
         "the events from e10 on, if any; cursor = the count, at least 10"},
        {{.reading = {.since = 8, .limit = 9, .has_limit = true}, .proved = 10},
         "2 events, e8 and e9 and what came after; cursor 10 or more"},
        {{.reading = {.since = 3, .limit = 2, .has_limit = true}, .proved = 10},
         "2 events, e3 and e4; cursor 5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(describe(NG_FINDING_OTHER, &rows[i].words).expected, rows[i].expected);
}

/* Either half of a torn answer may be the right one. */
static void says_what_a_torn_answer_should_have_been(void **state) {
    (void)state;
    struct ng_words words = {.has_body = true, .event_count = 12, .has_cursor = true, .cursor = 11};
    struct ng_finding torn = describe(NG_FINDING_TORN, &words);
    assert_string_equal(torn.expected, "12 events; cursor 12, or 11 events; cursor 11");
    assert_int_equal(torn.drawing.expected_first, 0);
    assert_int_equal(torn.drawing.expected_end, 12);
    assert_int_equal(torn.drawing.expected_cursor, 12);
    words.reading.since = 14;
    torn = describe(NG_FINDING_TORN, &words);
    assert_string_equal(torn.expected, "12 events; cursor 26, or 0 events; cursor 11");
    assert_int_equal(torn.drawing.expected_first, 14);
    assert_int_equal(torn.drawing.expected_end, 26);
    words.reading.since = UINT64_MAX;
    words.event_count = 1;
    words.cursor = UINT64_MAX;
    torn = describe(NG_FINDING_TORN, &words);
    assert_string_equal(torn.expected, "0 events; cursor 18446744073709551615");
    assert_int_equal(torn.drawing.expected_end, 0);
}

static void says_what_came(void **state) {
    (void)state;
    struct ng_words words = {.has_body = true, .event_count = 1, .has_cursor = true, .cursor = 9};
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received, "1 event; cursor 9");
    words.event_count = 3;
    words.has_cursor = false;
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received, "3 events; no usable cursor");
    words.fit = (struct ng_fit){.form = NG_FIT_SHIFTED, .found_at = 4};
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received,
                        "3 events, those of e4 to e6; no usable cursor");
    words.event_count = 2;
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received,
                        "2 events, those of e4 and e5; no usable cursor");
    words.event_count = 1;
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received,
                        "1 event, that of e4; no usable cursor");
    words.event_count = 3;
    words.fit.form = NG_FIT_REVERSED;
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received,
                        "3 events, from e4 downwards; no usable cursor");
    words = (struct ng_words){.has_cursor = true, .cursor = 9};
    assert_string_equal(describe(NG_FINDING_OTHER, &words).received, "cursor 9");
}

static void draws_what_came_beside_what_should_have_come(void **state) {
    (void)state;
    struct ng_words words = {.reading = {.since = 3, .limit = 4, .has_limit = true},
                             .proved = 10,
                             .has_body = true,
                             .event_count = 4,
                             .has_cursor = true,
                             .cursor = 8};
    struct ng_drawing drawing = describe(NG_FINDING_OTHER, &words).drawing;
    assert_true(drawing.drawable && drawing.received_known && drawing.has_cursor);
    assert_int_equal(drawing.expected_first, 3);
    assert_int_equal(drawing.expected_end, 7);
    assert_int_equal(drawing.received_first, 3);
    assert_int_equal(drawing.received_count, 4);
    assert_int_equal(drawing.cursor, 8);
    assert_int_equal(drawing.expected_cursor, 7);
    assert_true(drawing.asked_known && drawing.asked_limited);
    assert_int_equal(drawing.asked_first, 3);
    assert_int_equal(drawing.asked_end, 7);
    words.fit = (struct ng_fit){.form = NG_FIT_SHIFTED, .found_at = 2};
    drawing = describe(NG_FINDING_OTHER, &words).drawing;
    assert_true(drawing.received_known);
    assert_int_equal(drawing.received_first, 2);
    words.fit.form = NG_FIT_MIXED;
    assert_false(describe(NG_FINDING_OTHER, &words).drawing.received_known);
    words.reading.since = 30;
    assert_int_equal(describe(NG_FINDING_OTHER, &words).drawing.expected_first, 10);
    words.has_body = false;
    assert_false(describe(NG_FINDING_OTHER, &words).drawing.drawable);
}

static void says_what_is_wrong_with_a_cursor(void **state) {
    (void)state;
    struct ng_words words = {
        .reading = {.since = 2}, .proved = 10, .has_cursor = true, .cursor = 7};
    assert_string_equal(describe(NG_FINDING_CURSOR_LOW, &words).says,
                        "the cursor is 3 too small: the next read repeats events");
    words.cursor = 10;
    assert_string_equal(describe(NG_FINDING_CURSOR_LOW, &words).says,
                        "the cursor is too small: the next read repeats events");
    words = (struct ng_words){.reading = {.since = 2, .limit = 3, .has_limit = true}, .cursor = 9};
    assert_string_equal(describe(NG_FINDING_CURSOR_HIGH, &words).says,
                        "the cursor is 4 too large: the next read skips events");
    words.end_known = true;
    words.count = 4;
    assert_string_equal(describe(NG_FINDING_CURSOR_HIGH, &words).says,
                        "the cursor is 5 too large: the next read skips events");
    words.cursor = 3;
    assert_string_equal(describe(NG_FINDING_CURSOR_HIGH, &words).says,
                        "the cursor is 0 too large: the next read skips events");
}

static void says_what_is_wrong_with_a_number_of_events(void **state) {
    (void)state;
    struct ng_words words = {.reading = {.since = 2, .limit = 3, .has_limit = true},
                             .proved = 10,
                             .cursor = 3,
                             .event_count = 4};
    assert_string_equal(describe(NG_FINDING_OVER_LIMIT, &words).says,
                        "more events than the limit of 3");
    assert_string_equal(
        describe(NG_FINDING_EVENTS_PAST_END, &words).says,
        "events, although the cursor says that the log ends before the first of them");
    assert_string_equal(describe(NG_FINDING_EVENTS_MISSING, &words).says,
                        "events of the range are missing");
    assert_string_equal(describe(NG_FINDING_COUNT_DOWN, &words).says,
                        "the log held at least 10 events before, now 3");
    words.appended = true;
    assert_string_equal(describe(NG_FINDING_COUNT_DOWN, &words).says,
                        "the log held at least 10 events when an append to it was answered as "
                        "done, now 3");
    assert_string_equal(describe(NG_FINDING_TORN, &words).says,
                        "the cursor announces 1 event, the body holds 4: they do not describe one "
                        "instant");
    words.cursor = 1;
    assert_string_equal(describe(NG_FINDING_TORN, &words).says,
                        "the cursor announces 0 events, the body holds 4: they do not describe "
                        "one instant");
}

static void says_what_is_wrong_with_events(void **state) {
    (void)state;
    struct ng_words words = {.reading = {.since = 5}, .event_count = 4};
    words.fit = (struct ng_fit){.compared = 4, .wrong = 2, .first_wrong = 1, .found_at = 4};
    assert_string_equal(describe(NG_FINDING_SHIFTED, &words).says,
                        "these are the events of 1 index before: the client gets events twice");
    words.fit.found_at = 8;
    assert_string_equal(describe(NG_FINDING_SHIFTED, &words).says,
                        "these are the events of 3 indexes further on: the client loses events");
    assert_string_equal(describe(NG_FINDING_REVERSED, &words).says,
                        "the events come in falling order");
    assert_string_equal(describe(NG_FINDING_MIXED, &words).says,
                        "2 of 4 events that were known differ, the first at index 6");
    assert_string_equal(describe(NG_FINDING_REWRITTEN, &words).says,
                        "2 of 4 events that were known differ, the first at index 6, and was never "
                        "seen anywhere: the log was rewritten");
}

/* The largest numbers fit into the words, with room to spare. */
static void no_number_is_too_large(void **state) {
    (void)state;
    struct ng_words words = {.reading = {.since = UINT64_MAX - 9},
                             .proved = UINT64_MAX,
                             .cursor = UINT64_MAX,
                             .has_cursor = true,
                             .has_body = true,
                             .event_count = UINT64_MAX};
    words.fit = (struct ng_fit){
        .form = NG_FIT_SHIFTED, .compared = UINT64_MAX, .wrong = SIZE_MAX, .found_at = UINT64_MAX};
    for (int kind = 0; kind <= NG_FINDING_OTHER; kind++) {
        struct ng_finding finding = describe((enum ng_finding_kind)kind, &words);
        assert_true(strlen(finding.says) < NG_WORDS_MAX - 40);
        assert_true(strlen(finding.expected) < NG_WORDS_MAX - 40);
        assert_true(strlen(finding.received) < NG_WORDS_MAX - 40);
    }
}

static struct ng_finding describe_status(enum ng_finding_kind kind, int status,
                                         const char *location) {
    struct ng_finding finding = {.kind = kind};
    struct ng_exchange exchange = {.status = status};
    (void)snprintf(exchange.location, sizeof exchange.location, "%s", location);
    ng_describe_status(&finding, &exchange, "status 200");
    assert_string_equal(finding.expected, "status 200");
    return finding;
}

static void says_what_is_wrong_with_a_status(void **state) {
    (void)state;
    struct ng_finding finding = describe_status(NG_FINDING_STATUS, 404, "");
    assert_string_equal(finding.says, "the status is another than expected");
    assert_string_equal(finding.received, "status 404");
    finding = describe_status(NG_FINDING_STATUS, 500, "");
    assert_string_equal(finding.says, "the server fails at this request");
    finding = describe_status(NG_FINDING_STATUS, 0, "");
    assert_string_equal(finding.says, "what comes is no HTTP answer");
    assert_string_equal(finding.received, "no HTTP answer");
    finding = describe_status(NG_FINDING_STATUS, 401, "");
    assert_string_equal(finding.says,
                        "credentials are asked for; --header-env and --header-file send them");
    finding = describe_status(NG_FINDING_STATUS, 407, "");
    assert_string_equal(finding.says,
                        "credentials are asked for; --header-env and --header-file send them");
    finding = describe_status(NG_FINDING_STATUS, 429, "");
    assert_string_equal(finding.says, "the server asks for fewer requests; --rate holds them back");
    finding = describe_status(NG_FINDING_REDIRECT, 301, "http://other.example/");
    assert_string_equal(finding.says, "a redirect, which is not followed");
    assert_string_equal(finding.received, "status 301 to http://other.example/");
    finding = describe_status(NG_FINDING_REDIRECT, 301, "");
    assert_string_equal(finding.received, "status 301 to nowhere");
}

static void says_what_is_wrong_with_a_cursors_form(void **state) {
    (void)state;
    struct ng_exchange exchange = {.status = 200, .cursor_text = "5, 5"};
    static const struct {
        enum ng_finding_kind kind;
        const char *says;
        const char *received;
    } rows[] = {
        {NG_FINDING_CURSOR_MISSING, "the answer carries no cursor", "status 200 without a cursor"},
        {NG_FINDING_CURSOR_REPEATED, "the answer carries more than one cursor",
         "several cursors, the first: \"5, 5\""},
        {NG_FINDING_CURSOR_MALFORMED, "the cursor is not a row of decimal digits",
         "cursor \"5, 5\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_finding finding = {.kind = rows[i].kind};
        ng_describe_cursor(&finding, &exchange);
        assert_string_equal(finding.says, rows[i].says);
        assert_string_equal(finding.received, rows[i].received);
        assert_string_equal(finding.expected, "one cursor, decimal digits only");
    }
}

static void says_what_came_in_a_refusals_place(void **state) {
    (void)state;
    struct ng_finding finding = {.kind = NG_FINDING_NOT_REFUSED};
    struct ng_exchange exchange = {.status = 200, .event_count = 1, .cursor_text = "7"};
    ng_describe_not_refused(&finding, &exchange);
    assert_string_equal(finding.says, "the request is answered as if it meant something");
    assert_string_equal(finding.received, "status 200, 1 event, cursor 7");
    struct ng_finding other = {.kind = NG_FINDING_NOT_REFUSED};
    exchange.event_count = 2;
    exchange.cursor_text[0] = '\0';
    ng_describe_not_refused(&other, &exchange);
    assert_string_equal(other.received, "status 200, 2 events");
}

static void says_what_is_wrong_with_a_bodys_form(void **state) {
    (void)state;
    static const struct {
        enum ng_body_form form;
        const char *says;
        const char *received;
    } rows[] = {
        {NG_BODY_NONE, "the body is empty", "9 bytes: {\"a\""},
        {NG_BODY_ARRAY, "the body ends before its announced length", "9 bytes: {\"a\""},
        {NG_BODY_NULL, "the body is null", "9 bytes: {\"a\""},
        {NG_BODY_OTHER, "the body is no array", "9 bytes: {\"a\""},
        {NG_BODY_INVALID, "the body is not JSON", "9 bytes, wrong at byte 4: {\"a\""},
        {NG_BODY_CUT, "the body is cut off", "9 bytes, wrong at byte 4: {\"a\""},
        {NG_BODY_TOO_LARGE, "the body is too large to be looked at", "9 bytes: {\"a\""},
    };
    struct ng_exchange exchange = {.body_bytes = 9, .body_offset = 4, .body_sample = "{\"a\""};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ng_finding finding = {.kind = NG_FINDING_BODY_FORM};
        exchange.body_form = rows[i].form;
        ng_describe_body(&finding, &exchange);
        assert_string_equal(finding.says, rows[i].says);
        assert_string_equal(finding.received, rows[i].received);
        assert_string_equal(finding.expected, "one complete JSON array of events");
    }
    struct ng_finding finding = {.kind = NG_FINDING_BODY_FORM};
    exchange = (struct ng_exchange){.body_form = NG_BODY_NONE};
    ng_describe_body(&finding, &exchange);
    assert_string_equal(finding.received, "0 bytes");
}

static void quotes_only_what_can_be_printed(void **state) {
    (void)state;
    char into[NG_QUOTE_MAX];
    ng_quote(into, sizeof into, "plain ~ text");
    assert_string_equal(into, "plain ~ text");
    ng_quote(into, sizeof into, "\x1b[31m\\\x7f\xc3\xa4\n");
    assert_string_equal(into, "\\x1B[31m\\x5C\\x7F\\xC3\\xA4\\x0A");
    ng_quote(into, sizeof into, "");
    assert_string_equal(into, "");
    char small[8];
    ng_quote(small, sizeof small, "abcdefgh");
    assert_string_equal(small, "abc");
    ng_quote(small, sizeof small, "\n\n");
    assert_string_equal(small, "\\x0A");
    char text[1000], large[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ng_quote(large, sizeof large, text);
    assert_true(strlen(large) < NG_QUOTE_MAX);
    assert_true(strlen(large) > NG_QUOTE_MAX - 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_was_expected),
        cmocka_unit_test(says_what_a_torn_answer_should_have_been),
        cmocka_unit_test(says_what_came),
        cmocka_unit_test(draws_what_came_beside_what_should_have_come),
        cmocka_unit_test(says_what_is_wrong_with_a_cursor),
        cmocka_unit_test(says_what_is_wrong_with_a_number_of_events),
        cmocka_unit_test(says_what_is_wrong_with_events),
        cmocka_unit_test(no_number_is_too_large),
        cmocka_unit_test(says_what_is_wrong_with_a_status),
        cmocka_unit_test(says_what_is_wrong_with_a_cursors_form),
        cmocka_unit_test(says_what_came_in_a_refusals_place),
        cmocka_unit_test(says_what_is_wrong_with_a_bodys_form),
        cmocka_unit_test(quotes_only_what_can_be_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
