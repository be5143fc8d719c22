#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_explain = {
    .intro = "Explains a case (what it asks, why, which clauses it "
             "exercises) or a clause (its sentence, its\n"
             "reason, an example, and the cases that exercise it).\n"
             "\n"
             "Usage\n"
             "  nogap explain ID\n"
             "\n"
             "Examples\n"
             "  nogap explain chained-reads\n"
             "  nogap explain cursor-4\n",
    .formats = false,
    .end = "",
};
