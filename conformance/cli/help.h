/* The help texts. */
#ifndef NG_CLI_HELP_H
#define NG_CLI_HELP_H

#include "conformance/cli/option_table.h"

#include <stdio.h>

/* Prints what the program does and its commands, with examples: one screen. */
void ng_help_overview(FILE *out);

/* Prints everything about one command; the overview for NG_COMMAND_NONE. */
void ng_help_command(FILE *out, enum ng_command command);

#endif
