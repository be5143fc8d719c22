/*
 * The options that the runner knows, in one table: the parser and the help texts read the same
 * rows, so neither can know an option that the other does not.
 */
#ifndef NG_CLI_OPTION_TABLE_H
#define NG_CLI_OPTION_TABLE_H

#include "conformance/cli/command_table.h"

#include <stddef.h>

/* Defaults, as numbers; the help texts show the same ones. */
#define NG_DEFAULT_EVENTS 10
/* A log of about 2 GB: a number that was typed wrong is not to fill the disk. */
#define NG_EVENTS_MAX 10000000
#define NG_DEFAULT_TIMEOUT 10
#define NG_DEFAULT_START 15
#define NG_DEFAULT_DEADLINE 600
#define NG_DEFAULT_APPEND_MAX 5000
#define NG_DEFAULT_REQUESTS 1000
#define NG_DEFAULT_LIMIT 1000
#define NG_DEFAULT_OVERLAP 3
#define NG_DEFAULT_INTERVAL 1
#define NG_DEFAULT_INTERVAL_MAX 10
#define NG_DEFAULT_RETRY_FOR 60

enum ng_option_id {
    NG_OPTION_CLASS,
    NG_OPTION_CASE,
    NG_OPTION_SKIP,
    NG_OPTION_PROFILE,
    NG_OPTION_HEADER,
    NG_OPTION_HEADER_FILE,
    NG_OPTION_HEADER_ENV,
    NG_OPTION_LAUNCH,
    NG_OPTION_EVENTS,
    NG_OPTION_LOG,
    NG_OPTION_APPEND_POST,
    NG_OPTION_APPEND_CMD,
    NG_OPTION_APPEND_MAX,
    NG_OPTION_SOAK,
    NG_OPTION_WINDOW_PROBE,
    NG_OPTION_TIMEOUT,
    NG_OPTION_DEADLINE,
    NG_OPTION_MAX_REQUESTS,
    NG_OPTION_RATE,
    NG_OPTION_REQUESTS,
    NG_OPTION_SECONDS,
    NG_OPTION_REPEAT,
    NG_OPTION_SHUFFLE,
    NG_OPTION_PLAN,
    NG_OPTION_REPORT,
    NG_OPTION_TRACE,
    NG_OPTION_WAIVERS,
    NG_OPTION_WRITE_WAIVERS,
    NG_OPTION_STRICT,
    NG_OPTION_SEED,
    NG_OPTION_FORMAT,
    NG_OPTION_SINCE,
    NG_OPTION_LIMIT,
    NG_OPTION_OVERLAP,
    NG_OPTION_ONCE,
    NG_OPTION_INTERVAL,
    NG_OPTION_INTERVAL_MAX,
    NG_OPTION_RETRY_FOR,
    NG_OPTION_OUTPUT,
    NG_OPTION_CURSOR_FILE,
    NG_OPTION_HTML,
    NG_OPTION_HELP,
    NG_OPTION_VERSION,
};
#define NG_OPTION_COUNT (NG_OPTION_VERSION + 1)

/* Under which heading the help shows an option. */
enum ng_option_group {
    NG_GROUP_CASES,
    NG_GROUP_TARGET,
    NG_GROUP_GROWTH,
    NG_GROUP_FOLLOW,
    NG_GROUP_LIMITS,
    NG_GROUP_OUTPUT,
};
#define NG_GROUP_COUNT 6

struct ng_option_row {
    enum ng_option_id id;
    enum ng_option_group group;
    const char *name;  /* without the hyphens */
    char letter;       /* of the short form, or NUL */
    const char *value; /* what it takes, as the help names it, or NULL */
    unsigned commands; /* bits 1 << enum ng_command: where it can stand */
    const char *help;  /* lines, parted by line ends */
};

/* All rows, in the order of enum ng_option_id; NG_OPTION_COUNT of them. Static storage. */
const struct ng_option_row *ng_option_rows(void);

/* The heading of a group. */
const char *ng_option_group_heading(enum ng_option_group group);

/* The row with that name or letter, or NULL. */
const struct ng_option_row *ng_option_by_name(const char *name, size_t size);
const struct ng_option_row *ng_option_by_letter(char letter);

/* The name that is nearest to that one among the options of some commands, bits as in a row, or
 * NULL. */
const char *ng_option_nearest(const char *name, size_t size, unsigned commands);

#endif
