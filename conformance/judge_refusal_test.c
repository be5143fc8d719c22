/* Answers where a refusal must or may be. */
#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct ng_ask refused_by(const char *clause) {
    return (struct ng_ask){
        .query = "since=abc", .expectation = NG_EXPECT_REFUSAL, .clause = clause};
}

static struct ng_ask lenient(void) {
    struct ng_ask ask = ask_since(1);
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask.clause = "lenient-2";
    ask.readings[1].since = 2;
    ask.reading_count = 2;
    return ask;
}

static struct ng_exchange *refuse(struct talk *talk, struct ng_ask ask, int status) {
    struct ng_exchange *exchange = talk_answer(talk, ask, 0, "");
    exchange->status = status;
    exchange->cursor_form = NG_CURSOR_MISSING;
    exchange->body_form = NG_BODY_OTHER;
    return exchange;
}

static void a_refusal_is_right(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    refuse(&talk, refused_by("reject-1"), 422);
    talk_judge(&talk);
    assert_true(talk.judgement.judged && talk.judgement.refused && talk.judgement.faultless);
    refuse(&talk, refused_by("reject-1"), 422)->cursor_form = NG_CURSOR_MALFORMED;
    talk_judge(&talk);
    assert_true(talk.judgement.faultless);
    talk_end(&talk);
}

static void another_status_than_422_breaks_reject_5(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    static const int statuses[] = {400, 499};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        refuse(&talk, refused_by("reject-1"), statuses[i]);
        talk_judge(&talk);
        assert_true(talk.judgement.refused && !talk.judgement.faultless);
    }
    talk_finding(&talk, NG_FINDING_STATUS, "reject-5");
    assert_string_equal(talk.taken.expected, "status 422");
    assert_string_equal(talk.taken.received, "status 400");
    assert_int_equal(talk.taken.times, 2);
    talk_end(&talk);
}

static void what_is_no_refusal_breaks_its_clause(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    static const int statuses[] = {204, 500};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        refuse(&talk, refused_by("reject-3"), statuses[i]);
        talk_judge(&talk);
        assert_false(talk.judgement.refused);
    }
    talk_finding(&talk, NG_FINDING_STATUS, "reject-3");
    assert_string_equal(talk.taken.expected, "a status from 400 to 499");
    refuse(&talk, refused_by("reject-3"), 302);
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_REDIRECT, "reject-3");
    assert_string_equal(talk.taken.received, "status 302 to nowhere");
    talk_end(&talk);
}

static void an_answer_where_a_refusal_must_be(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, refused_by("reject-1"), 3, "abc");
    talk_hear(&talk, refused_by("reject-1"), 3, "abc");
    assert_false(talk.judgement.refused);
    talk_finding(&talk, NG_FINDING_NOT_REFUSED, "reject-1");
    assert_string_equal(talk.taken.received, "status 200, 3 events");
    assert_int_equal(talk.taken.times, 2);
    /* Nothing is learned from it: nobody knows what was answered. */
    assert_int_equal(ng_judge_count(talk.judge), 0);
    talk_answer(&talk, refused_by("reject-3"), 0, "")->cursor_form = NG_CURSOR_MALFORMED;
    (void)snprintf(talk.exchange.cursor_text, sizeof talk.exchange.cursor_text, "-1");
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_NOT_REFUSED, "reject-3");
    assert_string_equal(talk.taken.received, "status 200, 0 events, cursor -1");
    talk_finding(&talk, NG_FINDING_CURSOR_MALFORMED, "cursor-2");
    talk_end(&talk);
}

