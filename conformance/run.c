#include "conformance/run.h"
#include "conformance/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run {
    const struct ng_run_options *options;
    struct ng_run_result *result;
    struct ng_session *session;
    bool reset;
    bool unreachable;
    bool no_endpoint;
    char reason[NG_WORDS_MAX]; /* why the cases that are left cannot be held; "" while they can */
};

static double now(const struct ng_run_options *options) {
    return options->control.now ? options->control.now(options->control.context) : 0;
}

static enum ng_verdict worst(enum ng_verdict a, enum ng_verdict b) {
    return a > b ? a : b;
}

static enum ng_verdict verdict_of_findings(const struct ng_spec *spec,
                                           const struct ng_findings *findings) {
    enum ng_verdict verdict = findings->dropped ? NG_FAIL : NG_PASS;
    for (size_t i = 0; i < findings->count; i++) {
        const struct ng_clause *clause = ng_spec_find(spec, findings->items[i].clause);
        if (!clause)
            return NG_ERROR;
        verdict = worst(verdict, clause->level == NG_MUST ? NG_FAIL : NG_WARN);
    }
    return verdict;
}

static void give_reason(struct ng_case_result *result, enum ng_verdict verdict,
                        const char *reason) {
    result->verdict = worst(result->verdict, verdict);
    if (!result->reason[0])
        (void)snprintf(result->reason, sizeof result->reason, "%s", reason);
}

static void conclude(const struct ng_run_options *options, struct ng_case_result *result,
                     enum ng_status status, const struct ng_session_result *session) {
    result->requests = session->requests;
    result->events_compared = session->events_compared;
    result->verdict = verdict_of_findings(options->spec, &result->findings);
    if (result->verdict == NG_ERROR)
        give_reason(result, NG_ERROR, "a finding names a clause that SPEC.md does not have");
    if (status == NG_STOPPED) {
        bool told = session->no_endpoint && result->findings.count;
        give_reason(result, told ? NG_FAIL : NG_INCONCLUSIVE, session->stopped);
    } else if (status == NG_NO_MEMORY) {
        give_reason(result, NG_ERROR, "the runner has no memory left");
    } else if (status) {
        give_reason(result, NG_ERROR, "the runner failed");
    } else if (!session->exercised || !session->requests) {
        give_reason(result, NG_SKIP,
                    session->lacks[0] ? session->lacks : "the case had nothing to ask");
    }
}

/* Notes what the end of a case means for those after it. */
static void look_ahead(struct run *run, const struct ng_session_result *session) {
    run->reset = run->reset || session->reset;
    run->unreachable = run->unreachable || session->unreachable;
    run->no_endpoint = run->no_endpoint || session->no_endpoint;
    if (session->ends_run && !run->reason[0])
        (void)snprintf(run->reason, sizeof run->reason, "%s", session->stopped);
}

static enum ng_status hold_case(struct run *run, const struct ng_case *test_case) {
    const struct ng_run_options *options = run->options;
    struct ng_case_result *result = &run->result->cases[run->result->case_count++];
    *result = (struct ng_case_result){.test_case = test_case};
    ng_findings_init(&result->findings);
    if (run->reason[0]) {
        give_reason(result, run->no_endpoint ? NG_SKIP : NG_INCONCLUSIVE, run->reason);
    } else {
        double started = now(options);
        enum ng_status status = ng_session_begin(run->session, test_case, &result->findings);
        if (!status)
            status = test_case->run(run->session);
        struct ng_session_result session = ng_session_end(run->session);
        conclude(options, result, status, &session);
        result->seconds = now(options) - started;
        look_ahead(run, &session);
        if (status == NG_NO_MEMORY)
            return status;
    }
    if (!run->reset && options->listener.case_end)
        options->listener.case_end(options->listener.context, result);
    return NG_OK;
}

