#include "conformance/cli/options.h"

#include "conformance/cli/mask.h"
#include "conformance/cli/option_values.h"
#include "conformance/cli/tail_wishes.h"
#include "conformance/nearest.h"
#include "conformance/run.h"
#include "conformance/url.h"

#include <stdlib.h>
#include <string.h>

/* The command, its arguments, and one too many. */
#define POSITIONALS_MAX (NG_OPTION_REPEATS_MAX + 2)

/* What the walk along the arguments has seen. */
struct walk {
    int argc;
    char *const *argv;
    int at;               /* the next argument */
    bool only_positional; /* after -- */
    bool seen[NG_OPTION_COUNT];
    const char *positionals[POSITIONALS_MAX];
    size_t positional_count;
    struct ng_options *options;
    struct ng_message *message;
};

/* Says that a name is unknown, and which one is near. */
static void say_unknown(struct ng_message *message, const char *what, const char *name,
                        const char *mark, const char *near) {
    ng_message_write(message, "there is no %s '%s'%s%s%s%s", what, name,
                     near != NULL ? ", did you mean '" : "", near != NULL ? mark : "",
                     near != NULL ? near : "", near != NULL ? "'?" : "");
}

static enum ng_status take_option(struct walk *walk, const struct ng_option_row *row,
                                  const char *attached) {
    walk->seen[row->id] = true;
    if (row->value == NULL && attached != NULL) {
        ng_message_write(walk->message, "--%s takes no value", row->name);
        return NG_MALFORMED;
    }
    if (row->value != NULL && attached == NULL) {
        if (walk->at == walk->argc) {
            ng_message_write(walk->message, "--%s needs a value: %s", row->name, row->value);
            return NG_MALFORMED;
        }
        attached = walk->argv[walk->at++];
    }
    return ng_option_take(row, attached, walk->options, walk->message);
}

/* The command that a first word is or stands for; NG_COMMAND_NONE where it is unknown. */
static enum ng_command command_of(const char *word) {
    const struct ng_command_row *row = ng_command_by_name(word);
    if (row != NULL) {
        return row->command;
    }
    return strstr(word, "://") != NULL ? NG_COMMAND_RUN : NG_COMMAND_NONE;
}

/* The nearest option of the command, where the line has said by now which it is. */
static const char *nearest_option(const struct walk *walk, const char *name) {
    enum ng_command command =
        walk->positional_count > 0 ? command_of(walk->positionals[0]) : NG_COMMAND_NONE;
    unsigned commands = command != NG_COMMAND_NONE ? 1U << command : ~0U;
    return ng_option_nearest(name, strcspn(name, "="), commands);
}

static enum ng_status take_long_option(struct walk *walk, const char *argument) {
    const char *name = argument + 2;
    size_t size = strcspn(name, "=");
    const struct ng_option_row *row = ng_option_by_name(name, size);
    if (row == NULL) {
        char shown[NG_NEAREST_WORD_MAX];
        size_t shown_size = size < sizeof shown - 3 ? size : sizeof shown - 3;
        memcpy(shown, argument, shown_size + 2);
        shown[shown_size + 2] = '\0';
        say_unknown(walk->message, "option", shown, "--", nearest_option(walk, name));
        return NG_MALFORMED;
    }
    return take_option(walk, row, name[size] == '=' ? name + size + 1 : NULL);
}

static enum ng_status take_short_option(struct walk *walk, const char *argument) {
    const struct ng_option_row *row = ng_option_by_letter(argument[1]);
    if (row == NULL) {
        const char letter[] = {'-', argument[1], '\0'};
        say_unknown(walk->message, "option", letter, "--", nearest_option(walk, argument + 1));
        return NG_MALFORMED;
    }
    const char *attached = argument[2] != '\0' ? argument + 2 : NULL;
    if (attached != NULL && *attached == '=') {
        attached++;
    }
    return take_option(walk, row, attached);
}

