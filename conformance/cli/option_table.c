#include "conformance/cli/option_table.h"

#include "conformance/nearest.h"

#include <string.h>

#define SPELLED(number) #number
#define TEXT_OF(number) SPELLED(number)

#define RUN (1U << NG_COMMAND_RUN)
#define FUZZ (1U << NG_COMMAND_FUZZ)
#define JUDGE (1U << NG_COMMAND_JUDGE)
#define MATRIX (1U << NG_COMMAND_MATRIX)
#define LIST (1U << NG_COMMAND_LIST)
#define TAIL (1U << NG_COMMAND_TAIL)
#define EVERYWHERE (~0U)

/* clang-format off */
static const struct ng_option_row rows[NG_OPTION_COUNT] = {
    {NG_OPTION_CLASS, NG_GROUP_CASES, "class", '\0', "LIST", RUN | LIST,
     "Classes of cases, parted by commas: core, boundary, live,\n"
     "hostile, or all. run takes core,boundary without it, list all."},
    {NG_OPTION_CASE, NG_GROUP_CASES, "case", '\0', "GLOB", RUN | LIST,
     "Only cases whose id matches, such as 'since-*'. Repeatable.\n"
     "A whole id chooses its case from any class."},
    {NG_OPTION_SKIP, NG_GROUP_CASES, "skip", '\0', "GLOB", RUN | LIST,
     "Not the cases whose id matches. Repeatable."},
    {NG_OPTION_PROFILE, NG_GROUP_TARGET, "profile", '\0', "NAME|FILE", RUN | FUZZ | TAIL,
     "How the server spells the contract: a name, or a JSON file.\n"
     "Default: exo, which is SPEC.md itself."},
    {NG_OPTION_HEADER, NG_GROUP_TARGET, "header", 'H', "'NAME: VALUE'", RUN | FUZZ | TAIL,
     "A field for each request. Repeatable. Other users of the machine\n"
     "can see it: give credentials in one of the next two ways."},
    {NG_OPTION_HEADER_FILE, NG_GROUP_TARGET, "header-file", '\0', "FILE", RUN | FUZZ | TAIL,
     "Fields from a file, one 'Name: value' a line. Repeatable."},
    {NG_OPTION_HEADER_ENV, NG_GROUP_TARGET, "header-env", '\0', "VARIABLE", RUN | FUZZ | TAIL,
     "A field from an environment variable that holds 'Name: value'.\n"
     "Repeatable."},
    {NG_OPTION_LAUNCH, NG_GROUP_TARGET, "launch", '\0', "COMMAND", RUN | FUZZ,
     "Starts the server for the run, by sh -c, and ends it afterwards.\n"
     "{port} becomes a free port, {log} a log file that the runner\n"
     "writes: one JSON value a line. URL is then\n"
     "http://127.0.0.1:{port}/events, or what is given. The\n"
     "server has " TEXT_OF(NG_DEFAULT_START) " seconds until it answers, or those of\n"
     "--timeout where they are more."},
    {NG_OPTION_EVENTS, NG_GROUP_TARGET, "events", '\0', "N", RUN | FUZZ,
     "With --launch: how many events the log holds at first.\n"
     "Default: " TEXT_OF(NG_DEFAULT_EVENTS) "."},
    {NG_OPTION_LOG, NG_GROUP_TARGET, "log", '\0', "FILE", RUN | FUZZ,
     "With --launch: the log starts as a copy of FILE."},
    {NG_OPTION_APPEND_POST, NG_GROUP_GROWTH, "append-post", '\0', "URL", RUN | FUZZ,
     "Appends by POSTing one event a request to URL, with the request\n"
     "fields of the run. An answer of 2xx says that the event is in the\n"
     "log, 202 that it comes soon. {port} as with --launch."},
    {NG_OPTION_APPEND_CMD, NG_GROUP_GROWTH, "append-cmd", '\0', "COMMAND", RUN | FUZZ,
     "Appends by running COMMAND, by sh -c, for $NOGAP_COUNT events;\n"
     "{port} and {log} as with --launch. What it leaves running is ended."},
    {NG_OPTION_APPEND_MAX, NG_GROUP_GROWTH, "append-max", '\0', "N", RUN | FUZZ,
     "At most N events. Default: " TEXT_OF(NG_DEFAULT_APPEND_MAX) ", more with --soak, --window-probe."},
    {NG_OPTION_SOAK, NG_GROUP_GROWTH, "soak", '\0', "SECONDS", RUN,
     "Follows the tail for so long (case soak), with 50 events a second."},
    {NG_OPTION_WINDOW_PROBE, NG_GROUP_GROWTH, "window-probe", '\0', "N", RUN,
     "Appends N events and looks whether the oldest ones are still where\n"
     "they were, and all come whole (case window-probe)."},
    {NG_OPTION_TIMEOUT, NG_GROUP_LIMITS, "timeout", '\0', "SECONDS", RUN | FUZZ | TAIL,
     "For one request, to the end of its body.\n"
     "Default: " TEXT_OF(NG_DEFAULT_TIMEOUT) ", or what the profile says."},
    {NG_OPTION_DEADLINE, NG_GROUP_LIMITS, "deadline", '\0', "SECONDS", RUN | FUZZ | TAIL,
     "For the whole run; 0 is none. Default: " TEXT_OF(NG_DEFAULT_DEADLINE) ".\n"
     "A tail has none unless it is given, nor has fuzz that is told when\n"
     "to end."},
    {NG_OPTION_MAX_REQUESTS, NG_GROUP_LIMITS, "max-requests", '\0', "N", RUN,
     "At most N requests, the POSTs of --append-post among them.\n"
     "Default: as many as the cases need."},
    {NG_OPTION_RATE, NG_GROUP_LIMITS, "rate", '\0', "N", RUN | FUZZ,
     "At most N requests a second, the POSTs of --append-post among\n"
     "them; nothing else appends faster in the background, either.\n"
     "Default: as fast as answers come, one at a time."},
    {NG_OPTION_REQUESTS, NG_GROUP_LIMITS, "requests", '\0', "N", FUZZ,
     "Ends after N requests, and the few that settle what the last ones\n"
     "left open. Default: " TEXT_OF(NG_DEFAULT_REQUESTS) ", or no limit with --seconds."},
    {NG_OPTION_SECONDS, NG_GROUP_LIMITS, "seconds", '\0', "SECONDS", FUZZ,
     "Ends after so many seconds."},
    {NG_OPTION_REPEAT, NG_GROUP_LIMITS, "repeat", '\0', "N", RUN,
     "Holds the run N times and compares the verdicts: a case that does\n"
     "not come to the same one each time is unstable; a skip is none.\n"
     "The deadline is for all of them, the other limits are for each."},
    {NG_OPTION_SHUFFLE, NG_GROUP_LIMITS, "shuffle", '\0', NULL, RUN,
     "Holds the cases of a class in an order that the seed gives, another\n"
     "one in each repetition."},
    {NG_OPTION_PLAN, NG_GROUP_LIMITS, "plan", '\0', NULL, RUN | FUZZ,
     "Prints each request that would be sent, and sends none."},
    {NG_OPTION_REPORT, NG_GROUP_OUTPUT, "report", '\0', "FORMAT[=FILE]", RUN | FUZZ | JUDGE,
     "A report in one of the formats below, to FILE or to stdout.\n"
     "Repeatable. Default: text."},
    {NG_OPTION_TRACE, NG_GROUP_OUTPUT, "trace", '\0', "FILE", RUN | FUZZ,
     "Records every exchange in FILE, one line of JSON each, without\n"
     "the values of your request fields, for 'nogap judge FILE'."},
    {NG_OPTION_WAIVERS, NG_GROUP_OUTPUT, "waivers", '\0', "FILE", RUN | FUZZ | JUDGE,
     "Cases that are known to fail, one 'CASE-ID REASON' a line, # for\n"
     "comments. One that fails, is inconclusive, or with --strict warns,\n"
     "does not count; one that does not any more is an error: exit 5."},
    {NG_OPTION_WRITE_WAIVERS, NG_GROUP_OUTPUT, "write-waivers", '\0', "FILE", RUN | FUZZ | JUDGE,
     "Writes such a list for what fails now; the reasons of --waivers\n"
     "stay, and what is not to be waived any more goes."},
    {NG_OPTION_STRICT, NG_GROUP_OUTPUT, "strict", '\0', NULL, RUN | FUZZ | JUDGE,
     "A SHOULD that is not met fails the run."},
    {NG_OPTION_SEED, NG_GROUP_OUTPUT, "seed", '\0', "N", RUN | FUZZ,
     "Of everything that is random. Each run prints its own."},
    {NG_OPTION_FORMAT, NG_GROUP_OUTPUT, "format", '\0', "FORMAT", LIST,
     "text or json. Default: text."},
    {NG_OPTION_SINCE, NG_GROUP_FOLLOW, "since", '\0', "N", TAIL,
     "Begins with event N, counted from 0. Default: 0. Where the cursor\n"
     "file is there already, it says where to begin."},
    {NG_OPTION_LIMIT, NG_GROUP_FOLLOW, "limit", '\0', "N", TAIL,
     "Asks for N new events at most in one request; 0: for all.\n"
     "Default: " TEXT_OF(NG_DEFAULT_LIMIT) "."},
    {NG_OPTION_OVERLAP, NG_GROUP_FOLLOW, "overlap", '\0', "N", TAIL,
     "Reads the last N events again with each request, and compares:\n"
     "that shows a reset that a cursor does not. 64 at most; 0 trusts\n"
     "the cursor alone. Default: " TEXT_OF(NG_DEFAULT_OVERLAP) "."},
    {NG_OPTION_ONCE, NG_GROUP_FOLLOW, "once", '\0', NULL, TAIL,
     "Ends at the end of the log, in the place of following it."},
    {NG_OPTION_INTERVAL, NG_GROUP_FOLLOW, "interval", '\0', "SECONDS", TAIL,
     "Waits so long at the end of the log; twice as long each time that\n"
     "nothing came. Default: " TEXT_OF(NG_DEFAULT_INTERVAL) "."},
    {NG_OPTION_INTERVAL_MAX, NG_GROUP_FOLLOW, "interval-max", '\0', "SECONDS", TAIL,
     "The longest wait. Default: " TEXT_OF(NG_DEFAULT_INTERVAL_MAX) "."},
    {NG_OPTION_RETRY_FOR, NG_GROUP_FOLLOW, "retry-for", '\0', "SECONDS", TAIL,
     "Gives up where no whole answer came for so long; 0: never.\n"
     "Default: " TEXT_OF(NG_DEFAULT_RETRY_FOR) "."},
    {NG_OPTION_OUTPUT, NG_GROUP_FOLLOW, "output", 'o', "FILE", TAIL,
     "Writes the events to FILE. With --cursor-file each event is there\n"
     "exactly once; without it FILE begins anew."},
    {NG_OPTION_CURSOR_FILE, NG_GROUP_FOLLOW, "cursor-file", '\0', "FILE", TAIL,
     "Keeps the place in FILE, and goes on from there at the next start."},
    {NG_OPTION_HTML, NG_GROUP_OUTPUT, "html", '\0', "FILE", MATRIX,
     "Writes the matrix as one HTML page too; with - to stdout, and no\n"
     "text."},
    {NG_OPTION_HELP, NG_GROUP_OUTPUT, "help", 'h', NULL, EVERYWHERE,
     "Prints help: with a command before it, of that command."},
    {NG_OPTION_VERSION, NG_GROUP_OUTPUT, "version", 'V', NULL, EVERYWHERE,
     "Prints the version."},
};
/* clang-format on */

