#include "conformance/session_raw.h"

#include "conformance/raw_exchange.h"
#include "conformance/session_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Requests in one text. */
#define RAW_ASKS_MAX 8

static const char query_mark[] = "{query}";

/* One raw request on its way. */
struct raw_talk {
    struct ng_session *session;
    const struct ng_raw_request *request;
    char text[NG_RAW_TEXT_MAX];
    struct ng_ask asks[RAW_ASKS_MAX];
    struct ng_raw_received received;
    struct ng_body *body;
    uint64_t sent;
};

static bool append(char *text, size_t *size, const char *more, size_t more_size) {
    if (more_size >= NG_RAW_TEXT_MAX - *size)
        return false;
    memcpy(text + *size, more, more_size);
    *size += more_size;
    text[*size] = '\0';
    return true;
}

/* Puts the query into the pattern. False where the text would be too long. */
static bool compose(const char *pattern, const char *query, char *text) {
    size_t size = 0;
    while (true) {
        const char *mark = strstr(pattern, query_mark);
        if (!mark)
            return append(text, &size, pattern, strlen(pattern));
        if (!append(text, &size, pattern, (size_t)(mark - pattern)) ||
            !append(text, &size, query, strlen(query)))
            return false;
        pattern = mark + sizeof query_mark - 1;
    }
}

/* A brace in a name of the profile would have a meaning of its own in the text. */
static bool is_spellable(const struct ng_profile *profile) {
    return !strpbrk(profile->since, "{}") && !strpbrk(profile->limit, "{}") &&
           !strpbrk(profile->fixed_query, "{}");
}

static enum ng_status make_text(struct raw_talk *talk) {
    struct ng_session *session = talk->session;
    enum ng_status status = ng_session_spell_query(session, &talk->request->words);
    if (status)
        return status;
    const char *query = session->query ? session->query : "";
    if (!compose(talk->request->pattern, query, talk->text)) {
        ng_session_lacks(session, "the profile's parameters are too long for a raw request");
        return NG_NOT_FOUND;
    }
    for (size_t i = 0; i < talk->request->ask_count; i++) {
        talk->asks[i] = talk->request->asks[i];
        talk->asks[i].raw = talk->text;
    }
    return NG_OK;
}

/* ---- Sending, and what comes back ---- */

/* Whoever gave it up knows why. */
static enum ng_status send_raw(struct raw_talk *talk) {
    struct ng_session *session = talk->session;
    const struct ng_run_control *control = &session->options->control;
    enum ng_status status = ng_session_may_send(session);
    if (status)
        return status;
    talk->sent = ng_judge_tick(session->judge);
    const struct ng_raw_sending sending = {
        .manner = talk->request->manner, .asks = talk->asks, .ask_count = talk->request->ask_count};
    status = control->raw(control->context, &sending, &talk->received);
    session->total_requests++;
    session->result.requests++;
    if (status == NG_STOPPED)
        return ng_session_given_up(session);
    return status;
}

static void note_injection(struct raw_talk *talk, const struct ng_raw_answer *answer) {
    const char *value;
    size_t size;
    if (!ng_raw_answer_field(answer, NG_INJECTED_FIELD, &value, &size))
        return;
    char received[NG_WORDS_MAX];
    (void)snprintf(received, sizeof received, "the field %s", NG_INJECTED_FIELD);
    ng_session_note(talk->session, &talk->session->answer, "transport-4",
                    "a line end in the request makes a field of the answer",
                    "no field " NG_INJECTED_FIELD, received);
}

/* Judges one answer. `*more` says whether another one may follow. */
static enum ng_status take_answer(struct raw_talk *talk, size_t *at, const struct ng_ask *ask,
                                  bool *more) {
    struct ng_session *session = talk->session;
    struct ng_exchange *exchange = &session->answer;
    struct ng_raw_answer answer;
    ng_exchange_clear(exchange);
    enum ng_status status = ng_raw_exchange(&talk->received, at, session->options->profile,
                                            talk->body, ask->method == NG_HEAD, &answer, exchange);
    if (status)
        return status;
    if (exchange->transport == NG_TRANSPORT_NOT_HTTP && talk->request->may_be_bare &&
        talk->received.end == NG_RAW_END_CLOSED)
        exchange->transport = NG_TRANSPORT_CLOSED;
    exchange->ask = *ask;
    exchange->sent = talk->sent;
    exchange->answered = ng_judge_tick(session->judge);
    *more = exchange->transport == NG_TRANSPORT_OK;
    status = ng_session_judge(session, exchange, &session->judgement);
    if (!status)
        note_injection(talk, &answer);
    return status;
}

/* Of a connection that the case breaks off itself, nothing is expected. */
static bool is_to_be_judged(const struct raw_talk *talk) {
    bool waits =
        talk->request->manner == NG_RAW_WAIT || talk->request->manner == NG_RAW_WAIT_THEN_END;
    return waits && talk->received.end != NG_RAW_END_LEFT &&
           talk->received.end != NG_RAW_END_UNREACHABLE;
}

static enum ng_status take_answers(struct raw_talk *talk) {
    size_t at = 0;
    bool more = true;
    enum ng_status status = ng_body_new(talk->session->options->profile, &talk->body);
    for (size_t i = 0; !status && more && i < talk->request->ask_count; i++)
        status = take_answer(talk, &at, &talk->asks[i], &more);
    ng_body_free(talk->body);
    return status ? status : ng_session_verify(talk->session);
}

/* ---- The plain request after it ---- */

static bool is_silent(enum ng_transport transport) {
    return transport != NG_TRANSPORT_OK && transport != NG_TRANSPORT_TRUNCATED;
}

static enum ng_status after_death(struct ng_session *session, bool *again) {
    *again = false;
    if (session->options->control.relaunch)
        return ng_session_relaunch(session, NG_RUN_FIRST_LOG);
    return ng_session_stop(session, true,
                           "the target does not answer any more after a hostile request");
}

static enum ng_status ask_plainly(struct raw_talk *talk, bool *again) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .refusal_clause = "transport-3",
                                .silence_clause = "transport-3",
                                .raw = talk->text,
                                .raw_first = true};
    const struct ng_reading one = {.limit = 1, .has_limit = true};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(talk->session, &one, &rest, &exchange);
    if (status)
        return status;
    if (is_silent(exchange->transport))
        return after_death(talk->session, again);
    if (talk->received.end == NG_RAW_END_UNREACHABLE) {
        ng_session_lacks(talk->session, "the target takes no direct connection");
        return NG_NOT_FOUND;
    }
    ng_session_exercised(talk->session);
    return NG_OK;
}

enum ng_status ng_session_raw(struct ng_session *session, const struct ng_raw_request *request,
                              bool *again) {
    *again = false;
    if (!session->options->control.raw) {
        ng_session_lacks(session, "raw requests go over plain http, to a URL without credentials");
        return NG_NOT_FOUND;
    }
    if (!is_spellable(session->options->profile)) {
        ng_session_lacks(session, "the profile's parameters have braces, which raw requests lack");
        return NG_NOT_FOUND;
    }
    struct raw_talk talk = {.session = session, .request = request};
    enum ng_status status = make_text(&talk);
    if (!status)
        status = send_raw(&talk);
    if (status)
        return status;
    *again = talk.received.end != NG_RAW_END_TIMEOUT;
    if (is_to_be_judged(&talk))
        status = take_answers(&talk);
    if (!status)
        status = ask_plainly(&talk, again);
    session->answer.ask.raw = NULL; /* it lived here */
    ng_raw_received_deinit(&talk.received);
    return status;
}
