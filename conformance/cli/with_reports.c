#include "conformance/cli/with_reports.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/streams.h"
#include "conformance/cli/waivers_option.h"
#include "conformance/report/report.h"
#include "conformance/report/tee.h"

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

/* Holds the run with the reports and the list of --write-waivers as its listeners. */
static int hold_with_list(const struct ng_options *options, const struct ng_report_options *wanted,
                          struct ng_reports *reports,
                          int (*hold)(void *context, struct ng_listener listener,
                                      struct ng_message *message),
                          void *context, struct ng_message *message) {
    struct ng_waivers_writing writing;
    struct ng_message problem;
    enum ng_status status =
        ng_waivers_writing_open(options->write_waivers, wanted, &writing, message);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    const struct ng_listener listeners[] = {ng_reports_listener(reports),
                                            ng_waivers_writing_listener(&writing)};
    struct ng_tee both = {.listeners = listeners, .count = 2};
    int exit_status = hold(context, ng_tee_listener(&both), message);
    if (ng_waivers_writing_close(&writing, &problem) != NG_OK) {
        *message = problem;
        return NG_EXIT_FAULT;
    }
    return exit_status;
}

int ng_with_reports(const struct ng_options *options, const struct ng_spec *spec,
                    int (*hold)(void *context, struct ng_listener listener,
                                struct ng_message *message),
                    void *context, struct ng_message *message) {
    const struct ng_report_options wanted = {.spec = spec,
                                             .colour = ng_streams_colour(),
                                             .utf8 = ng_streams_utf8(),
                                             .progress = ng_streams_progress()};
    const struct ng_texts *wishes = &options->reports;
    struct ng_reports *reports = NULL;
    enum ng_status status = ng_reports_open(wishes->items, wishes->count, &wanted, &reports,
                                            message->text, sizeof message->text);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    int exit_status = hold_with_list(options, &wanted, reports, hold, context, message);
    return close_reports(reports, exit_status, message);
}
