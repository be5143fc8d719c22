/* `nogap fuzz`. */
#ifndef NG_CLI_FUZZ_COMMAND_H
#define NG_CLI_FUZZ_COMMAND_H

#include "conformance/cli/options.h"
#include "conformance/spec.h"

/* Explores an endpoint by random requests, judges each answer and writes the reports. Gives the
 *exit status, with message where there is something to say on stderr. */
int ng_fuzz_command(const struct ng_options *options, const struct ng_spec *spec,
                    struct ng_message *message);

#endif
