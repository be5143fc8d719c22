/* `nogap judge`. */
#ifndef NG_CLI_JUDGE_COMMAND_H
#define NG_CLI_JUDGE_COMMAND_H

#include "conformance/cli/options.h"
#include "conformance/spec.h"

/* Judges the trace that the options name and writes the reports. Gives the exit status, with
 *message where there is something to say on stderr. */
int ng_judge_command(const struct ng_options *options, const struct ng_spec *spec,
                     struct ng_message *message);

#endif
