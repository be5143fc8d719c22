#include "conformance/repeat.h"

#include "conformance/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASES 4

/* A server of the model, which lies in one repetition, and what a listener heard. */
struct world {
    struct ng_model model;
    struct ng_spec spec;
    struct ng_profile profile;
    const struct ng_case *cases[CASES];
    struct ng_run_options options;
    uint64_t launches;
    uint64_t wrong_from, wrong_until; /* launches during which cursors are too high */
    bool unreachable;                 /* after the first launch */
    double clock;
    uint64_t looks, interrupted_after; /* looks at the interrupt; 0: never */
    size_t begins, ends, case_ends;
    struct ng_run_result result;
};

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct world *world = context;
    struct ng_transport_ops model = ng_model_transport(&world->model);
    if (world->unreachable && world->launches > 0) {
        ng_exchange_clear(exchange);
        exchange->ask = *ask;
        exchange->transport = NG_TRANSPORT_UNREACHABLE;
        return NG_OK;
    }
    enum ng_status status = model.send(model.context, ask, exchange);
    if (world->launches >= world->wrong_from && world->launches < world->wrong_until) {
        exchange->cursor++;
    }
    return status;
}

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t message_size) {
    struct world *world = context;
    (void)message, (void)message_size;
    assert_true(events == NG_RUN_FIRST_LOG);
    world->launches++;
    return NG_OK;
}

static double now(void *context) {
    struct world *world = context;
    return world->clock += 0.01;
}

static bool interrupted(void *context) {
    struct world *world = context;
    return world->interrupted_after > 0 && ++world->looks > world->interrupted_after;
}

static void begin(void *context, const struct ng_run_info *info) {
    struct world *world = context;
    assert_int_equal(info->case_count, CASES);
    world->begins++;
}

static void case_end(void *context, const struct ng_case_result *result) {
    struct world *world = context;
    assert_ptr_equal(result->test_case, world->cases[world->case_ends]);
    world->case_ends++;
}

static void end(void *context, const struct ng_run_result *result) {
    struct world *world = context;
    assert_int_equal(result->case_count, CASES);
    world->ends++;
}

static int set_up(void **state) {
    static const char *const ids[CASES] = {"full-dump", "since-only", "limit-only",
                                           "since-and-limit"};
    struct world *world = calloc(1, sizeof *world);
    *state = world;
    if (world == NULL || ng_spec_embedded(&world->spec) || ng_profile_exo(&world->profile)) {
        return -1;
    }
    for (size_t i = 0; i < CASES; i++) {
        world->cases[i] = ng_case_find(ids[i]);
        assert_non_null(world->cases[i]);
    }
    world->model.count = 12;
    world->options = (struct ng_run_options){
        .info = {.seed = 5, .case_count = CASES, .repetitions = 5},
        .cases = world->cases,
        .profile = &world->profile,
        .spec = &world->spec,
        .transport = {.context = world, .send = send},
        .control = {.context = world, .relaunch = relaunch, .now = now, .interrupted = interrupted},
        .listener = {.context = world, .begin = begin, .case_end = case_end, .end = end},
    };
    return 0;
}

static int tear_down(void **state) {
    struct world *world = *state;
    ng_run_result_deinit(&world->result);
    ng_spec_deinit(&world->spec);
    ng_profile_deinit(&world->profile);
    free(world);
    return 0;
}

static void hold(struct world *world, bool shuffle) {
    assert_int_equal(ng_run_repeatedly(&world->options, shuffle, &world->result), NG_OK);
    assert_int_equal(world->begins, 1);
    assert_int_equal(world->case_ends, CASES);
    assert_int_equal(world->ends, 1);
    assert_ptr_equal(world->result.info, &world->options.info);
}

static void the_same_verdicts_stand(void **state) {
    struct world *world = *state;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_CONFORMANT);
    assert_string_equal(world->result.reason, "");
    assert_int_equal(world->launches, 4);
    uint64_t requests = 0;
    for (size_t i = 0; i < CASES; i++) {
        assert_int_equal(world->result.cases[i].verdict, NG_PASS);
        assert_false(world->result.cases[i].unstable);
        assert_true(world->result.cases[i].requests >= 5);
        requests += world->result.cases[i].requests;
    }
    assert_true(world->result.requests >= requests);
}

