/* Sending, judging, and the further reads that a verdict needs. */
#include "conformance/session_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Further reads for one answer: a tail read settles nearly everything, a second one a server whose
   every cursor is wrong. */
#define VERIFY_ROUNDS_MAX 3
/* Events read again in order to tell a reset. */
#define PREFIX_EVENTS 8
/* Time limits hit in a row before the run gives the target up. */
#define TIMEOUTS_MAX 2

enum ng_status ng_session_stop(struct ng_session *session, bool ends_run, const char *reason) {
    session->result.ends_run = session->result.ends_run || ends_run;
    if (!session->result.stopped[0])
        (void)snprintf(session->result.stopped, sizeof session->result.stopped, "%s", reason);
    return NG_STOPPED;
}

static bool is_interrupted(const struct ng_session *session) {
    const struct ng_run_control *control = &session->options->control;
    return control->interrupted && control->interrupted(control->context);
}

enum ng_status ng_session_given_up(struct ng_session *session) {
    return ng_session_stop(
        session, true, is_interrupted(session) ? "interrupted" : "the deadline of the run passed");
}

enum ng_status ng_session_may_send(struct ng_session *session) {
    if (session->result.stopped[0])
        return NG_STOPPED;
    const char *reason = ng_allowance_take(&session->allowance, NULL, NULL);
    return reason ? ng_session_stop(session, true, reason) : NG_OK;
}

/* Gives the query to the exchange that was asked with it: the next spelling frees the session's. */
static void hand_over_query(struct ng_session *session, const struct ng_exchange *exchange) {
    char **owner = &session->answer_query;
    if (exchange == &session->further)
        owner = &session->further_query;
    else if (exchange == &session->prefix)
        owner = &session->prefix_query;
    free(*owner);
    *owner = session->query;
    session->query = NULL;
}

static enum ng_status exchange_once(struct ng_session *session, const struct ng_ask *ask,
                                    struct ng_exchange *exchange) {
    enum ng_status status = ng_session_may_send(session);
    if (status)
        return status;
    ng_exchange_clear(exchange);
    uint64_t sent = ng_judge_tick(session->judge);
    const struct ng_transport_ops *transport = &session->options->transport;
    status = transport->send(transport->context, ask, exchange);
    exchange->ask = *ask;
    hand_over_query(session, exchange);
    exchange->sent = sent;
    exchange->answered = ng_judge_tick(session->judge);
    session->total_requests++;
    session->result.requests++;
    /* An answer that was given up says nothing about the target. */
    if (status == NG_STOPPED)
        return ng_session_given_up(session);
    if (!status && exchange->transport != NG_TRANSPORT_OK && is_interrupted(session))
        return ng_session_stop(session, true, "interrupted");
    return status;
}

/* What a failed transport means for the run. */
static enum ng_status after_failure(struct ng_session *session, const struct ng_exchange *exchange,
                                    const struct ng_judgement *judgement) {
    if (exchange->transport == NG_TRANSPORT_UNREACHABLE ||
        exchange->transport == NG_TRANSPORT_CLOSED)
        session->result.unreachable = true;
    if (exchange->transport == NG_TRANSPORT_TIMEOUT && ++session->timeouts >= TIMEOUTS_MAX)
        session->result.unreachable = true;
    return ng_session_stop(session, session->result.unreachable, judgement->inconclusive);
}

enum ng_status ng_session_judge(struct ng_session *session, const struct ng_exchange *exchange,
                                struct ng_judgement *judgement) {
    const struct ng_recorder *recorder = &session->options->recorder;
    if (recorder->exchange)
        recorder->exchange(recorder->context, exchange);
    enum ng_status status = ng_judge_answer(session->judge, exchange, session->findings, judgement);
    if (status)
        return status;
    session->result.events_compared += judgement->events_compared;
    session->result.joints_crossed += judgement->joint ? 1 : 0;
    bool taken = session->takes_close && exchange->transport == NG_TRANSPORT_CLOSED;
    if (judgement->inconclusive[0] && !taken)
        return after_failure(session, exchange, judgement);
    session->timeouts = 0;
    return NG_OK;
}

/* Reads a range in its plain spelling, without judging it. */
static enum ng_status read_unjudged(struct ng_session *session, struct ng_reading reading,
                                    struct ng_exchange *exchange) {
    enum ng_status status = ng_session_spell_reading(session, &reading);
    if (status)
        return status;
    struct ng_ask ask = {.query = session->query,
                         .expectation = NG_EXPECT_RANGE,
                         .readings = {reading},
                         .reading_count = 1};
    return exchange_once(session, &ask, exchange);
}

