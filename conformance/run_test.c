/* Whole runs against a log in memory: the truthful one is never blamed, each fault is named by its
 * clause. */
#include "conformance/model.h"
#include "conformance/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A server: the model, and what a fault does to its answers. */
struct server {
    struct ng_model model;
    void (*tamper)(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange);
    uint64_t first_count;
    uint64_t requests;
    bool launchable;
    double clock; /* seconds; every look at it takes some */
};

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct server *server = context;
    struct ng_transport_ops model = ng_model_transport(&server->model);
    server->requests++;
    enum ng_status status = model.send(model.context, ask, exchange);
    if (server->tamper)
        server->tamper(server, ask, exchange);
    return status;
}

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t message_size) {
    struct server *server = context;
    (void)message;
    (void)message_size;
    server->model.count = events == NG_RUN_FIRST_LOG ? server->first_count : events;
    return NG_OK;
}

static double now(void *context) {
    struct server *server = context;
    return server->clock += 0.02;
}

static void wait_a_little(void *context, double seconds) {
    struct server *server = context;
    server->clock += seconds;
}

struct outcome {
    struct ng_run_result result;
    struct ng_run_info info;
};

static struct ng_spec spec;
static struct ng_profile profile;

static void hold(struct server *server, struct outcome *outcome) {
    size_t count;
    const struct ng_case *const *cases = ng_cases(&count);
    outcome->info = (struct ng_run_info){.seed = 7, .case_count = count};
    server->first_count = server->model.count;
    struct ng_run_options options = {
        .info = outcome->info,
        .cases = cases,
        .profile = &profile,
        .spec = &spec,
        .transport = {.context = server, .send = send},
        .control = {.context = server,
                    .relaunch = server->launchable ? relaunch : NULL,
                    .now = now,
                    .wait = wait_a_little},
        .launched = server->launchable,
    };
    assert_int_equal(ng_run(&options, &outcome->result), NG_OK);
    outcome->result.info = &outcome->info;
}

static void print_findings(const struct ng_run_result *result) {
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *item = &result->cases[i];
        if (item->verdict != NG_PASS)
            print_message("%s: %s: %s\n", item->test_case->id, ng_verdict_name(item->verdict),
                          item->reason);
        for (size_t k = 0; k < item->findings.count; k++) {
            const struct ng_finding *finding = &item->findings.items[k];
            print_message("  %s ?%s: %s / %s / %s\n", finding->clause,
                          finding->query ? finding->query : "", finding->says, finding->expected,
                          finding->received);
        }
    }
}

static bool has_finding(const struct ng_run_result *result, const char *case_id,
                        const char *clause) {
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_findings *findings = &result->cases[i].findings;
        if (case_id && strcmp(result->cases[i].test_case->id, case_id) != 0)
            continue;
        for (size_t k = 0; k < findings->count; k++)
            if (strcmp(findings->items[k].clause, clause) == 0)
                return true;
    }
    return false;
}

static void expect_fault(struct server *server, const char *case_id, const char *clause) {
    struct outcome outcome;
    hold(server, &outcome);
    if (outcome.result.outcome != NG_NON_CONFORMANT ||
        !has_finding(&outcome.result, case_id, clause)) {
        print_findings(&outcome.result);
        fail_msg("%s was not found in %s", clause, case_id ? case_id : "any case");
    }
    ng_run_result_deinit(&outcome.result);
}

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
            hold(&server, &outcome);
            bool long_enough = count >= 3;
            if (outcome.result.outcome == NG_NON_CONFORMANT ||
                outcome.result.outcome == NG_RUN_ERROR ||
                (long_enough && outcome.result.outcome != NG_CONFORMANT)) {
                print_findings(&outcome.result);
                fail_msg("count %d, growth %d: %s, %s", (int)count, (int)growth,
                         ng_outcome_name(outcome.result.outcome), outcome.result.reason);
            }
            ng_run_result_deinit(&outcome.result);
        }
    }
}

