/* Which clause a wrong range breaks, and what the judge learns from a wrong one. */
#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct ng_ask in_context(struct ng_ask ask, enum ng_context context) {
    ask.context = context;
    return ask;
}

static struct ng_ask of_clause(struct ng_ask ask, const char *clause) {
    ask.clause = clause;
    return ask;
}

/* Hears a full dump of ten events, then an answer with one fault. */
static void expect_fault(struct ng_ask ask, uint64_t cursor, const char *events,
                         enum ng_finding_kind kind, const char *clause) {
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 10, "abcdefghij");
    talk_hear(&talk, ask, cursor, events);
    assert_true(talk.judgement.judged);
    talk_finding(&talk, kind, clause);
    talk_end(&talk);
}

static void pages_that_are_too_long(void **state) {
    (void)state;
    expect_fault(ask_page(3, 2), 5, "def", NG_FINDING_OVER_LIMIT, "range-4");
    expect_fault(ask_page(3, 0), 3, "d", NG_FINDING_OVER_LIMIT, "limit-1");
    expect_fault(ask_page(3, 2), 10, "de", NG_FINDING_CURSOR_HIGH, "cursor-5");
    expect_fault(ask_page(3, 0), 10, "", NG_FINDING_CURSOR_HIGH, "limit-1");
    expect_fault(of_clause(ask_page(3, 2), "range-5"), 5, "def", NG_FINDING_OVER_LIMIT, "range-5");
    /* The events of the page are there, so what the request is about was understood. */
    expect_fault(of_clause(ask_page(3, 2), "param-4"), 10, "de", NG_FINDING_CURSOR_HIGH,
                 "cursor-5");
    expect_fault(of_clause(ask_page(3, 2), "param-4"), 10, "d", NG_FINDING_CURSOR_HIGH, "param-4");
}

static void cursors_and_bodies_at_odds(void **state) {
    (void)state;
    expect_fault(ask_since(12), 10, "m", NG_FINDING_EVENTS_PAST_END, "range-6");
    expect_fault(ask_since(3), 9, "defghij", NG_FINDING_CURSOR_LOW, "cursor-3");
    expect_fault(ask_page(3, 2), 4, "de", NG_FINDING_CURSOR_LOW, "cursor-3");
    expect_fault(ask_since(3), 10, "defghi", NG_FINDING_EVENTS_MISSING, "range-1");
    expect_fault(ask_dump(), 10, "abcdefghi", NG_FINDING_EVENTS_MISSING, "dump-1");
    expect_fault(of_clause(ask_since(3), "param-5"), 10, "defghi", NG_FINDING_EVENTS_MISSING,
                 "param-5");
    /* Of a HEAD there is only the cursor. */
    expect_fault(ask_head(ask_page(3, 0)), 2, "", NG_FINDING_CURSOR_LOW, "limit-1");
}

static void events_that_are_missing_where_no_cursor_can_be(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 2, "ab");
    talk_answer(&talk, ask_since(1), 0, "")->cursor_form = NG_CURSOR_IMPLIED;
    talk_judge(&talk);
    talk_finding(&talk, NG_FINDING_EVENTS_MISSING, "range-1");
    assert_string_equal(talk.taken.received, "0 events; no usable cursor");
    talk_answer(&talk, ask_since(2), 0, "")->cursor_form = NG_CURSOR_IMPLIED;
    talk_judge(&talk);
    talk_end(&talk);
}

static void a_count_that_went_down(void **state) {
    (void)state;
    expect_fault(ask_dump(), 9, "abcdefghi", NG_FINDING_COUNT_DOWN, "growth-2");
    expect_fault(ask_since(3), 9, "defghi", NG_FINDING_EVENTS_MISSING, "range-3");
    expect_fault(ask_page(3, 50), 9, "defghi", NG_FINDING_EVENTS_MISSING, "range-4");
    expect_fault(ask_page(5, 0), 4, "", NG_FINDING_CURSOR_LOW, "limit-1");
    expect_fault(ask_since(5), 4, "", NG_FINDING_CURSOR_LOW, "cursor-3");
    expect_fault(ask_since(12), 9, "", NG_FINDING_CURSOR_LOW, "cursor-4");
    expect_fault(in_context(ask_since(3), NG_REPEATED), 9, "defghi", NG_FINDING_COUNT_DOWN,
                 "growth-2");
    expect_fault(of_clause(ask_since(3), "dump-2"), 9, "defghi", NG_FINDING_EVENTS_MISSING,
                 "dump-2");
}

