#include "conformance/target.h"

#include "conformance/command.h"
#include "conformance/folder.h"
#include "conformance/log_file.h"
#include "conformance/output_tail.h"
#include "conformance/port.h"
#include "conformance/process.h"
#include "conformance/readiness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char default_url[] = "http://127.0.0.1:{port}/events";

struct ng_target {
    struct ng_target_options options;
    char *folder;
    char *log_path;
    char *output_path; /* what the server printed since its last start */
    char *url;
    unsigned port;
    bool was_started;
    struct ng_log_file log;
    struct ng_process process;
};

static enum ng_status io_failure(char *message, size_t message_size, const char *what) {
    (void)snprintf(message, message_size, "%s: %s", what, strerror(errno));
    return NG_IO;
}

static enum ng_status pick_port(struct ng_target *target, char *message, size_t message_size) {
    const char *pattern = target->options.url == NULL ? default_url : target->options.url;
    char *url = NULL;
    if (ng_port_pick(&target->port) != NG_OK) {
        return io_failure(message, message_size, "no free port for the server");
    }
    enum ng_status status = ng_command_fill(pattern, target->port, "", &url);
    if (status == NG_OK) {
        free(target->url);
        target->url = url;
    }
    return status;
}

static enum ng_status make_paths(struct ng_target *target, char *message, size_t message_size) {
    enum ng_status status = ng_folder_make(&target->folder);
    if (status == NG_IO) {
        return io_failure(message, message_size,
                          "no folder for the log can be made under TMPDIR (or /tmp)");
    }
    if (status != NG_OK) {
        return status;
    }
    target->log_path = ng_folder_join(target->folder, "log.ndjson");
    target->output_path = ng_folder_join(target->folder, "output");
    if (target->log_path == NULL || target->output_path == NULL) {
        return NG_NO_MEMORY;
    }
    if (!ng_command_is_plain_path(target->log_path)) {
        (void)snprintf(message, message_size,
                       "TMPDIR is to be an absolute path of letters, digits and /._-+ only, since "
                       "{log} becomes a part of a shell command: %s",
                       target->folder);
        return NG_IO;
    }
    return NG_OK;
}

static const char *why_end(const struct ng_target *target) {
    return target->options.why_end == NULL ? NULL
                                           : target->options.why_end(target->options.context);
}

static bool run_goes_on(void *context) {
    return why_end(context) == NULL;
}

enum ng_status ng_target_new(const struct ng_target_options *options, struct ng_target **target,
                             char *message, size_t message_size) {
    const char *problem = ng_command_problem(options->command, options->url);
    if (problem != NULL) {
        (void)snprintf(message, message_size, "%s", problem);
        return NG_MALFORMED;
    }
    struct ng_target *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->options = *options;
    made->log = ng_log_file_none(options->seed);
    made->log.goes_on = run_goes_on;
    made->log.context = made;
    enum ng_status status = make_paths(made, message, message_size);
    if (status == NG_OK) {
        status = pick_port(made, message, message_size);
    }
    if (status != NG_OK) {
        ng_target_free(made);
        return status;
    }
    *target = made;
    return NG_OK;
}

static enum ng_status make_log(struct ng_target *target, uint64_t events, char *message,
                               size_t message_size) {
    const char *source = target->options.log_source;
    if (ng_log_file_create(&target->log, target->log_path) != NG_OK) {
        return io_failure(message, message_size, target->log_path);
    }
    if (events == NG_TARGET_SOURCE && source == NULL) {
        errno = ENOENT;
        return io_failure(message, message_size, "there is no file to copy the log from");
    }
    bool copies = events == NG_TARGET_SOURCE;
    enum ng_status status =
        copies ? ng_log_file_copy(&target->log, source) : ng_log_file_append(&target->log, events);
    if (status == NG_STOPPED) {
        (void)snprintf(message, message_size, "%s while {log} was written", why_end(target));
    } else if (status != NG_OK) {
        status = io_failure(message, message_size, copies ? source : target->log_path);
    }
    return status;
}

