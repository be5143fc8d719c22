#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_help = {
    .intro = "Prints an overview, or all about one command.\n"
             "\n"
             "Usage\n"
             "  nogap help [COMMAND]\n",
    .formats = false,
    .end = "",
};