/* The same count proved by another form of request breaks that form's clause. */
static void a_dump_that_is_no_dump(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_since(0), 3, "abc");
    talk_hear(&talk, ask_dump(), 2, "ab");
    talk_finding(&talk, NG_FINDING_EVENTS_MISSING, "dump-1");
    assert_string_equal(talk.taken.expected,
                        "3 events, e0 to e2 and what came after; cursor 3 or more");
    talk_hear(&talk, ask_since(1), 2, "b");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    talk_hear(&talk, ask_page(0, 9), 4, "abcd");
    talk_finding(&talk, NG_FINDING_STALE, "growth-1");
    talk_hear(&talk, ask_page(1, 8), 3, "bc");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_PREFIX);
    talk_end(&talk);
}

/* A count that goes down and stays there is no stale answer. */
static void down_for_good_or_stale(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_dump(), 2, "ab");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    talk_hear(&talk, ask_page(1, 1), 2, "b");
    talk_nothing(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_finding(&talk, NG_FINDING_STALE, "growth-1");
    assert_string_equal(talk.taken.says, "the answer is stale: 3 events were known before it was "
                                         "asked for, it knows 2");
    talk_hear(&talk, ask_dump(), 2, "ab");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    ng_judge_settle(talk.judge, &talk.findings);
    talk_nothing(&talk);
    talk_end(&talk);
}

/* What was claimed, but never shown, does not make an answer stale. */
static void a_refuted_claim_makes_nothing_stale(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_page(12, 0), 12, "");
    talk_hear(&talk, in_context(ask_dump(), NG_REPEATED), 2, "ab");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "limit-1");
    talk_nothing(&talk);
    talk_end(&talk);
}

static void events_at_wrong_indexes(void **state) {
    (void)state;
    expect_fault(ask_since(3), 10, "cdefghi", NG_FINDING_SHIFTED, "param-1");
    expect_fault(ask_page(3, 4), 7, "efgh", NG_FINDING_SHIFTED, "param-1");
    expect_fault(ask_page(3, 4), 7, "fghi", NG_FINDING_SHIFTED, "range-1");
    expect_fault(ask_page(3, 4), 7, "bcde", NG_FINDING_SHIFTED, "range-1");
    expect_fault(ask_page(0, 4), 4, "bcde", NG_FINDING_SHIFTED, "range-1");
    expect_fault(ask_page(3, 4), 7, "dfeg", NG_FINDING_MIXED, "range-2");
    expect_fault(ask_page(3, 4), 7, "gfed", NG_FINDING_REVERSED, "range-2");
    expect_fault(ask_page(3, 4), 7, "dXfg", NG_FINDING_REWRITTEN, "immutable-1");
    expect_fault(ask_page(3, 4), 7, "daXg", NG_FINDING_MIXED, "range-1");
    expect_fault(of_clause(ask_page(3, 4), "range-5"), 7, "gfed", NG_FINDING_REVERSED, "range-5");
    expect_fault(of_clause(ask_page(3, 4), "range-5"), 7, "dXfg", NG_FINDING_REWRITTEN,
                 "immutable-1");
    struct ng_ask chained = in_context(ask_page(3, 4), NG_CHAINED);
    expect_fault(chained, 7, "cdef", NG_FINDING_SHIFTED, "chain-1");
    expect_fault(chained, 7, "gfed", NG_FINDING_REVERSED, "range-2");
    expect_fault(chained, 7, "daXg", NG_FINDING_MIXED, "chain-1");
    struct ng_ask repeated = in_context(ask_page(3, 4), NG_REPEATED);
    expect_fault(repeated, 7, "cdef", NG_FINDING_SHIFTED, "immutable-2");
    expect_fault(repeated, 7, "gfed", NG_FINDING_REVERSED, "immutable-1");
    expect_fault(repeated, 7, "daXg", NG_FINDING_MIXED, "immutable-1");
}

