#include "conformance/report/markdown.h"

#include "conformance/report/escape.h"
#include "conformance/report/evidence.h"
#include "conformance/report/finding_text.h"
#include "conformance/report/markdown_text.h"
#include "conformance/report/red.h"
#include "conformance/report/summary.h"

#include <inttypes.h>
#include <string.h>

/* Kept free for what ends a table, and for the lines that say what is left out. */
#define RESERVE 512
/* Bytes of a URL or a name in the head, each of which may take twelve. */
#define HEAD_WORDS_MAX 300

/* What is rendered, and how much of it has no place any more. */
struct page {
    const struct ng_run_result *result;
    const struct ng_report_options *options;
    struct ng_buffer *buffer;
    size_t max; /* of the buffer's size */
    size_t rows_left_out;
    size_t findings_left_out;
};

/* Appends a part where it fits. Gives whether it did. */
static bool add_part(struct page *page, struct ng_buffer *part) {
    bool fits = page->buffer->size + part->size + RESERVE <= page->max;
    if (fits) {
        ng_buffer_add(page->buffer, ng_buffer_string(part), part->size);
    }
    page->buffer->failed = page->buffer->failed || part->failed;
    ng_buffer_clear(part);
    return fits;
}

static void add_made(struct ng_buffer *buffer, const struct ng_buffer *made) {
    ng_markdown_words(buffer, ng_buffer_string(made));
    buffer->failed = buffer->failed || made->failed;
}

/* Nothing in the head may grow so long that the rest has no room. */
static void add_short(struct ng_buffer *buffer, const char *text) {
    struct ng_buffer words;
    ng_buffer_init(&words);
    ng_buffer_text(&words, text);
    ng_buffer_cut(&words, HEAD_WORDS_MAX);
    add_made(buffer, &words);
    ng_buffer_deinit(&words);
}

static void add_head(struct page *page) {
    const struct ng_run_result *result = page->result;
    ng_buffer_printf(page->buffer, "## nogap: %s\n\n**%s**", ng_outcome_name(result->outcome),
                     ng_outcome_name(result->outcome));
    ng_summary_counts(page->buffer, result);
    ng_buffer_text(page->buffer, ".");
    if (result->reason[0] != '\0') {
        ng_buffer_byte(page->buffer, ' ');
        ng_markdown_words(page->buffer, result->reason);
        ng_buffer_byte(page->buffer, '.');
    }
    ng_buffer_text(page->buffer, "\n\nEndpoint ");
    add_short(page->buffer, result->info->url);
    ng_buffer_text(page->buffer, ", profile ");
    add_short(page->buffer, result->info->profile);
    ng_buffer_printf(page->buffer, ", seed %" PRIu64 "%s, nogap ", result->info->seed,
                     result->info->strict ? ", strict" : "");
    ng_markdown_words(page->buffer, result->info->version);
    ng_buffer_text(page->buffer, "\n\n");
}

static void add_classes(struct page *page) {
    size_t counts[NG_CLASS_COUNT][NG_VERDICT_COUNT + 1] = {{0}};
    size_t totals[NG_CLASS_COUNT] = {0};
    for (size_t i = 0; i < page->result->case_count; i++) {
        const struct ng_case_result *test = &page->result->cases[i];
        counts[test->test_case->class_id][test->waived ? NG_VERDICT_COUNT : (int)test->verdict]++;
        totals[test->test_case->class_id]++;
    }
    if (page->result->case_count == 0) {
        return;
    }
    ng_buffer_text(page->buffer, "| class |");
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        ng_buffer_printf(page->buffer, " %s |", ng_verdict_name((enum ng_verdict)i));
    }
    ng_buffer_text(page->buffer, " waived |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for (size_t i = 0; i < NG_CLASS_COUNT; i++) {
        if (totals[i] == 0) {
            continue;
        }
        ng_buffer_printf(page->buffer, "| %s |", ng_class_name((enum ng_class)i));
        for (size_t j = 0; j <= NG_VERDICT_COUNT; j++) {
            ng_buffer_printf(page->buffer, " %zu |", counts[i][j]);
        }
        ng_buffer_byte(page->buffer, '\n');
    }
    ng_buffer_byte(page->buffer, '\n');
}

static void add_row(struct ng_buffer *row, const struct page *page,
                    const struct ng_case_result *test) {
    const char *name = ng_verdict_name(test->verdict);
    bool red = ng_case_is_red(page->result->info, test) || test->stale;
    struct ng_buffer words;
    ng_buffer_init(&words);
    if (test->waiver != NULL && (test->waived || test->stale)) {
        ng_buffer_text(&words, test->waiver);
    } else {
        ng_case_headline(&words, page->options->spec, test);
    }
    if (test->remark[0] != '\0') {
        ng_buffer_printf(&words, "%s%s", words.size > 0 ? "; " : "", "remark: ");
        ng_escape_text(&words, test->remark, true);
    }
    const char *mark = red ? "**" : "";
    ng_buffer_printf(row, "| %s | %s | %s%s%s%s%s | ", test->test_case->id,
                     ng_class_name(test->test_case->class_id), mark, name,
                     test->waived ? ", waived" : "", test->stale ? ", stale waiver" : "", mark);
    add_made(row, &words);
    ng_buffer_text(row, " |\n");
    ng_buffer_deinit(&words);
}

