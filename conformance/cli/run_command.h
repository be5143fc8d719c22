/* `nogap run`: puts the rooms of the runner together and holds a run. */
#ifndef NG_CLI_RUN_COMMAND_H
#define NG_CLI_RUN_COMMAND_H

#include "conformance/cli/options.h"
#include "conformance/spec.h"

/* Holds the run that the options describe, with its reports, or prints its plan. Gives the exit
   status; *message is one line for stderr, or empty. */
int ng_run_command(const struct ng_options *options, const struct ng_spec *spec,
                   struct ng_message *message);

#endif
