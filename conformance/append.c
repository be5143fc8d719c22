#include "conformance/append.h"

#include "conformance/event_maker.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ng_append {
    pthread_mutex_t lock; /* of all below */
    struct ng_http_post *post;
    struct ng_append_command *command;
    struct ng_target *target;
    uint64_t seed;
    uint64_t next_index;
    bool acknowledged; /* by the server, all events of the last call */
};

static enum ng_status make_means(struct ng_append *append, const struct ng_append_options *options,
                                 char *message, size_t message_size) {
    if (options->post != NULL) {
        return ng_http_post_new(options->post, &append->post, message, message_size);
    }
    if (options->command == NULL) {
        append->target = options->target;
        return NG_OK;
    }
    enum ng_status status = ng_append_command_new(options->command, &append->command);
    if (status == NG_IO) {
        (void)snprintf(message, message_size,
                       "no folder for the append command can be made under TMPDIR (or /tmp): %s",
                       strerror(errno));
    }
    return status;
}

enum ng_status ng_append_new(const struct ng_append_options *options, struct ng_append **append,
                             char *message, size_t message_size) {
    struct ng_append *made = calloc(1, sizeof *made);
    if (made == NULL || pthread_mutex_init(&made->lock, NULL) != 0) {
        free(made);
        return NG_NO_MEMORY;
    }
    made->seed = options->seed;
    made->next_index = options->first_index;
    enum ng_status status = make_means(made, options, message, message_size);
    if (status != NG_OK) {
        ng_append_free(made);
        return status;
    }
    *append = made;
    return NG_OK;
}

void ng_append_free(struct ng_append *append) {
    if (append == NULL) {
        return;
    }
    ng_http_post_free(append->post);
    ng_append_command_free(append->command);
    (void)pthread_mutex_destroy(&append->lock);
    free(append);
}

static enum ng_status post_events(struct ng_append *append, uint64_t count, char *message,
                                  size_t message_size) {
    char line[NG_MADE_EVENT_MAX];
    enum ng_status status = NG_OK;
    for (uint64_t i = 0; status == NG_OK && i < count; i++) {
        size_t size = ng_make_event(append->seed, append->next_index++, line);
        /* Without its line end: a body is one JSON value. */
        status = ng_http_post_send(append->post, line, size - 1, message, message_size);
        append->acknowledged = append->acknowledged && ng_http_post_is_done(append->post);
    }
    return status;
}

static enum ng_status append_to_log(struct ng_append *append, uint64_t count, char *message,
                                    size_t message_size) {
    enum ng_status status = ng_target_append(append->target, count);
    if (status == NG_IO) {
        (void)snprintf(message, message_size, "{log} cannot be written: %s", strerror(errno));
    } else if (status == NG_STOPPED) {
        (void)snprintf(message, message_size, "the run ended while {log} was written");
    } else if (status != NG_OK) {
        (void)snprintf(message, message_size, "there is no {log} to append to");
        status = NG_IO;
    }
    return status;
}

enum ng_status ng_append_events(struct ng_append *append, uint64_t count, char *message,
                                size_t message_size) {
    enum ng_status status = NG_OK;
    (void)pthread_mutex_lock(&append->lock);
    append->acknowledged = append->post != NULL;
    if (append->post != NULL) {
        status = post_events(append, count, message, message_size);
    } else if (append->command != NULL) {
        status = ng_append_command_run(append->command, count, message, message_size);
    } else {
        status = append_to_log(append, count, message, message_size);
    }
    (void)pthread_mutex_unlock(&append->lock);
    return status;
}

bool ng_append_is_acknowledged(struct ng_append *append) {
    (void)pthread_mutex_lock(&append->lock);
    bool acknowledged = append->acknowledged;
    (void)pthread_mutex_unlock(&append->lock);
    return acknowledged;
}

bool ng_append_sends_requests(const struct ng_append *append) {
    return append->post != NULL;
}
