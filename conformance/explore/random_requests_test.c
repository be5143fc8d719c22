/* The case of `nogap fuzz` against servers in memory: a truthful one is never blamed, a lying one
 * is, and a run that saw nothing is no success. */
#include "conformance/run_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define REQUESTS 2000

struct world {
    struct ng_model model;
    void (*tamper)(const struct ng_ask *ask, struct ng_exchange *exchange);
    uint64_t sent;
    uint64_t hash; /* of all queries so far */
    bool hook_fails;
};

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct world *world = context;
    struct ng_transport_ops model = ng_model_transport(&world->model);
    const char *query = ask->query ? ask->query : "(none)";
    world->sent++;
    for (; *query; query++)
        world->hash = (world->hash ^ (unsigned char)*query) * 0x100000001B3u;
    enum ng_status status = model.send(model.context, ask, exchange);
    if (world->tamper)
        world->tamper(ask, exchange);
    return status;
}

static enum ng_status append(void *context, uint64_t count, char *message, size_t message_size) {
    struct world *world = context;
    if (world->hook_fails) {
        (void)snprintf(message, message_size, "the hook is broken");
        return NG_IO;
    }
    world->model.count += count;
    return NG_OK;
}

static bool acknowledged(void *context) {
    (void)context;
    return true;
}

/* Holds the case; the result is the caller's. */
static void hold(struct world *world, uint64_t seed, uint64_t requests, bool appends,
                 struct outcome *outcome) {
    outcome->info = (struct ng_run_info){.seed = seed};
    const struct ng_run_options options = {
        .info = {.seed = seed, .case_count = 1},
        .cases = ng_explore_cases(&outcome->info.case_count),
        .profile = &ng_talk_profile,
        .spec = &ng_talk_spec,
        .transport = {.context = world, .send = send},
        .control = {.context = world,
                    .append = appends ? append : NULL,
                    .acknowledged = acknowledged},
        .append_max = 5000,
        .explore_requests = requests,
    };
    assert_int_equal(outcome->info.case_count, 1);
    assert_int_equal(ng_run(&options, &outcome->result), NG_OK);
    outcome->result.info = &outcome->info;
}

static void expect(struct world world, uint64_t seed, bool appends, enum ng_outcome expected,
                   const char *reason) {
    struct outcome outcome;
    hold(&world, seed, REQUESTS, appends, &outcome);
    if (outcome.result.outcome != expected) {
        ng_talk_print(&outcome.result);
        fail_msg("seed %d: expected %s, found %s: %s", (int)seed, ng_outcome_name(expected),
                 ng_outcome_name(outcome.result.outcome), outcome.result.reason);
    }
    if (!strstr(outcome.result.cases[0].reason, reason))
        fail_msg("expected '%s' in '%s'", reason, outcome.result.cases[0].reason);
    ng_run_result_deinit(&outcome.result);
}

static void a_truthful_server_is_never_blamed(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 6; seed++) {
        for (uint64_t growth = 0; growth < 3; growth++) {
            struct world world = {.model = {.count = 2 + 7 * seed, .growth_max = growth}};
            world.model.refuses_what_it_may = seed % 2 != 0;
            expect(world, seed, false, NG_CONFORMANT, "");
            expect(world, seed, true, NG_CONFORMANT, "");
        }
    }
}

static void a_run_that_saw_no_log_is_inconclusive(void **state) {
    (void)state;
    expect((struct world){.model = {.count = 0}}, 1, false, NG_RUN_INCONCLUSIVE,
           "no answer held an event");
    expect((struct world){.model = {.count = 1}}, 1, false, NG_RUN_INCONCLUSIVE,
           "no page that follows another held an event");
    expect((struct world){.model = {.count = 2}}, 1, false, NG_CONFORMANT, "");
}

static void a_hook_that_fails_is_inconclusive(void **state) {
    (void)state;
    expect((struct world){.model = {.count = 5}, .hook_fails = true}, 1, true, NG_RUN_INCONCLUSIVE,
           "the hook is broken");
}

static void set_cursor(struct ng_exchange *exchange, uint64_t cursor) {
    exchange->cursor = cursor;
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%llu",
                   (unsigned long long)cursor);
}

static void one_more_on_threes(const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (exchange->status == 200 && ask->readings[0].has_limit && ask->readings[0].limit == 3 &&
        exchange->event_count == 3)
        set_cursor(exchange, exchange->cursor + 1);
}

static void fails_at_nines(const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (ask->query && strstr(ask->query, "999999999999999999999999999999"))
        exchange->status = 500;
}

static void takes_every_text(const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (ask->query && strstr(ask->query, "since=1.5")) {
        exchange->status = 200;
        exchange->cursor_form = NG_CURSOR_MALFORMED;
    }
}

static void a_lying_server_is_found(void **state) {
    (void)state;
    void (*const lies[])(const struct ng_ask *ask, struct ng_exchange *exchange) = {
        one_more_on_threes, fails_at_nines, takes_every_text};
    for (uint64_t seed = 0; seed < 3; seed++)
        for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
            expect((struct world){.model = {.count = 10}, .tamper = lies[i]}, seed, false,
                   NG_NON_CONFORMANT, "sent again by: nogap fuzz URL --seed ");
}

/* The words that tell of a failure give as many requests as show it. */
static void as_many_requests_as_are_told_show_it_again(void **state) {
    (void)state;
    struct world world = {.model = {.count = 10}, .tamper = one_more_on_threes};
    struct outcome outcome;
    hold(&world, 11, REQUESTS, false, &outcome);
    const char *told = strstr(outcome.result.cases[0].reason, "--seed 11 --requests ");
    assert_non_null(told);
    unsigned long long requests = 0;
    assert_int_equal(sscanf(told, "--seed 11 --requests %llu", &requests), 1);
    assert_in_range(requests, 2, REQUESTS - 1);
    ng_run_result_deinit(&outcome.result);
    const uint64_t numbers[] = {requests, requests / 2};
    for (size_t i = 0; i < 2; i++) {
        struct world again = {.model = {.count = 10}, .tamper = one_more_on_threes};
        hold(&again, 11, numbers[i], false, &outcome);
        bool is_found = outcome.result.cases[0].findings.count > 0;
        assert_int_equal(is_found, i == 0);
        ng_run_result_deinit(&outcome.result);
    }
}

static void the_same_seed_asks_the_same(void **state) {
    (void)state;
    uint64_t hashes[3];
    for (size_t i = 0; i < 3; i++) {
        struct world world = {.model = {.count = 10}};
        struct outcome outcome;
        hold(&world, i == 2 ? 2 : 1, REQUESTS, true, &outcome);
        hashes[i] = world.hash;
        assert_in_range(world.sent, REQUESTS, REQUESTS + 10);
        ng_run_result_deinit(&outcome.result);
    }
    assert_true(hashes[0] == hashes[1]);
    assert_true(hashes[0] != hashes[2]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truthful_server_is_never_blamed),
        cmocka_unit_test(a_run_that_saw_no_log_is_inconclusive),
        cmocka_unit_test(a_hook_that_fails_is_inconclusive),
        cmocka_unit_test(a_lying_server_is_found),
        cmocka_unit_test(as_many_requests_as_are_told_show_it_again),
        cmocka_unit_test(the_same_seed_asks_the_same),
    };
    return cmocka_run_group_tests(tests, ng_talk_set_up, ng_talk_tear_down);
}
