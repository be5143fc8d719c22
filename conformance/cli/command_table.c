#include "conformance/cli/command_table.h"

#include "conformance/cli/options.h"
#include "conformance/nearest.h"

#include <string.h>

static const struct ng_command_row rows[] = {
    {NG_COMMAND_RUN, "run", 1, NULL, "judge an endpoint", &ng_help_run},
    {NG_COMMAND_FUZZ, "fuzz", 1, NULL, "judge an endpoint by random requests", &ng_help_fuzz},
    {NG_COMMAND_TAIL, "tail", 1,
     "tail needs the URL of an endpoint, such as http://127.0.0.1:52415/events",
     "print each event once, and follow the log", &ng_help_tail},
    {NG_COMMAND_JUDGE, "judge", 1, "judge needs a trace, which 'nogap run --trace FILE' writes",
     "judge what a run recorded again, without a network", &ng_help_judge},
    {NG_COMMAND_MATRIX, "matrix", NG_OPTION_REPEATS_MAX,
     "matrix needs reports, which 'nogap run --report json=FILE' writes",
     "several reports beside one another", &ng_help_matrix},
    {NG_COMMAND_LIST, "list", 0, NULL, "the cases, with class, level and clauses", &ng_help_list},
    {NG_COMMAND_EXPLAIN, "explain", 1,
     "explain needs the id of a case or of a clause; 'nogap list' shows them",
     "a case or a clause: what it asks, why, an example", &ng_help_explain},
    {NG_COMMAND_HELP, "help", 1, NULL, "all about a command", &ng_help_help},
};
#define ROW_COUNT (sizeof rows / sizeof rows[0])

const struct ng_command_row *ng_command_rows(size_t *count) {
    *count = ROW_COUNT;
    return rows;
}

const struct ng_command_row *ng_command_row(enum ng_command command) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].command == command) {
            return &rows[i];
        }
    }
    return NULL;
}

const struct ng_command_row *ng_command_by_name(const char *name) {
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

const char *ng_command_nearest(const char *name) {
    const char *names[ROW_COUNT];
    for (size_t i = 0; i < ROW_COUNT; i++) {
        names[i] = rows[i].name;
    }
    return ng_nearest(name, names, ROW_COUNT);
}

const char *ng_command_name(enum ng_command command) {
    const struct ng_command_row *row = ng_command_row(command);
    return row != NULL ? row->name : "";
}
