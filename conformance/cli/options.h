/*
 * The command line, read into one struct: pure, so that every way to get it wrong can be tested.
 * Strings belong to argv.
 */
#ifndef NG_CLI_OPTIONS_H
#define NG_CLI_OPTIONS_H

#include "conformance/case.h"
#include "conformance/cli/message.h"
#include "conformance/cli/option_table.h"

#include <stdbool.h>
#include <stdint.h>

/* How often a repeatable option can stand on one command line. */
#define NG_OPTION_REPEATS_MAX 64

struct ng_texts {
    const char *items[NG_OPTION_REPEATS_MAX];
    size_t count;
};

enum ng_field_source {
    NG_FIELD_GIVEN,       /* 'Name: value' itself */
    NG_FIELD_FILE,        /* the path of a file of such lines */
    NG_FIELD_ENVIRONMENT, /* the name of a variable that holds it */
};

struct ng_field_option {
    enum ng_field_source source;
    const char *text;
};

/* What only tail takes. */
struct ng_tail_wishes {
    uint64_t since;
    uint64_t limit; /* 0: none */
    uint64_t overlap;
    bool once;
    double interval;
    double interval_max;
    double retry_for;        /* 0: for ever */
    const char *output;      /* a file, or NULL */
    const char *cursor_file; /* a file, or NULL */
};

struct ng_options {
    enum ng_command command;
    const char *url;         /* of run, fuzz and tail; NULL with --launch alone */
    const char *trace;       /* of run: --trace; of judge: the file to judge; or NULL */
    const char *topic;       /* of explain, and of help where it has one */
    enum ng_command help_of; /* of help: which command, or NG_COMMAND_NONE */
    struct ng_texts inputs;  /* of matrix: the reports */

    bool classes[NG_CLASS_COUNT]; /* chosen, or the command's own choice */
    struct ng_texts cases;
    struct ng_texts skips;

    const char *profile;                                  /* name or file; NULL: exo */
    struct ng_field_option fields[NG_OPTION_REPEATS_MAX]; /* in the order of the command line */
    size_t field_count;
    const char *launch; /* NULL: the server runs already */
    uint64_t events;
    const char *log;

    const char *append_post;    /* NULL: the profile's */
    const char *append_command; /* NULL: the profile's */
    uint64_t append_max;        /* for each repetition */
    double soak;                /* 0: not asked for */
    uint64_t window_probe;      /* 0: not asked for */

    double timeout; /* 0: the profile's, or NG_DEFAULT_TIMEOUT */
    double deadline;
    uint64_t max_requests; /* 0: no limit */
    double rate;           /* 0: no limit */
    uint64_t requests;     /* random ones; 0: no limit */
    double seconds;        /* of random requests; 0: no limit */
    uint64_t repeat;       /* how often the run is held: 1 and more */
    bool shuffle;
    bool plan;

    struct ng_texts reports;   /* FORMAT or FORMAT=FILE, as report/report.h reads them */
    const char *waivers;       /* a file, or NULL */
    const char *write_waivers; /* a file, or NULL */
    bool strict;
    bool has_seed;
    uint64_t seed;
    bool json;        /* list --format json */
    const char *html; /* of matrix: a file, "-" or NULL */

    struct ng_tail_wishes tail;
};

/* Reads argv[1] to argv[argc - 1]. Options stand anywhere, as --name value, --name=value, -Hvalue,
   -H=value or -H value; `--` ends them. A value that is given twice is the last one. Errors:
   NG_MALFORMED with one line in *message that names the argument, what was expected and the nearest
   known name; the line never holds a field's value or a URL's password. Pure. */
NG_MUST_CHECK enum ng_status ng_options_parse(int argc, char *const *argv,
                                              struct ng_options *options,
                                              struct ng_message *message);

#endif