/* They are not shown: one may be the tail of a credential whose quotes were forgotten. */
static enum ng_status say_too_many(const struct walk *walk, const struct ng_command_row *row) {
    if (row != NULL && row->arguments_max > 1) {
        ng_message_write(walk->message, "too many arguments: '%s' takes %zu at most", row->name,
                         row->arguments_max);
    } else {
        ng_message_write(
            walk->message, "too many arguments%s%s%s; is a value with spaces in quotes?",
            row != NULL ? " for '" : "", row != NULL ? row->name : "", row != NULL ? "'" : "");
    }
    return NG_MALFORMED;
}

static enum ng_status take_argument(struct walk *walk) {
    const char *argument = walk->argv[walk->at++];
    bool is_option = !walk->only_positional && argument[0] == '-' && argument[1] != '\0';
    if (is_option && strcmp(argument, "--") == 0) {
        walk->only_positional = true;
        return NG_OK;
    }
    if (is_option) {
        return argument[1] == '-' ? take_long_option(walk, argument)
                                  : take_short_option(walk, argument);
    }
    if (walk->positional_count == POSITIONALS_MAX) {
        return say_too_many(walk, ng_command_by_name(walk->positionals[0]));
    }
    walk->positionals[walk->positional_count++] = argument;
    return NG_OK;
}

static void say_unknown_command(struct ng_message *message, const char *name) {
    const char *near = ng_command_nearest(name);
    if (near != NULL || strpbrk(name, ":/.") == NULL) {
        say_unknown(message, "command", name, "", near);
        return;
    }
    ng_message_write(message, "expected a command or a URL that begins with http:// or https://");
}

/* Which command the line is for; the positional arguments behind it are its own. */
static enum ng_status find_command(struct walk *walk, size_t *first) {
    struct ng_options *options = walk->options;
    const char *word = walk->positional_count > 0 ? walk->positionals[0] : NULL;
    *first = 0;
    if (word == NULL) {
        options->command = walk->argc > 1 ? NG_COMMAND_RUN : NG_COMMAND_NONE;
        return NG_OK;
    }
    options->command = command_of(word);
    if (options->command == NG_COMMAND_NONE) {
        say_unknown_command(walk->message, word);
        return NG_MALFORMED;
    }
    *first = ng_command_by_name(word) != NULL;
    return NG_OK;
}

static enum ng_status check_url(const char *url, struct ng_message *message) {
    struct ng_url parts;
    const char *problem = NULL;
    if (strchr(url, '?') != NULL || strchr(url, '#') != NULL) {
        ng_message_write(message, "the URL holds a query or a fragment; parameters that every "
                                  "request needs stand in a profile (fixed_query)");
        return NG_MALFORMED;
    }
    /* {port} stands where a number will be; whoever launches puts it in, and checks the result. */
    if (strstr(url, "{port}") == NULL && ng_url_parse(url, &parts, &problem) != NG_OK) {
        char *masked = ng_mask_url(url);
        ng_message_write(message, "the URL '%s': %s", masked != NULL ? masked : "", problem);
        free(masked);
        return NG_MALFORMED;
    }
    return NG_OK;
}

/* What does not go together with repeating and appending. */
static const char *problem_of_growth(const struct ng_options *options, const bool *seen) {
    bool is_asked_for =
        seen[NG_OPTION_SOAK] || seen[NG_OPTION_WINDOW_PROBE] || seen[NG_OPTION_APPEND_MAX];
    /* Whoever names cases may give each of them the same options (NoGapConformance.cmake). */
    bool is_of_use = options->classes[NG_CLASS_LIVE] || options->cases.count > 0 ||
                     options->command != NG_COMMAND_RUN;
    if (is_asked_for && !is_of_use) {
        return "--soak, --window-probe and --append-max are for cases of class live, of which none "
               "is chosen; add --class live";
    }
    if (options->append_post != NULL && options->append_command != NULL) {
        return "--append-post and --append-cmd exclude each other: one way to append is enough";
    }
    if (options->repeat > 1 && options->trace != NULL) {
        return "--trace and --repeat exclude each other: a trace is that of one run; --seed and "
               "--shuffle hold that one again";
    }
    return NULL;
}