static void every_pass_compared_something(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .launchable = true};
    struct outcome outcome;
    hold(&server, &outcome);
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
    }
    ng_run_result_deinit(&outcome.result);
}

static void empty_log_is_inconclusive(void **state) {
    (void)state;
    struct server server = {.model = {.count = 0}};
    struct outcome outcome;
    hold(&server, &outcome);
    assert_int_equal(outcome.result.outcome, NG_RUN_INCONCLUSIVE);
    ng_run_result_deinit(&outcome.result);
}

/* ---- the faults ---- */

static void set_cursor(struct ng_exchange *exchange, uint64_t cursor) {
    exchange->cursor = cursor;
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%llu",
                   (unsigned long long)cursor);
}

static void answer(struct server *server, struct ng_exchange *exchange, uint64_t first,
                   uint64_t end, uint64_t cursor) {
    ng_exchange_clear(exchange);
    exchange->status = 200;
    exchange->body_form = NG_BODY_ARRAY;
    exchange->cursor_form = NG_CURSOR_OK;
    set_cursor(exchange, cursor);
    for (uint64_t index = first; index < end; index++)
        assert_int_equal(ng_exchange_add_event(exchange, ng_model_digest(&server->model, index)),
                         NG_OK);
}

static bool is_page(const struct ng_ask *ask, const struct ng_exchange *exchange) {
    return exchange->status == 200 && ask->method == NG_GET;
}

static void cursor_one_too_small(struct server *server, const struct ng_ask *ask,
                                 struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    if (exchange->status == 200 && exchange->cursor)
        set_cursor(exchange, exchange->cursor - 1);
}

static void cursor_one_too_large(struct server *server, const struct ng_ask *ask,
                                 struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    if (exchange->status == 200)
        set_cursor(exchange, exchange->cursor + 1);
}

static void limit_ignored(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange) {
    if (is_page(ask, exchange) && ask->readings[0].limit)
        answer(server, exchange, ask->readings[0].since, server->model.count, server->model.count);
}

static void sum_not_clamped(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    const struct ng_reading *reading = &ask->readings[0];
    if (is_page(ask, exchange) && reading->has_limit && reading->limit < 1000000000)
        set_cursor(exchange, reading->since + reading->limit);
}

static void past_end_echoed(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    if (is_page(ask, exchange) && exchange->cursor < ask->readings[0].since)
        set_cursor(exchange, ask->readings[0].since);
}

static void negative_since_is_0(struct server *server, const struct ng_ask *ask,
                                struct ng_exchange *exchange) {
    if (ask->query && strncmp(ask->query, "since=-", 7) == 0)
        answer(server, exchange, 0, server->model.count, server->model.count);
}

static void limit_0_is_none(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (is_page(ask, exchange) && reading->has_limit && !reading->limit)
        answer(server, exchange, reading->since, server->model.count, server->model.count);
}

static void wrong_events(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || !ask->readings[0].since)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, i);
}

static void twice_at_joint(struct server *server, const struct ng_ask *ask,
                           struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (!is_page(ask, exchange) || !reading->since || !reading->has_limit)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, reading->since + i - 1);
}

static void total_as_cursor(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    if (is_page(ask, exchange))
        set_cursor(exchange, server->model.count);
}

static void newest_first(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || !ask->readings[0].has_limit)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, exchange->cursor - 1 - i);
}

static void rewritten_at_each_read(struct server *server, const struct ng_ask *ask,
                                   struct ng_exchange *exchange) {
    (void)ask;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] += server->requests;
}

static void null_when_empty(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    if (is_page(ask, exchange) && !exchange->event_count)
        exchange->body_form = NG_BODY_NULL;
}

static void hidden_page_size(struct server *server, const struct ng_ask *ask,
                             struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    uint64_t since = reading->since;
    if (is_page(ask, exchange) && ask->query && !reading->has_limit && exchange->event_count > 2)
        answer(server, exchange, since, since + 2, since + 2);
}

