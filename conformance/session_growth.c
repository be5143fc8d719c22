/* Making the log grow, and watching it grow. */
#include "conformance/session_state.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* How long an acknowledged append may take to show, and how long a log that grows by itself may
 * pause. */
#define SHOW_SECONDS 5.0
#define SELF_GROWTH_SECONDS 3.0
/* Between two looks at the tail. */
#define LOOK_SECONDS 0.005
/* Between two batches in the background. */
#define BATCH_SECONDS 0.004

struct ng_growth {
    const struct ng_run_control *control;
    double rate;
    uint64_t budget; /* events that may still be appended */
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    bool stop;
    uint64_t appended;
    bool failed;
    char message[NG_WORDS_MAX];
};

static double clock_of(const struct ng_session *session) {
    const struct ng_run_control *control = &session->options->control;
    return control->now ? control->now(control->context) : 0;
}

double ng_session_seconds(const struct ng_session *session) {
    return clock_of(session) - session->started;
}

/* Looks at the tail until the count is `until`. */
static enum ng_status await_count(struct ng_session *session, uint64_t until, double seconds) {
    const struct ng_run_control *control = &session->options->control;
    double deadline = clock_of(session) + seconds;
    for (;;) {
        struct ng_reading tail = {.since = ng_session_count(session)};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &tail, NULL, &exchange);
        if (status || ng_session_count(session) >= until)
            return status;
        if (!control->wait || clock_of(session) >= deadline)
            return NG_NOT_FOUND;
        control->wait(control->context, LOOK_SECONDS);
    }
}

static enum ng_status append(struct ng_session *session, uint64_t count) {
    const struct ng_run_control *control = &session->options->control;
    char message[NG_WORDS_MAX] = "";
    if (session->options->append_max - session->appended < count) {
        ng_session_lacks(session, "the budget of --append-max is used up");
        return NG_NOT_FOUND;
    }
    session->appended += count;
    if (control->append(control->context, count, message, sizeof message) == NG_OK)
        return NG_OK;
    (void)snprintf(session->result.lacks, sizeof session->result.lacks,
                   "the append hook failed: %.200s", message);
    return NG_NOT_FOUND;
}

enum ng_status ng_session_grow(struct ng_session *session, uint64_t count) {
    bool hook = session->options->control.append != NULL;
    uint64_t before = ng_session_count(session);
    enum ng_status status = hook ? append(session, count) : NG_OK;
    if (status)
        return status;
    status = await_count(session, before + count, hook ? SHOW_SECONDS : SELF_GROWTH_SECONDS);
    if (status != NG_NOT_FOUND)
        return status;
    if (hook)
        (void)snprintf(session->result.lacks, sizeof session->result.lacks,
                       "the append hook was called for %llu events, and the log went from %llu to "
                       "only %llu",
                       (unsigned long long)count, (unsigned long long)before,
                       (unsigned long long)ng_session_count(session));
    else
        ng_session_lacks(session, "the log does not grow by itself; --append-post, --append-cmd or "
                                  "--launch with {log} would make it grow");
    return NG_NOT_FOUND;
}

static bool growth_is_over(struct ng_growth *growth) {
    (void)pthread_mutex_lock(&growth->lock);
    bool over = growth->stop || growth->failed || growth->appended >= growth->budget;
    (void)pthread_mutex_unlock(&growth->lock);
    return over;
}

static void *append_in_background(void *argument) {
    struct ng_growth *growth = argument;
    const struct ng_run_control *control = growth->control;
    double started = control->now(control->context);
    while (!growth_is_over(growth)) {
        double due = (control->now(control->context) - started) * growth->rate;
        uint64_t batch = due > (double)growth->appended ? (uint64_t)due - growth->appended : 0;
        if (batch > growth->budget - growth->appended)
            batch = growth->budget - growth->appended;
        char message[NG_WORDS_MAX] = "";
        enum ng_status status =
            batch ? control->append(control->context, batch, message, sizeof message) : NG_OK;
        (void)pthread_mutex_lock(&growth->lock);
        growth->appended += status ? 0 : batch;
        growth->failed = status != NG_OK;
        (void)snprintf(growth->message, sizeof growth->message, "%s", message);
        (void)pthread_mutex_unlock(&growth->lock);
        control->wait(control->context, BATCH_SECONDS);
    }
    return NULL;
}

enum ng_status ng_session_begin_growth(struct ng_session *session, double rate) {
    const struct ng_run_control *control = &session->options->control;
    if (!control->append || !control->now || !control->wait)
        return ng_session_grow(session, 1);
    struct ng_growth *growth = calloc(1, sizeof *growth);
    if (!growth)
        return NG_NO_MEMORY;
    growth->control = control;
    growth->rate = rate;
    growth->budget = session->options->append_max - session->appended;
    if (pthread_mutex_init(&growth->lock, NULL)) {
        free(growth);
        return NG_NO_MEMORY;
    }
    if (pthread_create(&growth->thread, NULL, append_in_background, growth)) {
        (void)pthread_mutex_destroy(&growth->lock);
        free(growth);
        return NG_NO_MEMORY;
    }
    session->growth = growth;
    return NG_OK;
}

void ng_session_end_growth(struct ng_session *session) {
    struct ng_growth *growth = session->growth;
    if (!growth)
        return;
    (void)pthread_mutex_lock(&growth->lock);
    growth->stop = true;
    (void)pthread_mutex_unlock(&growth->lock);
    (void)pthread_join(growth->thread, NULL);
    session->appended += growth->appended;
    if (growth->failed)
        (void)snprintf(session->result.lacks, sizeof session->result.lacks,
                       "the append hook failed: %.200s", growth->message);
    (void)pthread_mutex_destroy(&growth->lock);
    free(growth);
    session->growth = NULL;
}

double ng_session_soak(const struct ng_session *session) {
    return session->options->soak;
}

uint64_t ng_session_window_probe(const struct ng_session *session) {
    return session->options->window_probe;
}
