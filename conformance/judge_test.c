/* Answers by their transport, status and form, and what a judge is told besides answers. */
#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void frees_nothing(void **state) {
    (void)state;
    ng_judge_free(NULL);
}

static void counts_what_it_compared(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    assert_true(talk.judgement.judged && talk.judgement.faultless && !talk.judgement.refused);
    assert_int_equal(talk.judgement.events_compared, 0);
    talk_hear(&talk, ask_since(1), 4, "bcd");
    assert_int_equal(talk.judgement.events_compared, 2);
    assert_int_equal(ng_judge_seen_end(talk.judge), 4);
    assert_int_equal(ng_judge_count(talk.judge), 4);
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_NOTHING);
    talk_end(&talk);
}

static void tells_joints(void **state) {
    (void)state;
    struct talk talk;
    struct ng_ask next = ask_since(2);
    next.context = NG_CHAINED;
    talk_begin(&talk);
    talk_hear(&talk, ask_since(0), 2, "ab");
    assert_false(talk.judgement.joint); /* it goes on from nothing */
    talk_hear(&talk, next, 2, "");
    assert_false(talk.judgement.joint); /* nothing came behind the cursor */
    talk_answer(&talk, next, 4, "cd")->status = 503;
    talk_judge(&talk);
    assert_false(talk.judgement.joint); /* no answer with events, whatever it holds */
    talk_finding(&talk, NG_FINDING_STATUS, "answer-1");
    talk_hear(&talk, next, 4, "cd");
    assert_true(talk.judgement.joint);
    talk_end(&talk);
}

static void does_not_judge_without_an_answer(void **state) {
    (void)state;
    static const struct {
        enum ng_transport transport;
        const char *why;
    } failures[] = {
        {NG_TRANSPORT_UNREACHABLE, "no connection to the target"},
        {NG_TRANSPORT_TIMEOUT, "no complete answer within the time limit"},
        {NG_TRANSPORT_CLOSED, "the connection was closed without an answer"},
        {NG_TRANSPORT_TOO_LARGE, "the answer is larger than what is looked at, or encoded unasked"},
    };
    struct talk talk;
    talk_begin(&talk);
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        talk_answer(&talk, ask_dump(), 0, "")->transport = failures[i].transport;
        talk_judge(&talk);
        assert_false(talk.judgement.judged || talk.judgement.faultless);
        assert_string_equal(talk.judgement.inconclusive, failures[i].why);
    }
    talk_end(&talk);
}

static void a_closed_connection_may_be_an_answer(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    struct ng_exchange *exchange = talk_answer(&talk, ask_dump(), 0, "");
    exchange->transport = NG_TRANSPORT_CLOSED;
    exchange->ask.may_close = true;
    talk_judge(&talk);
    assert_true(talk.judgement.judged && talk.judgement.refused && talk.judgement.faultless);
    talk_end(&talk);
}

static void bytes_that_are_no_http_break_answer_1(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    for (int round = 0; round < 2; round++) {
        struct ng_exchange *exchange = talk_answer(&talk, ask_dump(), 0, "");
        exchange->transport = NG_TRANSPORT_NOT_HTTP;
        exchange->status = 0;
        talk_judge(&talk);
        assert_true(talk.judgement.judged && !talk.judgement.faultless);
    }
    talk_finding(&talk, NG_FINDING_STATUS, "answer-1");
    assert_string_equal(talk.taken.expected, "an HTTP answer");
    assert_string_equal(talk.taken.received, "no HTTP answer");
    assert_int_equal(talk.taken.times, 2);
    talk_end(&talk);
}

