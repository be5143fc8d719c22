/* Whole runs against a log in memory: the truthful one is never blamed, and what is no answer is
 * told as such. */
#include "conformance/run_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void never_blames_the_truthful(void **state) {
    (void)state;
    for (uint64_t count = 0; count < 40; count++) {
        for (uint64_t growth = 0; growth < 30; growth += 7) {
            struct server server = {.model = {.count = count,
                                              .growth_max = growth,
                                              .random = count * 31 + growth,
                                              .refuses_what_it_may = count % 2},
                                    .launchable = count % 3 == 0};
            struct outcome outcome;
            ng_talk_hold(&server, &outcome);
            bool long_enough = count >= 3;
            /* Without growth and without relaunching there is nothing for the class live. */
            enum ng_outcome best =
                growth || server.launchable ? NG_CONFORMANT : NG_RUN_INCONCLUSIVE;
            if (outcome.result.outcome == NG_NON_CONFORMANT ||
                outcome.result.outcome == NG_RUN_ERROR ||
                (long_enough && outcome.result.outcome != best)) {
                ng_talk_print(&outcome.result);
                fail_msg("count %d, growth %d: %s, %s", (int)count, (int)growth,
                         ng_outcome_name(outcome.result.outcome), outcome.result.reason);
            }
            ng_run_result_deinit(&outcome.result);
        }
    }
}

/* Of core and boundary, those that follow a cursor. */
static bool crosses_joints(const char *id) {
    return !strcmp(id, "chained-reads") || !strcmp(id, "limit-one-walk") ||
           !strcmp(id, "long-log") || !strcmp(id, "equal-neighbours");
}

static void every_pass_compared_something(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .launchable = true};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    for (size_t i = 0; i < outcome.result.case_count; i++) {
        const struct ng_case_result *item = &outcome.result.cases[i];
        if (item->test_case->class_id == NG_CLASS_LIVE)
            continue;
        assert_int_equal(item->verdict, NG_PASS);
        assert_true(item->requests > 0);
        if (item->test_case->class_id == NG_CLASS_CORE &&
            strcmp(item->test_case->id, "negative-since") &&
            strcmp(item->test_case->id, "since-past-end"))
            assert_true(item->events_compared > 0);
        assert_int_equal(item->joints_crossed > 0, crosses_joints(item->test_case->id));
    }
    ng_run_result_deinit(&outcome.result);
}

/* Whoever has not read its log yet is not to pass what only a long log shows. */
static void a_log_that_is_not_read_yet_is_not_exercised(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .launchable = true, .loads_at_most = 500};
    struct outcome outcome;
    unsigned found = 0;
    ng_talk_hold(&server, &outcome);
    for (size_t i = 0; i < outcome.result.case_count; i++) {
        const struct ng_case_result *item = &outcome.result.cases[i];
        if (strcmp(item->test_case->id, "long-log"))
            continue;
        assert_int_equal(item->verdict, NG_SKIP);
        assert_string_equal(item->reason,
                            "the log holds 500 events, this needs 1100; {log} holds as "
                            "many lines");
        found++;
    }
    assert_int_equal(found, 1);
    ng_run_result_deinit(&outcome.result);
}

static void empty_log_is_inconclusive(void **state) {
    (void)state;
    struct server server = {.model = {.count = 0}};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    assert_int_equal(outcome.result.outcome, NG_RUN_INCONCLUSIVE);
    assert_string_equal(outcome.result.reason,
                        "no case could exercise dump-1; full-dump: the log holds 0 events, this "
                        "needs 1; a longer log or --launch helps");
    ng_run_result_deinit(&outcome.result);
}

static void reset_once(struct server *server, const struct ng_ask *ask,
                       struct ng_exchange *exchange) {
    (void)ask;
    (void)exchange;
    if (server->requests == 9) {
        server->model.log = 1;
        server->model.count = 5;
    }
}

static void a_reset_begins_again_once(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = reset_once};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    if (outcome.result.outcome != NG_RUN_INCONCLUSIVE)
        ng_talk_print(&outcome.result);
    assert_int_equal(outcome.result.outcome, NG_RUN_INCONCLUSIVE);
    assert_true(outcome.result.restarted);
    ng_run_result_deinit(&outcome.result);
}

/* The requests after which the log is another, shorter one, and then a third. */
static uint64_t first_reset, second_reset;

static void reset_twice(struct server *server, const struct ng_ask *ask,
                        struct ng_exchange *exchange) {
    (void)ask;
    (void)exchange;
    uint64_t resets = server->requests < first_reset ? 0 : server->requests < second_reset ? 1 : 2;
    if (resets == server->model.log)
        return;
    server->model.log = resets;
    server->model.count = resets == 1 ? 7 : 4;
}

