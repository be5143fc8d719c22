/* The runner `nogap`: the only file that prints usage and gives the process its exit status. */
#include "cmake/version.h"
#include "conformance/cli/exit_status.h"
#include "conformance/cli/explain.h"
#include "conformance/cli/help.h"
#include "conformance/cli/judge_command.h"
#include "conformance/cli/list.h"
#include "conformance/cli/matrix_command.h"
#include "conformance/cli/options.h"
#include "conformance/cli/run_command.h"
#include "conformance/cli/select.h"
#include "conformance/cli/streams.h"
#include "conformance/cli/tail_command.h"
#include "conformance/cli/written_files.h"

#include <stdio.h>
#include <stdlib.h>

static int list(const struct ng_options *options, const struct ng_spec *spec,
                struct ng_message *message) {
    size_t count = 0;
    size_t chosen_count = 0;
    const struct ng_case *const *all = ng_all_cases(&count);
    const struct ng_case **chosen = calloc(count + 1, sizeof *chosen);
    int exit_status = NG_EXIT_OK;
    if (chosen == NULL) {
        exit_status = NG_EXIT_FAULT;
    } else if (ng_select(options, all, count, chosen, &chosen_count, message) != NG_OK) {
        exit_status = NG_EXIT_USAGE;
    } else if (!options->json) {
        ng_list_text(stdout, chosen, chosen_count, spec);
    } else if (ng_list_json(stdout, NOGAP_VERSION, chosen, chosen_count, spec) != NG_OK) {
        exit_status = NG_EXIT_FAULT;
    }
    free(chosen);
    return exit_status;
}

static int explain(const struct ng_options *options, const struct ng_spec *spec,
                   struct ng_message *message) {
    size_t count = 0;
    const struct ng_case *const *cases = ng_all_cases(&count);
    enum ng_status status = ng_explain(stdout, options->topic, cases, count, spec, message);
    if (status == NG_NO_MEMORY) {
        return NG_EXIT_FAULT;
    }
    return status == NG_OK ? NG_EXIT_OK : NG_EXIT_USAGE;
}

static int obey(const struct ng_options *options, const struct ng_spec *spec,
                struct ng_message *message) {
    switch (options->command) {
    case NG_COMMAND_NONE:
        ng_help_overview(stderr);
        return NG_EXIT_USAGE;
    case NG_COMMAND_RUN:
    case NG_COMMAND_FUZZ: /* a run like any other: its one case asks at random */
        return ng_run_command(options, spec, message);
    case NG_COMMAND_TAIL:
        return ng_tail_command(options, message);
    case NG_COMMAND_JUDGE:
        return ng_judge_command(options, spec, message);
    case NG_COMMAND_MATRIX:
        return ng_matrix_command(options, message);
    case NG_COMMAND_LIST:
        return list(options, spec, message);
    case NG_COMMAND_EXPLAIN:
        return explain(options, spec, message);
    case NG_COMMAND_HELP:
        ng_help_command(stdout, options->help_of);
        return NG_EXIT_OK;
    case NG_COMMAND_VERSION:
        (void)printf("nogap %s\n", nogap_version_and_commit);
        return NG_EXIT_OK;
    }
    return NG_EXIT_FAULT;
}

int main(int argc, char **argv) {
    struct ng_options options;
    struct ng_spec spec;
    struct ng_message message = {.text = ""};
    ng_streams_prepare();
    int exit_status = NG_EXIT_USAGE;
    if (ng_options_parse(argc, argv, &options, &message) == NG_OK &&
        ng_written_files_check(&options, &message) == NG_OK) {
        exit_status = NG_EXIT_FAULT;
        if (ng_spec_embedded(&spec) == NG_OK) {
            exit_status = obey(&options, &spec, &message);
            ng_spec_deinit(&spec);
        }
        if (exit_status == NG_EXIT_FAULT && message.text[0] == '\0') {
            ng_message_write(&message, "out of memory");
        }
    }
    if (!ng_streams_finish()) {
        ng_message_write(&message, "the standard output cannot be written");
        exit_status = NG_EXIT_FAULT;
    }
    if (message.text[0] != '\0') {
        (void)fprintf(stderr, "nogap: %s\n", message.text);
    }
    return exit_status;
}
