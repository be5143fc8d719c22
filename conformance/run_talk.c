#include "conformance/run_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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
    uint64_t most = server->loads_at_most ? server->loads_at_most : UINT64_MAX;
    server->model.count = events == NG_RUN_FIRST_LOG ? server->first_count : events;
    if (server->model.count > most)
        server->model.count = most;
    return NG_OK;
}

/* As if each connection was broken off: nothing is judged but the plain requests. */
static enum ng_status send_raw(void *context, const struct ng_raw_sending *sending,
                               struct ng_raw_received *received) {
    (void)context;
    (void)sending;
    *received = (struct ng_raw_received){.end = NG_RAW_END_LEFT};
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

struct ng_spec ng_talk_spec;
struct ng_profile ng_talk_profile;

void ng_talk_begin(struct server *server, struct ng_run_options *options) {
    server->first_count = server->model.count;
    options->transport = (struct ng_transport_ops){.context = server, .send = send};
    options->control = (struct ng_run_control){.context = server,
                                               .relaunch = server->launchable ? relaunch : NULL};
    options->launched = server->launchable;
}

void ng_talk_hold(struct server *server, struct outcome *outcome) {
    size_t count;
    const struct ng_case *const *cases = ng_cases(&count);
    outcome->info = (struct ng_run_info){.seed = 7, .case_count = count};
    struct ng_run_options options = {
        .info = outcome->info,
        .cases = cases,
        .profile = &ng_talk_profile,
        .spec = &ng_talk_spec,
    };
    ng_talk_begin(server, &options);
    options.control.raw = send_raw;
    options.control.now = now;
    options.control.wait = wait_a_little;
    assert_int_equal(ng_run(&options, &outcome->result), NG_OK);
    outcome->result.info = &outcome->info;
}

void ng_talk_print(const struct ng_run_result *result) {
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

void ng_talk_expect_fault(struct server *server, const char *case_id, const char *clause) {
    struct outcome outcome;
    ng_talk_hold(server, &outcome);
    if (outcome.result.outcome != NG_NON_CONFORMANT ||
        !has_finding(&outcome.result, case_id, clause)) {
        ng_talk_print(&outcome.result);
        fail_msg("%s was not found in %s", clause, case_id ? case_id : "any case");
    }
    ng_run_result_deinit(&outcome.result);
}

int ng_talk_set_up(void **state) {
    (void)state;
    return ng_spec_embedded(&ng_talk_spec) || ng_profile_exo(&ng_talk_profile);
}

int ng_talk_tear_down(void **state) {
    (void)state;
    ng_spec_deinit(&ng_talk_spec);
    ng_profile_deinit(&ng_talk_profile);
    return 0;
}
