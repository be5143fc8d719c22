/*
 * The reports of a run: `--report FORMAT[=FILE]`, as often as wanted. A further format is one file
 * with a function of type ng_render (options.h) and one line in the table of report.c.
 */
#ifndef NG_REPORT_H
#define NG_REPORT_H

#include "conformance/report/options.h"

struct ng_report_format {
    const char *name;  /* as in --report */
    const char *about; /* one line for the help */
    ng_render *render; /* NULL for text, which is written as the cases end */
};

/* All formats; `count` of them. Static storage. */
const struct ng_report_format *ng_report_formats(size_t *count);

struct ng_reports;

/* Opens the reports that `wishes` name: "text", "json=out.json". None at all means "text". A file
   that cannot be written is found here, before the run. Errors: NG_NOT_FOUND for an unknown format,
   NG_MALFORMED for a wish without a file after its = or a second report on the standard output,
   NG_IO, NG_NO_MEMORY; `message` says what, and what would be right. The options' strings and the
   specification outlive the reports. Own the result with ng_reports_close. */
NG_MUST_CHECK enum ng_status ng_reports_open(const char *const *wishes, size_t count,
                                             const struct ng_report_options *options,
                                             struct ng_reports **reports, char *message,
                                             size_t message_size);

/* All of them as one listener, which lives as long as they do. */
struct ng_listener ng_reports_listener(struct ng_reports *reports);

/* Puts the files of a run that ended in their places, drops those of one that did not, and frees
   the reports. Errors: NG_IO and NG_NO_MEMORY for the first report that could not be written;
   `message` says which and why. NULL is accepted. */
NG_MUST_CHECK enum ng_status ng_reports_close(struct ng_reports *reports, char *message,
                                              size_t message_size);

#endif
