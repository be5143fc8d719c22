/* Does something whose results go to the reports that the user wishes. */
#ifndef NG_CLI_WITH_REPORTS_H
#define NG_CLI_WITH_REPORTS_H

#include "conformance/cli/options.h"
#include "conformance/spec.h"
#include "conformance/verdict.h"

/* The exit status for something that went wrong before a run. */
int ng_status_before_run(enum ng_status status, struct ng_message *message);

/* Opens the reports, calls `hold` with them as one listener, and closes them. Gives the exit
   status: that of `hold`, or what went wrong with the reports, with *message. */
int ng_with_reports(const struct ng_options *options, const struct ng_spec *spec,
                    int (*hold)(void *context, struct ng_listener listener,
                                struct ng_message *message),
                    void *context, struct ng_message *message);

#endif
