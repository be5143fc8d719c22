/* The lists that --waivers reads and --write-waivers writes. */
#ifndef NG_CLI_WAIVERS_OPTION_H
#define NG_CLI_WAIVERS_OPTION_H

#include "conformance/cli/message.h"
#include "conformance/report/options.h"
#include "conformance/report/output.h"
#include "conformance/waivers.h"

/* Reads the list in a file; without one (NULL) it is empty. Errors: NG_MALFORMED, NG_IO and
   NG_TOO_LARGE with one line in *message, where a malformed file has its place as FILE:LINE:COLUMN;
   NG_NO_MEMORY. Own the result with ng_waivers_deinit. */
NG_MUST_CHECK enum ng_status ng_waivers_load(const char *path, struct ng_waivers *waivers,
                                             struct ng_message *message);

/* A list that is written when the run ends. */
struct ng_waivers_writing {
    struct ng_report_options options;
    struct ng_output *output; /* NULL without a file */
};

/* Opens the file, or nothing for NULL. Errors: NG_IO, NG_NO_MEMORY, with *message. Own the result
   with ng_waivers_writing_close. The specification outlives it. */
NG_MUST_CHECK enum ng_status ng_waivers_writing_open(const char *path,
                                                     const struct ng_report_options *options,
                                                     struct ng_waivers_writing *writing,
                                                     struct ng_message *message);

/* What it wants to be told; it stays where it is as long as this listens. */
struct ng_listener ng_waivers_writing_listener(struct ng_waivers_writing *writing);

/* Puts the list of a run that could be held in its place. Errors: NG_IO, NG_NO_MEMORY, with
 * *message. */
NG_MUST_CHECK enum ng_status ng_waivers_writing_close(struct ng_waivers_writing *writing,
                                                      struct ng_message *message);

#endif