/* What a plan, which sends nothing and judges nothing, has no use for. */
static const char *problem_of_plan(const struct ng_options *options, const bool *seen) {
    if (!options->plan) {
        return NULL;
    }
    if (options->repeat > 1) {
        return "--plan and --repeat exclude each other: a plan sends nothing, however often";
    }
    if (options->trace != NULL) {
        return "--trace and --plan exclude each other: a plan sends nothing that could be recorded";
    }
    if (seen[NG_OPTION_REPORT] || seen[NG_OPTION_WRITE_WAIVERS]) {
        return "--plan excludes --report and --write-waivers: nothing is judged that could be told";
    }
    return NULL;
}

static enum ng_status check_run(const struct ng_options *options, const bool *seen,
                                struct ng_message *message) {
    if (options->command == NG_COMMAND_RUN && options->classes[NG_CLASS_EXPLORE]) {
        ng_message_write(message, "--class explore: its random requests are sent by 'nogap fuzz'");
        return NG_MALFORMED;
    }
    if (options->url == NULL && options->launch == NULL) {
        ng_message_write(message, "%s needs the URL of an endpoint, or --launch COMMAND",
                         ng_command_name(options->command));
        return NG_MALFORMED;
    }
    if (options->launch == NULL && (seen[NG_OPTION_EVENTS] || seen[NG_OPTION_LOG])) {
        ng_message_write(message,
                         "--%s needs --launch: the runner writes no log of its own without it",
                         seen[NG_OPTION_LOG] ? "log" : "events");
        return NG_MALFORMED;
    }
    if (options->events > NG_EVENTS_MAX) {
        ng_message_write(message, "--events: expected %d at most; --log takes a log of any length",
                         NG_EVENTS_MAX);
        return NG_MALFORMED;
    }
    if (seen[NG_OPTION_EVENTS] && seen[NG_OPTION_LOG]) {
        ng_message_write(message, "--log and --events exclude each other: the log starts as a copy "
                                  "of the file, or with made events");
        return NG_MALFORMED;
    }
    const char *problem = problem_of_growth(options, seen);
    problem = problem != NULL ? problem : problem_of_plan(options, seen);
    if (problem != NULL) {
        ng_message_write(message, "%s", problem);
        return NG_MALFORMED;
    }
    return options->url != NULL ? check_url(options->url, message) : NG_OK;
}

/* Gives the positional arguments behind the command their place. */
static enum ng_status place_positionals(struct walk *walk, size_t first) {
    struct ng_options *options = walk->options;
    const struct ng_command_row *row = ng_command_row(options->command);
    const char *argument = first < walk->positional_count ? walk->positionals[first] : NULL;
    if (row != NULL && walk->positional_count > first + row->arguments_max) {
        return say_too_many(walk, row);
    }
    if (row != NULL && row->needs != NULL && argument == NULL) {
        ng_message_write(walk->message, "%s", row->needs);
        return NG_MALFORMED;
    }
    if (options->command == NG_COMMAND_MATRIX) {
        for (size_t i = first; i < walk->positional_count; i++) {
            options->inputs.items[options->inputs.count++] = walk->positionals[i];
        }
    } else if (options->command == NG_COMMAND_JUDGE) {
        options->trace = argument;
    } else if (options->command == NG_COMMAND_EXPLAIN || options->command == NG_COMMAND_HELP) {
        options->topic = argument;
    } else {
        options->url = argument;
    }
    if (options->command == NG_COMMAND_HELP && argument != NULL) {
        row = ng_command_by_name(argument);
        if (row == NULL) {
            say_unknown_command(walk->message, argument);
            return NG_MALFORMED;
        }
        options->help_of = row->command;
    }
    return NG_OK;
}

