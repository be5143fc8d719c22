/* `nogap matrix`. */
#ifndef NG_CLI_MATRIX_COMMAND_H
#define NG_CLI_MATRIX_COMMAND_H

#include "conformance/cli/options.h"

/* The longest label of a column, in bytes. */
#define NG_MATRIX_LABEL_MAX 64

/* Tells the label and the file of an argument: LABEL=FILE, or FILE, whose name is the label then,
   without its folder and its last extension. The file is part of the argument. Pure. */
const char *ng_matrix_part(const char *argument, char label[NG_MATRIX_LABEL_MAX + 1]);

/* Prints the reports that the options name beside one another. Gives the exit status, with
 *message where there is something to say on stderr. */
int ng_matrix_command(const struct ng_options *options, struct ng_message *message);

#endif
