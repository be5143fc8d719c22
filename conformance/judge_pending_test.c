/* Answers about which a later one decides. */
#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void begin_pending(struct talk *talk, struct ng_ask ask, uint64_t cursor,
                          const char *events) {
    talk_begin(talk);
    talk_hear(talk, ask, cursor, events);
    talk_nothing(talk);
    assert_int_equal(ng_judge_needs(talk->judge), NG_NEEDS_TAIL);
}

static void end_settled(struct talk *talk) {
    assert_int_equal(ng_judge_needs(talk->judge), NG_NEEDS_NOTHING);
    talk_end(talk);
}

static void claims_stand_where_nothing_speaks_against_them(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_page(5, 0), 5, "");
    ng_judge_settle(talk.judge, &talk.findings);
    assert_int_equal(ng_judge_count(talk.judge), 5);
    end_settled(&talk);
}

static void claims_are_dropped_when_events_back_them_up(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_head(ask_dump()), 3, "");
    talk_hear(&talk, ask_page(0, 2), 2, "ab");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    talk_hear(&talk, ask_since(2), 3, "c");
    end_settled(&talk);
}

static void expect_claim_broken(struct ng_ask ask, uint64_t claim, const char *clause) {
    struct talk talk;
    begin_pending(&talk, ask, claim, "");
    talk_hear(&talk, ask_dump(), 4, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, clause);
    /* The dump is right: it is the claim that is forgotten. */
    assert_int_equal(ng_judge_count(talk.judge), 4);
    end_settled(&talk);
}

static void a_claim_past_the_end_is_blamed_not_who_shows_it(void **state) {
    (void)state;
    expect_claim_broken(ask_head(ask_dump()), 5, "cursor-3");
    expect_claim_broken(ask_since(9), 9, "cursor-4");
    expect_claim_broken(ask_page(9, 0), 9, "limit-1");
    expect_claim_broken(ask_head(ask_page(2, 7)), 9, "range-4");
    expect_claim_broken(ask_head(ask_page(2, 7)), 8, "cursor-3");
    struct ng_ask own = ask_since(9);
    own.clause = "lenient-3";
    expect_claim_broken(own, 9, "lenient-3");
}

static void says_what_the_claim_should_have_been(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_since(9), 9, "");
    talk_hear(&talk, ask_dump(), 4, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "cursor-4");
    assert_string_equal(talk.taken.says, "the cursor is 5 too large: the next read skips events");
    assert_string_equal(talk.taken.expected, "no events; cursor 4");
    assert_string_equal(talk.taken.received, "0 events; cursor 9");
    talk_end(&talk);
}

static void two_claims_are_blamed_once_each(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_head(ask_dump()), 5, "");
    talk_hear(&talk, ask_head(ask_dump()), 6, "");
    talk_hear(&talk, ask_page(9, 0), 9, "");
    talk_hear(&talk, ask_dump(), 4, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "cursor-3");
    assert_int_equal(talk.taken.times, 2);
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "limit-1");
    end_settled(&talk);
}

static void what_overlaps_decides_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    uint64_t sent = ng_judge_tick(talk.judge);
    talk_hear(&talk, ask_head(ask_dump()), 5, "");
    talk_hear_late(&talk, sent, ask_dump(), 4, "abcd");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    talk_hear(&talk, ask_since(4), 5, "e");
    end_settled(&talk);
}

static void cursor_and_body_at_odds_are_torn(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_dump(), 2, "abcd");
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    assert_string_equal(talk.taken.says, "the cursor announces 2 events, the body holds 4: they do "
                                         "not describe one instant");
    end_settled(&talk);
}

static void a_tail_without_events_decides_that_they_are_torn(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_dump(), 2, "abcd");
    talk_hear(&talk, ask_since(4), 4, "");
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
}

static void a_cursor_past_the_end_is_high_not_torn(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_dump(), 5, "abcd");
    talk_hear(&talk, ask_since(4), 4, "");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "cursor-3");
    assert_string_equal(talk.taken.expected, "4 events, e0 to e3; cursor 4");
    end_settled(&talk);
}

