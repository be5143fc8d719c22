#include "conformance/report/html/case.h"

#include "conformance/report/evidence.h"
#include "conformance/report/html/finding.h"
#include "conformance/report/html/frame.h"

#include <inttypes.h>
#include <string.h>

/* Only a case that took longer shows its time, in seconds. */
#define SLOW_CASE 1.0

/* Where in its class a case stands. */
enum place {
    SHOWN,
    WARNED,
    SKIPPED,
    PASSED,
};

static enum place place_of(const struct ng_case_result *result) {
    if (result->stale || result->unstable || result->waived) {
        return SHOWN;
    }
    switch (result->verdict) {
    case NG_PASS:
        return PASSED;
    case NG_SKIP:
        return SKIPPED;
    case NG_WARN:
        return WARNED;
    case NG_INCONCLUSIVE:
    case NG_FAIL:
    case NG_ERROR:
        break;
    }
    return SHOWN;
}

static bool is_failure(const struct ng_sheet *sheet, const struct ng_finding *finding) {
    return ng_evidence_level(sheet->spec, finding->clause) == NG_MUST;
}

static void put_counts(struct ng_sheet *sheet, const struct ng_case_result *result) {
    ng_buffer_text(sheet->buffer, "<p class=\"counts\">");
    ng_buffer_count(sheet->buffer, result->requests, "request");
    if (result->events_compared > 0) {
        ng_buffer_text(sheet->buffer, ", ");
        ng_buffer_count(sheet->buffer, result->events_compared, "event");
        ng_buffer_text(sheet->buffer, " compared");
    }
    if (result->joints_crossed > 0) {
        ng_buffer_text(sheet->buffer, ", ");
        ng_buffer_count(sheet->buffer, result->joints_crossed, "joint");
        ng_buffer_text(sheet->buffer, " crossed");
    }
    if (result->seconds >= SLOW_CASE) {
        ng_buffer_text(sheet->buffer, ", ");
        ng_buffer_seconds(sheet->buffer, result->seconds, 1);
        ng_buffer_text(sheet->buffer, " s");
    }
    ng_buffer_text(sheet->buffer, "</p>");
}

static void put_note(struct ng_sheet *sheet, const char *title, const char *text) {
    ng_buffer_printf(sheet->buffer, "<p class=\"note\"><b>%s</b> ", title);
    ng_html_sentence(sheet->buffer, text);
    ng_buffer_text(sheet->buffer, "</p>");
}

/* Whether the case before in the group has the same reason; a group of cases that cannot be held
   says it once. */
static bool is_same_reason(const struct ng_case_result *before,
                           const struct ng_case_result *result) {
    return before != NULL && result->verdict == NG_SKIP && before->verdict == NG_SKIP &&
           strcmp(before->reason, result->reason) == 0;
}

/* Why there is no plain verdict, and what would help: most reasons name the option themselves. */
static void put_notes(struct ng_sheet *sheet, const struct ng_case_result *result,
                      const struct ng_case_result *before) {
    if (result->waived) {
        put_note(sheet, "Waived, so it does not count:", result->waiver);
    } else if (result->stale) {
        put_note(sheet, "It does not fail any more. Drop its waiver:", result->waiver);
    }
    if (is_same_reason(before, result)) {
        ng_buffer_text(sheet->buffer, "<p class=\"note\"><b>Not held</b> for the same reason.</p>");
        return;
    }
    if (result->reason[0] != '\0') {
        put_note(sheet,
                 result->unstable                     ? "Unstable:"
                 : result->verdict == NG_INCONCLUSIVE ? "Not decided:"
                 : result->verdict == NG_ERROR        ? "nogap failed:"
                                                      : "Not held:",
                 result->reason);
    }
    if (result->remark[0] != '\0') {
        put_note(sheet, "Remark:", result->remark);
    }
    const char *needs = result->test_case->needs;
    if (needs != NULL && strstr(result->reason, "--") == NULL &&
        (result->verdict == NG_SKIP || result->verdict == NG_INCONCLUSIVE)) {
        put_note(sheet, "What would help:", needs);
    }
}

static void put_warnings(struct ng_sheet *sheet, const struct ng_case_result *result) {
    size_t warnings = 0;
    for (size_t i = 0; i < result->findings.count; i++) {
        warnings += is_failure(sheet, &result->findings.items[i]) ? 0 : 1;
    }
    if (warnings == 0) {
        return;
    }
    ng_buffer_text(sheet->buffer, "<p class=\"counts further\"><a href=\"#warnings\">");
    ng_buffer_count(sheet->buffer, warnings, "warning");
    ng_buffer_text(sheet->buffer, "</a>:");
    const char *before = " ";
    for (size_t i = 0; i < result->findings.count; i++) {
        if (!is_failure(sheet, &result->findings.items[i])) {
            ng_buffer_printf(sheet->buffer, "%s%s", before, result->findings.items[i].clause);
            before = ", ";
        }
    }
    ng_buffer_text(sheet->buffer, "</p>");
}

