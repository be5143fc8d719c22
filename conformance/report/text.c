#include "conformance/report/text.h"

#include "conformance/report/evidence.h"
#include "conformance/report/reproduce.h"
#include "conformance/report/style.h"
#include "conformance/report/summary.h"
#include "conformance/report/text_findings.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERDICT_WIDTH 5
#define ID_WIDTH 26
#define REASON_COLUMN (2 + VERDICT_WIDTH + 1 + ID_WIDTH + 1)
#define REQUESTS_WIDTH 4
#define EVENTS_WIDTH 8
/* Only a case that took longer shows its time, in seconds. */
#define SLOW_CASE 1.0
/* A progress line is written again when this many further bytes have come. */
#define PROGRESS_STEP 1000000

struct ng_text {
    struct ng_report_options options;
    struct ng_style style;
    struct ng_output *output;
    struct ng_buffer buffer;
    bool has_class; /* the heading of `class_id` was written */
    enum ng_class class_id;
    size_t progress_width; /* columns of the progress line; 0: none is there */
    uint64_t progress_requests;
    uint64_t progress_steps;
    enum ng_verdict unheld_verdict;
    char unheld_reason[NG_WORDS_MAX]; /* why the last case asked nothing; "" where it did */
    size_t folded;                    /* cases since then that asked nothing for the same reason */
};

static void wipe_progress(struct ng_text *text) {
    if (text->progress_width > 0) {
        (void)fprintf(text->options.progress, "\r%*s\r", (int)text->progress_width, "");
        (void)fflush(text->options.progress);
        text->progress_width = 0;
    }
}

static void begin(void *context, const struct ng_run_info *info) {
    struct ng_text *text = context;
    ng_style_paint(&text->buffer, text->style, NG_INK_STRONG, "nogap ");
    ng_style_paint(&text->buffer, text->style, NG_INK_STRONG, info->version);
    ng_buffer_text(&text->buffer, "   ");
    ng_style_paint(&text->buffer, text->style, NG_INK_PLAIN, info->url);
    ng_buffer_text(&text->buffer, "   profile ");
    ng_style_paint(&text->buffer, text->style, NG_INK_PLAIN, info->profile);
    ng_buffer_printf(&text->buffer, "   seed %" PRIu64 "%s", info->seed,
                     info->strict ? "   strict" : "");
    if (info->repetitions > 1) {
        ng_buffer_printf(&text->buffer, "   %" PRIu64 " repetitions", info->repetitions);
    }
    ng_buffer_byte(&text->buffer, '\n');
    ng_output_put(text->output, &text->buffer);
}

static void progress(void *context, const struct ng_case *test_case, uint64_t requests,
                     uint64_t bytes) {
    struct ng_text *text = context;
    if (text->options.progress == NULL) {
        return;
    }
    uint64_t steps = bytes / PROGRESS_STEP;
    if (text->progress_width > 0 && text->progress_requests == requests &&
        text->progress_steps == steps) {
        return;
    }
    wipe_progress(text);
    struct ng_buffer line;
    ng_buffer_init(&line);
    ng_buffer_printf(&line, "  ...   %-*s ", ID_WIDTH, test_case->id);
    ng_buffer_count(&line, requests, "request");
    if (steps > 0) {
        ng_buffer_printf(&line, ", %" PRIu64 " MB", steps);
    }
    (void)fputs(ng_buffer_string(&line), text->options.progress);
    (void)fflush(text->options.progress);
    text->progress_width = line.size;
    text->progress_requests = requests;
    text->progress_steps = steps;
    ng_buffer_deinit(&line);
}

/* "open" stands for inconclusive: a column of twelve for one word would tear the others apart. Its
   reason says it in full. */
static const char *label_of(const struct ng_case_result *result, enum ng_ink *ink) {
    *ink = NG_INK_BAD;
    if (result->stale) {
        return "STALE";
    }
    switch (result->verdict) {
    case NG_PASS:
        *ink = NG_INK_GOOD;
        return "pass";
    case NG_SKIP:
        *ink = NG_INK_FAINT;
        return "skip";
    case NG_WARN:
        *ink = NG_INK_CARE;
        return "warn";
    case NG_INCONCLUSIVE:
        *ink = NG_INK_CARE;
        return "open";
    case NG_FAIL:
        *ink = result->waived ? NG_INK_CARE : NG_INK_BAD;
        return "FAIL";
    case NG_ERROR:
        break;
    }
    return "ERROR";
}

