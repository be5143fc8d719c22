#include "conformance/report/junit.h"

#include "conformance/report/escape.h"
#include "conformance/report/finding_text.h"
#include "conformance/report/red.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Digits after the point of a duration: microseconds. */
#define SECONDS_DECIMALS 6

/* What a test case becomes. */
enum child {
    CHILD_NONE,
    CHILD_SKIPPED,
    CHILD_FAILURE,
    CHILD_ERROR,
};
#define CHILD_COUNT 4

static const char *const child_names[CHILD_COUNT] = {
    [CHILD_SKIPPED] = "skipped",
    [CHILD_FAILURE] = "failure",
    [CHILD_ERROR] = "error",
};

static enum child child_of(const struct ng_run_info *info, const struct ng_case_result *result) {
    if (result->verdict == NG_SKIP || result->waived) {
        return CHILD_SKIPPED;
    }
    if (!ng_case_is_red(info, result)) {
        return CHILD_NONE;
    }
    return result->verdict == NG_FAIL || result->verdict == NG_WARN ? CHILD_FAILURE : CHILD_ERROR;
}

/* Whether the run has a test case of its own. */
static bool has_run(const struct ng_run_result *result) {
    return result->outcome == NG_RUN_UNREACHABLE || ng_run_is_red_alone(result) ||
           ng_count_not_begun(result) > 0;
}

/* Appends harmless text (escape.h, and our own line ends) as character data or as the value of an
   attribute in double quotes. */
static void add_xml(struct ng_buffer *buffer, const char *text) {
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            ng_buffer_text(buffer, "&amp;");
            break;
        case '<':
            ng_buffer_text(buffer, "&lt;");
            break;
        case '>':
            ng_buffer_text(buffer, "&gt;");
            break;
        case '"':
            ng_buffer_text(buffer, "&quot;");
            break;
        default:
            ng_buffer_byte(buffer, *text);
            break;
        }
    }
}

static void add_made(struct ng_buffer *buffer, const struct ng_buffer *made) {
    add_xml(buffer, ng_buffer_string(made));
    buffer->failed = buffer->failed || made->failed;
}

/* Appends any text as the value of an attribute. */
static void add_words(struct ng_buffer *buffer, const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, true);
    add_made(buffer, &safe);
    ng_buffer_deinit(&safe);
}

static void add_seconds(struct ng_buffer *buffer, double seconds) {
    ng_buffer_text(buffer, " time=\"");
    ng_buffer_seconds(buffer, seconds, SECONDS_DECIMALS);
    ng_buffer_byte(buffer, '"');
}

static void add_counts(struct ng_buffer *buffer, const struct ng_run_result *result,
                       bool with_skipped) {
    size_t counts[CHILD_COUNT] = {0};
    for (size_t i = 0; i < result->case_count; i++) {
        counts[child_of(result->info, &result->cases[i])]++;
    }
    counts[CHILD_FAILURE] += ng_count_stale(result);
    counts[CHILD_ERROR] += has_run(result) ? 1 : 0;
    size_t tests =
        counts[CHILD_NONE] + counts[CHILD_SKIPPED] + counts[CHILD_FAILURE] + counts[CHILD_ERROR];
    ng_buffer_printf(buffer, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", tests,
                     counts[CHILD_FAILURE], counts[CHILD_ERROR]);
    if (with_skipped) {
        ng_buffer_printf(buffer, " skipped=\"%zu\"", counts[CHILD_SKIPPED]);
    }
    add_seconds(buffer, result->seconds);
}

static void add_property(struct ng_buffer *buffer, const char *name, const char *value) {
    ng_buffer_printf(buffer, "      <property name=\"%s\" value=\"", name);
    add_words(buffer, value);
    ng_buffer_text(buffer, "\"/>\n");
}

static void add_properties(struct ng_buffer *buffer, const struct ng_run_result *result) {
    const struct ng_run_info *info = result->info;
    char seed[32];
    (void)snprintf(seed, sizeof seed, "%" PRIu64, info->seed);
    ng_buffer_text(buffer, "    <properties>\n");
    add_property(buffer, "version", info->version);
    add_property(buffer, "url", info->url);
    add_property(buffer, "profile", info->profile);
    add_property(buffer, "seed", seed);
    add_property(buffer, "strict", info->strict ? "true" : "false");
    add_property(buffer, "verdict", ng_outcome_name(result->outcome));
    add_property(buffer, "reason", result->reason);
    ng_buffer_text(buffer, "    </properties>\n");
}

static void begin_test(struct ng_buffer *buffer, const char *class_name, const char *name,
                       double seconds) {
    ng_buffer_printf(buffer, "    <testcase classname=\"nogap%s%s\" name=\"%s\"",
                     class_name[0] == '\0' ? "" : ".", class_name, name);
    add_seconds(buffer, seconds);
}