static void a_fault_in_each_repetition_is_no_instability(void **state) {
    struct world *world = *state;
    world->wrong_until = 100;
    hold(world, true);
    assert_int_equal(world->result.outcome, NG_NON_CONFORMANT);
    assert_int_equal(world->result.cases[0].verdict, NG_FAIL);
    assert_false(world->result.cases[0].unstable);
    assert_true(world->result.cases[0].findings.count > 0);
}

static void a_fault_now_and_then_is_unstable(void **state) {
    struct world *world = *state;
    world->wrong_from = 2;
    world->wrong_until = 3;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_NON_CONFORMANT);
    assert_non_null(strstr(world->result.reason, "unstable: full-dump and other cases came to "
                                                 "different verdicts in 5 repetitions"));
    const struct ng_case_result *result = &world->result.cases[0];
    assert_true(result->unstable);
    assert_int_equal(result->verdict, NG_FAIL);
    assert_string_equal(result->reason, "unstable: 4 x pass, 1 x fail");
    assert_true(result->findings.count > 0);
}

static void the_deadline_is_that_of_all(void **state) {
    struct world *world = *state;
    world->options.deadline = 1.5;
    world->options.info.repetitions = 1000;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_RUN_INCONCLUSIVE);
    assert_non_null(strstr(world->result.reason, "of 1000 repetitions: the deadline"));
    assert_true(world->launches > 0 && world->launches < 100);
    /* The last repetition ends in its midst: a look at the clock takes 0.01 s here. */
    assert_true(world->clock < 1.65);
    for (size_t i = 0; i < CASES; i++) {
        assert_false(world->result.cases[i].unstable);
    }
}

static void an_interrupt_ends_it(void **state) {
    struct world *world = *state;
    world->interrupted_after = 30;
    world->options.info.repetitions = 1000;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_RUN_INCONCLUSIVE);
    assert_true(world->launches < 30);
}

static void a_server_that_is_gone_ends_it(void **state) {
    struct world *world = *state;
    world->unreachable = true;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_RUN_INCONCLUSIVE);
    assert_int_equal(world->launches, 1);
}

static void a_server_that_never_was_there_is_unreachable(void **state) {
    struct world *world = *state;
    world->unreachable = true;
    world->launches = 1;
    hold(world, false);
    assert_int_equal(world->result.outcome, NG_RUN_UNREACHABLE);
    assert_true(world->result.reason[0] != '\0');
}

static void shuffling_stays_within_classes(void **state) {
    (void)state;
    size_t count = 0;
    size_t moved = 0;
    const struct ng_case *const *all = ng_cases(&count);
    const struct ng_case *first[200];
    const struct ng_case *again[200];
    assert_in_range(count, 10, 200);
    for (uint64_t repetition = 0; repetition < 20; repetition++) {
        memcpy(first, all, count * sizeof *first);
        memcpy(again, all, count * sizeof *again);
        ng_shuffle_cases(first, count, 7, repetition);
        ng_shuffle_cases(again, count, 7, repetition);
        assert_memory_equal(first, again, count * sizeof *first);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(first[i]->class_id, all[i]->class_id);
            moved += first[i] != all[i] ? 1 : 0;
            size_t seen = 0;
            for (size_t k = 0; k < count; k++) {
                seen += first[k] == all[i] ? 1 : 0;
            }
            assert_int_equal(seen, 1);
        }
    }
    assert_true(moved > 10 * count);
    ng_shuffle_cases(first, count, 7, 1);
    ng_shuffle_cases(again, count, 8, 1);
    assert_memory_not_equal(first, again, count * sizeof *first);
    ng_shuffle_cases(first, 0, 7, 1);
}

#define CHECK(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHECK(the_same_verdicts_stand),
        CHECK(a_fault_in_each_repetition_is_no_instability),
        CHECK(a_fault_now_and_then_is_unstable),
        CHECK(the_deadline_is_that_of_all),
        CHECK(an_interrupt_ends_it),
        CHECK(a_server_that_is_gone_ends_it),
        CHECK(a_server_that_never_was_there_is_unreachable),
        cmocka_unit_test(shuffling_stays_within_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
