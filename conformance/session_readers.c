/* Several readers that follow the tail at once, before one judge. */
#include "conformance/session_state.h"

#include <pthread.h>
#include <stdlib.h>

#define READERS_MAX 8
/* Between two polls of one reader that found nothing. */
#define POLL_SECONDS 0.002

/* What the readers share. The lock orders ticks and judging: an answer is judged in the moment in
   which it counts as answered. */
struct together {
    struct ng_session *session;
    pthread_mutex_t lock;
    uint64_t until;
    double deadline;
    enum ng_status status; /* the first that was not NG_OK */
    const char *refused;   /* why the run allows no more, or NULL */
};

struct reader {
    struct together *together;
    struct ng_transport_ops transport;
    pthread_t thread;
    uint64_t cursor;
    struct ng_reading reading; /* of one that asks but once */
    bool joined;               /* its thread runs */
    bool has_read;
};

/* A first read waits for the rate as long as it must: otherwise a low one would leave none. */
static bool goes_on(void *context) {
    const struct reader *reader = context;
    struct together *together = reader->together;
    const struct ng_run_control *control = &together->session->options->control;
    (void)pthread_mutex_lock(&together->lock);
    bool on = together->status == NG_OK && reader->cursor < together->until &&
              (!reader->has_read || control->now(control->context) < together->deadline);
    (void)pthread_mutex_unlock(&together->lock);
    return on;
}

/* Whether one more read goes on; waits for the rate. */
static bool may_read(struct reader *reader) {
    struct together *together = reader->together;
    if (!goes_on(reader))
        return false;
    const char *reason = ng_allowance_take(&together->session->allowance, goes_on, reader);
    if (reason && goes_on(reader)) {
        (void)pthread_mutex_lock(&together->lock);
        together->refused = reason;
        (void)pthread_mutex_unlock(&together->lock);
    }
    return !reason;
}

/* One read that was allowed, from tick to tick. */
static enum ng_status read_once(struct reader *reader, const struct ng_reading *reading,
                                enum ng_context in_context, struct ng_exchange *exchange) {
    struct together *together = reader->together;
    struct ng_session *session = together->session;
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE,
                         .readings = {*reading},
                         .reading_count = 1,
                         .context = in_context};
    char *query = NULL;
    enum ng_status status = ng_spell_reading(session->options->profile, reading, &query);
    ng_exchange_clear(exchange);
    (void)pthread_mutex_lock(&together->lock);
    uint64_t sent = ng_judge_tick(session->judge);
    (void)pthread_mutex_unlock(&together->lock);
    ask.query = query;
    if (!status)
        status = reader->transport.send(reader->transport.context, &ask, exchange);
    (void)pthread_mutex_lock(&together->lock);
    exchange->ask = ask;
    exchange->sent = sent;
    exchange->answered = ng_judge_tick(session->judge);
    session->total_requests++;
    session->result.requests++;
    struct ng_judgement judgement;
    if (!status && !together->status)
        status = ng_session_judge(session, exchange, &judgement);
    if (!together->status)
        together->status = status;
    status = together->status;
    exchange->ask.query = NULL;
    (void)pthread_mutex_unlock(&together->lock);
    free(query);
    return status;
}

static void *follow_tail(void *argument) {
    struct reader *reader = argument;
    const struct ng_run_control *control = &reader->together->session->options->control;
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    while (may_read(reader)) {
        const struct ng_reading tail = {.since = reader->cursor};
        if (read_once(reader, &tail, reader->has_read ? NG_CHAINED : NG_FRESH, &exchange))
            break;
        reader->has_read = true;
        if (exchange.status != 200 || exchange.cursor_form != NG_CURSOR_OK ||
            exchange.cursor < reader->cursor)
            break;
        if (exchange.cursor == reader->cursor)
            control->wait(control->context, POLL_SECONDS);
        reader->cursor = exchange.cursor;
    }
    ng_exchange_deinit(&exchange);
    return NULL;
}

static void *ask_once(void *argument) {
    struct reader *reader = argument;
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    (void)read_once(reader, &reader->reading, NG_FRESH, &exchange); /* kept in together->status */
    ng_exchange_deinit(&exchange);
    return NULL;
}

static enum ng_status start(struct reader *reader, void *(*follow)(void *argument)) {
    const struct ng_run_control *control = &reader->together->session->options->control;
    enum ng_status status = control->open_transport(control->context, &reader->transport);
    if (status)
        return status;
    if (pthread_create(&reader->thread, NULL, follow, reader)) {
        control->close_transport(control->context, reader->transport);
        return NG_NO_MEMORY;
    }
    reader->joined = true;
    return NG_OK;
}

/* Waits for all readers; then what the judge needs besides is read. */
static enum ng_status end_together(struct together *together, struct reader all[READERS_MAX],
                                   enum ng_status status) {
    const struct ng_run_control *control = &together->session->options->control;
    for (unsigned i = 0; i < READERS_MAX; i++) {
        if (!all[i].joined)
            continue;
        (void)pthread_join(all[i].thread, NULL);
        control->close_transport(control->context, all[i].transport);
    }
    (void)pthread_mutex_destroy(&together->lock);
    if (!status)
        status = together->status;
    if (status == NG_STOPPED)
        return ng_session_given_up(together->session);
    if (!status && together->refused)
        return ng_session_stop(together->session, true, together->refused);
    return status ? status : ng_session_verify(together->session);
}

enum ng_status ng_session_read_together(struct ng_session *session, unsigned readers,
                                        uint64_t since, uint64_t until, double seconds) {
    const struct ng_run_control *control = &session->options->control;
    struct reader all[READERS_MAX] = {0};
    struct together together = {.session = session, .until = until};
    if (!control->open_transport || !control->now || !control->wait) {
        ng_session_lacks(session, "there is no second connection to the target");
        return NG_NOT_FOUND;
    }
    together.deadline = control->now(control->context) + seconds;
    if (pthread_mutex_init(&together.lock, NULL))
        return NG_NO_MEMORY;
    enum ng_status status = NG_OK;
    for (unsigned i = 0; !status && i < readers && i < READERS_MAX; i++) {
        all[i] = (struct reader){.together = &together, .cursor = since};
        status = start(&all[i], follow_tail);
    }
    return end_together(&together, all, status);
}

bool ng_session_has_connections(const struct ng_session *session) {
    return session->options->control.open_transport != NULL;
}

enum ng_status ng_session_read_side_by_side(struct ng_session *session,
                                            const struct ng_reading *readings, unsigned count) {
    struct reader all[READERS_MAX] = {0};
    struct together together = {.session = session};
    if (!ng_session_has_connections(session))
        return NG_NOT_FOUND;
    /* The rate is kept by waiting for all of them before the first. */
    for (unsigned i = 0; i < count; i++) {
        enum ng_status may = ng_session_may_send(session);
        if (may)
            return may;
    }
    if (pthread_mutex_init(&together.lock, NULL))
        return NG_NO_MEMORY;
    enum ng_status status = NG_OK;
    for (unsigned i = 0; !status && i < count && i < NG_SIDE_BY_SIDE_MAX; i++) {
        all[i] = (struct reader){.together = &together, .reading = readings[i]};
        status = start(&all[i], ask_once);
    }
    return end_together(&together, all, status);
}
