/* `nogap tail`. */
#ifndef NG_CLI_TAIL_COMMAND_H
#define NG_CLI_TAIL_COMMAND_H

#include "conformance/cli/options.h"

/* Prints the events of an endpoint, each once, and follows it. Gives the exit status, with
 *message where there is something to say on stderr. */
int ng_tail_command(const struct ng_options *options, struct ng_message *message);

#endif
