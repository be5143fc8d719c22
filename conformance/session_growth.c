/* Making the log grow, and watching it grow. */
#include "conformance/session_state.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* How long an acknowledged append may take to show, and how long a log that grows by itself may
 * pause. */
#define SHOW_SECONDS 5.0
#define SELF_GROWTH_SECONDS 3.0
/* The same after an append that did not show: a hook that lies would hold up each further case. */
#define DOUBTED_SHOW_SECONDS 0.25
/* Between two looks at the tail, the first time and in the long run. */
#define LOOK_SECONDS 0.005
#define LONGEST_LOOK_SECONDS 0.04
/* Between two batches in the background, and events of one: a slow hook must not be handed ever
   larger ones, since growth ends only between two of them. */
#define BATCH_SECONDS 0.004
#define BATCH_MAX 8

struct ng_growth {
    const struct ng_run_control *control;
    struct ng_allowance *allowance;
    double rate;
    uint64_t budget; /* events that may still be appended */
    uint64_t before; /* the log's count when it began */
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
    return clock_of(session) - session->allowance.started;
}

/* Looks at the tail until the count is `until`. */
static enum ng_status await_count(struct ng_session *session, uint64_t until, double seconds) {
    const struct ng_run_control *control = &session->options->control;
    double deadline = clock_of(session) + seconds;
    for (double pause = LOOK_SECONDS;; pause = pause < LONGEST_LOOK_SECONDS ? pause * 2 : pause) {
        struct ng_reading tail = {.since = ng_session_count(session)};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &tail, NULL, &exchange);
        if (status || ng_session_count(session) >= until)
            return status;
        if (!control->wait || clock_of(session) >= deadline)
            return NG_NOT_FOUND;
        control->wait(control->context, pause);
    }
}

/* A hook that failed is not called again: each further case would wait for it anew. */
static void note_failure(struct ng_session *session, const char *message) {
    (void)snprintf(session->hook_failure, sizeof session->hook_failure,
                   "the append hook failed: %.200s", message);
    ng_session_lacks(session, session->hook_failure);
}

bool ng_session_can_append(const struct ng_session *session, uint64_t count) {
    const struct ng_run_options *options = session->options;
    return options->control.append && !session->hook_failure[0] &&
           options->append_max - session->appended >= count;
}

const char *ng_session_append_failure(const struct ng_session *session) {
    return session->hook_failure;
}

static bool can_append(struct ng_session *session, uint64_t count) {
    if (session->hook_failure[0])
        ng_session_lacks(session, session->hook_failure);
    else if (session->options->append_max - session->appended < count)
        ng_session_lacks(session, "the budget of --append-max is used up");
    else
        return true;
    return false;
}

static void tell_of_append(struct ng_session *session, uint64_t before, uint64_t count) {
    const struct ng_recorder *recorder = &session->options->recorder;
    uint64_t after = ng_judge_tick(session->judge);
    if (recorder->appended)
        recorder->appended(recorder->context, before, after, count);
    ng_judge_appended(session->judge, before, after, count);
}

/* What is appended in one go. */
struct appending {
    struct ng_allowance *allowance;
    bool (*goes_on)(void *context); /* NULL: until all is appended */
    void *context;
    uint64_t done;              /* events so far */
    bool acknowledged;          /* all of them, by the server */
    const char *refused;        /* why the run allows no more, or NULL */
    char message[NG_WORDS_MAX]; /* why the hook failed */
};

static enum ng_status call_hook(struct appending *appending, uint64_t count) {
    const struct ng_run_control *control = &appending->allowance->options->control;
    enum ng_status status =
        control->append(control->context, count, appending->message, sizeof appending->message);
    bool acknowledged = control->acknowledged && control->acknowledged(control->context);
    appending->acknowledged = acknowledged && (appending->acknowledged || !appending->done);
    appending->done += count;
    return status;
}

/* Events that are requests are appended one by one, each when its time has come. */
static enum ng_status append_events(struct appending *appending, uint64_t count) {
    enum ng_status status = NG_OK;
    if (!appending->allowance->options->control.append_is_request)
        return call_hook(appending, count);
    while (!status && appending->done < count) {
        appending->refused =
            ng_allowance_take(appending->allowance, appending->goes_on, appending->context);
        if (appending->refused)
            return NG_STOPPED;
        status = call_hook(appending, 1);
    }
    return status;
}

static enum ng_status append(struct ng_session *session, uint64_t count) {
    struct appending appending = {.allowance = &session->allowance};
    if (!can_append(session, count))
        return NG_NOT_FOUND;
    session->appended += count;
    uint64_t before = ng_judge_tick(session->judge);
    enum ng_status status = append_events(&appending, count);
    if (appending.refused)
        return ng_session_stop(session, true, appending.refused);
    if (status) {
        note_failure(session, appending.message);
        return NG_NOT_FOUND;
    }
    if (appending.acknowledged)
        tell_of_append(session, before, count);
    return NG_OK;
}

/* Notes that the hook said yes, and the log no. */
static void lacks_growth(struct ng_session *session, uint64_t appended, uint64_t before) {
    session->result.hook_broke = true;
    (void)snprintf(
        session->result.lacks, sizeof session->result.lacks,
        "the append hook was called for %llu event%s, and the log went from %llu to only "
        "%llu",
        (unsigned long long)appended, appended == 1 ? "" : "s", (unsigned long long)before,
        (unsigned long long)ng_session_count(session));
}

/* Looks again in other words: an answer that is kept for one query hides nothing from another. What
   then contradicts itself is the judge's. */
