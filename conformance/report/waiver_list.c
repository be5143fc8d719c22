#include "conformance/report/waiver_list.h"

#include "conformance/report/escape.h"
#include "conformance/report/finding_text.h"

static const char heading[] = "# Cases that are known to fail, for --waivers: CASE-ID reason\n";

static void add_line(struct ng_buffer *buffer, const char *id, const char *before,
                     const char *reason) {
    ng_buffer_printf(buffer, "%s ", id);
    ng_escape_text(buffer, before, true);
    ng_escape_text(buffer, reason, true);
    ng_buffer_byte(buffer, '\n');
}

/* What the first finding of the gravest level says, or why nothing was found. */
static void add_failure(struct ng_buffer *buffer, const struct ng_spec *spec,
                        const struct ng_case_result *result) {
    const struct ng_finding *shown = ng_gravest_finding(spec, &result->findings);
    char before[NG_WORDS_MAX] = "";
    if (shown != NULL) {
        (void)snprintf(before, sizeof before, "%s: ", shown->clause);
    }
    const char *reason = shown != NULL ? shown->says : result->reason;
    add_line(buffer, result->test_case->id, before, *reason != '\0' ? reason : "no reason known");
}

static bool needs_waiver(const struct ng_run_info *info, const struct ng_case_result *result) {
    return result->waived || result->verdict == NG_FAIL ||
           (result->verdict == NG_INCONCLUSIVE && result->requests > 0) ||
           (result->verdict == NG_WARN && info->strict);
}

/* Whether the run says neither that the waiver holds nor that it is stale. */
static bool is_left_open(const struct ng_run_result *result, const struct ng_waiver *waiver) {
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *held = &result->cases[i];
        if (held->test_case == waiver->test_case) {
            return !held->stale && !needs_waiver(result->info, held);
        }
    }
    return true;
}

void ng_waiver_list(const struct ng_run_result *result, const struct ng_report_options *options,
                    struct ng_buffer *buffer) {
    const struct ng_run_info *info = result->info;
    if (result->outcome == NG_RUN_UNREACHABLE || result->outcome == NG_RUN_ERROR) {
        return;
    }
    ng_buffer_text(buffer, heading);
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *held = &result->cases[i];
        if (needs_waiver(info, held) && held->waiver != NULL) {
            add_line(buffer, held->test_case->id, "", held->waiver);
        } else if (needs_waiver(info, held)) {
            add_failure(buffer, options->spec, held);
        }
    }
    for (size_t i = 0; i < info->waiver_count; i++) {
        if (is_left_open(result, &info->waivers[i])) {
            add_line(buffer, info->waivers[i].test_case->id, "", info->waivers[i].reason);
        }
    }
}
