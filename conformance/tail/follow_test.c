#include "conformance/tail/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A client that read five events, with the digests 100 to 104, and their answer. */
struct talk {
    struct ng_follow follow;
    struct ng_exchange exchange;
    struct ng_step step;
    char words[NG_TAIL_WORDS_MAX];
};

/* Sets an answer of `count` events from `since` on, whose digests are 100 and their index. */
static void answer(struct talk *talk, uint64_t since, uint64_t count, uint64_t cursor) {
    ng_exchange_clear(&talk->exchange);
    talk->exchange.transport = NG_TRANSPORT_OK;
    talk->exchange.status = 200;
    talk->exchange.body_form = NG_BODY_ARRAY;
    talk->exchange.cursor_form = NG_CURSOR_OK;
    talk->exchange.cursor = cursor;
    for (uint64_t i = 0; i < count; i++) {
        assert_int_equal(ng_exchange_add_event(&talk->exchange, 100 + since + i), NG_OK);
    }
}

static void judge(struct talk *talk) {
    ng_follow_judge(&talk->follow, &talk->exchange, false, &talk->step);
    ng_tail_words(&talk->follow, &talk->exchange, &talk->step, "", talk->words);
}

static void set_up(struct talk *talk) {
    ng_follow_init(&talk->follow, 0, 10, 2);
    ng_exchange_init(&talk->exchange);
    answer(talk, 0, 5, 5);
    judge(talk);
    assert_int_equal(talk->step.kind, NG_STEP_GOOD);
    assert_int_equal(talk->step.fresh, 5);
    assert_false(talk->step.full);
    ng_follow_accept(&talk->follow, &talk->exchange, &talk->step);
}

/* Judges an answer and expects that fault, told in those words. */
static void expect(struct talk *talk, enum ng_step_kind kind, enum ng_tail_fault fault,
                   const char *words) {
    struct ng_follow before = talk->follow;
    judge(talk);
    assert_int_equal(talk->step.kind, kind);
    assert_int_equal(talk->step.fault, fault);
    if (strstr(talk->words, words) == NULL) {
        fail_msg("expected '%s' in '%s'", words, talk->words);
    }
    assert_memory_equal(&before, &talk->follow, sizeof before);
    ng_exchange_deinit(&talk->exchange);
}

static void expect_fault(struct talk *talk, enum ng_tail_fault fault, const char *words) {
    expect(talk, NG_STEP_FAULT, fault, words);
}

static void test_it_asks_for_the_last_events_again(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    struct ng_reading asked = ng_follow_ask(&talk.follow);
    assert_int_equal(talk.follow.cursor, 5);
    assert_int_equal(asked.since, 3);
    assert_true(asked.has_limit);
    assert_int_equal(asked.limit, 12);
    answer(&talk, 3, 12, 15);
    judge(&talk);
    assert_int_equal(talk.step.kind, NG_STEP_GOOD);
    assert_int_equal(talk.step.again, 2);
    assert_int_equal(talk.step.fresh, 10);
    assert_true(talk.step.full);
    ng_follow_accept(&talk.follow, &talk.exchange, &talk.step);
    assert_int_equal(talk.follow.cursor, 15);
    assert_int_equal(talk.follow.last_count, 2);
    assert_int_equal(talk.follow.last[0], 113);
    assert_int_equal(talk.follow.last[1], 114);
    ng_exchange_deinit(&talk.exchange);
}

static void test_few_events_are_kept_together_with_those_before(void **state) {
    (void)state;
    struct talk talk;
    ng_follow_init(&talk.follow, 7, 0, 3);
    ng_exchange_init(&talk.exchange);
    assert_int_equal(ng_follow_ask(&talk.follow).since, 7);
    assert_false(ng_follow_ask(&talk.follow).has_limit);
    for (uint64_t cursor = 8; cursor < 13; cursor++) {
        uint64_t since = ng_follow_ask(&talk.follow).since;
        answer(&talk, since, cursor - since, cursor);
        judge(&talk);
        assert_int_equal(talk.step.kind, NG_STEP_GOOD);
        assert_int_equal(talk.step.fresh, 1);
        ng_follow_accept(&talk.follow, &talk.exchange, &talk.step);
    }
    assert_int_equal(talk.follow.last_count, 3);
    assert_int_equal(talk.follow.last[0], 109);
    assert_int_equal(talk.follow.last[2], 111);
    ng_exchange_deinit(&talk.exchange);
}

