#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_judge = {
    .intro = "Judges a trace, which 'nogap run --trace FILE' wrote: the same "
             "exchanges, the same judge, the\n"
             "same reports as those of the run, and nothing is sent. A trace "
             "that was cut off is judged as far\n"
             "as it goes, and is inconclusive at best.\n"
             "\n"
             "Usage\n"
             "  nogap judge TRACE [OPTIONS]\n",
    .formats = true,
    .end = "\n"
           "Examples\n"
           "  nogap run http://127.0.0.1:52415/events --trace run.ndjson\n"
           "  nogap judge run.ndjson\n"
           "  nogap judge run.ndjson --strict --report json=report.json\n"
           "\n"
           "Exit status\n"
           "  As that of the run; 2 also for a file that is no trace, and for a trace of another "
           "version\n"
           "  that names cases or clauses which this one does not have.\n",
};
