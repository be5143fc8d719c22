#include "conformance/report/red.h"

bool ng_case_is_red(const struct ng_run_info *info, const struct ng_case_result *result) {
    bool ok = result->verdict == NG_PASS || result->verdict == NG_SKIP ||
              (result->verdict == NG_WARN && !info->strict);
    return !ok && !result->waived;
}

bool ng_run_is_red_alone(const struct ng_run_result *result) {
    bool any = result->outcome == NG_CONFORMANT;
    for (size_t i = 0; i < result->case_count && !any; i++) {
        any = result->cases[i].stale || ng_case_is_red(result->info, &result->cases[i]);
    }
    return !any;
}

size_t ng_count_not_begun(const struct ng_run_result *result) {
    size_t chosen = result->info->case_count;
    return chosen > result->case_count ? chosen - result->case_count : 0;
}
