#include "conformance/report/text_findings.h"

#include "conformance/report/draw.h"
#include "conformance/report/evidence.h"
#include "conformance/report/same.h"
#include "conformance/report/style.h"

#include <inttypes.h>
#include <string.h>

#define LABEL_INDENT 4
#define LABEL_WIDTH 10
#define VALUE_COLUMN (LABEL_INDENT + LABEL_WIDTH)
/* So many case ids are named; the others are counted. */
#define CASES_NAMED 3

/* What the blocks are rendered from and into. */
struct page {
    const struct ng_run_result *result;
    const struct ng_report_options *options;
    struct ng_style style;
    struct ng_buffer *buffer;
};

static struct page make_page(const struct ng_run_result *result,
                             const struct ng_report_options *options, struct ng_buffer *buffer) {
    return (struct page){
        .result = result,
        .options = options,
        .style = {.colour = options->colour, .utf8 = options->utf8},
        .buffer = buffer,
    };
}

static void show_title(const struct page *page, const char *title) {
    ng_buffer_byte(page->buffer, '\n');
    ng_style_paint(page->buffer, page->style, NG_INK_STRONG, title);
    ng_buffer_byte(page->buffer, '\n');
}

static void show_label(const struct page *page, const char *label) {
    ng_buffer_repeat(page->buffer, ' ', LABEL_INDENT);
    ng_style_paint(page->buffer, page->style, NG_INK_FAINT, label);
    ng_buffer_repeat(page->buffer, ' ', LABEL_WIDTH - strlen(label));
}

static void show(const struct page *page, const char *label, const char *text) {
    if (text[0] != '\0') {
        show_label(page, label);
        ng_style_wrap(page->buffer, page->style, VALUE_COLUMN, text);
    }
}

static void show_clause(const struct page *page, const char *id, bool with_why) {
    const struct ng_clause *clause = ng_spec_find(page->options->spec, id);
    struct ng_buffer line;
    ng_buffer_init(&line);
    ng_buffer_printf(&line, "%s: %s", id, clause == NULL ? "" : clause->sentence);
    show(page, "clause", ng_buffer_string(&line));
    if (with_why && clause != NULL) {
        show(page, "why", clause->why);
    }
    page->buffer->failed = page->buffer->failed || line.failed;
    ng_buffer_deinit(&line);
}

static void show_says(const struct page *page, const struct ng_finding *finding) {
    struct ng_buffer line;
    ng_buffer_init(&line);
    ng_buffer_text(&line, finding->says);
    if (finding->times > 1) {
        ng_buffer_printf(&line, " (%" PRIu64 " times)", finding->times);
    }
    show(page, "says", ng_buffer_string(&line));
    page->buffer->failed = page->buffer->failed || line.failed;
    ng_buffer_deinit(&line);
}

static void show_picture(const struct page *page, const struct ng_finding *finding) {
    struct ng_picture picture;
    if (ng_draw(&finding->drawing, page->style.utf8, &picture) != NG_OK) {
        return;
    }
    ng_buffer_byte(page->buffer, '\n');
    for (size_t i = 0; i < NG_PICTURE_LINES; i++) {
        ng_buffer_repeat(page->buffer, ' ', LABEL_INDENT);
        ng_buffer_text(page->buffer, picture.lines[i]);
        ng_buffer_byte(page->buffer, '\n');
    }
    if (picture.consequence[0] != '\0') {
        ng_buffer_repeat(page->buffer, ' ', VALUE_COLUMN);
        ng_style_wrap(page->buffer, page->style, VALUE_COLUMN, picture.consequence);
    }
}

/* A command is one line, however long: it is there to be copied. Where it takes more than one, they
   are numbered. */
static void show_command(const struct page *page, const struct ng_finding *finding) {
    const struct ng_run_info *info = page->result->info;
    ng_buffer_byte(page->buffer, '\n');
    if (finding->sequence_count < 2) {
        ng_buffer_repeat(page->buffer, ' ', LABEL_INDENT);
        ng_evidence_command(page->buffer, info, finding);
        ng_buffer_byte(page->buffer, '\n');
        return;
    }
    for (size_t i = 0; i < finding->sequence_count; i++) {
        ng_buffer_repeat(page->buffer, ' ', LABEL_INDENT);
        ng_buffer_printf(page->buffer, "%zu. ", i + 1);
        ng_evidence_request(page->buffer, info, &finding->sequence[i]);
        ng_buffer_byte(page->buffer, '\n');
    }
}

static bool is_failure(const struct page *page, const struct ng_finding *finding) {
    return ng_evidence_level(page->options->spec, finding->clause) == NG_MUST;
}