/* A server whose every cursor is one too small: the tail is too small as well, so that it was the
   cursor, not the body. */
static void a_server_whose_cursors_are_low(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_dump(), 3, "abcd");
    talk_hear(&talk, ask_since(4), 3, "");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    assert_int_equal(talk.taken.times, 2);
    assert_string_equal(talk.taken.expected,
                        "4 events, e0 to e3 and what came after; cursor 4 or more");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_PREFIX);
    talk_end(&talk);
}

static void a_low_cursor_names_the_clause_that_was_asked_for(void **state) {
    (void)state;
    struct talk talk;
    struct ng_ask ask = ask_page(1, 3);
    ask.clause = "param-7";
    begin_pending(&talk, ask, 1, "bcd");
    talk_hear(&talk, ask_page(0, 4), 3, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "param-7");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    end_settled(&talk);
}

/* A low cursor says nothing about one that was too large, nor about a claim. */
static void a_low_cursor_leaves_the_others_pending(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_dump(), 6, "abcd");
    talk_hear(&talk, ask_page(0, 5), 2, "abc");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
    begin_pending(&talk, ask_page(9, 0), 9, "");
    talk_hear(&talk, ask_page(0, 2), 2, "ab");
    talk_hear(&talk, ask_page(0, 4), 1, "abc");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    talk_end(&talk);
}

static void a_low_cursor_does_not_reach_an_answer_that_overlaps(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_page(0, 2), 2, "ab");
    uint64_t sent = ng_judge_tick(talk.judge);
    talk_hear_late(&talk, sent, ask_dump(), 3, "abcd");
    talk_nothing(&talk);
    talk_hear_late(&talk, sent, ask_page(0, 2), 1, "ab");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
}

/* Events past the last cursor that can be written are counted by no low cursor. */
static void a_low_cursor_does_not_count_past_the_last_cursor(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_since(UINT64_MAX), UINT64_MAX, "a");
    talk_hear(&talk, ask_page(0, 2), 2, "ab");
    talk_hear(&talk, ask_page(0, 2), 1, "ab");
    talk_finding(&talk, NG_FINDING_CURSOR_LOW, "cursor-3");
    assert_int_equal(talk.taken.times, 1);
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
}

/* The count that a wrong claim proved is not held against the answer that refutes it. */
static void who_refutes_a_claim_is_looked_at_again(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_page(6, 0), 6, "");
    talk_hear(&talk, ask_dump(), 6, "abcde");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "limit-1");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "cursor-3");
    assert_string_equal(talk.taken.expected, "5 events, e0 to e4; cursor 5");
    end_settled(&talk);
    begin_pending(&talk, ask_page(6, 0), 6, "");
    talk_hear(&talk, ask_dump(), 4, "abcde");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "limit-1");
    assert_int_equal(ng_judge_needs(talk.judge), NG_NEEDS_TAIL);
    ng_judge_settle(talk.judge, &talk.findings);
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
}

/* A full page at odds with its cursor does not show where the log ends. */
static void a_full_page_shows_no_end(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_page(6, 0), 6, "");
    talk_hear(&talk, ask_page(0, 3), 2, "abc");
    talk_nothing(&talk);
    talk_hear(&talk, ask_page(0, 5), 5, "abcd");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "limit-1");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "range-4");
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    end_settled(&talk);
}

/* Wrong events show no end either; and their answer, blamed already, is not torn besides. */
static void wrong_events_show_no_end(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_page(0, 2), 2, "ab");
    talk_hear(&talk, ask_page(6, 0), 6, "");
    talk_hear(&talk, ask_dump(), 5, "axcd");
    talk_finding(&talk, NG_FINDING_REWRITTEN, "immutable-1");
    ng_judge_settle(talk.judge, &talk.findings);
    end_settled(&talk);
}

