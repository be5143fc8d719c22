#include "conformance/report/html/finding.h"

#include "conformance/report/evidence.h"
#include "conformance/report/html/escape.h"
#include "conformance/report/html/frame.h"
#include "conformance/report/html/picture.h"
#include "conformance/report/html/walk.h"
#include "conformance/report/same.h"

#include <inttypes.h>
#include <string.h>

/* So many cases are named; the others are counted. */
#define CASES_NAMED 3

/* Whether an earlier finding of the case draws the same picture. */
static bool is_drawn(const struct ng_case_result *result, const struct ng_finding *finding) {
    const struct ng_drawing *wanted = &finding->drawing;
    for (const struct ng_finding *at = result->findings.items; at != finding; at++) {
        const struct ng_drawing *drawing = &at->drawing;
        if (drawing->drawable && wanted->drawable &&
            drawing->expected_first == wanted->expected_first &&
            drawing->expected_end == wanted->expected_end &&
            drawing->received_known == wanted->received_known &&
            drawing->received_first == wanted->received_first &&
            drawing->received_count == wanted->received_count &&
            drawing->has_cursor == wanted->has_cursor && drawing->cursor == wanted->cursor &&
            drawing->expected_cursor == wanted->expected_cursor) {
            return true;
        }
    }
    return false;
}

/* "GET /events?since=3", with the path of the target. */
static void put_request(struct ng_sheet *sheet, const struct ng_shown_request *request) {
    struct ng_buffer line;
    const char *url = sheet->result->info->url;
    const char *host = strstr(url, "://");
    const char *path = host == NULL ? url : host + 3 + strcspn(host + 3, "/?#");
    ng_buffer_init(&line);
    if (request->raw != NULL) {
        ng_buffer_text(sheet->buffer,
                       request->raw_first ? "after the raw request <code>" : "raw: <code>");
        ng_html_text(sheet->buffer, request->raw);
        ng_buffer_text(sheet->buffer, "</code>");
    }
    if (request->raw == NULL || request->raw_first) {
        ng_buffer_printf(&line, "%s ", ng_evidence_method(request->method));
        ng_buffer_add(&line, path, strcspn(path, "?#"));
        ng_buffer_printf(&line, "%s%s", request->query == NULL ? "" : "?",
                         request->query == NULL ? "" : request->query);
        ng_buffer_text(sheet->buffer, request->raw == NULL ? "<code>" : ": <code>");
        ng_html_text(sheet->buffer, ng_buffer_string(&line));
        ng_buffer_text(sheet->buffer, "</code>");
    }
    if (request->header != NULL) {
        ng_buffer_text(sheet->buffer, " with <code>");
        ng_html_text(sheet->buffer, request->header);
        ng_buffer_text(sheet->buffer, "</code>");
    }
    sheet->buffer->failed = sheet->buffer->failed || line.failed;
    ng_buffer_deinit(&line);
}

static void put_requests(struct ng_sheet *sheet, const struct ng_finding *finding) {
    bool several = finding->sequence_count > 1;
    ng_buffer_printf(sheet->buffer, "<dt>%s</dt><dd>", several ? "Requests" : "Request");
    if (several) {
        ng_buffer_text(sheet->buffer, "<ol>");
        for (size_t i = 0; i < finding->sequence_count; i++) {
            ng_buffer_text(sheet->buffer, "<li>");
            put_request(sheet, &finding->sequence[i]);
            ng_buffer_text(sheet->buffer, "</li>");
        }
        ng_buffer_text(sheet->buffer, "</ol>");
    } else {
        const struct ng_shown_request request = ng_finding_request(finding);
        put_request(sheet, &request);
    }
    ng_buffer_text(sheet->buffer, "</dd>");
}

static void put_fact(struct ng_sheet *sheet, const char *name, const char *text) {
    if (text[0] != '\0') {
        ng_buffer_printf(sheet->buffer, "<dt>%s</dt><dd>", name);
        ng_html_sentence(sheet->buffer, text);
        ng_buffer_text(sheet->buffer, "</dd>");
    }
}

static void put_facts(struct ng_sheet *sheet, const struct ng_finding *finding) {
    const struct ng_clause *clause = ng_spec_find(sheet->spec, finding->clause);
    ng_buffer_text(sheet->buffer, "<dl class=\"evidence\"><dt>Clause</dt><dd><b>");
    ng_html_text(sheet->buffer, finding->clause);
    ng_buffer_text(sheet->buffer, "</b> ");
    ng_html_text(sheet->buffer, clause == NULL ? "" : clause->sentence);
    ng_buffer_text(sheet->buffer, "</dd>");
    put_fact(sheet, "Why it matters", clause == NULL || clause->why == NULL ? "" : clause->why);
    put_requests(sheet, finding);
    put_fact(sheet, "Expected", finding->expected);
    put_fact(sheet, "Received", finding->received);
    ng_buffer_text(sheet->buffer, "</dl>\n");
}

