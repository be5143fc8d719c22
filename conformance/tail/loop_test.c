#include "conformance/tail/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A server that answers by a list, and what the loop did. An answer is a status and how many events
   the log holds; the status 0 is a connection that fails, -1 the end of the loop. */
struct answer {
    int status;
    uint64_t count;
};

struct world {
    const struct answer *answers;
    size_t asked;
    double clock, waited;
    char waits[200]; /* each one, in hundredths of a second */
    char said[2000];
    size_t handed_out;
    uint64_t cursor; /* behind what was handed out */
    enum ng_status hand_out_status;
    struct ng_follow follow;
    enum ng_tail_end end;
    char words[NG_TAIL_WORDS_MAX];
};

static enum ng_status ask(void *context, const struct ng_reading *reading, size_t again,
                          struct ng_exchange *exchange, bool *too_large) {
    struct world *world = context;
    struct answer answer = world->answers[world->asked++];
    (void)again;
    *too_large = false;
    ng_exchange_clear(exchange);
    if (answer.status == -1) {
        return NG_STOPPED;
    }
    exchange->transport = answer.status == 0 ? NG_TRANSPORT_UNREACHABLE : NG_TRANSPORT_OK;
    exchange->status = answer.status;
    exchange->body_form = NG_BODY_ARRAY;
    exchange->cursor_form = NG_CURSOR_OK;
    exchange->cursor = ng_reading_end(reading, answer.count);
    for (uint64_t i = reading->since; i < exchange->cursor; i++) {
        assert_int_equal(ng_exchange_add_event(exchange, i + 1), NG_OK);
    }
    return NG_OK;
}

static enum ng_status hand_out(void *context, const struct ng_follow *after) {
    struct world *world = context;
    world->handed_out++;
    world->cursor = after->cursor;
    return world->hand_out_status;
}

static double now(void *context) {
    const struct world *world = context;
    return world->clock;
}

static void wait_for(void *context, double seconds) {
    struct world *world = context;
    size_t used = strlen(world->waits);
    world->clock += seconds;
    (void)snprintf(world->waits + used, sizeof world->waits - used, "%d ", (int)(seconds * 100));
}

static bool goes_on(void *context) {
    (void)context;
    return true;
}

static const char *failure(void *context) {
    (void)context;
    return "";
}

static void say(void *context, const char *text) {
    struct world *world = context;
    (void)strncat(world->said, text, sizeof world->said - strlen(world->said) - 1);
    (void)strncat(world->said, "|", sizeof world->said - strlen(world->said) - 1);
}

static enum ng_status run(struct world *world, const struct answer *answers, bool once) {
    const struct ng_tail_options options = {
        .once = once, .interval = 1, .interval_max = 3, .retry_for = 10};
    const struct ng_tail_ops ops = {.context = world,
                                    .ask = ask,
                                    .hand_out = hand_out,
                                    .now = now,
                                    .wait = wait_for,
                                    .goes_on = goes_on,
                                    .failure = failure,
                                    .say = say};
    world->answers = answers;
    ng_follow_init(&world->follow, 0, 4, 1);
    return ng_tail_loop(&options, &ops, &world->follow, &world->end, world->words);
}

static void test_full_pages_are_read_without_a_wait(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 9}, {200, 9}, {200, 9}, {200, 9}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, true), NG_OK);
    assert_int_equal(world.end, NG_TAIL_ENDED);
    assert_int_equal(world.asked, 4);
    assert_int_equal(world.handed_out, 3);
    assert_int_equal(world.cursor, 9);
    assert_string_equal(world.waits, "");
}

static void test_once_ends_although_the_log_grows(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 2}, {200, 3}, {200, 4}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, true), NG_OK);
    assert_int_equal(world.asked, 2);
    assert_int_equal(world.cursor, 3);
}

static void test_once_ends_at_once_on_an_empty_log(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 0}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, true), NG_OK);
    assert_int_equal(world.asked, 1);
    assert_int_equal(world.handed_out, 0);
}

static void test_waits_grow_until_something_comes(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 1}, {200, 1}, {200, 1}, {200, 1},
                                            {200, 2}, {200, 2}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_string_equal(world.waits, "100 200 300 300 100 200 ");
    assert_int_equal(world.handed_out, 2);
}

static void test_failures_are_said_once_and_pass(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 1}, {0, 0}, {503, 0}, {200, 2}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_int_equal(world.end, NG_TAIL_ENDED);
    assert_int_equal(world.cursor, 2);
    assert_string_equal(world.said, "no answer: since 0, limit 5: no connection|it answers again|");
}

static void test_failures_for_too_long_end_it(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 1}, {0, 0}, {0, 0}, {0, 0},
                                            {0, 0},   {0, 0}, {0, 0}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_int_equal(world.end, NG_TAIL_GAVE_UP);
    assert_string_equal(world.waits, "100 100 200 300 300 300 ");
    assert_non_null(strstr(world.words, "no connection"));
}

static void test_an_older_answer_is_no_reset(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 3}, {200, 1}, {200, 2}, {200, 4},
                                            {200, 3}, {200, 4}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_int_equal(world.end, NG_TAIL_ENDED);
    assert_int_equal(world.cursor, 4);
    assert_non_null(strstr(world.said, "the count went down and came back"));
    assert_null(strstr(strstr(world.said, "went down") + 1, "went down"));
}

static void test_three_older_answers_are_a_reset(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 3}, {200, 1}, {200, 2}, {200, 1}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_int_equal(world.end, NG_TAIL_FAULTY);
    assert_int_equal(world.handed_out, 1);
    assert_non_null(strstr(world.words, "reset: since 2, limit 5: the log holds 1 events only"));
}

static void test_a_fault_ends_it_before_anything_is_handed_out(void **state) {
    (void)state;
    static const struct answer answers[] = {{404, 3}, {-1, 0}};
    struct world world = {.asked = 0};
    assert_int_equal(run(&world, answers, false), NG_OK);
    assert_int_equal(world.end, NG_TAIL_FAULTY);
    assert_int_equal(world.handed_out, 0);
    assert_non_null(strstr(world.words, "status 404"));
}

static void test_the_place_stays_where_handing_out_fails(void **state) {
    (void)state;
    static const struct answer answers[] = {{200, 3}, {-1, 0}};
    struct world broken = {.hand_out_status = NG_IO};
    struct world unread = {.hand_out_status = NG_STOPPED};
    assert_int_equal(run(&broken, answers, false), NG_IO);
    assert_int_equal(broken.follow.cursor, 0);
    assert_int_equal(run(&unread, answers, false), NG_OK);
    assert_int_equal(unread.end, NG_TAIL_ENDED);
    assert_int_equal(unread.follow.cursor, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_pages_are_read_without_a_wait),
        cmocka_unit_test(test_once_ends_although_the_log_grows),
        cmocka_unit_test(test_once_ends_at_once_on_an_empty_log),
        cmocka_unit_test(test_waits_grow_until_something_comes),
        cmocka_unit_test(test_failures_are_said_once_and_pass),
        cmocka_unit_test(test_failures_for_too_long_end_it),
        cmocka_unit_test(test_an_older_answer_is_no_reset),
        cmocka_unit_test(test_three_older_answers_are_a_reset),
        cmocka_unit_test(test_a_fault_ends_it_before_anything_is_handed_out),
        cmocka_unit_test(test_the_place_stays_where_handing_out_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
