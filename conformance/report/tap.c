#include "conformance/report/tap.h"

#include "conformance/report/escape.h"
#include "conformance/report/evidence.h"
#include "conformance/report/red.h"

#include <inttypes.h>
#include <string.h>

/* TAP's directive for a point that is known to fail, put together so that it is no note of ours. */
static const char known_failure[] = "TO"
                                    "DO";

/* Appends text for a test line: a number sign or a backslash would begin something there. */
static void add_plain(struct ng_buffer *buffer, const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, true);
    for (const char *at = ng_buffer_string(&safe); *at != '\0'; at++) {
        if (*at == '#' || *at == '\\') {
            ng_buffer_byte(buffer, '\\');
        }
        ng_buffer_byte(buffer, *at);
    }
    buffer->failed = buffer->failed || safe.failed;
    ng_buffer_deinit(&safe);
}

/* Appends a member of a YAML map; the double-quoted style takes any text. */
static void add_member(struct ng_buffer *buffer, const char *indent, const char *name,
                       const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, true);
    ng_buffer_printf(buffer, "%s%s: \"", indent, name);
    for (const char *at = ng_buffer_string(&safe); *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            ng_buffer_byte(buffer, '\\');
        }
        ng_buffer_byte(buffer, *at);
    }
    ng_buffer_text(buffer, "\"\n");
    buffer->failed = buffer->failed || safe.failed;
    ng_buffer_deinit(&safe);
}

/* Appends the commands of a finding that more than one request shows. */
static void add_sequence(struct ng_buffer *buffer, const char *indent,
                         const struct ng_run_info *info, const struct ng_finding *finding) {
    if (finding->sequence_count < 2) {
        return;
    }
    ng_buffer_printf(buffer, "%ssequence:\n", indent);
    for (size_t i = 0; i < finding->sequence_count; i++) {
        struct ng_buffer command;
        ng_buffer_init(&command);
        ng_evidence_request(&command, info, &finding->sequence[i]);
        ng_buffer_printf(buffer, "%s  - ", indent);
        add_member(buffer, "", "curl", ng_buffer_string(&command));
        buffer->failed = buffer->failed || command.failed;
        ng_buffer_deinit(&command);
    }
}

static void add_finding(struct ng_buffer *buffer, const struct ng_run_result *result,
                        const struct ng_report_options *options, const struct ng_finding *finding) {
    const char *indent = "      ";
    enum ng_level level = ng_evidence_level(options->spec, finding->clause);
    struct ng_buffer command;
    ng_buffer_init(&command);
    ng_evidence_command(&command, result->info, finding);
    add_member(buffer, "    - ", "clause", finding->clause);
    add_member(buffer, indent, "level", ng_level_name(level));
    add_member(buffer, indent, "kind", ng_finding_kind_name(finding->kind));
    add_member(buffer, indent, "says", finding->says);
    add_member(buffer, indent, "expected", finding->expected);
    add_member(buffer, indent, "received", finding->received);
    ng_buffer_printf(buffer, "%stimes: %" PRIu64 "\n", indent, finding->times);
    add_member(buffer, indent, "curl", ng_buffer_string(&command));
    add_sequence(buffer, indent, result->info, finding);
    buffer->failed = buffer->failed || command.failed;
    ng_buffer_deinit(&command);
}

static void add_block(struct ng_buffer *buffer, const struct ng_run_result *result,
                      const struct ng_report_options *options, const struct ng_case_result *test) {
    ng_buffer_text(buffer, "  ---\n");
    add_member(buffer, "  ", "severity", ng_verdict_name(test->verdict));
    if (test->reason[0] != '\0') {
        add_member(buffer, "  ", "message", test->reason);
    }
    if (test->findings.count > 0) {
        ng_buffer_text(buffer, "  findings:\n");
    }
    for (size_t i = 0; i < test->findings.count; i++) {
        add_finding(buffer, result, options, &test->findings.items[i]);
    }
    ng_buffer_text(buffer, "  ...\n");
}