static void test_an_idle_answer_is_good(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    answer(&talk, 3, 2, 5);
    expect(&talk, NG_STEP_GOOD, NG_TAIL_NO_FAULT, "good");
    assert_int_equal(talk.step.fresh, 0);
}

static void test_sums_do_not_wrap(void **state) {
    (void)state;
    struct ng_follow follow;
    ng_follow_init(&follow, UINT64_MAX, UINT64_MAX, 1000);
    assert_int_equal(follow.overlap, NG_TAIL_OVERLAP_MAX);
    follow.last_count = 5;
    struct ng_reading asked = ng_follow_ask(&follow);
    assert_true(asked.since == UINT64_MAX - 5);
    assert_true(asked.limit == UINT64_MAX);
}

static void test_gaps_and_overlaps_are_told(void **state) {
    (void)state;
    static const struct {
        uint64_t count, cursor;
        enum ng_tail_fault fault;
        const char *words;
    } answers[] = {
        {4, 8, NG_TAIL_GAP,
         "gap: since 3, limit 12: the cursor is 8 and so stands for 5 events, "
         "but there are 4: whoever goes on from there loses 1 event"},
        {0, 5, NG_TAIL_GAP, "loses 2 events"},
        {12, 20, NG_TAIL_GAP, "the cursor is 20 and so stands for 17 events, but there are 12"},
        {5, 7, NG_TAIL_REPEAT,
         "overlap: since 3, limit 12: the cursor is 7 and so stands for 4 "
         "events, but there are 5: whoever goes on from there gets 1 event "
         "again (instant-1)"},
        {5, 0, NG_TAIL_REPEAT, "gets 5 events again"},
        {13, 16, NG_TAIL_TOO_MANY, "13 events came, more than the limit (range-4)"},
    };
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        struct talk talk;
        set_up(&talk);
        answer(&talk, 3, answers[i].count, answers[i].cursor);
        expect_fault(&talk, answers[i].fault, answers[i].words);
    }
}

static void test_a_log_that_was_replaced_is_told(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    answer(&talk, 3, 4, 7);
    talk.exchange.digests[1] = 7;
    expect_fault(&talk, NG_TAIL_CHANGED,
                 "rewrite: since 3, limit 12: event 4 is not the one that was handed out: the log "
                 "was replaced, or the event was changed (immutable-1)");
    set_up(&talk);
    answer(&talk, 1, 4, 7);
    expect_fault(&talk, NG_TAIL_CHANGED,
                 "an equal one stands at index 5 now: indexes moved (immutable-2)");
}

static void test_a_count_that_goes_down_is_doubted(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    answer(&talk, 3, 1, 4);
    expect(&talk, NG_STEP_DOUBT, NG_TAIL_COUNT_DOWN,
           "reset: since 3, limit 12: the log holds 4 events only, and 5 were read before");
    set_up(&talk);
    answer(&talk, 3, 0, 2);
    expect(&talk, NG_STEP_DOUBT, NG_TAIL_COUNT_DOWN, "holds 2 events only");
    ng_follow_init(&talk.follow, 9, 10, 2);
    ng_exchange_init(&talk.exchange);
    answer(&talk, 9, 0, 5);
    expect(&talk, NG_STEP_DOUBT, NG_TAIL_COUNT_DOWN, "this client wants number 9");
}