static void torn(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || ask->query || server->requests == 1)
        return;
    uint64_t announced = server->model.count;
    server->model.count += 2;
    answer(server, exchange, 0, server->model.count, announced);
}

static void each_fault_is_named(void **state) {
    (void)state;
    static const struct {
        void (*tamper)(struct server *server, const struct ng_ask *ask,
                       struct ng_exchange *exchange);
        const char *case_id;
        const char *clause;
        uint64_t growth;
    } faults[] = {
        {cursor_one_too_small, "since-and-limit", "cursor-3", 0},
        {cursor_one_too_small, NULL, "cursor-3", 3},
        {cursor_one_too_large, "since-only", "cursor-3", 0},
        {limit_ignored, "since-and-limit", "range-4", 0},
        {sum_not_clamped, "limit-past-end", "range-4", 0},
        {past_end_echoed, "since-past-end", "cursor-4", 0},
        {past_end_echoed, "since-past-end", "cursor-4", 5},
        {negative_since_is_0, "negative-since", "reject-3", 0},
        {limit_0_is_none, "limit-zero", "limit-1", 0},
        {wrong_events, "since-and-limit", "range-1", 0},
        {twice_at_joint, "chained-reads", "chain-1", 0},
        {total_as_cursor, "since-and-limit", "cursor-5", 0},
        {newest_first, "since-and-limit", "range-2", 0},
        {rewritten_at_each_read, "full-dump", "immutable-1", 0},
        {null_when_empty, "since-past-end", "body-2", 0},
        {hidden_page_size, "since-only", "range-3", 0},
        {torn, "full-dump", "instant-1", 0},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct server server = {.model = {.count = 10, .growth_max = faults[i].growth},
                                .tamper = faults[i].tamper,
                                .launchable = true};
        expect_fault(&server, faults[i].case_id, faults[i].clause);
    }
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
    hold(&server, &outcome);
    if (outcome.result.outcome != NG_RUN_INCONCLUSIVE)
        print_findings(&outcome.result);
    assert_int_equal(outcome.result.outcome, NG_RUN_INCONCLUSIVE);
    assert_true(outcome.result.restarted);
    ng_run_result_deinit(&outcome.result);
}

static void a_reset_of_our_own_server_is_a_fault(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}, .tamper = reset_once, .launchable = true};
    expect_fault(&server, NULL, "growth-2");
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
    hold(&server, &outcome);
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
    hold(&server, &outcome);
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(&outcome.result, counts);
    assert_int_equal(outcome.result.outcome, NG_NON_CONFORMANT);
    assert_int_equal(counts[NG_FAIL], 1);
    assert_int_equal(server.requests, 1);
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
    hold(&server, &outcome);
    assert_int_equal(outcome.result.outcome, NG_RUN_UNREACHABLE);
    ng_run_result_deinit(&outcome.result);
    struct server later = {.model = {.count = 10, .log = 5}, .tamper = refuses_connections};
    hold(&later, &outcome);
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
    struct ng_run_options options = {.cases = ng_cases(&count), .profile = &profile, .spec = &spec};
    options.info.case_count = count;
    assert_int_equal(ng_plan(&options, 10, count_asks, &asks), NG_OK);
    assert_true(asks > count);
}

static int set_up(void **state) {
    (void)state;
    return ng_spec_embedded(&spec) || ng_profile_exo(&profile);
}

static int tear_down(void **state) {
    (void)state;
    ng_spec_deinit(&spec);
    ng_profile_deinit(&profile);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_blames_the_truthful),
        cmocka_unit_test(every_pass_compared_something),
        cmocka_unit_test(empty_log_is_inconclusive),
        cmocka_unit_test(each_fault_is_named),
        cmocka_unit_test(a_reset_begins_again_once),
        cmocka_unit_test(a_reset_of_our_own_server_is_a_fault),
        cmocka_unit_test(a_count_that_goes_down_is_a_fault),
        cmocka_unit_test(no_endpoint_is_told_once),
        cmocka_unit_test(unreachable_and_gone),
        cmocka_unit_test(a_plan_sends_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