static void put_case(struct ng_sheet *sheet, const struct ng_case_result *result,
                     const struct ng_case_result *before) {
    const struct ng_case *test = result->test_case;
    const char *verdict = ng_verdict_name(result->verdict);
    ng_buffer_printf(sheet->buffer,
                     "<article id=\"case-%s\" class=\"case %s\" data-case=\"%s\" data-class=\"%s\" "
                     "data-verdict=\"%s\"%s%s><h3>",
                     test->id, verdict, test->id, ng_class_name(test->class_id), verdict,
                     result->waived ? " data-waived" : "", result->stale ? " data-stale" : "");
    ng_html_badge(sheet->buffer, result->verdict);
    ng_buffer_printf(sheet->buffer, " %s%s%s%s</h3>", test->id,
                     result->waived ? " <span class=\"mark\">waived</span>" : "",
                     result->stale ? " <span class=\"mark\">stale waiver</span>" : "",
                     result->unstable ? " <span class=\"mark\">unstable</span>" : "");
    if (test->asks != NULL) {
        ng_buffer_text(sheet->buffer, "<p class=\"asks\">");
        ng_html_sentence(sheet->buffer, test->asks);
        ng_buffer_text(sheet->buffer, ".</p>");
    }
    if (place_of(result) != SKIPPED) {
        put_counts(sheet, result);
    }
    put_notes(sheet, result, before);
    for (size_t i = 0; i < result->findings.count; i++) {
        if (is_failure(sheet, &result->findings.items[i])) {
            ng_html_failure(sheet, result, &result->findings.items[i]);
        }
    }
    put_warnings(sheet, result);
    if (result->findings.dropped > 0) {
        ng_buffer_text(sheet->buffer, "<p class=\"counts further\">And ");
        ng_buffer_count(sheet->buffer, result->findings.dropped, "finding");
        ng_buffer_text(sheet->buffer, " of further kinds.</p>");
    }
    ng_buffer_text(sheet->buffer, "</article>\n");
}

static size_t count_cases(const struct ng_sheet *sheet, enum ng_class class_id, enum place place) {
    size_t count = 0;
    for (size_t i = 0; i < sheet->result->case_count; i++) {
        const struct ng_case_result *result = &sheet->result->cases[i];
        count += result->test_case->class_id == class_id && place_of(result) == place ? 1 : 0;
    }
    return count;
}

static void put_cases(struct ng_sheet *sheet, enum ng_class class_id, enum place place) {
    const struct ng_case_result *before = NULL;
    for (size_t i = 0; i < sheet->result->case_count; i++) {
        const struct ng_case_result *result = &sheet->result->cases[i];
        if (result->test_case->class_id == class_id && place_of(result) == place) {
            put_case(sheet, result, before);
            before = result;
        }
    }
}

/* Cases that need no look each: one line that opens. */
static void put_group(struct ng_sheet *sheet, enum ng_class class_id, enum place place,
                      const char *words, bool open) {
    size_t count = count_cases(sheet, class_id, place);
    if (count > 0) {
        ng_buffer_printf(sheet->buffer,
                         "<details class=\"group\"%s><summary>%zu %s</summary>"
                         "<div class=\"rows\">\n",
                         open ? " open" : "", count, words);
        put_cases(sheet, class_id, place);
        ng_buffer_text(sheet->buffer, "</div></details>\n");
    }
}

void ng_html_class(struct ng_sheet *sheet, enum ng_class class_id) {
    size_t total = 0;
    for (int place = SHOWN; place <= PASSED; place++) {
        total += count_cases(sheet, class_id, (enum place)place);
    }
    if (total == 0) {
        return;
    }
    const char *name = ng_class_name(class_id);
    ng_buffer_printf(sheet->buffer,
                     "<section class=\"class\" id=\"class-%s\"><h2>%s <span class=\"of\">", name,
                     name);
    ng_buffer_count(sheet->buffer, total, "case");
    ng_buffer_text(sheet->buffer, "</span></h2>\n");
    put_cases(sheet, class_id, SHOWN);
    put_group(sheet, class_id, WARNED, "passed with warnings", sheet->result->info->strict);
    put_group(sheet, class_id, SKIPPED, "skipped", true);
    put_group(sheet, class_id, PASSED, "passed", false);
    ng_buffer_text(sheet->buffer, "</section>\n");
}
