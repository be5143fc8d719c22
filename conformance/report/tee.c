#include "conformance/report/tee.h"

static void begin(void *context, const struct ng_run_info *info) {
    const struct ng_tee *tee = context;
    for (size_t i = 0; i < tee->count; i++) {
        if (tee->listeners[i].begin != NULL) {
            tee->listeners[i].begin(tee->listeners[i].context, info);
        }
    }
}

static void progress(void *context, const struct ng_case *test_case, uint64_t requests,
                     uint64_t bytes) {
    const struct ng_tee *tee = context;
    for (size_t i = 0; i < tee->count; i++) {
        if (tee->listeners[i].progress != NULL) {
            tee->listeners[i].progress(tee->listeners[i].context, test_case, requests, bytes);
        }
    }
}

static void case_end(void *context, const struct ng_case_result *result) {
    const struct ng_tee *tee = context;
    for (size_t i = 0; i < tee->count; i++) {
        if (tee->listeners[i].case_end != NULL) {
            tee->listeners[i].case_end(tee->listeners[i].context, result);
        }
    }
}

static void restart(void *context, const char *reason) {
    const struct ng_tee *tee = context;
    for (size_t i = 0; i < tee->count; i++) {
        if (tee->listeners[i].restart != NULL) {
            tee->listeners[i].restart(tee->listeners[i].context, reason);
        }
    }
}

static void end(void *context, const struct ng_run_result *result) {
    const struct ng_tee *tee = context;
    for (size_t i = 0; i < tee->count; i++) {
        if (tee->listeners[i].end != NULL) {
            tee->listeners[i].end(tee->listeners[i].context, result);
        }
    }
}

struct ng_listener ng_tee_listener(struct ng_tee *tee) {
    return (struct ng_listener){
        .context = tee,
        .begin = begin,
        .progress = progress,
        .case_end = case_end,
        .restart = restart,
        .end = end,
    };
}