static void another_status_breaks_answer_1(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    static const int statuses[] = {204, 404, 500};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        talk_answer(&talk, ask_since(2), 0, "")->status = statuses[i];
        talk_judge(&talk);
        talk_finding(&talk, NG_FINDING_STATUS, "answer-1");
        assert_string_equal(talk.taken.expected, "status 200");
    }
    talk_answer(&talk, ask_since(2), 0, "")->status = 404;
    talk.exchange.ask.refusal_clause = "param-6";
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "param-6");
    talk_answer(&talk, ask_dump(), 0, "")->status = 399;
    talk_judge(&talk);
    talk_answer(&talk, ask_dump(), 0, "")->status = 301;
    (void)snprintf(talk.exchange.location, sizeof talk.exchange.location, "/other");
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_REDIRECT, "answer-1");
    assert_int_equal(talk.taken.times, 2);
    talk_end(&talk);
}

static void anything_may_come_where_anything_is_expected(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    struct ng_ask ask = {.method = NG_OPTIONS, .expectation = NG_EXPECT_ANYTHING};
    talk_answer(&talk, ask, 0, "")->status = 500;
    talk_judge(&talk);
    assert_true(talk.judgement.judged && talk.judgement.faultless);
    talk_end(&talk);
}

static void expect_cursor(struct talk *talk, struct ng_ask ask, enum ng_cursor_form form,
                          enum ng_finding_kind kind, const char *clause) {
    talk_answer(talk, ask, 99, ask.method == NG_HEAD ? "" : "ab")->cursor_form = form;
    (void)snprintf(talk->exchange.cursor_text, sizeof talk->exchange.cursor_text, "x1");
    talk_judge(talk);
    talk_judge(talk);
    talk_finding(talk, kind, clause);
    assert_int_equal(talk->taken.times, 2);
}

static void cursors_have_one_form(void **state) {
    (void)state;
    struct talk talk;
    struct ng_ask ask = ask_dump(), head = ask_head(ask);
    talk_begin(&talk);
    expect_cursor(&talk, ask, NG_CURSOR_MISSING, NG_FINDING_CURSOR_MISSING, "cursor-1");
    expect_cursor(&talk, ask, NG_CURSOR_REPEATED, NG_FINDING_CURSOR_REPEATED, "cursor-1");
    expect_cursor(&talk, ask, NG_CURSOR_MALFORMED, NG_FINDING_CURSOR_MALFORMED, "cursor-2");
    expect_cursor(&talk, head, NG_CURSOR_MISSING, NG_FINDING_CURSOR_MISSING, "method-2");
    expect_cursor(&talk, head, NG_CURSOR_REPEATED, NG_FINDING_CURSOR_REPEATED, "method-2");
    expect_cursor(&talk, head, NG_CURSOR_MALFORMED, NG_FINDING_CURSOR_MALFORMED, "method-2");
    /* The events still tell how long the log is; the cursor tells nothing. */
    assert_int_equal(ng_judge_count(talk.judge), 2);
    talk_answer(&talk, ask_since(2), 0, "")->cursor_form = NG_CURSOR_IMPLIED;
    talk_judge(&talk);
    assert_true(talk.judgement.faultless);
    talk_end(&talk);
}

static const char *clause_of_body(struct talk *talk, struct ng_ask ask, uint64_t cursor,
                                  enum ng_body_form form, uint64_t bytes) {
    struct ng_exchange *exchange = talk_answer(talk, ask, cursor, "");
    exchange->body_form = form;
    exchange->body_bytes = bytes;
    exchange->cursor_form = cursor == UINT64_MAX ? NG_CURSOR_IMPLIED : NG_CURSOR_OK;
    talk_judge(talk);
    talk_judge(talk);
    assert_int_equal(talk->findings.count, 1);
    const char *clause = talk->findings.items[0].clause;
    talk_finding(talk, NG_FINDING_BODY_FORM, clause);
    assert_int_equal(talk->taken.times, 2);
    return clause;
}

