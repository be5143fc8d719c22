/* How a request is spelled for the profile's server. */
#include "conformance/session_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

uint64_t ng_session_since_text(const struct ng_session *session, uint64_t index, char *text) {
    uint64_t wire = 0;
    if (ng_profile_since(session->options->profile, index, &wire))
        index = ng_session_index_of(session, wire);
    (void)snprintf(text, 24, "%" PRIu64, wire);
    return index;
}

uint64_t ng_session_index_of(const struct ng_session *session, uint64_t since) {
    return ng_profile_cursor(session->options->profile, since);
}

static void keep(struct ng_session *session, char *query) {
    free(session->query);
    session->query = query;
}

enum ng_status ng_session_spell_query(struct ng_session *session,
                                      const struct ng_words_of_query *words) {
    char *query;
    enum ng_status status = ng_spell_words(session->options->profile, words, &query);
    if (!status)
        keep(session, query);
    return status;
}

enum ng_status ng_session_spell_reading(struct ng_session *session,
                                        const struct ng_reading *reading) {
    char *query;
    enum ng_status status = ng_spell_reading(session->options->profile, reading, &query);
    if (!status)
        keep(session, query);
    return status;
}

/* Sends the query that was spelled last. */
static enum ng_status send(struct ng_session *session, const struct ng_ask *rest,
                           const struct ng_exchange **exchange) {
    struct ng_ask ask = *rest;
    ask.query = session->query;
    enum ng_status status = ng_session_send(session, &ask);
    *exchange = &session->answer;
    return status;
}

enum ng_status ng_session_spell(struct ng_session *session, const struct ng_words_of_query *words,
                                const struct ng_ask *rest, const struct ng_exchange **exchange) {
    enum ng_status status = ng_session_spell_query(session, words);
    return status ? status : send(session, rest, exchange);
}

enum ng_status ng_session_read(struct ng_session *session, const struct ng_reading *reading,
                               const struct ng_ask *rest, const struct ng_exchange **exchange) {
    struct ng_ask ask = rest ? *rest : (struct ng_ask){.expectation = NG_EXPECT_RANGE};
    ask.readings[0] = *reading;
    ask.reading_count = 1;
    enum ng_status status = ng_session_spell_reading(session, reading);
    return status ? status : send(session, &ask, exchange);
}

enum ng_status ng_session_spell_odd(struct ng_session *session,
                                    const struct ng_words_of_query *words,
                                    const struct ng_ask *rest,
                                    const struct ng_exchange **exchange) {
    session->takes_close = true;
    enum ng_status status = ng_session_spell(session, words, rest, exchange);
    session->takes_close = false;
    if (status || (*exchange)->transport != NG_TRANSPORT_CLOSED)
        return status;
    const struct ng_reading plain = {.limit = 1, .has_limit = true};
    status = ng_session_read(session, &plain, NULL, exchange);
    struct ng_ask ask = *rest;
    ask.silence_clause = ask.clause;
    return status ? status : ng_session_spell(session, words, &ask, exchange);
}

enum ng_status ng_session_dump(struct ng_session *session, const struct ng_ask *rest,
                               const struct ng_exchange **exchange) {
    struct ng_ask ask = rest ? *rest : (struct ng_ask){.expectation = NG_EXPECT_RANGE};
    ask.readings[0] = (struct ng_reading){0};
    ask.reading_count = 1;
    return ng_session_spell(session, &(struct ng_words_of_query){0}, &ask, exchange);
}
