/*
 * The commands of the runner, in one table: the parser, the help texts and the man page read the
 * same rows. A further command is a row, a help text in a file of its own, and a line in main.c.
 */
#ifndef NG_CLI_COMMAND_TABLE_H
#define NG_CLI_COMMAND_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum ng_command {
    NG_COMMAND_NONE, /* no arguments at all */
    NG_COMMAND_RUN,
    NG_COMMAND_FUZZ,
    NG_COMMAND_TAIL,
    NG_COMMAND_JUDGE,
    NG_COMMAND_MATRIX,
    NG_COMMAND_LIST,
    NG_COMMAND_EXPLAIN,
    NG_COMMAND_HELP,
    NG_COMMAND_VERSION,
};

/* What `nogap help COMMAND` prints. The options stand between the two texts. */
struct ng_command_help {
    const char *intro;
    bool formats;    /* the list of report formats follows the options */
    const char *end; /* examples and exit statuses; begins with an empty line, or "" */
};

struct ng_command_row {
    enum ng_command command;
    const char *name;
    size_t arguments_max; /* how many positional arguments it takes */
    const char *needs;    /* what to say where there is none, or NULL where that is fine */
    const char *about;    /* one line */
    const struct ng_command_help *help;
};

/* The commands that have a name, in the order in which people read them; `count` of them. Static
   storage. */
const struct ng_command_row *ng_command_rows(size_t *count);

/* The row of a command or of a name, or NULL. */
const struct ng_command_row *ng_command_row(enum ng_command command);
const struct ng_command_row *ng_command_by_name(const char *name);

/* The name of the command that is nearest to that one, or NULL. */
const char *ng_command_nearest(const char *name);

/* Its name; "" for NG_COMMAND_NONE and NG_COMMAND_VERSION. */
const char *ng_command_name(enum ng_command command);

/* Each in a file named after it. */
extern const struct ng_command_help ng_help_run;
extern const struct ng_command_help ng_help_fuzz;
extern const struct ng_command_help ng_help_tail;
extern const struct ng_command_help ng_help_judge;
extern const struct ng_command_help ng_help_matrix;
extern const struct ng_command_help ng_help_list;
extern const struct ng_command_help ng_help_explain;
extern const struct ng_command_help ng_help_help;

#endif
