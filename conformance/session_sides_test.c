/* Reads side by side: each over a connection of its own, all before one judge. */
#include "conformance/session_talk.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SIDES 3

/* A server of several connections, which counts what is asked. */
struct sides {
    struct ng_model model;
    pthread_mutex_t lock;
    unsigned opened, closed, asked;
    uint64_t lie_at;       /* a since whose answer has a wrong cursor; 0: none */
    enum ng_status status; /* what each connection gives instead of an answer, where not NG_OK */
    char query[64];        /* the last one; "(none)" without one */
    double clock;          /* that only waiting moves */
    double interval;       /* between two requests at least, of that clock; 0: none */
    bool is_early;         /* one came before its time */
};

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct sides *sides = context;
    (void)pthread_mutex_lock(&sides->lock);
    struct ng_transport_ops model = ng_model_transport(&sides->model);
    enum ng_status status =
        sides->status ? sides->status : model.send(model.context, ask, exchange);
    /* A request may be late, and the next one on time: together they have time enough. */
    sides->is_early = sides->is_early || sides->clock < sides->asked * sides->interval - 1e-6;
    sides->asked++;
    (void)snprintf(sides->query, sizeof sides->query, "%s", ask->query ? ask->query : "(none)");
    if (!status && sides->lie_at && ask->readings[0].since == sides->lie_at)
        exchange->cursor++;
    (void)pthread_mutex_unlock(&sides->lock);
    return status;
}

static enum ng_status open_transport(void *context, struct ng_transport_ops *transport) {
    struct sides *sides = context;
    sides->opened++;
    *transport = (struct ng_transport_ops){sides, send};
    return NG_OK;
}

static void close_transport(void *context, struct ng_transport_ops transport) {
    struct sides *sides = context;
    assert_ptr_equal(transport.context, context);
    sides->closed++;
}

static void begin(struct session_talk *talk, struct sides *sides) {
    *sides = (struct sides){.model = {.count = 9}};
    assert_int_equal(pthread_mutex_init(&sides->lock, NULL), 0);
    session_talk_begin(talk, 9);
    talk->options.transport = (struct ng_transport_ops){sides, send};
    talk->options.control = (struct ng_run_control){
        .context = sides, .open_transport = open_transport, .close_transport = close_transport};
    assert_int_equal(session_talk_start(talk), NG_OK);
    sides->asked = 0;
}

static void end(struct session_talk *talk, struct sides *sides) {
    session_talk_end(talk);
    assert_int_equal(pthread_mutex_destroy(&sides->lock), 0);
}

static const struct ng_reading readings[SIDES] = {
    {.since = 2, .limit = 3, .has_limit = true}, {.since = 5}, {.since = 100}};

static void each_is_asked_once_over_a_connection_of_its_own(void **state) {
    (void)state;
    struct session_talk talk;
    struct sides sides;
    begin(&talk, &sides);
    uint64_t before = ng_session_requests(talk.session);
    assert_int_equal(ng_session_read_side_by_side(talk.session, readings, SIDES), NG_OK);
    assert_int_equal(sides.asked, SIDES);
    assert_int_equal(sides.opened, SIDES);
    assert_int_equal(sides.closed, SIDES);
    assert_int_equal(ng_session_requests(talk.session), before + SIDES);
    assert_int_equal(talk.findings.count, 0);
    end(&talk, &sides);
}

static void a_lie_to_one_of_them_is_found(void **state) {
    (void)state;
    struct session_talk talk;
    struct sides sides;
    begin(&talk, &sides);
    sides.lie_at = 2;
    assert_int_equal(ng_session_read_side_by_side(talk.session, readings, SIDES), NG_OK);
    assert_int_equal(talk.findings.count, 1);
    assert_string_equal(talk.findings.items[0].query, "since=2&limit=3");
    end(&talk, &sides);
}

static void one_connection_is_not_enough(void **state) {
    (void)state;
    struct session_talk talk;
    struct sides sides;
    begin(&talk, &sides);
    talk.options.control.open_transport = NULL;
    assert_int_equal(ng_session_read_side_by_side(talk.session, readings, SIDES), NG_NOT_FOUND);
    assert_int_equal(sides.asked, 0);
    end(&talk, &sides);
}

