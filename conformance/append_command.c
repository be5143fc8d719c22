#include "conformance/append_command.h"

#include "conformance/folder.h"
#include "conformance/monotonic.h"
#include "conformance/output_tail.h"
#include "conformance/process.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seconds between two looks whether the command has ended, and from asking to killing. */
#define FIRST_PAUSE 0.0005
#define LONGEST_PAUSE 0.02
#define STOP_SECONDS 0.5

struct ng_append_command {
    struct ng_append_command_options options;
    char *text; /* of the command */
    char *folder;
    char *output_path;
};

enum ng_status ng_append_command_new(const struct ng_append_command_options *options,
                                     struct ng_append_command **command) {
    struct ng_append_command *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->options = *options;
    made->text = strdup(options->command);
    enum ng_status status = made->text != NULL ? ng_folder_make(&made->folder) : NG_NO_MEMORY;
    if (status == NG_OK) {
        made->output_path = ng_folder_join(made->folder, "output");
        status = made->output_path != NULL ? NG_OK : NG_NO_MEMORY;
    }
    if (status != NG_OK) {
        ng_append_command_free(made);
        return status;
    }
    *command = made;
    return NG_OK;
}

void ng_append_command_free(struct ng_append_command *command) {
    if (command == NULL) {
        return;
    }
    if (command->folder != NULL && ng_folder_remove(command->folder) != NG_OK) {
        (void)fprintf(stderr, "nogap: the folder %s could not be removed: %s\n", command->folder,
                      strerror(errno));
    }
    free(command->text);
    free(command->folder);
    free(command->output_path);
    free(command);
}

enum end {
    ENDED,
    TOO_LATE,
    GIVEN_UP,
};

static enum end wait_for_end(const struct ng_append_command *command, struct ng_process *process) {
    const struct ng_append_command_options *options = &command->options;
    double deadline = ng_monotonic_now() + options->timeout;
    double pause = FIRST_PAUSE;
    while (!ng_process_has_ended(process)) {
        if (options->goes_on != NULL && !options->goes_on(options->context)) {
            return GIVEN_UP;
        }
        if (ng_monotonic_now() >= deadline) {
            return TOO_LATE;
        }
        ng_monotonic_wait(pause);
        pause = pause < LONGEST_PAUSE ? pause * 2 : pause;
    }
    return ENDED;
}

/* Says what went wrong, and the last line that was printed. */
static void explain(const struct ng_append_command *command, const char *what, char *message,
                    size_t message_size) {
    char tail[NG_OUTPUT_TAIL_MAX];
    ng_output_tail(command->output_path, tail);
    const char *line_end = strrchr(tail, '\n');
    const char *line = line_end != NULL ? line_end + 1 : tail;
    line += strspn(line, " ");
    (void)snprintf(message, message_size, "the append command %s%s%s", what,
                   *line != '\0' ? "; it printed last: " : ", and printed nothing", line);
}

enum ng_status ng_append_command_run(struct ng_append_command *command, uint64_t count,
                                     char *message, size_t message_size) {
    struct ng_process process = {0};
    char variable[40];
    char what[80];
    (void)snprintf(variable, sizeof variable, "NOGAP_COUNT=%" PRIu64, count);
    if (ng_process_start(&process, command->text, variable, command->output_path) != NG_OK) {
        (void)snprintf(message, message_size, "the append command cannot be started: %s",
                       strerror(errno));
        return NG_IO;
    }
    enum end end = wait_for_end(command, &process);
    bool succeeded = end == ENDED && process.how == 0;
    if (end == ENDED) {
        char how[32];
        ng_process_describe_end(&process, how, sizeof how);
        (void)snprintf(what, sizeof what, "ended with %s", how);
    } else if (end == TOO_LATE) {
        (void)snprintf(what, sizeof what, "did not end within %g seconds",
                       command->options.timeout);
    } else {
        (void)snprintf(what, sizeof what, "was ended together with the run");
    }
    ng_process_stop(&process, STOP_SECONDS);
    if (succeeded) {
        return NG_OK;
    }
    explain(command, what, message, message_size);
    return end == GIVEN_UP ? NG_STOPPED : NG_IO;
}
