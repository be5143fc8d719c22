#include "reference/log.h"

#include "reference/log_follow.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_SIZE (REF_PROBLEM_TEXT_SIZE + 128)

struct ref_log {
    pthread_mutex_t mutex;
    struct ref_follow follow;
    struct ref_voice voice;
    struct ref_problem said;
    uint64_t logs_said;
    char name[];
};

static void say(const struct ref_log *log, const char *line) {
    if (log->voice.say != NULL) {
        log->voice.say(log->voice.context, line);
    }
}

static void say_problem(const struct ref_log *log) {
    char place[REF_PROBLEM_TEXT_SIZE];
    char line[LINE_SIZE];
    uint64_t count = ref_store_count(log->follow.store);
    const char *events = count == 1 ? "event" : "events";
    const char *which = log->follow.problem.line > 0 ? "before it" : "read so far";
    ref_problem_describe(&log->follow.problem, log->name, place, sizeof place);
    (void)snprintf(line, sizeof line, "%s; the %" PRIu64 " %s %s %s served meanwhile", place, count,
                   events, which, count == 1 ? "is" : "are");
    say(log, line);
}

static void say_what_changed(struct ref_log *log) {
    char line[LINE_SIZE];
    if (log->follow.logs != log->logs_said) {
        (void)snprintf(line, sizeof line,
                       "%s: truncated or replaced; a new log is served, from its first event on",
                       log->name);
        say(log, line);
    }
    if (!ref_problem_equals(&log->follow.problem, &log->said)) {
        if (log->follow.problem.status != REF_OK) {
            say_problem(log);
        } else {
            (void)snprintf(line, sizeof line, "%s: mended; the log goes on", log->name);
            say(log, line);
        }
    }
}

static void look(struct ref_log *log) {
    ref_follow_look(&log->follow);
    say_what_changed(log);
    log->said = log->follow.problem;
    log->logs_said = log->follow.logs;
}

enum ref_status ref_log_new(struct ref_source source, const char *name, struct ref_voice voice,
                            struct ref_log **log, struct ref_problem *problem) {
    size_t name_size = strlen(name) + 1;
    struct ref_log *made = calloc(1, sizeof *made + name_size);
    if (made == NULL) {
        return REF_ERROR_MEMORY;
    }
    if (pthread_mutex_init(&made->mutex, NULL) != 0) {
        goto failed;
    }
    if (ref_follow_init(&made->follow, source) != REF_OK) {
        (void)pthread_mutex_destroy(&made->mutex);
        goto failed;
    }
    memcpy(made->name, name, name_size);
    made->voice = voice;
    ref_follow_look(&made->follow);
    made->said = made->follow.problem;
    made->logs_said = made->follow.logs;
    *problem = made->follow.problem;
    *log = made;
    return REF_OK;

failed:
    free(made);
    return REF_ERROR_MEMORY;
}

void ref_log_free(struct ref_log *log) {
    if (log == NULL) {
        return;
    }
    ref_follow_deinit(&log->follow);
    (void)pthread_mutex_destroy(&log->mutex);
    free(log);
}

struct ref_snapshot ref_log_snapshot(struct ref_log *log) {
    (void)pthread_mutex_lock(&log->mutex);
    look(log);
    struct ref_snapshot snapshot = ref_store_snapshot(log->follow.store);
    (void)pthread_mutex_unlock(&log->mutex);
    return snapshot;
}