/* Such a server has no number that asks for its first event. */
static void a_since_that_no_number_says_is_left_out(void **state) {
    (void)state;
    static const struct {
        struct ng_reading reading;
        const char *query;
    } rows[] = {{{.since = 0}, "(none)"},
                {{.since = 0, .limit = 3, .has_limit = true}, "limit=3"},
                {{.since = 2}, "since=1"}};
    struct session_talk talk;
    struct sides sides;
    begin(&talk, &sides);
    talk.profile.cursor_names_last = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(ng_session_read_side_by_side(talk.session, &rows[i].reading, 1), NG_OK);
        assert_string_equal(sides.query, rows[i].query);
    }
    assert_int_equal(talk.findings.count, 0);
    end(&talk, &sides);
}

/* A transport gives up where the deadline passed or somebody interrupted the run. */
static void what_is_given_up_ends_the_run_with_a_reason(void **state) {
    (void)state;
    for (int together = 0; together < 2; together++) {
        struct session_talk talk;
        struct sides sides;
        begin(&talk, &sides);
        sides.status = NG_STOPPED;
        enum ng_status status = together
                                    ? ng_session_read_side_by_side(talk.session, readings, SIDES)
                                    : session_talk_read(&talk, 1);
        assert_int_equal(status, NG_STOPPED);
        struct ng_session_result result = ng_session_end(talk.session);
        assert_true(result.ends_run);
        assert_string_equal(result.stopped, "the deadline of the run passed");
        end(&talk, &sides);
    }
}

/* ---- The limits of a run ---- */

static double now(void *context) {
    struct sides *sides = context;
    (void)pthread_mutex_lock(&sides->lock);
    double clock = sides->clock;
    (void)pthread_mutex_unlock(&sides->lock);
    return clock;
}

static void wait_seconds(void *context, double seconds) {
    struct sides *sides = context;
    (void)pthread_mutex_lock(&sides->lock);
    sides->clock += seconds;
    (void)pthread_mutex_unlock(&sides->lock);
}

/* Readers that wait for what never comes. */
static enum ng_status follow(struct session_talk *talk, struct sides *sides) {
    talk->options.control.now = now;
    talk->options.control.wait = wait_seconds;
    enum ng_status status = ng_session_read_together(talk->session, SIDES, 0, 1000, 4);
    assert_int_equal(sides->opened, SIDES);
    return status;
}

static void readers_keep_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct sides sides;
    begin(&talk, &sides);
    talk.options.rate = 5;
    sides.interval = 0.2;
    assert_int_equal(follow(&talk, &sides), NG_OK);
    assert_false(sides.is_early);
    assert_true(sides.asked >= SIDES && sides.asked <= 21 + SIDES);
    end(&talk, &sides);
    begin(&talk, &sides);
    talk.options.rate = 0.125;
    sides.interval = 8;
    assert_int_equal(follow(&talk, &sides), NG_OK);
    assert_false(sides.is_early);
    assert_int_equal(sides.asked, SIDES);
    end(&talk, &sides);
}

static void readers_keep_the_budget(void **state) {
    (void)state;
    for (unsigned budget = 2; budget < 12; budget++) {
        struct session_talk talk;
        struct sides sides;
        begin(&talk, &sides);
        talk.options.max_requests = budget;
        assert_int_equal(follow(&talk, &sides), NG_STOPPED);
        assert_string_equal(ng_session_end(talk.session).stopped,
                            "the budget of --max-requests is used up");
        assert_int_equal(sides.asked + 1, budget); /* and the one that the session began with */
        end(&talk, &sides);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_asked_once_over_a_connection_of_its_own),
        cmocka_unit_test(a_lie_to_one_of_them_is_found),
        cmocka_unit_test(one_connection_is_not_enough),
        cmocka_unit_test(a_since_that_no_number_says_is_left_out),
        cmocka_unit_test(what_is_given_up_ends_the_run_with_a_reason),
        cmocka_unit_test(readers_keep_the_rate),
        cmocka_unit_test(readers_keep_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
