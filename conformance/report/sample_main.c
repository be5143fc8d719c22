/*
 * Writes the reports of the sample run, and single commands, for the tests that are not in C.
 *
 *     report_sample render plain|poisoned|injected|strict|unreachable|silent|waived WISH...
 *     report_sample render filled WISH... <TEXT       (TEXT stands wherever a target's bytes can)
 *     report_sample curl METHOD URL HEADER QUERY      (an empty HEADER or "-" as QUERY: none)
 */
#include "conformance/report/report.h"
#include "conformance/report/reproduce.h"
#include "conformance/report/sample.h"

#include <string.h>

static void end_unreachable(struct ng_sample *sample) {
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        ng_case_result_deinit(&sample->cases[i]);
    }
    sample->result.case_count = 0;
    sample->result.outcome = NG_RUN_UNREACHABLE;
    (void)snprintf(sample->result.reason, sizeof sample->result.reason, "connection refused");
}

/* A run that could not look at a clause although no case failed. */
static void end_silent(struct ng_sample *sample) {
    sample->result.outcome = NG_RUN_INCONCLUSIVE;
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        ng_case_result_deinit(&sample->cases[i]);
        ng_findings_init(&sample->cases[i].findings);
        sample->cases[i].verdict = i == 0 ? NG_SKIP : NG_PASS;
        (void)snprintf(sample->cases[i].reason, sizeof sample->cases[i].reason, "%s",
                       i == 0 ? "the log is empty" : "");
    }
    sample->info.case_count = NG_SAMPLE_CASES;
}

/* A run whose failures are waived, but for a case that does not fail. */
static void end_waived(struct ng_sample *sample) {
    for (size_t i = 0; i < NG_SAMPLE_CASES; i++) {
        struct ng_case_result *result = &sample->cases[i];
        result->waived = result->verdict == NG_FAIL || result->verdict == NG_INCONCLUSIVE;
        result->stale = i == 3;
        result->waiver = result->waived || result->stale ? "known # since version 2" : NULL;
        if (result->verdict == NG_ERROR) {
            result->verdict = NG_PASS;
            result->reason[0] = '\0';
        }
    }
    sample->result.outcome = NG_RUN_STALE_WAIVER;
    (void)snprintf(sample->result.reason, sizeof sample->result.reason,
                   "negative-since is waived and does not fail any more: drop its waiver");
}

/* Fills the sample with the standard input, as far as it fits and up to its first NUL. */
static void fill_from_input(struct ng_sample *sample) {
    static char text[100000];
    size_t size = fread(text, 1, sizeof text - 1, stdin);
    text[size] = '\0';
    ng_sample_fill(sample, text);
    sample->info.url = text;
}

static int render(const char *manner, const char *const *wishes, size_t count) {
    struct ng_sample sample;
    struct ng_reports *reports = NULL;
    char message[512];
    ng_sample_init(&sample);
    struct ng_report_options options = ng_sample_options(&sample);
    if (strcmp(manner, "poisoned") == 0) {
        ng_sample_poison(&sample);
        options.utf8 = true;
        options.progress = stderr;
    } else if (strcmp(manner, "injected") == 0) {
        ng_sample_inject(&sample);
    } else if (strcmp(manner, "filled") == 0) {
        fill_from_input(&sample);
    } else if (strcmp(manner, "strict") == 0) {
        sample.info.strict = true;
    } else if (strcmp(manner, "unreachable") == 0) {
        end_unreachable(&sample);
    } else if (strcmp(manner, "waived") == 0) {
        end_waived(&sample);
    } else if (strcmp(manner, "silent") == 0) {
        end_silent(&sample);
    }
    enum ng_status status =
        ng_reports_open(wishes, count, &options, &reports, message, sizeof message);
    if (status == NG_OK) {
        struct ng_listener listener = ng_reports_listener(reports);
        ng_sample_play(&sample, &listener);
        status = ng_reports_close(reports, message, sizeof message);
    }
    if (status != NG_OK) {
        (void)fprintf(stderr, "report_sample: %s\n", message);
    }
    ng_sample_deinit(&sample);
    return status == NG_OK ? 0 : 1;
}

static int print_command(const char *method, const char *url, const char *header,
                         const char *query) {
    static const char *const secrets[] = {"X-Api-Key"};
    const struct ng_reproduction reproduction = {
        .url = url,
        .query = strcmp(query, "-") == 0 ? NULL : query,
        .method = strcmp(method, "HEAD") == 0      ? NG_HEAD
                  : strcmp(method, "OPTIONS") == 0 ? NG_OPTIONS
                                                   : NG_GET,
        .header = header[0] == '\0' ? NULL : header,
        .secret_names = secrets,
        .secret_count = strstr(url, "secret") == NULL ? 0 : 1,
    };
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_reproduce(&buffer, &reproduction);
    int result = buffer.failed || puts(ng_buffer_string(&buffer)) == EOF ? 1 : 0;
    ng_buffer_deinit(&buffer);
    return result;
}

int main(int count, char **arguments) {
    if (count >= 3 && strcmp(arguments[1], "render") == 0) {
        return render(arguments[2], (const char *const *)arguments + 3, (size_t)count - 3);
    }
    if (count == 6 && strcmp(arguments[1], "curl") == 0) {
        return print_command(arguments[2], arguments[3], arguments[4], arguments[5]);
    }
    (void)fputs("usage: report_sample render MANNER WISH...\n"
                "       report_sample curl METHOD URL HEADER QUERY\n",
                stderr);
    return 2;
}
