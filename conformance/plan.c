/* A run against a truthful log in memory, whose requests are shown and never sent. */
#include "conformance/model.h"
#include "conformance/run.h"
#include "conformance/session.h"

struct plan {
    struct ng_model model;
    uint64_t first_count;
    const struct ng_case *test_case;
    void (*print)(void *context, const struct ng_case *test_case, const struct ng_ask *ask);
    void *print_context;
};

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct plan *plan = context;
    plan->print(plan->print_context, plan->test_case, ask);
    struct ng_transport_ops model = ng_model_transport(&plan->model);
    return model.send(model.context, ask, exchange);
}

/* As if the connection was broken off: there is nothing to be judged. */
static enum ng_status send_raw(void *context, const struct ng_raw_sending *sending,
                               struct ng_raw_received *received) {
    struct plan *plan = context;
    plan->print(plan->print_context, plan->test_case, &sending->asks[0]);
    *received = (struct ng_raw_received){.end = NG_RAW_END_LEFT};
    return NG_OK;
}

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t message_size) {
    struct plan *plan = context;
    (void)message;
    (void)message_size;
    plan->model.count = events == NG_RUN_FIRST_LOG ? plan->first_count : events;
    return NG_OK;
}

enum ng_status ng_plan(const struct ng_run_options *options, uint64_t events,
                       void (*print)(void *context, const struct ng_case *test_case,
                                     const struct ng_ask *ask),
                       void *context) {
    struct plan plan = {.model = {.count = events},
                        .first_count = events,
                        .print = print,
                        .print_context = context};
    struct ng_run_options planned = *options;
    planned.transport = (struct ng_transport_ops){.context = &plan, .send = send};
    planned.control = (struct ng_run_control){.context = &plan};
    planned.listener = (struct ng_listener){0};
    planned.recorder = (struct ng_recorder){0};
    if (options->launched)
        planned.control.relaunch = relaunch;
    if (options->control.raw)
        planned.control.raw = send_raw;
    struct ng_session *session;
    enum ng_status status = ng_session_new(&planned, &session);
    if (status)
        return status;
    for (size_t i = 0; !status && i < options->info.case_count; i++) {
        struct ng_findings findings;
        ng_findings_init(&findings);
        plan.test_case = options->cases[i];
        status = ng_session_begin(session, plan.test_case, &findings);
        if (!status)
            status = plan.test_case->run(session);
        ng_findings_deinit(&findings);
        if (status == NG_STOPPED)
            break;
    }
    ng_session_free(session);
    return status == NG_STOPPED ? NG_OK : status;
}