static void test_failures_that_may_pass(void **state) {
    (void)state;
    static const enum ng_transport passing[] = {NG_TRANSPORT_UNREACHABLE, NG_TRANSPORT_TIMEOUT,
                                                NG_TRANSPORT_CLOSED, NG_TRANSPORT_TRUNCATED};
    static const int statuses[] = {408, 425, 429, 500, 503, 599};
    struct talk talk;
    for (size_t i = 0; i < sizeof passing / sizeof passing[0]; i++) {
        set_up(&talk);
        talk.exchange.transport = passing[i];
        expect(&talk, NG_STEP_RETRY, NG_TAIL_TRANSPORT, "no answer: since 3");
    }
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        set_up(&talk);
        talk.exchange.status = statuses[i];
        expect(&talk, NG_STEP_RETRY, NG_TAIL_STATUS, "expected 200");
    }
    set_up(&talk);
    talk.exchange.body_form = NG_BODY_CUT;
    expect(&talk, NG_STEP_RETRY, NG_TAIL_BODY, "in the middle of its JSON");
}

static void test_answers_of_another_form(void **state) {
    (void)state;
    static const enum ng_body_form bodies[] = {NG_BODY_NONE, NG_BODY_NULL, NG_BODY_OTHER,
                                               NG_BODY_INVALID};
    static const int statuses[] = {204, 206, 302, 304, 401, 404, 410, 416, 422};
    struct talk talk;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        set_up(&talk);
        talk.exchange.body_form = bodies[i];
        expect_fault(&talk, NG_TAIL_BODY, "(body-1)");
    }
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        set_up(&talk);
        talk.exchange.status = statuses[i];
        expect_fault(&talk, NG_TAIL_STATUS, "(answer-1)");
    }
    set_up(&talk);
    talk.exchange.transport = NG_TRANSPORT_NOT_HTTP;
    expect_fault(&talk, NG_TAIL_TRANSPORT, "not HTTP");
}

static void test_cursors_that_cannot_be_used(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    talk.exchange.cursor_form = NG_CURSOR_MISSING;
    expect_fault(&talk, NG_TAIL_CURSOR_FORM, "there is no cursor");
    set_up(&talk);
    talk.exchange.cursor_form = NG_CURSOR_REPEATED;
    expect_fault(&talk, NG_TAIL_CURSOR_FORM, "more than one cursor");
    set_up(&talk);
    talk.exchange.cursor_form = NG_CURSOR_MALFORMED;
    (void)strcpy(talk.exchange.cursor_text, "\x1b[31m5");
    expect_fault(&talk, NG_TAIL_CURSOR_FORM, "the cursor is '\\x1B[31m5', expected decimal digits");
    set_up(&talk);
    answer(&talk, 3, 0, 0);
    talk.exchange.cursor_form = NG_CURSOR_IMPLIED;
    expect(&talk, NG_STEP_DOUBT, NG_TAIL_COUNT_DOWN, "reset");
}

static void test_answers_that_are_too_large(void **state) {
    (void)state;
    struct talk talk;
    set_up(&talk);
    ng_follow_judge(&talk.follow, &talk.exchange, true, &talk.step);
    assert_int_equal(talk.step.kind, NG_STEP_SMALLER);
    uint64_t pages[] = {5, 2, 1};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        assert_true(ng_follow_ask_less(&talk.follow));
        assert_int_equal(talk.follow.page, pages[i]);
    }
    assert_false(ng_follow_ask_less(&talk.follow));
    talk.follow.page = 0;
    assert_true(ng_follow_ask_less(&talk.follow));
    assert_true(talk.follow.page > 0);
    talk.follow.page = 1;
    talk.exchange.body_form = NG_BODY_TOO_LARGE;
    expect(&talk, NG_STEP_SMALLER, NG_TAIL_TOO_LARGE, "too large, or nested too deeply");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_asks_for_the_last_events_again),
        cmocka_unit_test(test_few_events_are_kept_together_with_those_before),
        cmocka_unit_test(test_an_idle_answer_is_good),
        cmocka_unit_test(test_sums_do_not_wrap),
        cmocka_unit_test(test_gaps_and_overlaps_are_told),
        cmocka_unit_test(test_a_log_that_was_replaced_is_told),
        cmocka_unit_test(test_a_count_that_goes_down_is_doubted),
        cmocka_unit_test(test_failures_that_may_pass),
        cmocka_unit_test(test_answers_of_another_form),
        cmocka_unit_test(test_cursors_that_cannot_be_used),
        cmocka_unit_test(test_answers_that_are_too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
