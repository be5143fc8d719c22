#include "conformance/report/report.h"

#include "conformance/report/github.h"
#include "conformance/report/html/page.h"
#include "conformance/report/json.h"
#include "conformance/report/junit.h"
#include "conformance/report/markdown.h"
#include "conformance/report/output.h"
#include "conformance/report/tap.h"
#include "conformance/report/tee.h"
#include "conformance/report/text.h"

#include <stdlib.h>
#include <string.h>

static const struct ng_report_format formats[] = {
    {"text", "for people, as the cases end", NULL},
    {"json", "for programs: fixtures/report.schema.json", ng_json_report},
    {"tap", "Test Anything Protocol, version 14", ng_tap_report},
    {"junit", "XML for CI systems, as JUnit writes it", ng_junit_report},
    {"markdown", "a comment for a pull request", ng_markdown_report},
    {"github", "annotations, and the summary of a step, of GitHub Actions", ng_github_report},
    {"html", "a page with pictures, one file, for a browser", ng_html_report},
};
#define FORMAT_COUNT (sizeof formats / sizeof formats[0])

/* One wish. */
struct report {
    const struct ng_report_format *format;
    struct ng_report_options options;
    struct ng_output *output;
    struct ng_text *text; /* of the format text */
};

struct ng_reports {
    struct report *reports;
    struct ng_listener *listeners;
    size_t count;
    struct ng_tee tee;
};

const struct ng_report_format *ng_report_formats(size_t *count) {
    *count = FORMAT_COUNT;
    return formats;
}

/* Renders the formats that are written as a whole. */
static void render(void *context, const struct ng_run_result *result) {
    struct report *report = context;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    report->format->render(result, &report->options, &buffer);
    ng_output_put(report->output, &buffer);
    ng_output_finish(report->output);
    ng_buffer_deinit(&buffer);
}

static enum ng_status find_format(const char *wish, struct report *report, const char **file,
                                  char *message, size_t message_size) {
    size_t size = strcspn(wish, "=");
    *file = wish[size] == '=' ? wish + size + 1 : NULL;
    if (*file != NULL && (*file)[0] == '\0') {
        (void)snprintf(message, message_size,
                       "--report %s: a file name is expected after the equals sign", wish);
        return NG_MALFORMED;
    }
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strlen(formats[i].name) == size && memcmp(formats[i].name, wish, size) == 0) {
            report->format = &formats[i];
            return NG_OK;
        }
    }
    struct ng_buffer names;
    ng_buffer_init(&names);
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        ng_buffer_printf(&names, "%s%s", i == 0 ? "" : ", ", formats[i].name);
    }
    (void)snprintf(message, message_size, "--report %s: there is no such format; there are: %s",
                   wish, ng_buffer_string(&names));
    ng_buffer_deinit(&names);
    return NG_NOT_FOUND;
}

static enum ng_status open_report(struct ng_reports *reports, const char *wish,
                                  const struct ng_report_options *options, bool *has_standard,
                                  char *message, size_t message_size) {
    struct report *report = &reports->reports[reports->count];
    const char *file = NULL;
    enum ng_status status = find_format(wish, report, &file, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    bool standard = file == NULL || strcmp(file, "-") == 0;
    if (standard && *has_standard) {
        (void)snprintf(message, message_size,
                       "--report %s: the standard output holds one report; give this one a file, "
                       "as in %s=FILE",
                       wish, report->format->name);
        return NG_MALFORMED;
    }
    report->options = *options;
    report->options.colour = options->colour && standard;
    report->options.progress = standard ? options->progress : NULL;
    status = ng_output_open(file, &report->output, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    *has_standard = *has_standard || standard;
    reports->count++;
    if (report->format->render != NULL) {
        reports->listeners[reports->count - 1] =
            (struct ng_listener){.context = report, .end = render};
        return NG_OK;
    }
    status = ng_text_new(&report->options, report->output, &report->text);
    if (status == NG_OK) {
        reports->listeners[reports->count - 1] = ng_text_listener(report->text);
    } else {
        (void)snprintf(message, message_size, "--report %s: out of memory", wish);
    }
    return status;
}

static enum ng_status close_all(struct ng_reports *reports, char *message, size_t message_size) {
    enum ng_status first = NG_OK;
    for (size_t i = 0; i < reports->count; i++) {
        char words[NG_WORDS_MAX * 2];
        ng_text_free(reports->reports[i].text);
        enum ng_status status = ng_output_close(reports->reports[i].output, words, sizeof words);
        if (first == NG_OK && status != NG_OK) {
            first = status;
            (void)snprintf(message, message_size, "%s", words);
        }
    }
    free(reports->reports);
    free(reports->listeners);
    free(reports);
    return first;
}

enum ng_status ng_reports_open(const char *const *wishes, size_t count,
                               const struct ng_report_options *options, struct ng_reports **result,
                               char *message, size_t message_size) {
    static const char *const usual[] = {"text"};
    if (count == 0) {
        wishes = usual;
        count = 1;
    }
    struct ng_reports *reports = calloc(1, sizeof *reports);
    if (reports == NULL) {
        (void)snprintf(message, message_size, "the reports: out of memory");
        return NG_NO_MEMORY;
    }
    enum ng_status status = NG_OK;
    reports->reports = calloc(count, sizeof *reports->reports);
    reports->listeners = calloc(count, sizeof *reports->listeners);
    if (reports->reports == NULL || reports->listeners == NULL) {
        (void)snprintf(message, message_size, "the reports: out of memory");
        status = NG_NO_MEMORY;
    }
    bool has_standard = false;
    for (size_t i = 0; i < count && status == NG_OK; i++) {
        status = open_report(reports, wishes[i], options, &has_standard, message, message_size);
    }
    if (status != NG_OK) {
        char unused[NG_WORDS_MAX];
        (void)close_all(reports, unused, sizeof unused);
        return status;
    }
    *result = reports;
    return NG_OK;
}

struct ng_listener ng_reports_listener(struct ng_reports *reports) {
    reports->tee = (struct ng_tee){.listeners = reports->listeners, .count = reports->count};
    return ng_tee_listener(&reports->tee);
}

enum ng_status ng_reports_close(struct ng_reports *reports, char *message, size_t message_size) {
    return reports == NULL ? NG_OK : close_all(reports, message, message_size);
}