static enum ng_status check_command(const struct walk *walk) {
    const struct ng_options *options = walk->options;
    for (int i = 0; i < NG_OPTION_COUNT; i++) {
        const struct ng_option_row *row = &ng_option_rows()[i];
        if (walk->seen[i] && (row->commands & (1U << options->command)) == 0) {
            ng_message_write(walk->message, "--%s is no option of 'nogap %s'", row->name,
                             ng_command_name(options->command));
            return NG_MALFORMED;
        }
    }
    if (options->command == NG_COMMAND_TAIL) {
        enum ng_status status = check_url(options->url, walk->message);
        return status == NG_OK ? ng_tail_wishes_settle(walk->options, walk->seen, walk->message)
                               : status;
    }
    if (options->command == NG_COMMAND_RUN || options->command == NG_COMMAND_FUZZ) {
        enum ng_status status = check_run(options, walk->seen, walk->message);
        if (status != NG_OK) {
            return status;
        }
    }
    return NG_OK;
}

static void choose_classes(struct ng_options *options, const bool *seen) {
    if (seen[NG_OPTION_CLASS]) {
        return;
    }
    bool is_list = options->command == NG_COMMAND_LIST;
    bool is_fuzz = options->command == NG_COMMAND_FUZZ;
    for (int i = 0; i < NG_CLASS_COUNT; i++) {
        bool is_of_run = is_list || i == NG_CLASS_CORE || i == NG_CLASS_BOUNDARY;
        options->classes[i] = (i == NG_CLASS_EXPLORE) == is_fuzz && (is_fuzz || is_of_run);
    }
}

/* Whoever says how long random requests go on has said when the run ends. */
static void limit_exploring(struct ng_options *options, const bool *seen) {
    bool is_limited = seen[NG_OPTION_REQUESTS] || seen[NG_OPTION_SECONDS];
    if (options->command != NG_COMMAND_FUZZ) {
        return;
    }
    if (!is_limited) {
        options->requests = NG_DEFAULT_REQUESTS;
    } else if (!seen[NG_OPTION_DEADLINE]) {
        options->deadline = 0;
    }
    if (options->plan && options->requests == 0) {
        options->requests = NG_DEFAULT_REQUESTS;
    }
}

/* Whoever asks for a long look is not to be told that the budget is too small for it. */
static uint64_t default_append_max(const struct ng_options *options) {
    double soaked = options->soak * NG_SOAK_RATE;
    uint64_t probed = options->window_probe;
    uint64_t most = UINT64_MAX / 4;
    return NG_DEFAULT_APPEND_MAX + (uint64_t)soaked + (probed < most ? probed : most);
}

enum ng_status ng_options_parse(int argc, char *const *argv, struct ng_options *options,
                                struct ng_message *message) {
    struct ng_options found = {.events = NG_DEFAULT_EVENTS,
                               .deadline = NG_DEFAULT_DEADLINE,
                               .repeat = 1,
                               .tail = {.limit = NG_DEFAULT_LIMIT,
                                        .overlap = NG_DEFAULT_OVERLAP,
                                        .interval = NG_DEFAULT_INTERVAL,
                                        .interval_max = NG_DEFAULT_INTERVAL_MAX,
                                        .retry_for = NG_DEFAULT_RETRY_FOR}};
    struct walk walk = {.argc = argc, .argv = argv, .at = 1, .options = &found, .message = message};
    size_t first = 0;
    while (walk.at < argc) {
        enum ng_status status = take_argument(&walk);
        if (status != NG_OK) {
            return status;
        }
    }
    enum ng_status status = find_command(&walk, &first);
    if (status != NG_OK) {
        return status;
    }
    if (walk.seen[NG_OPTION_VERSION]) {
        found.command = NG_COMMAND_VERSION;
    } else if (walk.seen[NG_OPTION_HELP]) {
        found.help_of = walk.positional_count > 0 ? found.command : NG_COMMAND_NONE;
        found.command = NG_COMMAND_HELP;
    } else {
        status = place_positionals(&walk, first);
        status = status == NG_OK ? check_command(&walk) : status;
    }
    if (status == NG_OK) {
        choose_classes(&found, walk.seen);
        limit_exploring(&found, walk.seen);
        if (!walk.seen[NG_OPTION_APPEND_MAX]) {
            found.append_max = default_append_max(&found);
        }
        *options = found;
    }
    return status;
}
