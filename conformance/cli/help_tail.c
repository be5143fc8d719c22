#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_tail = {
    .intro = "Usage\n  nogap tail URL [OPTIONS]\n",
    .formats = false,
    .end = "",
};