static bool is_quiet(const struct ng_case_result *test) {
    return test->verdict == NG_PASS && !test->stale;
}

/* The table of the cases that pass, or of all others. */
static void add_cases(struct page *page, bool quiet) {
    struct ng_buffer row;
    ng_buffer_init(&row);
    ng_buffer_text(&row, "| case | class | verdict | |\n|---|---|---|---|\n");
    bool any = false;
    for (size_t i = 0; i < page->result->case_count; i++) {
        if (is_quiet(&page->result->cases[i]) != quiet) {
            continue;
        }
        any = true;
        if (page->rows_left_out == 0) {
            add_row(&row, page, &page->result->cases[i]);
        }
        page->rows_left_out += row.size > 0 && add_part(page, &row) ? 0 : 1;
    }
    if (any) {
        ng_buffer_byte(page->buffer, '\n');
    }
    ng_buffer_deinit(&row);
}

static void add_passes(struct page *page) {
    size_t count = 0;
    for (size_t i = 0; i < page->result->case_count; i++) {
        count += is_quiet(&page->result->cases[i]) ? 1 : 0;
    }
    if (count == 0) {
        return;
    }
    ng_buffer_printf(page->buffer, "<details><summary>%zu %s</summary>\n\n", count,
                     count == 1 ? "case passes" : "cases pass");
    add_cases(page, true);
    ng_buffer_text(page->buffer, "</details>\n\n");
}

static void add_finding(struct ng_buffer *part, const struct page *page,
                        const struct ng_finding *finding) {
    const struct ng_clause *clause = ng_spec_find(page->options->spec, finding->clause);
    struct ng_buffer lines;
    ng_buffer_init(&lines);
    ng_buffer_printf(part, "**%s**: ", finding->clause);
    ng_markdown_words(part, finding->says);
    if (finding->times > 1) {
        ng_buffer_printf(part, " (%" PRIu64 " times)", finding->times);
    }
    ng_buffer_text(part, "\n\n");
    if (clause != NULL) {
        ng_buffer_text(part, "> ");
        ng_markdown_words(part, clause->sentence);
        if (clause->why != NULL) {
            ng_buffer_text(part, " *Why:* ");
            ng_markdown_words(part, clause->why);
        }
        ng_buffer_text(part, "\n\n");
    }
    ng_finding_evidence(&lines, finding);
    ng_markdown_code(part, "", &lines);
    ng_buffer_clear(&lines);
    ng_finding_commands(&lines, page->result->info, finding);
    ng_markdown_code(part, "sh", &lines);
    ng_buffer_deinit(&lines);
}

/* Which findings have a block: those for which a case is red. */
static bool is_shown(const struct page *page, const struct ng_case_result *test,
                     const struct ng_finding *finding) {
    return ng_case_is_red(page->result->info, test) &&
           (test->verdict != NG_FAIL ||
            ng_evidence_level(page->options->spec, finding->clause) == NG_MUST);
}

static void add_findings(struct page *page) {
    struct ng_buffer part;
    ng_buffer_init(&part);
    for (size_t i = 0; i < page->result->case_count; i++) {
        const struct ng_case_result *test = &page->result->cases[i];
        bool first = true;
        for (size_t j = 0; j < test->findings.count; j++) {
            if (!is_shown(page, test, &test->findings.items[j])) {
                continue;
            }
            if (page->findings_left_out > 0) {
                page->findings_left_out++;
                continue;
            }
            if (first) {
                ng_buffer_printf(&part, "### %s\n\n", test->test_case->id);
            }
            add_finding(&part, page, &test->findings.items[j]);
            page->findings_left_out += add_part(page, &part) ? 0 : 1;
            first = false;
        }
    }
    ng_buffer_deinit(&part);
}

static void add_left_out(struct page *page) {
    if (page->rows_left_out + page->findings_left_out == 0) {
        return;
    }
    ng_buffer_text(page->buffer, "Cut: there is no room here for ");
    if (page->findings_left_out > 0) {
        ng_buffer_count(page->buffer, page->findings_left_out, "finding");
    }
    if (page->rows_left_out > 0) {
        ng_buffer_text(page->buffer, page->findings_left_out > 0 ? " and " : "");
        ng_buffer_count(page->buffer, page->rows_left_out, "case");
    }
    ng_buffer_text(page->buffer, ". The other reports show all.\n");
}

void ng_markdown_write(const struct ng_run_result *result, const struct ng_report_options *options,
                       size_t max, struct ng_buffer *buffer) {
    struct page page = {
        .result = result, .options = options, .buffer = buffer, .max = buffer->size + max};
    add_head(&page);
    add_classes(&page);
    add_cases(&page, false);
    add_findings(&page);
    add_passes(&page);
    add_left_out(&page);
}

void ng_markdown_report(const struct ng_run_result *result, const struct ng_report_options *options,
                        struct ng_buffer *buffer) {
    ng_markdown_write(result, options, NG_MARKDOWN_BYTES_MAX, buffer);
}