static void add_comments(struct ng_buffer *buffer, const struct ng_case_result *test) {
    for (size_t i = 0; i < test->findings.count; i++) {
        ng_buffer_printf(buffer, "# warn: %s: ", test->findings.items[i].clause);
        ng_escape_text(buffer, test->findings.items[i].says, true);
        ng_buffer_byte(buffer, '\n');
    }
}

static void add_remark(struct ng_buffer *buffer, const char *remark) {
    if (remark[0] != '\0') {
        ng_buffer_text(buffer, "# remark: ");
        ng_escape_text(buffer, remark, true);
        ng_buffer_byte(buffer, '\n');
    }
}

static void add_case(struct ng_buffer *buffer, const struct ng_run_result *result,
                     const struct ng_report_options *options, size_t place) {
    const struct ng_case_result *test = &result->cases[place];
    bool ok = !ng_case_is_red(result->info, test) && !test->waived;
    ng_buffer_printf(buffer, "%s %zu - ", ok ? "ok" : "not ok", place + 1);
    add_plain(buffer, test->test_case->id);
    if (test->verdict == NG_SKIP) {
        ng_buffer_text(buffer, " # SKIP ");
        add_plain(buffer, test->reason);
    }
    if (test->waived) {
        ng_buffer_printf(buffer, " # %s ", known_failure);
        add_plain(buffer, test->waiver);
    }
    ng_buffer_byte(buffer, '\n');
    if (ok) {
        add_comments(buffer, test);
    } else {
        add_block(buffer, result, options, test);
    }
    add_remark(buffer, test->remark);
}

/* A point for each waiver that is stale: its case's own point is ok. */
static void add_stale(struct ng_buffer *buffer, const struct ng_run_result *result) {
    size_t number = result->case_count;
    for (size_t i = 0; i < result->case_count; i++) {
        if (!result->cases[i].stale) {
            continue;
        }
        ng_buffer_printf(buffer, "not ok %zu - waiver of ", ++number);
        add_plain(buffer, result->cases[i].test_case->id);
        ng_buffer_text(buffer, "\n  ---\n");
        add_member(buffer, "  ", "message", "the case does not fail any more: drop its waiver");
        add_member(buffer, "  ", "waiver", result->cases[i].waiver);
        ng_buffer_text(buffer, "  ...\n");
    }
}

void ng_tap_report(const struct ng_run_result *result, const struct ng_report_options *options,
                   struct ng_buffer *buffer) {
    const struct ng_run_info *info = result->info;
    /* An unreachable target is told by Bail out! */
    bool run_point = ng_run_is_red_alone(result) && result->outcome != NG_RUN_UNREACHABLE;
    size_t points = result->case_count + ng_count_stale(result) + (run_point ? 1 : 0);
    ng_buffer_text(buffer, "TAP version 14\n");
    ng_buffer_printf(buffer, "1..%zu\n", points + ng_count_not_begun(result));
    ng_buffer_text(buffer, "# nogap ");
    ng_escape_text(buffer, info->version, true);
    ng_buffer_text(buffer, ", ");
    ng_escape_text(buffer, info->url, true);
    ng_buffer_text(buffer, ", profile ");
    ng_escape_text(buffer, info->profile, true);
    ng_buffer_printf(buffer, ", seed %" PRIu64 "\n", info->seed);
    if (info->repetitions > 1) {
        ng_buffer_printf(buffer, "# %" PRIu64 " repetitions\n", info->repetitions);
    }
    for (size_t i = 0; i < result->case_count; i++) {
        add_case(buffer, result, options, i);
    }
    add_stale(buffer, result);
    if (run_point) {
        ng_buffer_printf(buffer, "not ok %zu - run\n  ---\n", points);
        add_member(buffer, "  ", "severity", ng_outcome_name(result->outcome));
        add_member(buffer, "  ", "message", result->reason);
        ng_buffer_text(buffer, "  ...\n");
    }
    ng_buffer_printf(buffer, "# %s\n", ng_outcome_name(result->outcome));
    if (result->outcome == NG_RUN_UNREACHABLE) {
        ng_buffer_text(buffer, "Bail out! ");
        ng_escape_text(buffer, result->reason, true);
        ng_buffer_byte(buffer, '\n');
    }
}