/* Appends a child with a type, a message in one line and a text. All three are harmless. */
static void add_child(struct ng_buffer *buffer, enum child child, const char *type,
                      const struct ng_buffer *message, const char *text) {
    ng_buffer_printf(buffer, "      <%s", child_names[child]);
    if (child != CHILD_SKIPPED) {
        ng_buffer_printf(buffer, " type=\"%s\"", type);
    }
    ng_buffer_text(buffer, " message=\"");
    add_made(buffer, message);
    ng_buffer_byte(buffer, '"');
    if (text[0] == '\0') {
        ng_buffer_text(buffer, "/>\n");
        return;
    }
    ng_buffer_byte(buffer, '>');
    add_xml(buffer, text);
    ng_buffer_printf(buffer, "</%s>\n", child_names[child]);
}

static void add_message(struct ng_buffer *message, const struct ng_spec *spec,
                        const struct ng_case_result *result) {
    if (result->waived) {
        ng_buffer_printf(message, "%s, waived: ", ng_verdict_name(result->verdict));
        ng_escape_text(message, result->waiver, true);
    } else {
        ng_case_headline(message, spec, result);
    }
}

/* Where no child tells the findings, they stand apart; a remark always does. */
static void add_system_out(struct ng_buffer *buffer, const char *findings, const char *remark) {
    if (findings[0] == '\0' && remark[0] == '\0') {
        return;
    }
    ng_buffer_text(buffer, "      <system-out>");
    add_xml(buffer, findings);
    if (remark[0] != '\0') {
        ng_buffer_text(buffer, "remark: ");
        add_words(buffer, remark);
        ng_buffer_byte(buffer, '\n');
    }
    ng_buffer_text(buffer, "</system-out>\n");
}

static void add_case(struct ng_buffer *buffer, const struct ng_run_info *info,
                     const struct ng_spec *spec, const struct ng_case_result *result) {
    enum child child = child_of(info, result);
    struct ng_buffer message;
    struct ng_buffer text;
    ng_buffer_init(&message);
    ng_buffer_init(&text);
    ng_case_findings_text(&text, info, spec, result);
    begin_test(buffer, ng_class_name(result->test_case->class_id), result->test_case->id,
               result->seconds);
    if (child == CHILD_NONE && text.size == 0 && result->remark[0] == '\0') {
        ng_buffer_text(buffer, "/>\n");
    } else {
        bool apart = child == CHILD_NONE || child == CHILD_SKIPPED;
        ng_buffer_text(buffer, ">\n");
        if (child != CHILD_NONE) {
            add_message(&message, spec, result);
            add_child(buffer, child, ng_verdict_name(result->verdict), &message,
                      apart ? "" : ng_buffer_string(&text));
        }
        add_system_out(buffer, apart ? ng_buffer_string(&text) : "", result->remark);
        ng_buffer_text(buffer, "    </testcase>\n");
    }
    buffer->failed = buffer->failed || text.failed;
    ng_buffer_deinit(&message);
    ng_buffer_deinit(&text);
}

static void add_stale(struct ng_buffer *buffer, const struct ng_case_result *result) {
    struct ng_buffer message;
    ng_buffer_init(&message);
    ng_buffer_printf(&message,
                     "%s does not fail any more: drop its waiver: ", result->test_case->id);
    ng_escape_text(&message, result->waiver, true);
    begin_test(buffer, "waivers", result->test_case->id, 0);
    ng_buffer_text(buffer, ">\n");
    add_child(buffer, CHILD_FAILURE, "stale-waiver", &message, "");
    ng_buffer_text(buffer, "    </testcase>\n");
    ng_buffer_deinit(&message);
}

/* The run's own test case has the verdict of the run as its type. */
static void add_run(struct ng_buffer *buffer, const struct ng_run_result *result) {
    struct ng_buffer message;
    ng_buffer_init(&message);
    ng_buffer_text(&message, ng_outcome_name(result->outcome));
    if (result->reason[0] != '\0') {
        ng_buffer_text(&message, ": ");
        ng_escape_text(&message, result->reason, true);
    }
    if (ng_count_not_begun(result) > 0) {
        ng_buffer_text(&message, "; ");
        ng_buffer_count(&message, ng_count_not_begun(result), "case");
        ng_buffer_text(&message, " not begun");
    }
    begin_test(buffer, "", "run", 0);
    ng_buffer_text(buffer, ">\n");
    add_child(buffer, CHILD_ERROR, ng_outcome_name(result->outcome), &message, "");
    ng_buffer_text(buffer, "    </testcase>\n");
    ng_buffer_deinit(&message);
}

void ng_junit_report(const struct ng_run_result *result, const struct ng_report_options *options,
                     struct ng_buffer *buffer) {
    ng_buffer_text(buffer,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nogap\"");
    add_counts(buffer, result, false);
    ng_buffer_text(buffer, ">\n  <testsuite name=\"nogap\"");
    add_counts(buffer, result, true);
    if (options->started != NULL) {
        ng_buffer_printf(buffer, " timestamp=\"%s\"", options->started);
    }
    ng_buffer_text(buffer, ">\n");
    add_properties(buffer, result);
    for (size_t i = 0; i < result->case_count; i++) {
        add_case(buffer, result->info, options->spec, &result->cases[i]);
    }
    for (size_t i = 0; i < result->case_count; i++) {
        if (result->cases[i].stale) {
            add_stale(buffer, &result->cases[i]);
        }
    }
    if (has_run(result)) {
        add_run(buffer, result);
    }
    ng_buffer_text(buffer, "  </testsuite>\n</testsuites>\n");
}