static void refusals_hold_no_events(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    for (int round = 0; round < 2; round++) {
        struct ng_exchange *exchange = refuse(&talk, refused_by("reject-1"), 422);
        assert_int_equal(ng_exchange_add_event(exchange, 'x'), NG_OK);
        assert_int_equal(ng_exchange_add_event(exchange, 'c'), NG_OK);
        exchange->body_form = NG_BODY_ARRAY;
        talk_judge(&talk);
    }
    talk_finding(&talk, NG_FINDING_REFUSAL_EVENTS, "reject-6");
    assert_string_equal(talk.taken.says, "the refusal holds events");
    assert_string_equal(talk.taken.received, "status 422, 2 elements");
    assert_int_equal(talk.taken.times, 2);
    /* An array of anything else is a free body; only its first elements are looked at. */
    refuse(&talk, refused_by("reject-1"), 422);
    for (int i = 0; i < NG_FINDINGS_MAX; i++)
        assert_int_equal(ng_exchange_add_event(&talk.exchange, 'x'), NG_OK);
    assert_int_equal(ng_exchange_add_event(&talk.exchange, 'a'), NG_OK);
    talk_judge(&talk);
    talk_end(&talk);
}

static void refusals_carry_no_cursor(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    static const enum ng_cursor_form forms[] = {NG_CURSOR_OK, NG_CURSOR_REPEATED};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        refuse(&talk, refused_by("reject-1"), 422)->cursor_form = forms[i];
        (void)snprintf(talk.exchange.cursor_text, sizeof talk.exchange.cursor_text, "7");
        talk_judge(&talk);
    }
    talk_finding(&talk, NG_FINDING_REFUSAL_CURSOR, "reject-7");
    assert_string_equal(talk.taken.received, "status 422, cursor 7");
    assert_int_equal(talk.taken.times, 2);
    talk_end(&talk);
}

static void lenient_requests_are_refused_with_any_status(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    refuse(&talk, lenient(), 400);
    talk_judge(&talk);
    assert_true(talk.judgement.refused && talk.judgement.faultless);
    refuse(&talk, lenient(), 422)->ask.refusal_clause = "param-6";
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "param-6");
    assert_string_equal(talk.taken.expected, "status 200 with the range");
    talk_end(&talk);
}

static void lenient_requests_mean_any_of_their_readings(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, lenient(), 3, "bc");
    assert_true(talk.judgement.faultless);
    talk_hear(&talk, lenient(), 3, "c");
    assert_true(talk.judgement.faultless);
    assert_int_equal(talk.judgement.events_compared, 1);
    /* Neither: the whole log. */
    talk_hear(&talk, lenient(), 3, "abc");
    talk_finding(&talk, NG_FINDING_SHIFTED, "lenient-2");
    talk_end(&talk);
}

/* `1_0` in the place of 10, where nobody has seen an event. */
static struct ng_ask misread(uint64_t since) {
    struct ng_ask ask = ask_since(since);
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask.clause = "lenient-1";
    return ask;
}

static void a_misread_spelling_teaches_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, misread(3), 3, "bc");
    assert_int_equal(ng_judge_seen_end(talk.judge), 3);
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    talk_hear(&talk, ask_since(3), 3, "");
    talk_finding(&talk, NG_FINDING_TORN, "lenient-1");
    assert_int_equal(talk.taken.times, 1);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_page(3, 2), 5, "de");
    talk_hear(&talk, ask_since(2), 5, "cde");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_NOTHING);
    talk_end(&talk);
}

/* The count that was claimed is right, and the range is another one. */
static void a_misread_spelling_shows_no_end(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_head(ask_dump()), 5, "");
    talk_hear(&talk, misread(3), 5, "e");
    talk_nothing(&talk);
    talk_hear(&talk, ask_since(3), 5, "de");
    talk_finding(&talk, NG_FINDING_TORN, "lenient-1");
    talk_end(&talk);
}

/* A cursor that falls short was perhaps made for the other range. */
static void a_misread_spelling_shows_no_low_cursor(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_page(3, 4), 4, "def");
    talk_hear(&talk, misread(2), 2, "ab");
    talk_finding(&talk, NG_FINDING_SHIFTED, "lenient-1");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "lenient-1");
    talk_nothing(&talk);
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    talk_end(&talk);
}

/* Without a cursor nothing tells which range it is. */
static void a_spelling_without_a_cursor_teaches_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_answer(&talk, misread(3), 0, "bc")->cursor_form = NG_CURSOR_MISSING;
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_CURSOR_MISSING, "cursor-1");
    talk_hear(&talk, ask_since(3), 4, "d");
    talk_end(&talk);
}

