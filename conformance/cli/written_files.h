/*
 * No result takes the place of another one, or of what the command reads.
 */
#ifndef NG_CLI_WRITTEN_FILES_H
#define NG_CLI_WRITTEN_FILES_H

#include "conformance/cli/message.h"
#include "conformance/cli/options.h"

/* Compares each file that the options say to write with all others that they name (same_file.h);
   only a list of waivers can be read and written; the files of a tail's cursor are compared where
   they are opened (tail/keeper.h). The standard output takes one result, and a trace and the source
   of a log are files. Errors: NG_MALFORMED with a message that names the options. Looks at files,
   and opens none. */
NG_MUST_CHECK enum ng_status ng_written_files_check(const struct ng_options *options,
                                                    struct ng_message *message);

#endif
