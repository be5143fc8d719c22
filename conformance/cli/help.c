#include "conformance/cli/help.h"

#include "conformance/report/report.h"

#include <stdbool.h>
#include <string.h>

#define HELP_COLUMN 30

static const char overview[] =
    "nogap tells whether a client can lose or repeat an event at a cursor-read event feed.\n"
    "\n"
    "Usage\n"
    "  nogap run URL [OPTIONS]   judge an endpoint; 'nogap URL' is the same\n"
    "  nogap judge TRACE         judge what a run recorded again, without a network\n"
    "  nogap list [OPTIONS]      the cases, with class, level and clauses\n"
    "  nogap explain ID          a case or a clause: what it asks, why, an example\n"
    "  nogap help [COMMAND]      this text, or all about a command\n"
    "  nogap --version\n"
    "\n"
    "Examples\n"
    "  nogap http://127.0.0.1:52415/events\n"
    "  nogap run https://feed.example/events --header-env FEED_AUTHORIZATION --rate 5\n"
    "  nogap run --launch 'nogap-server --port {port} {log}' --class all\n"
    "  nogap run http://127.0.0.1:52415/events --report text --report json=report.json\n"
    "  nogap explain since-past-end\n"
    "\n"
    "A run only reads, with one request at a time, and follows no redirect. Only class live reads "
    "on\n"
    "several connections, and appends where you say how.\n"
    "'nogap help run' shows all options and the exit statuses.\n";

static const char run_intro[] =
    "Judges an endpoint: asks it for events by cursor, and compares each answer with SPEC.md and\n"
    "with all answers before it. The log may grow during the run. Class live wants it to grow: by\n"
    "itself, by --append-post or --append-cmd, or by --launch with {log}.\n"
    "\n"
    "Usage\n"
    "  nogap run URL [OPTIONS]\n"
    "  nogap run [URL] --launch COMMAND [OPTIONS]\n";

static const char run_end[] =
    "\n"
    "Examples\n"
    "  nogap run http://127.0.0.1:52415/events\n"
    "  nogap run http://127.0.0.1:52415/events --plan\n"
    "  nogap run http://127.0.0.1:52415/events --case 'since-*' --case full-dump\n"
    "  nogap run https://feed.example/events --header-file ~/.feed-token --rate 5 --deadline 60\n"
    "  nogap run --launch './my-server --listen {port} --file {log}' --events 1000 --strict\n"
    "  nogap run http://127.0.0.1:8000/events --class live --append-post "
    "http://127.0.0.1:8000/events\n"
    "\n"
    "Results go to stdout, everything else to stderr. Colour and progress are only for terminals;\n"
    "a variable NO_COLOR that is not empty turns colour off.\n"
    "\n"
    "Exit status\n"
    "  0   conformant\n"
    "  1   non-conformant: a MUST is not met, or with --strict a SHOULD\n"
    "  2   usage: an unknown option, a filter that matches nothing, a bad profile\n"
    "  3   unreachable: no HTTP answer came, or the server did not start\n"
    "  4   inconclusive: a MUST of a chosen class could not be looked at, or a verdict is "
    "unstable\n"
    "  5   a case that --waivers names does not fail any more\n"
    "  70  the runner's own fault\n";

static const char judge_intro[] = "Judges a trace, which 'nogap run --trace FILE' wrote: the same "
                                  "exchanges, the same judge, the\n"
                                  "same reports as those of the run, and nothing is sent. A trace "
                                  "that was cut off is judged as far\n"
                                  "as it goes, and is inconclusive at best.\n"
                                  "\n"
                                  "Usage\n"
                                  "  nogap judge TRACE [OPTIONS]\n";

static const char judge_end[] =
    "\n"
    "Examples\n"
    "  nogap run http://127.0.0.1:52415/events --trace run.ndjson\n"
    "  nogap judge run.ndjson\n"
    "  nogap judge run.ndjson --strict --report json=report.json\n"
    "\n"
    "Exit status\n"
    "  As that of the run; 2 also for a file that is no trace, and for a trace of another version\n"
    "  that names cases or clauses which this one does not have.\n";

