#include "conformance/verdict.h"

#include <stdlib.h>
#include <string.h>

/* BSD's sysexits.h calls it EX_SOFTWARE. */
#define EXIT_OWN_FAULT 70

const char *ng_verdict_name(enum ng_verdict verdict) {
    switch (verdict) {
    case NG_PASS:
        return "pass";
    case NG_SKIP:
        return "skip";
    case NG_WARN:
        return "warn";
    case NG_INCONCLUSIVE:
        return "inconclusive";
    case NG_FAIL:
        return "fail";
    case NG_ERROR:
        return "error";
    }
    return "error";
}

const char *ng_outcome_name(enum ng_outcome outcome) {
    switch (outcome) {
    case NG_CONFORMANT:
        return "conformant";
    case NG_NON_CONFORMANT:
        return "non-conformant";
    case NG_RUN_INCONCLUSIVE:
        return "inconclusive";
    case NG_RUN_UNREACHABLE:
        return "unreachable";
    case NG_RUN_ERROR:
        return "error";
    case NG_RUN_STALE_WAIVER:
        return "stale-waiver";
    }
    return "error";
}

int ng_outcome_exit_status(enum ng_outcome outcome) {
    switch (outcome) {
    case NG_CONFORMANT:
        return 0;
    case NG_NON_CONFORMANT:
        return 1;
    case NG_RUN_UNREACHABLE:
        return 3;
    case NG_RUN_INCONCLUSIVE:
        return 4;
    case NG_RUN_STALE_WAIVER:
        return 5;
    case NG_RUN_ERROR:
        return EXIT_OWN_FAULT;
    }
    return EXIT_OWN_FAULT;
}

void ng_count_verdicts(const struct ng_run_result *result, size_t counts[NG_VERDICT_COUNT]) {
    memset(counts, 0, NG_VERDICT_COUNT * sizeof counts[0]);
    for (size_t i = 0; i < result->case_count; i++) {
        if (!result->cases[i].waived) {
            counts[result->cases[i].verdict]++;
        }
    }
}

size_t ng_count_waived(const struct ng_run_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        count += result->cases[i].waived ? 1 : 0;
    }
    return count;
}

size_t ng_count_stale(const struct ng_run_result *result) {
    size_t count = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        count += result->cases[i].stale ? 1 : 0;
    }
    return count;
}

void ng_case_result_deinit(struct ng_case_result *result) {
    ng_findings_deinit(&result->findings);
}

void ng_run_result_deinit(struct ng_run_result *result) {
    for (size_t i = 0; i < result->case_count; i++) {
        ng_case_result_deinit(&result->cases[i]);
    }
    free(result->cases);
    result->cases = NULL;
    result->case_count = 0;
}
