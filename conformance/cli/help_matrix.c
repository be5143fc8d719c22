#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_matrix = {
    .intro = "Usage\n  nogap matrix REPORT.json... [OPTIONS]\n",
    .formats = false,
    .end = "",
};
