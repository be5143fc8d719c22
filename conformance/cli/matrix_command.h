/* `nogap matrix`. */
#ifndef NG_CLI_MATRIX_COMMAND_H
#define NG_CLI_MATRIX_COMMAND_H

#include "conformance/cli/options.h"

/* Prints the reports that the options name beside one another. Gives the exit status, with
 *message where there is something to say on stderr. */
int ng_matrix_command(const struct ng_options *options, struct ng_message *message);

#endif
