/* The summary of a step of GitHub Actions: Markdown behind what the step's file holds already. */
#ifndef NG_CLI_STEP_SUMMARY_H
#define NG_CLI_STEP_SUMMARY_H

#include "conformance/cli/message.h"
#include "conformance/cli/options.h"
#include "conformance/report/options.h"

/* GitHub drops a step's file of more than a MiB; some of it is left to other programs. */
#define NG_STEP_SUMMARY_BYTES_MAX ((size_t)1000 * 1000)

struct ng_step_summary {
    struct ng_report_options options;
    int descriptor; /* -1 where no summary is wished for */
    const char *path;
    int error; /* errno of what could not be written, or 0 */
};

/* Opens the file `path` where --report github is among the reports and `path`, the value of
   GITHUB_STEP_SUMMARY, is neither NULL nor empty. Errors: NG_IO, with *message. The path and the
   specification outlive the result; own it with ng_step_summary_close. */
NG_MUST_CHECK enum ng_status ng_step_summary_open(const struct ng_texts *reports, const char *path,
                                                  const struct ng_report_options *options,
                                                  struct ng_step_summary *summary,
                                                  struct ng_message *message);

/* What it wants to be told; it stays where it is as long as this listens. At the end of the run it
   appends the report (markdown.h), at most as much as keeps the file below
   NG_STEP_SUMMARY_BYTES_MAX, whole or not at all. A file that has no room for its head stays as it
   is. */
struct ng_listener ng_step_summary_listener(struct ng_step_summary *summary);

/* Errors: NG_IO where the summary could not be appended, with *message. */
NG_MUST_CHECK enum ng_status ng_step_summary_close(struct ng_step_summary *summary,
                                                   struct ng_message *message);

#endif