static const char list_intro[] = "Prints the cases: id, level, what is asked, and the clauses of "
                                 "SPEC.md behind it.\n"
                                 "\n"
                                 "Usage\n"
                                 "  nogap list [OPTIONS]\n";

static const char list_end[] = "\n"
                               "Examples\n"
                               "  nogap list\n"
                               "  nogap list --class core --format json\n";

static const char explain_text[] = "Explains a case (what it asks, why, which clauses it "
                                   "exercises) or a clause (its sentence, its\n"
                                   "reason, an example, and the cases that exercise it).\n"
                                   "\n"
                                   "Usage\n"
                                   "  nogap explain ID\n"
                                   "\n"
                                   "Examples\n"
                                   "  nogap explain chained-reads\n"
                                   "  nogap explain cursor-4\n";

static const char help_text[] = "Prints an overview, or all about one command.\n"
                                "\n"
                                "Usage\n"
                                "  nogap help [run | judge | list | explain | help]\n";

static void print_option(FILE *out, const struct ng_option_row *row) {
    int used = row->letter != '\0' ? fprintf(out, "  -%c, --%s", row->letter, row->name)
                                   : fprintf(out, "  --%s", row->name);
    if (row->value != NULL) {
        used += fprintf(out, " %s", row->value);
    }
    const char *line = row->help;
    while (*line != '\0') {
        size_t size = strcspn(line, "\n");
        if (used >= HELP_COLUMN) {
            (void)fputc('\n', out);
            used = 0;
        }
        (void)fprintf(out, "%*s%.*s\n", HELP_COLUMN - used, "", (int)size, line);
        used = 0;
        line += size + (line[size] == '\n' ? 1 : 0);
    }
}

static void print_options(FILE *out, enum ng_command command) {
    static const char *const headings[NG_GROUP_COUNT] = {
        [NG_GROUP_CASES] = "Which cases",
        [NG_GROUP_TARGET] = "Which server",
        [NG_GROUP_GROWTH] = "Growth, for class live",
        [NG_GROUP_LIMITS] = "Limits",
        [NG_GROUP_OUTPUT] = "Results",
    };
    for (int group = 0; group < NG_GROUP_COUNT; group++) {
        bool has_heading = false;
        for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
            const struct ng_option_row *row = &ng_option_rows()[i];
            if ((int)row->group != group || (row->commands & (1U << command)) == 0) {
                continue;
            }
            if (!has_heading) {
                (void)fprintf(out, "\n%s\n", headings[group]);
                has_heading = true;
            }
            print_option(out, row);
        }
    }
}

static void print_formats(FILE *out) {
    size_t count = 0;
    const struct ng_report_format *formats = ng_report_formats(&count);
    (void)fprintf(out, "\nReport formats\n");
    for (size_t i = 0; i < count; i++) {
        (void)fprintf(out, "  %-*s%s\n", HELP_COLUMN - 2, formats[i].name, formats[i].about);
    }
}

void ng_help_overview(FILE *out) {
    (void)fputs(overview, out);
}

void ng_help_command(FILE *out, enum ng_command command) {
    switch (command) {
    case NG_COMMAND_RUN:
        (void)fputs(run_intro, out);
        print_options(out, command);
        print_formats(out);
        (void)fputs(run_end, out);
        return;
    case NG_COMMAND_JUDGE:
        (void)fputs(judge_intro, out);
        print_options(out, command);
        print_formats(out);
        (void)fputs(judge_end, out);
        return;
    case NG_COMMAND_LIST:
        (void)fputs(list_intro, out);
        print_options(out, command);
        (void)fputs(list_end, out);
        return;
    case NG_COMMAND_EXPLAIN:
        (void)fputs(explain_text, out);
        return;
    case NG_COMMAND_HELP:
        (void)fputs(help_text, out);
        return;
    case NG_COMMAND_NONE:
    case NG_COMMAND_VERSION:
        ng_help_overview(out);
        return;
    }
}
