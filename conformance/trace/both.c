#include "conformance/trace/both.h"

static void case_begin(void *context, const struct ng_case *test_case) {
    const struct ng_both *both = context;
    if (both->first.case_begin)
        both->first.case_begin(both->first.context, test_case);
    if (both->second.case_begin)
        both->second.case_begin(both->second.context, test_case);
}

static void new_judge(void *context) {
    const struct ng_both *both = context;
    if (both->first.new_judge)
        both->first.new_judge(both->first.context);
    if (both->second.new_judge)
        both->second.new_judge(both->second.context);
}

static void exchange(void *context, const struct ng_exchange *exchange) {
    const struct ng_both *both = context;
    if (both->first.exchange)
        both->first.exchange(both->first.context, exchange);
    if (both->second.exchange)
        both->second.exchange(both->second.context, exchange);
}

static void settle(void *context) {
    const struct ng_both *both = context;
    if (both->first.settle)
        both->first.settle(both->first.context);
    if (both->second.settle)
        both->second.settle(both->second.context);
}

static void reset_check(void *context, const struct ng_exchange *prefix,
                        const struct ng_exchange *tail) {
    const struct ng_both *both = context;
    if (both->first.reset_check)
        both->first.reset_check(both->first.context, prefix, tail);
    if (both->second.reset_check)
        both->second.reset_check(both->second.context, prefix, tail);
}

static void appended(void *context, uint64_t before, uint64_t after, uint64_t count) {
    const struct ng_both *both = context;
    if (both->first.appended)
        both->first.appended(both->first.context, before, after, count);
    if (both->second.appended)
        both->second.appended(both->second.context, before, after, count);
}

static void note(void *context, const struct ng_ask *ask, const struct ng_finding *finding) {
    const struct ng_both *both = context;
    if (both->first.note)
        both->first.note(both->first.context, ask, finding);
    if (both->second.note)
        both->second.note(both->second.context, ask, finding);
}

static void case_end(void *context, const struct ng_case *test_case, enum ng_status status,
                     const struct ng_session_result *result, double seconds) {
    const struct ng_both *both = context;
    if (both->first.case_end)
        both->first.case_end(both->first.context, test_case, status, result, seconds);
    if (both->second.case_end)
        both->second.case_end(both->second.context, test_case, status, result, seconds);
}

static void found(void *context, struct ng_findings *findings) {
    const struct ng_both *both = context;
    if (both->first.found)
        both->first.found(both->first.context, findings);
    if (both->second.found)
        both->second.found(both->second.context, findings);
}

static void restart(void *context, const char *reason) {
    const struct ng_both *both = context;
    if (both->first.restart)
        both->first.restart(both->first.context, reason);
    if (both->second.restart)
        both->second.restart(both->second.context, reason);
}

static void end(void *context, const struct ng_run_result *result) {
    const struct ng_both *both = context;
    if (both->first.end)
        both->first.end(both->first.context, result);
    if (both->second.end)
        both->second.end(both->second.context, result);
}

struct ng_recorder ng_both_recorder(struct ng_both *both) {
    return (struct ng_recorder){
        .context = both,
        .case_begin = case_begin,
        .new_judge = new_judge,
        .exchange = exchange,
        .settle = settle,
        .reset_check = reset_check,
        .appended = appended,
        .note = note,
        .case_end = case_end,
        .found = found,
        .restart = restart,
        .end = end,
    };
}
