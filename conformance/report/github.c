#include "conformance/report/github.h"

#include "conformance/report/escape.h"
#include "conformance/report/finding_text.h"
#include "conformance/report/red.h"
#include "conformance/report/summary.h"

#include <stdio.h>
#include <string.h>

/* What is rendered, and how many annotations there are, with those that are not written. */
struct page {
    const struct ng_run_result *result;
    const struct ng_report_options *options;
    struct ng_buffer *buffer;
    size_t annotations;
};

/* Appends harmless text (escape.h, and our own line ends) as a command's message or, where it is
   one of its properties, as such a value. */
static void add_escaped(struct ng_buffer *buffer, const char *text, bool property) {
    for (; *text != '\0'; text++) {
        bool special = *text == '%' || *text == '\r' || *text == '\n' ||
                       (property && (*text == ':' || *text == ','));
        if (special) {
            ng_buffer_printf(buffer, "%%%02X", (unsigned)(unsigned char)*text);
        } else {
            ng_buffer_byte(buffer, *text);
        }
    }
}

static void annotate(struct page *page, const char *command, const char *title,
                     struct ng_buffer *words) {
    page->annotations++;
    if (page->annotations <= NG_GITHUB_ANNOTATIONS_MAX) {
        ng_buffer_cut(words, NG_GITHUB_WORDS_MAX);
        ng_buffer_printf(page->buffer, "::%s title=", command);
        add_escaped(page->buffer, title, true);
        ng_buffer_text(page->buffer, "::");
        add_escaped(page->buffer, ng_buffer_string(words), false);
        ng_buffer_byte(page->buffer, '\n');
    }
    page->buffer->failed = page->buffer->failed || words->failed;
}

static void annotate_case(struct page *page, const char *command,
                          const struct ng_case_result *test) {
    char title[NG_WORDS_MAX];
    struct ng_buffer words;
    ng_buffer_init(&words);
    const struct ng_finding *gravest = ng_gravest_finding(page->options->spec, &test->findings);
    (void)snprintf(title, sizeof title, "nogap %s: %s", ng_verdict_name(test->verdict),
                   test->test_case->id);
    ng_case_headline(&words, page->options->spec, test);
    if (gravest != NULL) {
        ng_buffer_byte(&words, '\n');
        ng_finding_evidence(&words, gravest);
        ng_finding_commands(&words, page->result->info, gravest);
    }
    annotate(page, command, title, &words);
    ng_buffer_deinit(&words);
}

static void annotate_stale(struct page *page, const struct ng_case_result *test) {
    char title[NG_WORDS_MAX];
    struct ng_buffer words;
    ng_buffer_init(&words);
    (void)snprintf(title, sizeof title, "nogap stale waiver: %s", test->test_case->id);
    ng_buffer_text(&words, "it does not fail any more: drop its waiver: ");
    ng_escape_text(&words, test->waiver, true);
    annotate(page, "error", title, &words);
    ng_buffer_deinit(&words);
}

static void annotate_run(struct page *page) {
    char title[NG_WORDS_MAX];
    struct ng_buffer words;
    ng_buffer_init(&words);
    (void)snprintf(title, sizeof title, "nogap: %s", ng_outcome_name(page->result->outcome));
    ng_escape_text(&words, page->result->reason, true);
    annotate(page, "error", title, &words);
    ng_buffer_deinit(&words);
}

static void end_with_notice(struct page *page) {
    struct ng_buffer words;
    ng_buffer_init(&words);
    ng_buffer_text(&words, ng_outcome_name(page->result->outcome));
    ng_summary_counts(&words, page->result);
    if (page->annotations > NG_GITHUB_ANNOTATIONS_MAX) {
        ng_buffer_text(&words, "; not shown above: ");
        ng_buffer_count(&words, page->annotations - NG_GITHUB_ANNOTATIONS_MAX, "annotation");
    }
    ng_buffer_text(page->buffer, "::notice title=nogap::");
    add_escaped(page->buffer, ng_buffer_string(&words), false);
    ng_buffer_byte(page->buffer, '\n');
    page->buffer->failed = page->buffer->failed || words.failed;
    ng_buffer_deinit(&words);
}

/* Whether a case could not be held for the same reason as the whole run. */
static bool is_told_by_run(const struct ng_run_result *result, const struct ng_case_result *test) {
    return test->verdict == NG_INCONCLUSIVE && test->findings.count == 0 &&
           result->reason[0] != '\0' && strcmp(test->reason, result->reason) == 0;
}

/* The annotations of the cases that count against the run, or of those that warn beside them. */
static void annotate_cases(struct page *page, bool red) {
    const struct ng_run_result *result = page->result;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *test = &result->cases[i];
        bool is_red = ng_case_is_red(result->info, test);
        if (red && is_red && !is_told_by_run(result, test)) {
            annotate_case(page, "error", test);
        } else if (!red && !is_red && test->verdict == NG_WARN && !test->waived) {
            annotate_case(page, "warning", test);
        }
    }
}

void ng_github_report(const struct ng_run_result *result, const struct ng_report_options *options,
                      struct ng_buffer *buffer) {
    struct page page = {.result = result, .options = options, .buffer = buffer};
    bool tells_run = ng_run_is_red_alone(result);
    for (size_t i = 0; i < result->case_count && !tells_run; i++) {
        tells_run = is_told_by_run(result, &result->cases[i]);
    }
    if (tells_run) {
        annotate_run(&page);
    }
    annotate_cases(&page, true);
    for (size_t i = 0; i < result->case_count; i++) {
        if (result->cases[i].stale) {
            annotate_stale(&page, &result->cases[i]);
        }
    }
    annotate_cases(&page, false);
    end_with_notice(&page);
}