static enum ng_status look_elsewhere(struct ng_session *session, uint64_t before, uint64_t until) {
    const struct ng_ask again = {.expectation = NG_EXPECT_RANGE, .context = NG_REPEATED};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_dump(session, NULL, &exchange);
    if (status || ng_session_count(session) < until)
        return status ? status : NG_NOT_FOUND;
    return ng_session_read(session, &(struct ng_reading){.since = before}, &again, &exchange);
}

/* Waits until all events show that were appended to a log of `before` events; only for a short time
   where those of the last append did not. */
static enum ng_status await_appended(struct ng_session *session, uint64_t appended,
                                     uint64_t before) {
    double seconds = session->hook_doubted ? DOUBTED_SHOW_SECONDS : SHOW_SECONDS;
    enum ng_status status = await_count(session, before + appended, seconds);
    if (status == NG_NOT_FOUND)
        status = look_elsewhere(session, before, before + appended);
    session->hook_doubted = status == NG_NOT_FOUND;
    if (status == NG_NOT_FOUND)
        lacks_growth(session, appended, before);
    return status;
}

static enum ng_status grow_by_hook(struct ng_session *session, uint64_t count) {
    uint64_t before = ng_session_count(session);
    enum ng_status status = append(session, count);
    return status ? status : await_appended(session, count, before);
}

/* A log that stood still once is not waited for again, unless it has grown since. */
static enum ng_status grow_by_itself(struct ng_session *session, uint64_t count) {
    uint64_t before = ng_session_count(session);
    enum ng_status status = NG_NOT_FOUND;
    if (!session->stood_still || before > session->stood_still_at)
        status = await_count(session, before + count, SELF_GROWTH_SECONDS);
    session->stood_still = status == NG_NOT_FOUND;
    session->stood_still_at = ng_session_count(session);
    if (status == NG_NOT_FOUND)
        ng_session_lacks(session, "the log does not grow by itself; --append-post, --append-cmd or "
                                  "--launch with {log} would make it grow");
    return status;
}

enum ng_status ng_session_grow(struct ng_session *session, uint64_t count) {
    return session->options->control.append ? grow_by_hook(session, count)
                                            : grow_by_itself(session, count);
}

static bool growth_is_over(struct ng_growth *growth) {
    (void)pthread_mutex_lock(&growth->lock);
    bool over = growth->stop || growth->failed || growth->appended >= growth->budget;
    (void)pthread_mutex_unlock(&growth->lock);
    return over;
}

static uint64_t smaller(uint64_t left, uint64_t right) {
    return left < right ? left : right;
}

static bool growth_goes_on(void *context) {
    return !growth_is_over(context);
}

/* Where the run allows no more, growth ends; the next read says why. */
static void *append_in_background(void *argument) {
    struct ng_growth *growth = argument;
    const struct ng_run_control *control = growth->control;
    double started = control->now(control->context);
    while (!growth_is_over(growth)) {
        double due = (control->now(control->context) - started) * growth->rate;
        uint64_t batch = due > (double)growth->appended ? (uint64_t)due - growth->appended : 0;
        batch = smaller(smaller(batch, BATCH_MAX), growth->budget - growth->appended);
        struct appending appending = {
            .allowance = growth->allowance, .goes_on = growth_goes_on, .context = growth};
        enum ng_status status = batch ? append_events(&appending, batch) : NG_OK;
        (void)pthread_mutex_lock(&growth->lock);
        growth->appended += appending.done;
        growth->stop = growth->stop || appending.refused;
        growth->failed = status != NG_OK && !appending.refused;
        (void)snprintf(growth->message, sizeof growth->message, "%s", appending.message);
        (void)pthread_mutex_unlock(&growth->lock);
        control->wait(control->context, BATCH_SECONDS);
    }
    return NULL;
}

enum ng_status ng_session_begin_growth(struct ng_session *session, double rate) {
    const struct ng_run_control *control = &session->options->control;
    if (!control->append || !control->now || !control->wait)
        return ng_session_grow(session, 1);
    /* Growth is watched by fast reads, which would be for nothing. */
    enum ng_status status = session->hook_doubted ? grow_by_hook(session, 1) : NG_OK;
    if (status)
        return status;
    if (!can_append(session, 1))
        return NG_NOT_FOUND;
    struct ng_growth *growth = calloc(1, sizeof *growth);
    if (!growth)
        return NG_NO_MEMORY;
    growth->control = control;
    growth->allowance = &session->allowance;
    double most = session->options->rate;
    growth->rate = most > 0 && most < rate ? most : rate;
    growth->before = ng_session_count(session);
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

enum ng_status ng_session_end_growth(struct ng_session *session) {
    struct ng_growth *growth = session->growth;
    enum ng_status status = NG_OK;
    if (!growth)
        return NG_OK;
    (void)pthread_mutex_lock(&growth->lock);
    growth->stop = true;
    (void)pthread_mutex_unlock(&growth->lock);
    (void)pthread_join(growth->thread, NULL);
    session->appended += growth->appended;
    if (growth->failed) {
        note_failure(session, growth->message);
        status = NG_NOT_FOUND;
    } else if (ng_session_count(session) < growth->before + growth->appended) {
        status = await_appended(session, growth->appended, growth->before);
    }
    (void)pthread_mutex_destroy(&growth->lock);
    free(growth);
    session->growth = NULL;
    return status;
}

double ng_session_soak(const struct ng_session *session) {
    return session->options->soak;
}

uint64_t ng_session_window_probe(const struct ng_session *session) {
    return session->options->window_probe;
}
