/* nogap-mutant: the command line. */
#include "cmake/version.h"
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/server.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_USAGE 2

static const char usage[] =
    "usage: nogap-mutant --list [--format text|json]\n"
    "       nogap-mutant --explain NAME\n"
    "       nogap-mutant --serve NAME [--bind ADDRESS] [--port N] [--log FILE] [--grow RATE] "
    "[--seed N]\n"
    "\n"
    "A server of GET /events that has one known fault, or is right in an unusual way.\n"
    "\n"
    "  --list           the catalogue\n"
    "  --format FORMAT  of the catalogue: text (the default) or json\n"
    "  --explain NAME   one entry of it\n"
    "  --serve NAME     serves until SIGTERM; the first line on stdout says where\n"
    "  --bind ADDRESS   a numeric IPv4 address (default 127.0.0.1)\n"
    "  --port N         default 0: any free port\n"
    "  --log FILE       NDJSON, one event a line; a line that anybody appends is the next event\n"
    "                   (default: a log of ten events, in memory)\n"
    "  --grow RATE      so many events a second are appended by themselves, at most 100000\n"
    "  --seed N         of what is left to chance (default 1)\n"
    "  -h, --help       prints this text\n"
    "  -V, --version    prints the version\n"
    "\n"
    "POST /append with one JSON value appends it.\n"
    "Exit status: 0 all went well, 1 it cannot serve, or standard output cannot be written, "
    "2 usage.\n";

/* The options that have a value, and which other one each belongs to. */
static const struct valued_option {
    const char *name, *belongs_to;
} valued_options[] = {
    {"--format", "--list"}, {"--explain", NULL},  {"--serve", NULL},     {"--bind", "--serve"},
    {"--port", "--serve"},  {"--log", "--serve"}, {"--grow", "--serve"}, {"--seed", "--serve"},
};
#define VALUED_COUNT (sizeof valued_options / sizeof *valued_options)

struct command {
    bool list, json;
    const char *explain, *serve;
    bool given[VALUED_COUNT];
    struct mutant_options options;
};

static int complain(const char *what, const char *value) {
    (void)fprintf(stderr, "nogap-mutant: %s: %s; see nogap-mutant --help\n", what, value);
    return EXIT_USAGE;
}

static bool read_whole(const char *text, unsigned long long most, unsigned long long *number) {
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return !errno && !*end && *number <= most;
}

static bool read_rate(const char *text, double *rate) {
    char *end;
    *rate = strtod(text, &end);
    return end != text && !*end && *rate >= 0 && *rate <= 100000;
}

/* Takes an option that has a value. Gives 0, or the exit status. */
static int take_option(struct command *command, const char *name, const char *value) {
    unsigned long long number;
    if (strcmp(name, "--format") == 0) {
        command->json = strcmp(value, "json") == 0;
        return command->json || strcmp(value, "text") == 0 ? 0 : complain("no such format", value);
    }
    if (strcmp(name, "--explain") == 0)
        command->explain = value;
    else if (strcmp(name, "--serve") == 0)
        command->serve = value;
    else if (strcmp(name, "--bind") == 0)
        command->options.address = value;
    else if (strcmp(name, "--log") == 0)
        command->options.log = value;
    else if (strcmp(name, "--port") == 0) {
        if (!read_whole(value, 65535, &number))
            return complain("--port wants a number up to 65535", value);
        command->options.port = (uint16_t)number;
    } else if (strcmp(name, "--seed") == 0) {
        if (!read_whole(value, UINT64_MAX, &number))
            return complain("--seed wants a whole number", value);
        command->options.seed = number;
    } else if (!read_rate(value, &command->options.growth)) {
        return complain("--grow wants a rate from 0 to 100000", value);
    }
    return 0;
}

/* Gives the place of an option that has a value, or VALUED_COUNT. */
static size_t find_option(const char *name) {
    size_t at = 0;
    while (at < VALUED_COUNT && strcmp(valued_options[at].name, name) != 0)
        at++;
    return at;
}

/* Refuses options that the one that was chosen would not look at. */
static int check_given(const struct command *command) {
    const char *chosen = command->list ? "--list" : command->serve ? "--serve" : "--explain";
    for (size_t i = 0; i < VALUED_COUNT; i++) {
        const struct valued_option *option = &valued_options[i];
        if (command->given[i] && option->belongs_to && strcmp(option->belongs_to, chosen) != 0) {
            (void)fprintf(stderr, "nogap-mutant: %s goes with %s, not with %s\n", option->name,
                          option->belongs_to, chosen);
            return EXIT_USAGE;
        }
    }
    return 0;
}

static int find(const char *name, const struct mutant_family **family,
                const struct mutant_entry **entry) {
    *entry = mutant_find(name, family);
    if (*entry)
        return 0;
    (void)fprintf(stderr, "nogap-mutant: no entry is called %s; see nogap-mutant --list\n", name);
    return EXIT_USAGE;
}

static int run(struct command *command) {
    const struct mutant_family *family;
    const struct mutant_entry *entry;
    if (command->list + !!command->explain + !!command->serve != 1)
        return complain("one of these is wanted", "--list, --explain NAME, --serve NAME");
    int status = check_given(command);
    if (status)
        return status;
    if (command->list) {
        if (command->json)
            mutant_list_json();
        else
            mutant_list_text();
        return mutant_finish_output();
    }
    status = find(command->serve ? command->serve : command->explain, &family, &entry);
    if (status)
        return status;
    if (command->explain) {
        mutant_explain(family, entry);
        return mutant_finish_output();
    }
    command->options.entry = entry;
    return mutant_serve(&command->options);
}

/* Gives a standard stream that is closed to /dev/null, so that no log and no connection takes its
   number; what is printed there is an error. */
static void prepare_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0)
            (void)open("/dev/null", O_RDONLY);
}

int main(int count, char **words) {
    struct command command = {.options = {.address = "127.0.0.1", .growth = -1, .seed = 1}};
    prepare_streams();
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0) {
            (void)fputs(usage, stdout);
            return mutant_finish_output();
        }
        if (strcmp(words[i], "--version") == 0 || strcmp(words[i], "-V") == 0) {
            (void)printf("nogap-mutant %s\n", nogap_version_and_commit);
            return mutant_finish_output();
        }
        if (strcmp(words[i], "--list") == 0) {
            command.list = true;
            continue;
        }
        size_t option = find_option(words[i]);
        if (option == VALUED_COUNT)
            return complain("no such option", words[i]);
        if (i + 1 == count)
            return complain("a value is missing behind", words[i]);
        int status = take_option(&command, words[i], words[i + 1]);
        if (status)
            return status;
        command.given[option] = true;
        i++;
    }
    return run(&command);
}
