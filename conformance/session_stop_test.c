/* When a session sends no more: budget, deadline, interruption, rate, and targets that fail. */
#include "conformance/session_talk.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct test_clock {
    double now;
    double waited;
};

static double now(void *context) {
    return ((struct test_clock *)context)->now;
}

static void wait_seconds(void *context, double seconds) {
    struct test_clock *clock = context;
    clock->waited += seconds;
    clock->now += seconds;
}

static bool is_stopped(void *context) {
    return *(bool *)context;
}

static void stops_at_the_budget(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    talk.options.max_requests = 2;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_int_equal(talk.server.asked, 2);
    struct ng_session_result result = ng_session_end(talk.session);
    assert_string_equal(result.stopped, "the budget of --max-requests is used up");
    assert_true(result.ends_run && !result.unreachable);
    session_talk_end(&talk);
}

static void stops_at_the_deadline(void **state) {
    (void)state;
    struct session_talk talk;
    struct test_clock clock = {0};
    session_talk_begin(&talk, 3);
    talk.options.control.now = now;
    talk.options.control.context = &clock;
    talk.options.deadline = 2;
    clock.now = 100;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    clock.now = 101.9;
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    clock.now = 102;
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_string_equal(ng_session_end(talk.session).stopped, "the deadline of the run passed");
    session_talk_end(&talk);
}

static void stops_when_somebody_asks(void **state) {
    (void)state;
    struct session_talk talk;
    bool stopped = false;
    session_talk_begin(&talk, 3);
    talk.options.control.interrupted = is_stopped;
    talk.options.control.context = &stopped;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    stopped = true;
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_string_equal(ng_session_end(talk.session).stopped, "interrupted");
    session_talk_end(&talk);
}

static void keeps_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct test_clock clock = {0};
    session_talk_begin(&talk, 3);
    talk.options.control.now = now;
    talk.options.control.context = &clock;
    talk.options.control.wait = wait_seconds;
    talk.options.rate = 4;
    clock.now = 10;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_true(clock.waited == 0);
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    assert_true(clock.waited == 0.5);
    clock.now += 7;
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    assert_true(clock.waited == 0.5);
    session_talk_end(&talk);
}

static void the_deadline_ends_a_wait_for_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct test_clock clock = {0};
    session_talk_begin(&talk, 3);
    talk.options.control =
        (struct ng_run_control){.context = &clock, .now = now, .wait = wait_seconds};
    talk.options.rate = 0.0000001;
    talk.options.deadline = 2;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_string_equal(ng_session_end(talk.session).stopped, "the deadline of the run passed");
    assert_true(clock.now >= 2 && clock.now < 2.2);
    assert_int_equal(talk.server.asked, 1);
    session_talk_end(&talk);
}

static bool is_five_past(void *context) {
    return now(context) >= 5;
}

static void an_interruption_ends_a_wait_for_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct test_clock clock = {0};
    session_talk_begin(&talk, 3);
    talk.options.control = (struct ng_run_control){
        .context = &clock, .now = now, .wait = wait_seconds, .interrupted = is_five_past};
    talk.options.rate = 0.05;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_string_equal(ng_session_end(talk.session).stopped, "interrupted");
    assert_true(clock.now < 5.2);
    assert_int_equal(talk.server.asked, 1);
    session_talk_end(&talk);
}

static void time_out(struct session_server *server, struct ng_exchange *exchange) {
    (void)server;
    ng_exchange_clear(exchange);
    exchange->transport = NG_TRANSPORT_TIMEOUT;
}

static void two_time_limits_in_a_row_end_the_run(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    talk.server.tamper = time_out;
    assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
    assert_false(ng_session_end(talk.session).ends_run);
    assert_int_equal(session_talk_next_case(&talk), NG_OK);
    talk.server.tamper = NULL;
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    for (int i = 0; i < 2; i++) {
        talk.server.tamper = time_out;
        assert_int_equal(session_talk_next_case(&talk), NG_OK);
        assert_int_equal(session_talk_read(&talk, 1), NG_STOPPED);
        assert_int_equal(ng_session_end(talk.session).ends_run, i == 1);
    }
    assert_true(ng_session_end(talk.session).unreachable);
    session_talk_end(&talk);
}

static void not_json(struct session_server *server, struct ng_exchange *exchange) {
    (void)server;
    exchange->body_form = NG_BODY_INVALID;
}

static void no_endpoint_is_told(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    talk.server.tamper = not_json;
    assert_int_equal(session_talk_start(&talk), NG_STOPPED);
    struct ng_session_result result = ng_session_end(talk.session);
    assert_true(result.no_endpoint && result.ends_run && !result.unreachable);
    session_talk_end(&talk);
    session_talk_begin(&talk, 3);
    talk.server.tamper = time_out;
    assert_int_equal(session_talk_start(&talk), NG_STOPPED);
    result = ng_session_end(talk.session);
    assert_true(!result.no_endpoint && result.ends_run && result.unreachable);
    session_talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_at_the_budget),
        cmocka_unit_test(stops_at_the_deadline),
        cmocka_unit_test(stops_when_somebody_asks),
        cmocka_unit_test(keeps_the_rate),
        cmocka_unit_test(the_deadline_ends_a_wait_for_the_rate),
        cmocka_unit_test(an_interruption_ends_a_wait_for_the_rate),
        cmocka_unit_test(two_time_limits_in_a_row_end_the_run),
        cmocka_unit_test(no_endpoint_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