static void a_second_fault_of_a_kind_is_counted(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    for (int round = 0; round < 3; round++)
        talk_hear(&talk, ask_since(1), 3, "xy");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    assert_int_equal(talk.taken.times, 3);
    assert_string_equal(talk.taken.says, "2 of 2 events that were known differ, the first at index "
                                         "1, and was never seen anywhere: the log was rewritten");
    talk_end(&talk);
}

static void wrong_events_teach_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_dump(), 5, "xbcde");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    talk_hear(&talk, ask_page(0, 2), 2, "abc");
    talk_finding(&talk, NG_FINDING_OVER_LIMIT, "range-4");
    assert_int_equal(ng_judge_count(talk.judge), 3);
    talk_hear(&talk, ask_dump(), 4, "abcz");
    assert_true(talk.judgement.faultless);
    talk_end(&talk);
}

static void a_body_of_a_head_is_not_looked_at(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_answer(&talk, ask_head(ask_dump()), 3, "xy")->body_form = NG_BODY_ARRAY;
    talk_judge(&talk);
    assert_true(talk.judgement.faultless);
    assert_int_equal(talk.judgement.events_compared, 0);
    talk_end(&talk);
}

/* Events stand, whatever their cursor says. */
static void right_events_with_a_low_cursor_are_kept(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_dump(), 2, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    assert_string_equal(talk.taken.says, "the cursor is 1 too small: the next read repeats events");
    assert_int_equal(ng_judge_seen_end(talk.judge), 4);
    talk_end(&talk);
}

static void answers_that_overlap_are_not_compared_by_count(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    uint64_t sent = ng_judge_tick(talk.judge);
    talk_hear(&talk, ask_dump(), 5, "abcde");
    talk_hear_late(&talk, sent, ask_dump(), 3, "abc");
    assert_true(talk.judgement.faultless);
    assert_int_equal(talk.judgement.events_compared, 3);
    talk_hear(&talk, ask_dump(), 4, "abcd");
    talk_finding(&talk, NG_FINDING_COUNT_DOWN, "growth-2");
    talk_end(&talk);
}

static void the_last_indexes_do_not_wrap_around(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_since(UINT64_MAX), UINT64_MAX, "a");
    assert_int_equal(ng_judge_seen_end(talk.judge), 0);
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    talk_end(&talk);
}

/* Past its cap the history keeps no more events, but the count is still proved by them. */
static void a_log_larger_than_the_history(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    uint64_t since = 0;
    for (size_t i = 0; i <= NG_HISTORY_EVENTS_MAX / 4096; i++, since += 4096)
        talk_hear(&talk, ask_page(since, 2), since + 2, "ab");
    assert_int_equal(ng_judge_count(talk.judge), since - 4096 + 2);
    assert_true(ng_judge_seen_end(talk.judge) < since - 4096);
    talk_hear(&talk, ask_page(0, 2), 2, "xy");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    talk_end(&talk);
}

static void a_server_that_echoes(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk.profile.past_end_echo = true;
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_hear(&talk, ask_since(9), 9, "");
    assert_true(talk.judgement.faultless);
    assert_int_equal(ng_judge_count(talk.judge), 3);
    talk_hear(&talk, ask_since(1), 1, "");
    talk_finding(&talk, NG_FINDING_EVENTS_MISSING, "range-3");
    talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_that_are_too_long),
        cmocka_unit_test(cursors_and_bodies_at_odds),
        cmocka_unit_test(events_that_are_missing_where_no_cursor_can_be),
        cmocka_unit_test(a_count_that_went_down),
        cmocka_unit_test(a_dump_that_is_no_dump),
        cmocka_unit_test(down_for_good_or_stale),
        cmocka_unit_test(a_refuted_claim_makes_nothing_stale),
        cmocka_unit_test(events_at_wrong_indexes),
        cmocka_unit_test(a_second_fault_of_a_kind_is_counted),
        cmocka_unit_test(wrong_events_teach_nothing),
        cmocka_unit_test(a_body_of_a_head_is_not_looked_at),
        cmocka_unit_test(right_events_with_a_low_cursor_are_kept),
        cmocka_unit_test(answers_that_overlap_are_not_compared_by_count),
        cmocka_unit_test(the_last_indexes_do_not_wrap_around),
        cmocka_unit_test(a_log_larger_than_the_history),
        cmocka_unit_test(a_server_that_echoes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
