#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_fuzz = {
    .intro = "Usage\n  nogap fuzz URL [OPTIONS]\n",
    .formats = false,
    .end = "",
};
