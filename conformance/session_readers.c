/* Several readers that follow the tail at once, before one judge. */
#include "conformance/session_state.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

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
};

struct reader {
    struct together *together;
    struct ng_transport_ops transport;
    pthread_t thread;
    uint64_t cursor;
    bool joined; /* its thread runs */
};

static bool goes_on(struct together *together, uint64_t cursor) {
    const struct ng_run_control *control = &together->session->options->control;
    (void)pthread_mutex_lock(&together->lock);
    const struct ng_session *session = together->session;
    uint64_t budget = session->options->max_requests;
    bool on = together->status == NG_OK && cursor < together->until &&
              (!budget || session->total_requests < budget) &&
              control->now(control->context) < together->deadline;
    (void)pthread_mutex_unlock(&together->lock);
    return on;
}

/* One read, from tick to tick. */
static enum ng_status poll_once(struct reader *reader, struct ng_exchange *exchange, bool first) {
    struct together *together = reader->together;
    struct ng_session *session = together->session;
    char since[24];
    struct ng_words_of_query words = {.since = since};
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE,
                         .readings = {{.since = reader->cursor}},
                         .reading_count = 1,
                         .context = first ? NG_FRESH : NG_CHAINED};
    ng_session_since_text(session, reader->cursor, since);
    ng_exchange_clear(exchange);
    (void)pthread_mutex_lock(&together->lock);
    enum ng_status status = ng_session_spell_query(session, &words);
    char *query = status ? NULL : strdup(session->query);
    uint64_t sent = ng_judge_tick(session->judge);
    (void)pthread_mutex_unlock(&together->lock);
    ask.query = query;
    status =
        query ? reader->transport.send(reader->transport.context, &ask, exchange) : NG_NO_MEMORY;
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
    for (bool first = true; goes_on(reader->together, reader->cursor); first = false) {
        if (poll_once(reader, &exchange, first))
            break;
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

static enum ng_status start(struct reader *reader, struct together *together, uint64_t since) {
    const struct ng_run_control *control = &together->session->options->control;
    *reader = (struct reader){.together = together, .cursor = since};
    enum ng_status status = control->open_transport(control->context, &reader->transport);
    if (status)
        return status;
    if (pthread_create(&reader->thread, NULL, follow_tail, reader)) {
        control->close_transport(control->context, reader->transport);
        return NG_NO_MEMORY;
    }
    reader->joined = true;
    return NG_OK;
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
    for (unsigned i = 0; !status && i < readers && i < READERS_MAX; i++)
        status = start(&all[i], &together, since);
    for (unsigned i = 0; i < READERS_MAX; i++) {
        if (!all[i].joined)
            continue;
        (void)pthread_join(all[i].thread, NULL);
        control->close_transport(control->context, all[i].transport);
    }
    (void)pthread_mutex_destroy(&together.lock);
    if (!status)
        status = together.status;
    return status ? status : ng_session_verify(session);
}