const struct ng_option_row *ng_option_rows(void) {
    return rows;
}

const char *ng_option_group_heading(enum ng_option_group group) {
    static const char *const headings[NG_GROUP_COUNT] = {
        [NG_GROUP_CASES] = "Which cases",
        [NG_GROUP_TARGET] = "Which server",
        [NG_GROUP_GROWTH] = "Growth, for class live",
        [NG_GROUP_FOLLOW] = "What is read, and where it goes",
        [NG_GROUP_LIMITS] = "Limits",
        [NG_GROUP_OUTPUT] = "Results",
    };
    return headings[group];
}

const struct ng_option_row *ng_option_by_name(const char *name, size_t size) {
    for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
        if (strlen(rows[i].name) == size && memcmp(rows[i].name, name, size) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

const struct ng_option_row *ng_option_by_letter(char letter) {
    for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
        if (rows[i].letter == letter && letter != '\0') {
            return &rows[i];
        }
    }
    return NULL;
}

const char *ng_option_nearest(const char *name, size_t size, unsigned commands) {
    char word[NG_NEAREST_WORD_MAX + 1];
    const char *names[NG_OPTION_COUNT];
    size_t count = 0;
    if (size >= sizeof word) {
        return NULL;
    }
    memcpy(word, name, size);
    word[size] = '\0';
    for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
        if ((rows[i].commands & commands) != 0) {
            names[count++] = rows[i].name;
        }
    }
    return ng_nearest(word, names, count);
}
