#include "conformance/report/html/page.h"

#include "conformance/report/evidence.h"
#include "conformance/report/html/case.h"
#include "conformance/report/html/escape.h"
#include "conformance/report/html/finding.h"
#include "conformance/report/html/frame.h"
#include "conformance/report/html/summary.h"
#include "conformance/report/same.h"

#include <inttypes.h>

static uint64_t events_compared(const struct ng_run_result *result) {
    uint64_t compared = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        compared += result->cases[i].events_compared;
    }
    return compared;
}

static void put_main(struct ng_sheet *sheet) {
    const struct ng_run_result *result = sheet->result;
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(result, counts);
    ng_buffer_printf(
        sheet->buffer, "<main data-verdict=\"%s\" data-cases=\"%zu\" data-chosen=\"%zu\"",
        ng_outcome_name(result->outcome), result->case_count, result->info->case_count);
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        ng_buffer_printf(sheet->buffer, " data-%s=\"%zu\"", ng_verdict_name((enum ng_verdict)i),
                         counts[i]);
    }
    ng_buffer_printf(sheet->buffer,
                     " data-waived=\"%zu\" data-stale=\"%zu\" data-requests=\"%" PRIu64
                     "\" data-events-compared=\"%" PRIu64 "\">\n",
                     ng_count_waived(result), ng_count_stale(result), result->requests,
                     events_compared(result));
}

static void put_warnings(struct ng_sheet *sheet) {
    const struct ng_run_result *result = sheet->result;
    bool any = false;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *test = &result->cases[i];
        for (size_t j = 0; j < test->findings.count; j++) {
            const struct ng_finding *finding = &test->findings.items[j];
            if (ng_evidence_level(sheet->spec, finding->clause) == NG_MUST ||
                ng_same_first_case(result, sheet->spec, finding) != test) {
                continue;
            }
            if (!any) {
                ng_buffer_printf(sheet->buffer,
                                 "<section class=\"class\" id=\"warnings\"><h2>warnings "
                                 "<span class=\"of\">%s</span></h2>"
                                 "<div class=\"case warn\"><h3>What a server should do, and this "
                                 "one does not</h3>\n",
                                 result->info->strict ? "they fail a strict run"
                                                      : "they do not fail the run");
                any = true;
            }
            ng_html_warning(sheet, finding);
        }
    }
    ng_buffer_text(sheet->buffer, any ? "</div></section>\n" : "");
}

void ng_html_report(const struct ng_run_result *result, const struct ng_report_options *options,
                    struct ng_buffer *buffer) {
    struct ng_sheet sheet = {.result = result, .spec = options->spec, .buffer = buffer};
    struct ng_buffer title;
    ng_buffer_init(&title);
    ng_buffer_printf(&title, "%s: %s", ng_outcome_name(result->outcome), result->info->url);
    ng_html_begin(buffer, ng_buffer_string(&title));
    put_main(&sheet);
    ng_html_summary(&sheet);
    for (size_t i = 0; i < NG_CLASS_COUNT; i++) {
        ng_html_class(&sheet, (enum ng_class)i);
    }
    put_warnings(&sheet);
    ng_buffer_text(buffer, "</main>\n");
    ng_html_end(buffer, result->info->version);
    buffer->failed = buffer->failed || title.failed;
    ng_buffer_deinit(&title);
}