static void drop_cases(struct ng_run_result *result) {
    for (size_t i = 0; i < result->case_count; i++)
        ng_case_result_deinit(&result->cases[i]);
    result->case_count = 0;
}

/* Holds all cases once. A reset ends the pass early. */
static enum ng_status pass_through(struct run *run) {
    const struct ng_run_options *options = run->options;
    run->reset = run->unreachable = run->no_endpoint = false;
    run->reason[0] = '\0';
    enum ng_status status = ng_session_new(options, &run->session);
    for (size_t i = 0; !status && i < options->info.case_count; i++) {
        status = hold_case(run, options->cases[i]);
        if (run->reset && !run->result->restarted)
            break;
    }
    if (run->session) {
        run->result->events = ng_session_count(run->session);
        run->result->requests += ng_session_requests(run->session);
    }
    ng_session_free(run->session);
    run->session = NULL;
    return status;
}

static bool exercises(const struct ng_case_result *result, const char *clause) {
    if (result->verdict == NG_SKIP)
        return false;
    for (size_t i = 0; result->test_case->clauses[i]; i++)
        if (strcmp(result->test_case->clauses[i], clause) == 0)
            return true;
    return false;
}

/* A MUST of a chosen case that no case exercised, or NULL. */
static const char *unexercised_clause(const struct run *run) {
    const struct ng_run_result *result = run->result;
    for (size_t i = 0; i < result->case_count; i++) {
        const char *const *clauses = result->cases[i].test_case->clauses;
        for (size_t k = 0; clauses[k]; k++) {
            const struct ng_clause *clause = ng_spec_find(run->options->spec, clauses[k]);
            bool exercised = !clause || clause->level != NG_MUST;
            for (size_t j = 0; !exercised && j < result->case_count; j++)
                exercised = exercises(&result->cases[j], clauses[k]);
            if (!exercised)
                return clauses[k];
        }
    }
    return NULL;
}

static void set_outcome(struct run *run, enum ng_outcome outcome, const char *reason) {
    run->result->outcome = outcome;
    if (reason)
        (void)snprintf(run->result->reason, sizeof run->result->reason, "%s", reason);
}

static void decide(struct run *run) {
    struct ng_run_result *result = run->result;
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(result, counts);
    const char *unexercised = unexercised_clause(run);
    char words[NG_WORDS_MAX];
    if (counts[NG_ERROR])
        set_outcome(run, NG_RUN_ERROR, "the runner itself failed in a case");
    else if (counts[NG_FAIL] || (run->options->info.strict && counts[NG_WARN]))
        set_outcome(run, NG_NON_CONFORMANT, run->no_endpoint ? run->reason : NULL);
    else if (run->unreachable && !result->events && result->requests <= 1)
        set_outcome(run, NG_RUN_UNREACHABLE, run->reason);
    else if (result->restarted)
        set_outcome(run, NG_RUN_INCONCLUSIVE,
                    run->reset ? "the log was reset more than once during the run"
                               : "the log was reset during the run, which began again once");
    else if (counts[NG_INCONCLUSIVE])
        set_outcome(run, NG_RUN_INCONCLUSIVE, run->reason);
    else if (!result->case_count)
        set_outcome(run, NG_RUN_INCONCLUSIVE, "no case was held");
    else if (unexercised) {
        (void)snprintf(words, sizeof words, "no case could exercise %s", unexercised);
        set_outcome(run, NG_RUN_INCONCLUSIVE, words);
    } else
        set_outcome(run, NG_CONFORMANT, NULL);
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
    if (!status && run.reset) {
        result->restarted = true;
        if (listener->restart)
            listener->restart(listener->context, run.reason);
        drop_cases(result);
        status = pass_through(&run);
    }
    result->seconds = now(options) - started;
    if (options->control.bytes)
        result->bytes = options->control.bytes(options->control.context);
    decide(&run);
    if (listener->end)
        listener->end(listener->context, result);
    return status;
}