static void show_class(struct ng_text *text, enum ng_class class_id) {
    if (text->has_class && text->class_id == class_id) {
        return;
    }
    text->has_class = true;
    text->class_id = class_id;
    ng_buffer_byte(&text->buffer, '\n');
    ng_style_paint(&text->buffer, text->style, NG_INK_STRONG, ng_class_name(class_id));
    ng_buffer_byte(&text->buffer, '\n');
}

static void show_reason(struct ng_text *text, const struct ng_case_result *result) {
    struct ng_buffer line;
    ng_buffer_init(&line);
    if (result->waived) {
        ng_buffer_printf(&line, "waived: %s", result->waiver);
    } else if (result->stale) {
        ng_buffer_printf(&line, "it does not fail any more; its waiver: %s", result->waiver);
    } else {
        const char *before = result->verdict == NG_INCONCLUSIVE ? "inconclusive: " : "";
        ng_buffer_printf(&line, "%s%s", before, result->reason);
    }
    ng_style_wrap(&text->buffer, text->style, REASON_COLUMN, ng_buffer_string(&line));
    text->buffer.failed = text->buffer.failed || line.failed;
    ng_buffer_deinit(&line);
}

static void show_counts(struct ng_text *text, const struct ng_case_result *result) {
    ng_buffer_printf(&text->buffer, "%*" PRIu64 " %s", REQUESTS_WIDTH, result->requests,
                     result->requests == 1 ? "request" : "requests");
    bool slow = result->seconds >= SLOW_CASE;
    if (result->events_compared > 0 || result->joints_crossed > 0 || slow) {
        ng_buffer_text(&text->buffer, result->requests == 1 ? " " : "");
        ng_buffer_printf(&text->buffer, "  %*" PRIu64 " %s compared", EVENTS_WIDTH,
                         result->events_compared,
                         result->events_compared == 1 ? "event" : "events");
    }
    if (result->joints_crossed > 0) {
        ng_buffer_text(&text->buffer, ", ");
        ng_buffer_count(&text->buffer, result->joints_crossed, "joint");
    }
    if (slow) {
        ng_buffer_text(&text->buffer, "   ");
        ng_buffer_seconds(&text->buffer, result->seconds, 1);
        ng_buffer_text(&text->buffer, " s");
    }
    ng_buffer_byte(&text->buffer, '\n');
}

static void show_remark(struct ng_text *text, const char *remark) {
    if (remark[0] != '\0') {
        ng_buffer_repeat(&text->buffer, ' ', REASON_COLUMN);
        ng_style_wrap(&text->buffer, text->style, REASON_COLUMN, remark);
    }
}

/* Cases that cannot be held any more all say the same; one of them says it for all. */
static bool fold(struct ng_text *text, const struct ng_case_result *result) {
    bool unheld = result->requests == 0 && result->reason[0] != '\0' && !result->waived;
    bool same = unheld && result->verdict == text->unheld_verdict &&
                strcmp(result->reason, text->unheld_reason) == 0;
    if (same) {
        text->folded++;
    } else {
        (void)snprintf(text->unheld_reason, sizeof text->unheld_reason, "%s",
                       unheld ? result->reason : "");
        text->unheld_verdict = result->verdict;
    }
    return same;
}

static void show_folded(struct ng_text *text) {
    if (text->folded > 0) {
        ng_buffer_printf(&text->buffer, "        and %zu more case%s, for the same reason\n",
                         text->folded, text->folded == 1 ? "" : "s");
    }
    text->folded = 0;
}

static void case_end(void *context, const struct ng_case_result *result) {
    struct ng_text *text = context;
    if (fold(text, result)) {
        return;
    }
    show_folded(text);
    const char *id = result->test_case->id;
    enum ng_ink ink = NG_INK_PLAIN;
    const char *label = label_of(result, &ink);
    wipe_progress(text);
    show_class(text, result->test_case->class_id);
    ng_buffer_text(&text->buffer, "  ");
    ng_style_paint(&text->buffer, text->style, ink, label);
    ng_buffer_repeat(&text->buffer, ' ', VERDICT_WIDTH + 1 - strlen(label));
    ng_buffer_printf(&text->buffer, "%-*s ", ID_WIDTH, id);
    if (result->reason[0] != '\0' || result->waived || result->stale) {
        show_reason(text, result);
    } else {
        show_counts(text, result);
    }
    show_remark(text, result->remark);
    ng_output_put(text->output, &text->buffer);
}

