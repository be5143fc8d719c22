#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_list = {
    .intro = "Prints the cases: id, level, what is asked, and the clauses of "
             "SPEC.md behind it.\n"
             "\n"
             "Usage\n"
             "  nogap list [OPTIONS]\n",
    .formats = false,
    .end = "\n"
           "Examples\n"
           "  nogap list\n"
           "  nogap list --class core --format json\n",
};