static void show_folded(const struct page *page, const struct ng_finding *finding,
                        const struct ng_case_result *first) {
    struct ng_buffer line;
    ng_buffer_init(&line);
    ng_buffer_printf(&line, "%s: the same as in %s", finding->clause, first->test_case->id);
    if (finding->times > 1) {
        ng_buffer_printf(&line, " (%" PRIu64 " times)", finding->times);
    }
    show(page, "clause", ng_buffer_string(&line));
    page->buffer->failed = page->buffer->failed || line.failed;
    ng_buffer_deinit(&line);
}

static void show_failure(const struct page *page, const struct ng_case_result *result,
                         const struct ng_finding *finding) {
    const struct ng_case_result *first =
        ng_same_first_case(page->result, page->options->spec, finding);
    if (first != result) {
        show_folded(page, finding, first);
        show_command(page, finding);
        return;
    }
    show_clause(page, finding->clause, !ng_same_is_explained(page->result, finding));
    show_says(page, finding);
    show(page, "expected", finding->expected);
    show(page, "received", finding->received);
    show_picture(page, finding);
    show_command(page, finding);
}

static void show_dropped(const struct page *page, const struct ng_findings *findings) {
    if (findings->dropped > 0) {
        ng_buffer_repeat(page->buffer, ' ', LABEL_INDENT);
        ng_buffer_text(page->buffer, "and ");
        ng_buffer_count(page->buffer, findings->dropped, "finding");
        ng_buffer_text(page->buffer, " of further kinds\n");
    }
}

void ng_text_failures(const struct ng_run_result *result, const struct ng_report_options *options,
                      struct ng_buffer *buffer) {
    const struct page page = make_page(result, options, buffer);
    bool any = false;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *test = &result->cases[i];
        bool first = true;
        for (size_t j = 0; j < test->findings.count; j++) {
            if (!is_failure(&page, &test->findings.items[j])) {
                continue;
            }
            if (!any) {
                show_title(&page, "failures");
                any = true;
            }
            ng_buffer_byte(buffer, '\n');
            if (first) {
                ng_buffer_text(buffer, "  ");
                ng_style_paint(buffer, page.style, test->waived ? NG_INK_CARE : NG_INK_BAD,
                               test->test_case->id);
                ng_buffer_text(buffer, test->waived ? "   waived\n" : "\n");
                first = false;
            }
            show_failure(&page, test, &test->findings.items[j]);
        }
        if (!first) {
            show_dropped(&page, &test->findings);
        }
    }
}

/* "full-dump, since-only, since-past-end and 18 more cases (61 times)" */
static void show_cases(const struct page *page, const struct ng_finding *finding) {
    struct ng_buffer line;
    ng_buffer_init(&line);
    size_t cases = 0;
    uint64_t times = 0;
    for (size_t i = 0; i < page->result->case_count; i++) {
        const struct ng_finding *same =
            ng_same_in_case(page->options->spec, &page->result->cases[i], finding);
        if (same == NULL) {
            continue;
        }
        if (cases < CASES_NAMED) {
            ng_buffer_printf(&line, "%s%s", cases == 0 ? "" : ", ",
                             page->result->cases[i].test_case->id);
        }
        cases++;
        times += same->times;
    }
    if (cases > CASES_NAMED) {
        ng_buffer_text(&line, " and ");
        ng_buffer_count(&line, cases - CASES_NAMED, "more case");
    }
    if (times > cases) {
        ng_buffer_printf(&line, " (%" PRIu64 " times)", times);
    }
    show(page, "in", ng_buffer_string(&line));
    page->buffer->failed = page->buffer->failed || line.failed;
    ng_buffer_deinit(&line);
}

void ng_text_warnings(const struct ng_run_result *result, const struct ng_report_options *options,
                      struct ng_buffer *buffer) {
    const struct page page = make_page(result, options, buffer);
    bool any = false;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *test = &result->cases[i];
        for (size_t j = 0; j < test->findings.count; j++) {
            const struct ng_finding *finding = &test->findings.items[j];
            if (is_failure(&page, finding) ||
                ng_same_first_case(result, options->spec, finding) != test) {
                continue;
            }
            if (!any) {
                show_title(&page,
                           result->info->strict ? "warnings, which fail a strict run" : "warnings");
                any = true;
            }
            ng_buffer_byte(buffer, '\n');
            show_clause(&page, finding->clause, false);
            show(&page, "says", finding->says);
            show_cases(&page, finding);
            show_command(&page, finding);
        }
    }
}