static void put_command(struct ng_sheet *sheet, const struct ng_shown_request *request,
                        size_t number) {
    struct ng_buffer command;
    ng_buffer_init(&command);
    ng_evidence_request(&command, sheet->result->info, request);
    ng_html_command(sheet->buffer, ng_buffer_string(&command), number);
    sheet->buffer->failed = sheet->buffer->failed || command.failed;
    ng_buffer_deinit(&command);
}

static void put_commands(struct ng_sheet *sheet, const struct ng_finding *finding) {
    bool several = finding->sequence_count > 1;
    ng_buffer_printf(sheet->buffer, "<div class=\"again\"><h5>See it again%s</h5>",
                     several ? ": these requests, in this order" : "");
    if (several) {
        for (size_t i = 0; i < finding->sequence_count; i++) {
            put_command(sheet, &finding->sequence[i], i + 1);
        }
    } else {
        const struct ng_shown_request request = ng_finding_request(finding);
        put_command(sheet, &request, 0);
    }
    ng_buffer_text(sheet->buffer, "</div>\n");
}

/* The head of a finding: what is wrong, which clause says so, how often. */
static void put_head(struct ng_sheet *sheet, const struct ng_finding *finding, bool open) {
    ng_buffer_printf(sheet->buffer, "<details class=\"finding\"%s><summary><h4>",
                     open ? " open" : "");
    ng_html_sentence(sheet->buffer, finding->says);
    ng_buffer_text(sheet->buffer, "</h4> <span class=\"clause\">");
    ng_html_text(sheet->buffer, finding->clause);
    if (finding->times > 1) {
        ng_buffer_printf(sheet->buffer, " \xC2\xB7 %" PRIu64 " times", finding->times);
    }
    ng_buffer_text(sheet->buffer, "</span>");
}

void ng_html_failure(struct ng_sheet *sheet, const struct ng_case_result *result,
                     const struct ng_finding *finding) {
    const struct ng_case_result *first = ng_same_first_case(sheet->result, sheet->spec, finding);
    bool drawn = is_drawn(result, finding);
    put_head(sheet, finding, !drawn && !ng_same_is_explained(sheet->result, finding));
    if (first != result) {
        ng_buffer_printf(sheet->buffer, "<span class=\"same\"> \xC2\xB7 the same as in %s</span>",
                         first->test_case->id);
    } else if (drawn) {
        ng_buffer_text(sheet->buffer,
                       "<span class=\"same\"> \xC2\xB7 in the answer shown above</span>");
    }
    ng_buffer_text(sheet->buffer, "</summary>\n<div class=\"body\">");
    if (finding->drawing.drawable) {
        ng_buffer_text(sheet->buffer, "<div class=\"shown\">");
        ng_html_picture(sheet->buffer, &finding->drawing, ++sheet->pictures);
        ng_html_walk(sheet->buffer, &finding->drawing);
        ng_buffer_text(sheet->buffer, "</div>");
    }
    put_facts(sheet, finding);
    put_commands(sheet, finding);
    ng_buffer_text(sheet->buffer, "</div></details>\n");
}

void ng_html_cases_with(struct ng_sheet *sheet, const struct ng_finding *finding) {
    size_t cases = 0;
    for (size_t i = 0; i < sheet->result->case_count; i++) {
        const struct ng_case_result *result = &sheet->result->cases[i];
        if (ng_same_in_case(sheet->spec, result, finding) == NULL) {
            continue;
        }
        if (cases < CASES_NAMED) {
            const char *id = result->test_case->id;
            ng_buffer_printf(sheet->buffer, "%s<a href=\"#case-%s\">%s</a>", cases == 0 ? "" : ", ",
                             id, id);
        }
        cases++;
    }
    if (cases > CASES_NAMED) {
        ng_buffer_text(sheet->buffer, " and ");
        ng_buffer_count(sheet->buffer, cases - CASES_NAMED, "more case");
    }
}

void ng_html_warning(struct ng_sheet *sheet, const struct ng_finding *finding) {
    put_head(sheet, finding, false);
    ng_buffer_text(sheet->buffer, "</summary>\n<div class=\"body\"><p>Seen in ");
    ng_html_cases_with(sheet, finding);
    ng_buffer_text(sheet->buffer, ".</p>");
    put_facts(sheet, finding);
    put_commands(sheet, finding);
    ng_buffer_text(sheet->buffer, "</div></details>\n");
}