/* A reset is no fault of the server, however often and wherever it comes. */
static void resets_are_never_faults(void **state) {
    (void)state;
    unsigned told_twice = 0;
    for (first_reset = 1; first_reset < 40; first_reset += 3) {
        for (second_reset = first_reset + 1; second_reset < 220; second_reset++) {
            struct server server = {.model = {.count = 10}, .tamper = reset_twice};
            struct outcome outcome;
            ng_talk_hold(&server, &outcome);
            if (outcome.result.outcome == NG_NON_CONFORMANT) {
                ng_talk_print(&outcome.result);
                fail_msg("resets after %d and %d requests", (int)first_reset, (int)second_reset);
            }
            bool twice = strstr(outcome.result.reason, "more than once") != NULL;
            assert_true(!twice || outcome.result.outcome == NG_RUN_INCONCLUSIVE);
            told_twice += twice;
            ng_run_result_deinit(&outcome.result);
        }
    }
    assert_true(told_twice > 100);
}

static void a_reset_of_our_own_server_is_a_fault(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = reset_once, .launchable = true};
    ng_talk_expect_fault(&server, NULL, "growth-2");
}

static void shrinks_once(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    (void)ask;
    (void)exchange;
    if (server->requests == 9)
        server->model.count = 5;
}

static void a_count_that_goes_down_is_a_fault(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = shrinks_once};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    assert_int_equal(outcome.result.outcome, NG_NON_CONFORMANT);
    assert_false(outcome.result.restarted);
    ng_run_result_deinit(&outcome.result);
}

static void not_found(struct server *server, const struct ng_ask *ask,
                      struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    ng_exchange_clear(exchange);
    exchange->status = 404;
    exchange->cursor_form = NG_CURSOR_MISSING;
}

static void no_endpoint_is_told_once(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = not_found};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(&outcome.result, counts);
    assert_int_equal(outcome.result.outcome, NG_NON_CONFORMANT);
    assert_int_equal(counts[NG_FAIL], 1);
    assert_int_equal(server.requests, 1);
    ng_run_result_deinit(&outcome.result);
}

static void no_cursor(struct server *server, const struct ng_ask *ask,
                      struct ng_exchange *exchange) {
    (void)ask;
    if (server->requests <= server->model.log)
        exchange->cursor_form = NG_CURSOR_MISSING;
}

static void no_cursor_at_all_is_told_once(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10, .log = UINT64_MAX}, .tamper = no_cursor};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(&outcome.result, counts);
    assert_int_equal(outcome.result.outcome, NG_NON_CONFORMANT);
    assert_int_equal(counts[NG_FAIL], 1);
    assert_int_equal(server.requests, 2);
    ng_run_result_deinit(&outcome.result);
    struct server dump_only = {.model = {.count = 10, .log = 1}, .tamper = no_cursor};
    ng_talk_hold(&dump_only, &outcome);
    assert_true(dump_only.requests > 20);
    ng_run_result_deinit(&outcome.result);
}

static void refuses_connections(struct server *server, const struct ng_ask *ask,
                                struct ng_exchange *exchange) {
    (void)ask;
    if (server->requests <= server->model.log)
        return;
    ng_exchange_clear(exchange);
    exchange->transport = NG_TRANSPORT_UNREACHABLE;
}

static void unreachable_and_gone(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = refuses_connections};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    assert_int_equal(outcome.result.outcome, NG_RUN_UNREACHABLE);
    ng_run_result_deinit(&outcome.result);
    struct server later = {.model = {.count = 10, .log = 5}, .tamper = refuses_connections};
    ng_talk_hold(&later, &outcome);
    assert_int_equal(outcome.result.outcome, NG_RUN_INCONCLUSIVE);
    assert_int_equal(outcome.result.case_count, outcome.info.case_count);
    ng_run_result_deinit(&outcome.result);
}

static void count_asks(void *context, const struct ng_case *test_case, const struct ng_ask *ask) {
    (void)ask;
    assert_non_null(test_case);
    ++*(size_t *)context;
}

static void a_plan_sends_nothing(void **state) {
    (void)state;
    size_t count, asks = 0;
    struct ng_run_options options = {
        .cases = ng_cases(&count), .profile = &ng_talk_profile, .spec = &ng_talk_spec};
    options.info.case_count = count;
    assert_int_equal(ng_plan(&options, 10, count_asks, &asks), NG_OK);
    assert_true(asks > count);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_blames_the_truthful),
        cmocka_unit_test(every_pass_compared_something),
        cmocka_unit_test(a_log_that_is_not_read_yet_is_not_exercised),
        cmocka_unit_test(empty_log_is_inconclusive),
        cmocka_unit_test(a_reset_begins_again_once),
        cmocka_unit_test(resets_are_never_faults),
        cmocka_unit_test(a_reset_of_our_own_server_is_a_fault),
        cmocka_unit_test(a_count_that_goes_down_is_a_fault),
        cmocka_unit_test(no_endpoint_is_told_once),
        cmocka_unit_test(no_cursor_at_all_is_told_once),
        cmocka_unit_test(unreachable_and_gone),
        cmocka_unit_test(a_plan_sends_nothing),
    };
    return cmocka_run_group_tests(tests, ng_talk_set_up, ng_talk_tear_down);
}
