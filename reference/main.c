#include "cmake/version.h"
#include "reference/listen.h"
#include "reference/log.h"
#include "reference/log_file.h"
#include "reference/options.h"
#include "reference/server.h"
#include "reference/streams.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>

enum exit_status {
    EXIT_STOPPED = 0,
    EXIT_UNUSABLE = 1,
    EXIT_USAGE = 2
};

static void complain(void *context, const char *line) {
    (void)context;
    (void)fprintf(stderr, "nogap-server: %s\n", line);
}

static int fail(const char *what, enum ref_status status) {
    (void)fprintf(stderr, "nogap-server: %s: %s\n", what, ref_status_text(status));
    return EXIT_UNUSABLE;
}

/* Prints on standard output, and gives the exit status. */
static int print(const char *before, const char *text, const char *after) {
    (void)printf("%s%s%s", before, text, after);
    if (!ref_streams_finish()) {
        complain(NULL, "standard output cannot be written");
        return EXIT_UNUSABLE;
    }
    return EXIT_STOPPED;
}

/* The signals that stop the server are taken by main alone: every thread that starts later inherits
 * the mask. */
static void hold_signals(sigset_t *stopping) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)sigemptyset(stopping);
    (void)sigaddset(stopping, SIGINT);
    (void)sigaddset(stopping, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, stopping, NULL);
}

/* Serves until a signal comes; a second one while the last answers are sent ends the process at
 * once. */
static int serve(const struct ref_options *options, struct ref_log *log) {
    char url[REF_URL_SIZE];
    char place[REF_OPTIONS_MESSAGE_SIZE];
    int listening = -1;
    int signal_number = 0;
    struct ref_server *server = NULL;
    sigset_t stopping;
    hold_signals(&stopping);
    (void)snprintf(place, sizeof place, "%s port %u", options->bind, (unsigned)options->port);
    enum ref_status status = ref_listen(options->bind, options->port, &listening, url);
    if (status == REF_OK) {
        status = ref_server_start(log, listening, options->threads, &server);
    }
    if (status != REF_OK) {
        return fail(place, status);
    }
    int exit_status = print("listening on ", url, "\n");
    if (exit_status == EXIT_STOPPED) {
        (void)sigwait(&stopping, &signal_number);
    }
    (void)pthread_sigmask(SIG_UNBLOCK, &stopping, NULL);
    ref_server_stop(server);
    return exit_status;
}

static int open_and_serve(const struct ref_options *options, struct ref_log_file *file) {
    struct ref_log *log = NULL;
    struct ref_problem problem = {.status = REF_OK};
    struct ref_voice voice = {.say = complain};
    int exit_status = EXIT_UNUSABLE;
    enum ref_status status =
        ref_log_new(ref_log_file_source(file), options->path, voice, &log, &problem);
    if (status != REF_OK) {
        return fail(options->path, status);
    }
    if (problem.status != REF_OK) {
        char message[REF_PROBLEM_TEXT_SIZE];
        ref_problem_describe(&problem, options->path, message, sizeof message);
        complain(NULL, message);
    } else {
        exit_status = serve(options, log);
    }
    ref_log_free(log);
    return exit_status;
}

int main(int argc, char **argv) {
    struct ref_options options;
    char message[REF_OPTIONS_MESSAGE_SIZE];
    struct ref_log_file *file = NULL;
    ref_streams_prepare();
    if (ref_options_parse(argc, argv, &options, message) != REF_OK) {
        complain(NULL, message);
        return EXIT_USAGE;
    }
    if (options.command == REF_COMMAND_HELP) {
        return print("", ref_options_help, "");
    }
    if (options.command == REF_COMMAND_VERSION) {
        return print("nogap-server ", nogap_version_and_commit, "\n");
    }
    enum ref_status status = ref_log_file_new(options.path, &file);
    if (status != REF_OK) {
        return fail(options.path, status);
    }
    int exit_status = open_and_serve(&options, file);
    ref_log_file_free(file);
    return exit_status;
}