static void bodies_are_arrays(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    assert_string_equal(clause_of_body(&talk, ask_dump(), 3, NG_BODY_NULL, 4), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_dump(), 3, NG_BODY_INVALID, 4), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_dump(), 3, NG_BODY_CUT, 1), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_since(3), 3, NG_BODY_INVALID, 1), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_since(3), 3, NG_BODY_OTHER, 7), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_since(3), 3, NG_BODY_OTHER, 2), "body-2");
    assert_string_equal(clause_of_body(&talk, ask_since(3), 3, NG_BODY_NULL, 4), "body-2");
    assert_string_equal(clause_of_body(&talk, ask_since(3), 3, NG_BODY_NONE, 0), "body-2");
    assert_string_equal(clause_of_body(&talk, ask_page(0, 0), 3, NG_BODY_NONE, 0), "body-2");
    assert_string_equal(clause_of_body(&talk, ask_page(2, 1), 3, NG_BODY_NONE, 0), "body-1");
    assert_string_equal(clause_of_body(&talk, ask_since(3), UINT64_MAX, NG_BODY_NULL, 4), "body-2");
    assert_string_equal(clause_of_body(&talk, ask_since(2), UINT64_MAX, NG_BODY_NULL, 4), "body-1");
    talk_end(&talk);
}

static void a_truncated_array_is_no_body_and_teaches_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_answer(&talk, ask_dump(), 3, "abc")->transport = NG_TRANSPORT_TRUNCATED;
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_BODY_FORM, "body-1");
    assert_int_equal(ng_judge_count(talk.judge), 0);
    talk_end(&talk);
}

static void an_event_too_large_is_nobodys_fault(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_answer(&talk, ask_dump(), 3, "")->body_form = NG_BODY_TOO_LARGE;
    talk_judge(&talk);
    assert_false(talk.judgement.judged);
    assert_string_equal(
        talk.judgement.inconclusive,
        "an event is larger than 64 MiB, or nested deeper than 4096 levels: more is not "
        "looked at");
    talk_end(&talk);
}

static void appends_prove_a_count(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 2, "ab");
    uint64_t before = ng_judge_tick(talk.judge);
    ng_judge_appended(talk.judge, before, ng_judge_tick(talk.judge), 3);
    assert_int_equal(ng_judge_count(talk.judge), 5);
    assert_int_equal(ng_judge_seen_end(talk.judge), 2);
    talk_hear(&talk, ask_since(2), 4, "cd");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-1");
    assert_string_equal(talk.taken.says, "the log held at least 5 events when an append to it was "
                                         "answered as done, now 4");
    talk_end(&talk);
}

static void appends_add_to_what_a_cursor_claimed(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_head(ask_dump()), 7, "");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    uint64_t before = ng_judge_tick(talk.judge);
    ng_judge_appended(talk.judge, before, ng_judge_tick(talk.judge), 1);
    assert_int_equal(ng_judge_count(talk.judge), 8);
    talk_end(&talk);
}

/* The first events of a log that holds only these. */
static struct ng_exchange first_events(uint64_t *digests, size_t count) {
    return (struct ng_exchange){.ask = ask_page(0, 8),
                                .status = 200,
                                .body_form = NG_BODY_ARRAY,
                                .digests = digests,
                                .event_count = count,
                                .cursor = count};
}

static void a_reset_is_a_smaller_count_and_another_prefix(void **state) {
    (void)state;
    struct talk talk;
    uint64_t same[] = {'a', 'b'}, other[] = {'x', 'y'};
    struct ng_exchange prefix = first_events(other, 2);
    struct ng_exchange tail = {
        .ask = ask_since(3), .status = 200, .body_form = NG_BODY_ARRAY, .cursor = 2};
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_dump(), 2, "xy");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_PREFIX);
    assert_true(ng_judge_is_reset(talk.judge, &prefix, &tail));
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    prefix = first_events(other, 0);
    assert_true(ng_judge_is_reset(talk.judge, &prefix, &tail));
    prefix = first_events(same, 2);
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    prefix.digests = other;
    tail.cursor = 3;
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    tail.cursor = 2;
    tail.cursor_form = NG_CURSOR_MISSING;
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    tail.cursor_form = NG_CURSOR_OK;
    tail.status = 503;
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    tail.status = 200;
    prefix.status = 503;
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    talk_end(&talk);
}

