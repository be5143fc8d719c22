#include "conformance/cli/with_reports.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/step_summary.h"
#include "conformance/cli/streams.h"
#include "conformance/cli/waivers_option.h"
#include "conformance/report/report.h"
#include "conformance/report/tee.h"

#include <stdlib.h>
#include <time.h>

#define STARTED_MAX 32

int ng_status_before_run(enum ng_status status, struct ng_message *message) {
    switch (status) {
    case NG_OK:
        return NG_EXIT_OK;
    case NG_MALFORMED:
    case NG_TOO_LARGE:
    case NG_TOO_DEEP:
    case NG_NOT_FOUND:
    case NG_IO:
        return NG_EXIT_USAGE;
    case NG_UNREACHABLE:
        return ng_outcome_exit_status(NG_RUN_UNREACHABLE);
    case NG_NO_MEMORY:
        ng_message_write(message, "out of memory");
        return NG_EXIT_FAULT;
    case NG_STOPPED:
        return NG_EXIT_FAULT;
    }
    return NG_EXIT_FAULT;
}

static int close_reports(struct ng_reports *reports, int exit_status, struct ng_message *message) {
    struct ng_message problem;
    enum ng_status status = ng_reports_close(reports, problem.text, sizeof problem.text);
    if (status == NG_OK || (status == NG_IO && ng_streams_nobody_reads())) {
        return exit_status;
    }
    *message = problem;
    return NG_EXIT_FAULT;
}

/* What is written at the end of a run beside its reports. */
struct extras {
    struct ng_waivers_writing writing;
    struct ng_step_summary summary;
};

static enum ng_status open_extras(struct extras *extras, const struct ng_options *options,
                                  const struct ng_report_options *wanted,
                                  struct ng_message *message) {
    *extras = (struct extras){.summary = {.descriptor = -1}};
    enum ng_status status = ng_step_summary_open(&options->reports, getenv("GITHUB_STEP_SUMMARY"),
                                                 wanted, &extras->summary, message);
    return status != NG_OK
               ? status
               : ng_waivers_writing_open(options->write_waivers, wanted, &extras->writing, message);
}

/* Gives whether all of it was written; else *message says what was not. */
static bool close_extras(struct extras *extras, struct ng_message *message) {
    struct ng_message problem;
    bool written = true;
    if (ng_waivers_writing_close(&extras->writing, &problem) != NG_OK) {
        *message = problem;
        written = false;
    }
    if (ng_step_summary_close(&extras->summary, &problem) != NG_OK) {
        *message = problem;
        written = false;
    }
    return written;
}

/* Holds the run with the reports and the extras as its listeners. */
static int hold_with_extras(const struct ng_options *options,
                            const struct ng_report_options *wanted, struct ng_reports *reports,
                            int (*hold)(void *context, struct ng_listener listener,
                                        struct ng_message *message),
                            void *context, struct ng_message *message) {
    struct extras extras;
    enum ng_status status = open_extras(&extras, options, wanted, message);
    if (status != NG_OK) {
        struct ng_message second;
        bool closed = close_extras(&extras, &second);
        return closed ? ng_status_before_run(status, message) : NG_EXIT_FAULT;
    }
    const struct ng_listener listeners[] = {ng_reports_listener(reports),
                                            ng_waivers_writing_listener(&extras.writing),
                                            ng_step_summary_listener(&extras.summary)};
    struct ng_tee all = {.listeners = listeners, .count = sizeof listeners / sizeof listeners[0]};
    int exit_status = hold(context, ng_tee_listener(&all), message);
    return close_extras(&extras, message) ? exit_status : NG_EXIT_FAULT;
}

/* The time of day as reports show it, or nothing where the clock cannot be read. */
static const char *print_now(char text[STARTED_MAX]) {
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) == NULL ||
        strftime(text, STARTED_MAX, "%Y-%m-%dT%H:%M:%S", &parts) == 0) {
        return NULL;
    }
    return text;
}

int ng_with_reports(const struct ng_options *options, const struct ng_spec *spec,
                    int (*hold)(void *context, struct ng_listener listener,
                                struct ng_message *message),
                    void *context, struct ng_message *message) {
    char started[STARTED_MAX];
    const struct ng_report_options wanted = {.spec = spec,
                                             .colour = ng_streams_colour(),
                                             .utf8 = ng_streams_utf8(),
                                             .progress = ng_streams_progress(),
                                             .started = print_now(started)};
    const struct ng_texts *wishes = &options->reports;
    struct ng_reports *reports = NULL;
    enum ng_status status = ng_reports_open(wishes->items, wishes->count, &wanted, &reports,
                                            message->text, sizeof message->text);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    int exit_status = hold_with_extras(options, &wanted, reports, hold, context, message);
    return close_reports(reports, exit_status, message);
}