/* Says why the server is not there, and what it printed last. */
static void explain(const struct ng_target *target, enum ng_readiness readiness, const char *why,
                    char *message, size_t message_size) {
    char end[32];
    char tail[NG_OUTPUT_TAIL_MAX];
    ng_output_tail(target->output_path, tail);
    const char *printed = tail[0] == '\0' ? "it printed nothing" : "it printed last:\n";
    if (readiness == NG_READY_ENDED) {
        ng_process_describe_end(&target->process, end, sizeof end);
        (void)snprintf(message, message_size,
                       "the server ended (%s) before it answered at %s; the command must stay in "
                       "the foreground; %s%s",
                       end, target->url, printed, tail);
    } else if (readiness == NG_READY_RUN_ENDS) {
        (void)snprintf(message, message_size, "%s before the server answered at %s; %s%s",
                       why_end(target), target->url, printed, tail);
    } else {
        (void)snprintf(
            message, message_size,
            "the server did not answer at %s within %g seconds (%s); one that starts more "
            "slowly needs a larger --timeout; %s%s",
            target->url, target->options.ready_timeout, why, printed, tail);
    }
}

static enum ng_status run_command(struct ng_target *target, char *message, size_t message_size) {
    char *command = NULL;
    enum ng_status status =
        ng_command_fill(target->options.command, target->port, target->log_path, &command);
    if (status != NG_OK) {
        return status;
    }
    if (ng_process_start(&target->process, command, NULL, target->output_path) != NG_OK) {
        status = io_failure(message, message_size, "the server's command cannot be started");
    }
    free(command);
    return status;
}

static enum ng_status wait_until_ready(struct ng_target *target, char *message,
                                       size_t message_size) {
    char why[256] = "";
    enum ng_readiness readiness = NG_READY;
    const struct ng_readiness_options options = {
        .url = target->url,
        .process = &target->process,
        .seconds = target->options.ready_timeout,
        .goes_on = run_goes_on,
        .context = target,
    };
    enum ng_status status = ng_readiness_wait(&options, &readiness, why, sizeof why);
    if (status == NG_MALFORMED) {
        (void)snprintf(message, message_size, "%s", why);
    } else if (status == NG_OK && readiness != NG_READY) {
        explain(target, readiness, why, message, message_size);
        status = NG_UNREACHABLE;
    }
    if (status != NG_OK) {
        ng_target_stop(target);
    }
    return status;
}

enum ng_status ng_target_start(struct ng_target *target, uint64_t events, char *message,
                               size_t message_size) {
    enum ng_status status = NG_OK;
    ng_target_stop(target);
    if (target->was_started) {
        status = pick_port(target, message, message_size);
    }
    if (status == NG_OK && ng_target_has_log(target)) {
        status = make_log(target, events, message, message_size);
    }
    if (status == NG_OK) {
        target->was_started = true;
        status = run_command(target, message, message_size);
    }
    return status == NG_OK ? wait_until_ready(target, message, message_size) : status;
}

enum ng_status ng_target_append(struct ng_target *target, uint64_t count) {
    if (!ng_target_has_log(target) || target->log.descriptor < 0) {
        return NG_NOT_FOUND;
    }
    return ng_log_file_append(&target->log, count);
}

void ng_target_stop(struct ng_target *target) {
    ng_process_stop(&target->process, target->options.stop_timeout);
}

void ng_target_free(struct ng_target *target) {
    if (target == NULL) {
        return;
    }
    ng_target_stop(target);
    ng_log_file_close(&target->log);
    if (target->folder != NULL && ng_folder_remove(target->folder) != NG_OK) {
        (void)fprintf(stderr, "nogap: the folder %s could not be removed: %s\n", target->folder,
                      strerror(errno));
    }
    free(target->folder);
    free(target->log_path);
    free(target->output_path);
    free(target->url);
    free(target);
}

const char *ng_target_url(const struct ng_target *target) {
    return target->url;
}

enum ng_status ng_target_fill(const struct ng_target *target, const char *text, char **filled) {
    return ng_command_fill(text, target->port, target->log_path, filled);
}

bool ng_target_has_log(const struct ng_target *target) {
    return ng_command_names_log(target->options.command);
}

void ng_target_kill_all(void) {
    ng_process_kill_all();
}