/* A server that is wrong in every answer is not one that was reset over and over. */
static void answers_that_are_wrong_show_no_reset(void **state) {
    (void)state;
    struct talk talk;
    uint64_t other[] = {'x', 'y', 'z'};
    const struct ng_exchange right = first_events(other, 2);
    const struct ng_exchange empty = {
        .ask = ask_since(3), .status = 200, .body_form = NG_BODY_ARRAY, .cursor = 2};
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    for (unsigned fault = 0; fault < 7; fault++) {
        struct ng_exchange prefix = right, tail = empty;
        prefix.body_form = fault == 1 ? NG_BODY_NULL : NG_BODY_ARRAY;
        prefix.ask = fault == 2 ? ask_page(0, 1) : right.ask;
        prefix.event_count = fault == 3 ? 3 : 2;
        tail.event_count = fault == 4 ? 1 : 0;
        tail.body_form = fault == 5 ? NG_BODY_NULL : NG_BODY_ARRAY;
        prefix.cursor_form = fault == 6 ? NG_CURSOR_MISSING : NG_CURSOR_OK;
        assert_int_equal(ng_judge_is_reset(talk.judge, &prefix, &tail), fault == 0);
    }
    talk_end(&talk);
}

static void an_empty_tail_without_a_cursor_ends_where_it_begins(void **state) {
    (void)state;
    struct talk talk;
    uint64_t other[] = {'x', 'y'};
    struct ng_exchange prefix = first_events(other, 2);
    struct ng_exchange tail = {.ask = ask_since(2),
                               .status = 200,
                               .cursor_form = NG_CURSOR_IMPLIED,
                               .body_form = NG_BODY_ARRAY};
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_answer(&talk, ask_since(2), 0, "")->cursor_form = NG_CURSOR_IMPLIED;
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_EVENTS_MISSING, "range-1");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_PREFIX);
    assert_true(ng_judge_is_reset(talk.judge, &prefix, &tail));
    tail.body_form = NG_BODY_NULL;
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    tail.body_form = NG_BODY_ARRAY;
    tail.ask = ask_since(3);
    assert_false(ng_judge_is_reset(talk.judge, &prefix, &tail));
    talk_end(&talk);
}

static void settling_ends_every_need(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_dump(), 3, "xyz");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_PREFIX);
    ng_judge_settle(talk.judge, &talk.findings);
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_NOTHING);
    talk_end(&talk);
}

/* since=5&since=3, answered with the cursor 3: a log of three events, or, where a since past the
   end is sent back, any shorter one. */
static void proves_no_more_than_the_weakest_reading(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk.profile.past_end_echo = true;
    struct ng_ask ask = ask_head(ask_since(5));
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask.readings[1] = (struct ng_reading){.since = 3};
    ask.reading_count = 2;
    talk_hear(&talk, ask, 3, "");
    talk_hear(&talk, ask_dump(), 0, "");
    talk_nothing(&talk);
    talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proves_no_more_than_the_weakest_reading),
        cmocka_unit_test(frees_nothing),
        cmocka_unit_test(counts_what_it_compared),
        cmocka_unit_test(tells_joints),
        cmocka_unit_test(does_not_judge_without_an_answer),
        cmocka_unit_test(a_closed_connection_may_be_an_answer),
        cmocka_unit_test(bytes_that_are_no_http_break_answer_1),
        cmocka_unit_test(another_status_breaks_answer_1),
        cmocka_unit_test(anything_may_come_where_anything_is_expected),
        cmocka_unit_test(cursors_have_one_form),
        cmocka_unit_test(bodies_are_arrays),
        cmocka_unit_test(a_truncated_array_is_no_body_and_teaches_nothing),
        cmocka_unit_test(an_event_too_large_is_nobodys_fault),
        cmocka_unit_test(appends_prove_a_count),
        cmocka_unit_test(appends_add_to_what_a_cursor_claimed),
        cmocka_unit_test(a_reset_is_a_smaller_count_and_another_prefix),
        cmocka_unit_test(answers_that_are_wrong_show_no_reset),
        cmocka_unit_test(an_empty_tail_without_a_cursor_ends_where_it_begins),
        cmocka_unit_test(settling_ends_every_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
