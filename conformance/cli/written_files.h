/*
 * No two results of a run go to one file: the second would take the place of the first.
 */
#ifndef NG_CLI_WRITTEN_FILES_H
#define NG_CLI_WRITTEN_FILES_H

#include "conformance/cli/message.h"
#include "conformance/cli/options.h"

/* Compares the names of the reports, of the trace (that is judged, too) and of the waivers that are
   written. Errors: NG_MALFORMED with a message that names the file. Pure. */
NG_MUST_CHECK enum ng_status ng_written_files_check(const struct ng_options *options,
                                                    struct ng_message *message);

#endif