/* An answer that is right under the reading is believed as any other. */
static void a_spelling_read_well_teaches(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, misread(3), 5, "de");
    assert_int_equal(ng_judge_seen_end(talk.judge), 5);
    talk_hear(&talk, ask_since(3), 5, "xe");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    talk_end(&talk);
}

static void lenient_requests_are_answered_or_refused(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    refuse(&talk, lenient(), 500);
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "lenient-2");
    refuse(&talk, lenient(), 204)->ask.clause = NULL;
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "answer-1");
    assert_string_equal(talk.taken.expected,
                        "status 200 with the range, or a status from 400 to 499");
    talk_end(&talk);
}

static struct ng_exchange *answer_with(struct talk *talk, struct ng_ask ask, int status) {
    struct ng_exchange *exchange = talk_answer(talk, ask, 0, "");
    exchange->status = status;
    exchange->cursor_form = NG_CURSOR_MISSING;
    exchange->body_form = NG_BODY_NONE;
    return exchange;
}

static void not_modified_is_no_redirect(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    answer_with(&talk, ask_since(0), 304);
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "answer-1");
    talk_end(&talk);
}

static void what_is_not_supported_may_say_so(void **state) {
    (void)state;
    struct talk talk;
    struct ng_ask ask = ask_since(0);
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask.clause = "transport-2";
    talk_begin(&talk);
    static const int statuses[] = {501, 505, 500};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        ask.may_lack_support = true;
        answer_with(&talk, ask, statuses[i]);
        talk_judge(&talk);
        assert_int_equal(talk.judgement.refused, statuses[i] != 500);
    }
    talk_finding(&talk, NG_FINDING_STATUS, "transport-2");
    talk_end(&talk);
}

static void silence_breaks_its_clause(void **state) {
    (void)state;
    struct talk talk;
    struct ng_ask ask = ask_since(0);
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    ask.clause = "transport-2";
    ask.silence_clause = "transport-3";
    talk_begin(&talk);
    answer_with(&talk, ask, 500);
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "transport-3");
    answer_with(&talk, ask, 0)->transport = NG_TRANSPORT_TOO_LARGE;
    talk_judge(&talk);
    talk_nothing(&talk);
    assert_true(talk.judgement.inconclusive[0] != 0);
    talk_end(&talk);
}

static void neither_a_range_nor_a_refusal_breaks_the_clause_that_says_which(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    struct ng_ask ask = lenient();
    ask.refusal_clause = "param-6";
    refuse(&talk, ask, 500);
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_STATUS, "param-6");
    talk_end(&talk);
}

static void without_a_clause_of_its_own_a_spelling_is_torn_like_any_other(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    struct ng_ask ask = ask_since(0);
    ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    talk_hear(&talk, ask, 2, "abcd");
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refusal_is_right),
        cmocka_unit_test(another_status_than_422_breaks_reject_5),
        cmocka_unit_test(what_is_no_refusal_breaks_its_clause),
        cmocka_unit_test(an_answer_where_a_refusal_must_be),
        cmocka_unit_test(refusals_hold_no_events),
        cmocka_unit_test(refusals_carry_no_cursor),
        cmocka_unit_test(lenient_requests_are_refused_with_any_status),
        cmocka_unit_test(lenient_requests_mean_any_of_their_readings),
        cmocka_unit_test(a_misread_spelling_teaches_nothing),
        cmocka_unit_test(a_misread_spelling_shows_no_end),
        cmocka_unit_test(a_misread_spelling_shows_no_low_cursor),
        cmocka_unit_test(a_spelling_without_a_cursor_teaches_nothing),
        cmocka_unit_test(a_spelling_read_well_teaches),
        cmocka_unit_test(lenient_requests_are_answered_or_refused),
        cmocka_unit_test(not_modified_is_no_redirect),
        cmocka_unit_test(what_is_not_supported_may_say_so),
        cmocka_unit_test(silence_breaks_its_clause),
        cmocka_unit_test(neither_a_range_nor_a_refusal_breaks_the_clause_that_says_which),
        cmocka_unit_test(without_a_clause_of_its_own_a_spelling_is_torn_like_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