/* Under what events prove, a smaller count refutes no claim: it is itself the fault. */
static void a_count_under_what_was_seen_refutes_nothing(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    talk_hear(&talk, ask_dump(), 4, "abcd");
    talk_hear(&talk, ask_page(6, 0), 6, "");
    talk_hear(&talk, ask_dump(), 3, "abc");
    talk_finding(&talk, NG_FINDING_EVENTS_MISSING, "dump-1");
    assert_int_equal(ng_judge_count(talk.judge), 6);
    talk_end(&talk);
}

/* With more than can be kept, the oldest is settled as it stands. */
static void the_oldest_makes_room(void **state) {
    (void)state;
    enum {
        PENDING_MAX = 32
    };
    struct talk talk;
    talk_begin(&talk);
    uint64_t sent = ng_judge_tick(talk.judge);
    talk_hear_late(&talk, sent, ask_dump(), 4, "ab");
    for (uint64_t claim = 5; claim < 5 + PENDING_MAX - 1; claim++)
        talk_hear_late(&talk, sent, ask_head(ask_dump()), claim, "");
    talk_nothing(&talk);
    talk_hear_late(&talk, sent, ask_head(ask_dump()), 100, "");
    talk_finding(&talk, NG_FINDING_TORN, "instant-1");
    talk_hear_late(&talk, sent, ask_head(ask_dump()), 101, "");
    ng_judge_settle(talk.judge, &talk.findings);
    end_settled(&talk);
}

static void what_is_pending_is_freed(void **state) {
    (void)state;
    struct talk talk;
    begin_pending(&talk, ask_since(7), 7, "");
    talk_end(&talk);
}

static void a_pending_answer_keeps_its_texts(void **state) {
    (void)state;
    struct talk talk;
    talk_begin(&talk);
    char query[] = "since=9", name[] = "X-Test", value[] = "1";
    struct ng_ask ask = ask_since(9);
    ask.query = query;
    ask.header_name = name;
    ask.header_value = value;
    talk_hear(&talk, ask, 9, "");
    query[0] = name[0] = value[0] = '\0';
    talk_hear(&talk, ask_dump(), 1, "a");
    assert_int_equal(talk.findings.count, 1);
    assert_string_equal(talk.findings.items[0].query, "since=9");
    assert_string_equal(talk.findings.items[0].header, "X-Test: 1");
    talk_finding(&talk, NG_FINDING_CURSOR_HIGH, "cursor-4");
    talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_stand_where_nothing_speaks_against_them),
        cmocka_unit_test(claims_are_dropped_when_events_back_them_up),
        cmocka_unit_test(a_claim_past_the_end_is_blamed_not_who_shows_it),
        cmocka_unit_test(says_what_the_claim_should_have_been),
        cmocka_unit_test(two_claims_are_blamed_once_each),
        cmocka_unit_test(what_overlaps_decides_nothing),
        cmocka_unit_test(cursor_and_body_at_odds_are_torn),
        cmocka_unit_test(a_tail_without_events_decides_that_they_are_torn),
        cmocka_unit_test(a_cursor_past_the_end_is_high_not_torn),
        cmocka_unit_test(a_server_whose_cursors_are_low),
        cmocka_unit_test(a_low_cursor_names_the_clause_that_was_asked_for),
        cmocka_unit_test(a_low_cursor_leaves_the_others_pending),
        cmocka_unit_test(a_low_cursor_does_not_reach_an_answer_that_overlaps),
        cmocka_unit_test(a_low_cursor_does_not_count_past_the_last_cursor),
        cmocka_unit_test(who_refutes_a_claim_is_looked_at_again),
        cmocka_unit_test(a_full_page_shows_no_end),
        cmocka_unit_test(wrong_events_show_no_end),
        cmocka_unit_test(a_count_under_what_was_seen_refutes_nothing),
        cmocka_unit_test(the_oldest_makes_room),
        cmocka_unit_test(what_is_pending_is_freed),
        cmocka_unit_test(a_pending_answer_keeps_its_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
