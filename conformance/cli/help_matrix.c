#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_matrix = {
    .intro = "Puts several reports beside one another: cases down, servers (or versions of one) "
             "across.\n"
             "\n"
             "Usage\n"
             "  nogap matrix [LABEL=]REPORT.json... [OPTIONS]\n"
             "\n"
             "A report is what 'nogap run --report json=FILE' wrote, of this version of nogap or "
             "another.\n"
             "Without LABEL= its column is named after its file. There are 64 at most.\n",
    .formats = false,
    .end = "\n"
           "Examples\n"
           "  nogap matrix fastapi.json express.json\n"
           "  nogap matrix 'version 1=old.json' 'version 2=new.json' --html matrix.html\n"
           "\n"
           "Exit status\n"
           "  0   the matrix is written, whatever the verdicts in it\n"
           "  2   usage: a file that cannot be read, or is no report\n"
           "  70  the page or the text could not be written\n",
};