static void restart(void *context, const char *reason) {
    struct ng_text *text = context;
    wipe_progress(text);
    show_folded(text);
    text->unheld_reason[0] = '\0';
    ng_buffer_text(&text->buffer, "\n  ");
    struct ng_buffer line;
    ng_buffer_init(&line);
    ng_buffer_printf(
        &line, "The log was reset: %s. All results above are void; the cases begin again.", reason);
    ng_style_wrap(&text->buffer, text->style, 2, ng_buffer_string(&line));
    text->buffer.failed = text->buffer.failed || line.failed;
    ng_buffer_deinit(&line);
    text->has_class = false;
    ng_output_put(text->output, &text->buffer);
}

static enum ng_ink ink_of(enum ng_outcome outcome) {
    switch (outcome) {
    case NG_CONFORMANT:
        return NG_INK_GOOD;
    case NG_RUN_INCONCLUSIVE:
        return NG_INK_CARE;
    case NG_NON_CONFORMANT:
    case NG_RUN_UNREACHABLE:
    case NG_RUN_ERROR:
    case NG_RUN_STALE_WAIVER:
        break;
    }
    return NG_INK_BAD;
}

static void show_totals(struct ng_text *text, const struct ng_run_result *result) {
    uint64_t compared = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        compared += result->cases[i].events_compared;
    }
    ng_buffer_text(&text->buffer, "   ");
    ng_buffer_count(&text->buffer, result->requests, "request");
    ng_buffer_text(&text->buffer, ", ");
    ng_buffer_count(&text->buffer, compared, "event");
    ng_buffer_text(&text->buffer, " compared, ");
    ng_buffer_seconds(&text->buffer, result->seconds, 2);
    ng_buffer_text(&text->buffer, " s\n");
}

/* Tells how to run the commands where the run had secret fields. */
static void show_variables(struct ng_text *text, const struct ng_run_result *result) {
    bool any_finding = false;
    for (size_t i = 0; i < result->case_count; i++) {
        any_finding = any_finding || result->cases[i].findings.count > 0;
    }
    bool credentials = ng_reproduce_needs_credentials(result->info->url);
    if (!any_finding || (result->info->header_count == 0 && !credentials)) {
        return;
    }
    if (credentials) {
        ng_buffer_printf(&text->buffer, "\nThe commands take the URL's name:password from %s.",
                         ng_reproduce_credentials);
    }
    for (size_t i = 0; i < result->info->header_count; i++) {
        ng_buffer_text(&text->buffer,
                       i == 0 ? "\nThe commands take the values of the request fields from "
                              : ", ");
        ng_reproduce_variable(&text->buffer, result->info->header_names[i]);
    }
    ng_buffer_text(&text->buffer, result->info->header_count > 0 ? ".\n" : "\n");
}

static void end(void *context, const struct ng_run_result *result) {
    struct ng_text *text = context;
    wipe_progress(text);
    show_folded(text);
    ng_text_failures(result, &text->options, &text->buffer);
    ng_text_warnings(result, &text->options, &text->buffer);
    show_variables(text, result);
    ng_buffer_byte(&text->buffer, '\n');
    ng_style_paint(&text->buffer, text->style, ink_of(result->outcome),
                   ng_outcome_name(result->outcome));
    ng_summary_counts(&text->buffer, result);
    show_totals(text, result);
    if (result->reason[0] != '\0') {
        ng_buffer_text(&text->buffer, "  ");
        ng_style_wrap(&text->buffer, text->style, 2, result->reason);
    }
    ng_output_put(text->output, &text->buffer);
    ng_output_finish(text->output);
}

enum ng_status ng_text_new(const struct ng_report_options *options, struct ng_output *output,
                           struct ng_text **result) {
    struct ng_text *text = calloc(1, sizeof *text);
    if (text == NULL) {
        return NG_NO_MEMORY;
    }
    text->options = *options;
    text->style = (struct ng_style){.colour = options->colour, .utf8 = options->utf8};
    text->output = output;
    *result = text;
    return NG_OK;
}

void ng_text_free(struct ng_text *text) {
    if (text != NULL) {
        wipe_progress(text);
        ng_buffer_deinit(&text->buffer);
        free(text);
    }
}

struct ng_listener ng_text_listener(struct ng_text *text) {
    return (struct ng_listener){
        .context = text,
        .begin = begin,
        .progress = progress,
        .case_end = case_end,
        .restart = restart,
        .end = end,
    };
}
