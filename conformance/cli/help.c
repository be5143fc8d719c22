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
    "  nogap fuzz URL [OPTIONS]  judge an endpoint by random requests\n"
    "  nogap tail URL [OPTIONS]  print each event once, and follow the log\n"
    "  nogap judge TRACE         judge what a run recorded again, without a network\n"
    "  nogap matrix REPORT...    several reports beside one another\n"
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
    "A run only reads, with one request at a time, and follows no redirect. Only class live and\n"
    "'nogap fuzz' read on several connections, and append where you say how.\n"
    "'nogap help run' shows all options and the exit statuses.\n";

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
    for (int group = 0; group < NG_GROUP_COUNT; group++) {
        bool has_heading = false;
        for (size_t i = 0; i < NG_OPTION_COUNT; i++) {
            const struct ng_option_row *row = &ng_option_rows()[i];
            if ((int)row->group != group || (row->commands & (1U << command)) == 0) {
                continue;
            }
            if (!has_heading) {
                (void)fprintf(out, "\n%s\n", ng_option_group_heading((enum ng_option_group)group));
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
    const struct ng_command_row *row = ng_command_row(command);
    if (row == NULL) {
        ng_help_overview(out);
        return;
    }
    (void)fputs(row->help->intro, out);
    print_options(out, command);
    if (row->help->formats) {
        print_formats(out);
    }
    (void)fputs(row->help->end, out);
}
