#include "conformance/run.h"
#include "conformance/conclude.h"
#include "conformance/session.h"

#include <stdlib.h>

struct run {
    const struct ng_run_options *options;
    struct ng_run_result *result;
    struct ng_session *session;
    struct ng_conclusion conclusion;
};

static double now(const struct ng_run_options *options) {
    return options->control.now ? options->control.now(options->control.context) : 0;
}

static enum ng_status hold_case(struct run *run, const struct ng_case *test_case) {
    const struct ng_run_options *options = run->options;
    const struct ng_recorder *recorder = &options->recorder;
    struct ng_case_result *result = &run->result->cases[run->result->case_count++];
    *result = (struct ng_case_result){.test_case = test_case};
    ng_findings_init(&result->findings);
    if (run->conclusion.reason[0]) {
        ng_conclude_unheld(&run->conclusion, result);
    } else {
        double started = now(options);
        enum ng_status status = ng_session_begin(run->session, test_case, &result->findings);
        if (!status)
            status = test_case->run(run->session);
        struct ng_session_result session = ng_session_end(run->session);
        ng_conclude_case(options->spec, status, &session, result);
        ng_conclude_waiver(&options->info, &session, result);
        ng_conclude_continue(&run->conclusion, &session);
        result->seconds = now(options) - started;
        if (recorder->case_end)
            recorder->case_end(recorder->context, test_case, status, &session, result->seconds);
        if (recorder->found && result->findings.count)
            recorder->found(recorder->context, &result->findings);
        if (status == NG_NO_MEMORY)
            return status;
    }
    bool is_void = run->conclusion.reset && !run->result->restarted;
    if (!is_void && options->listener.case_end)
        options->listener.case_end(options->listener.context, result);
    return NG_OK;
}

static void drop_cases(struct ng_run_result *result) {
    for (size_t i = 0; i < result->case_count; i++)
        ng_case_result_deinit(&result->cases[i]);
    result->case_count = 0;
}

/* Holds all cases once. A reset ends the first pass early. */
static enum ng_status pass_through(struct run *run) {
    const struct ng_run_options *options = run->options;
    run->conclusion = (struct ng_conclusion){0};
    enum ng_status status = ng_session_new(options, &run->session);
    if (status)
        return status;
    for (size_t i = 0; !status && i < options->info.case_count; i++) {
        status = hold_case(run, options->cases[i]);
        if (run->conclusion.reset && !run->result->restarted)
            break;
    }
    run->result->events = ng_session_count(run->session);
    run->result->requests += ng_session_requests(run->session);
    ng_session_free(run->session);
    return status;
}

static void begin_again(struct run *run) {
    const struct ng_listener *listener = &run->options->listener;
    const struct ng_recorder *recorder = &run->options->recorder;
    run->result->restarted = true;
    if (recorder->restart)
        recorder->restart(recorder->context, run->conclusion.reason);
    if (listener->restart)
        listener->restart(listener->context, run->conclusion.reason);
    drop_cases(run->result);
}

enum ng_status ng_run(const struct ng_run_options *options, struct ng_run_result *result) {
    struct run run = {.options = options, .result = result};
    const struct ng_listener *listener = &options->listener;
    double started = now(options);
    *result = (struct ng_run_result){.info = &options->info};
    result->cases = calloc(options->info.case_count + 1, sizeof *result->cases);
    if (!result->cases)
        return NG_NO_MEMORY;
    if (listener->begin)
        listener->begin(listener->context, &options->info);
    enum ng_status status = pass_through(&run);
    if (!status && run.conclusion.reset) {
        begin_again(&run);
        status = pass_through(&run);
    }
    result->seconds = now(options) - started;
    if (options->control.bytes)
        result->bytes = options->control.bytes(options->control.context);
    ng_conclude_run(options->spec, &run.conclusion, result);
    if (options->recorder.end)
        options->recorder.end(options->recorder.context, result);
    if (listener->end)
        listener->end(listener->context, result);
    return status;
}