static enum ng_status read_tail(struct ng_session *session) {
    struct ng_reading tail = {.since = ng_judge_seen_end(session->judge)};
    struct ng_judgement judgement;
    enum ng_status status = read_unjudged(session, tail, &session->further);
    return status ? status : ng_session_judge(session, &session->further, &judgement);
}

static void blame_reset(struct ng_session *session) {
    static const struct ng_finding found = {
        .kind = NG_FINDING_RESET,
        .clause = "growth-2",
        .says = "the log was replaced by another one during the run",
        .expected = "a log that only grows",
        .received = "a smaller count, and other first events",
    };
    ng_session_add(session, &session->further.ask, &found);
}

/* Where the tail is read again: an answer without a cursor must show by its events that the log is
 * as long as it was. */
static uint64_t reset_tail(const struct ng_session *session) {
    uint64_t end = ng_judge_seen_end(session->judge);
    bool by_event = session->options->profile->cursor_place == NG_CURSOR_IN_LAST_EVENT;
    return by_event && end ? end - 1 : end;
}

/* Reads the first events and the tail again. A reset ends the session where it is not the server's
 * fault. */
static enum ng_status check_reset(struct ng_session *session) {
    struct ng_judgement judgement;
    struct ng_reading first = {.since = 0, .has_limit = true, .limit = PREFIX_EVENTS};
    struct ng_reading tail = {.since = reset_tail(session)};
    enum ng_status status = read_unjudged(session, first, &session->prefix);
    if (!status)
        status = read_unjudged(session, tail, &session->further);
    if (status)
        return status;
    const struct ng_recorder *recorder = &session->options->recorder;
    if (recorder->reset_check)
        recorder->reset_check(recorder->context, &session->prefix, &session->further);
    if (ng_judge_is_reset(session->judge, &session->prefix, &session->further)) {
        if (session->options->launched) {
            blame_reset(session);
            return NG_OK;
        }
        session->result.reset = true;
        return ng_session_stop(session, true, "the log was reset during the run");
    }
    return ng_session_judge(session, &session->further, &judgement);
}

enum ng_status ng_session_verify(struct ng_session *session) {
    bool reset_checked = false;
    for (unsigned round = 0; round < VERIFY_ROUNDS_MAX; round++) {
        enum ng_judge_need need = ng_judge_needs(session->judge);
        if (need == NG_NEEDS_NOTHING || (need == NG_NEEDS_PREFIX && reset_checked))
            break;
        reset_checked = reset_checked || need == NG_NEEDS_PREFIX;
        enum ng_status status = need == NG_NEEDS_PREFIX ? check_reset(session) : read_tail(session);
        if (status)
            return status;
    }
    const struct ng_recorder *recorder = &session->options->recorder;
    if (recorder->settle)
        recorder->settle(recorder->context);
    ng_judge_settle(session->judge, session->findings);
    if (recorder->found && session->findings->count)
        recorder->found(recorder->context, session->findings);
    return NG_OK;
}

enum ng_status ng_session_send(struct ng_session *session, const struct ng_ask *ask) {
    const struct ng_listener *listener = &session->options->listener;
    enum ng_status status = exchange_once(session, ask, &session->answer);
    if (status)
        return status;
    if (listener->progress)
        listener->progress(listener->context, session->test_case, session->result.requests,
                           session->answer.body_bytes);
    status = ng_session_judge(session, &session->answer, &session->judgement);
    return status ? status : ng_session_verify(session);
}

/* Whether an answer came from something that serves events at all. */
static bool is_array(const struct ng_exchange *exchange) {
    return exchange->status == 200 && exchange->body_form == NG_BODY_ARRAY;
}

static enum ng_status no_endpoint(struct ng_session *session, const char *reason) {
    session->result.no_endpoint = true;
    return ng_session_stop(session, true, reason);
}

/* Whatever answers every request with an array, but never with a cursor, is told so once. */
static enum ng_status look_for_cursor(struct ng_session *session) {
    const struct ng_reading page = {.limit = 1, .has_limit = true};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &page, NULL, &exchange);
    if (status || exchange->cursor_form != NG_CURSOR_MISSING)
        return status;
    return no_endpoint(session, "the answers carry no cursor: this is no endpoint of the contract");
}

enum ng_status ng_session_learn(struct ng_session *session) {
    const struct ng_exchange *exchange;
    session->learned = true;
    enum ng_status status = ng_session_dump(session, NULL, &exchange);
    if (status == NG_STOPPED && exchange->transport != NG_TRANSPORT_OK && !is_interrupted(session))
        session->result.unreachable = session->result.ends_run = true;
    if (status)
        return status;
    if (!is_array(exchange))
        return no_endpoint(session, "there is no event endpoint at this URL");
    return exchange->cursor_form == NG_CURSOR_MISSING ? look_for_cursor(session) : NG_OK;
}
