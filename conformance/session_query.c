/* How a request is spelled for the profile's server. */
#include "conformance/session_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ng_session_since_text(const struct ng_session *session, uint64_t index, char *text) {
    uint64_t wire;
    if (ng_profile_since(session->options->profile, index, &wire))
        wire = 0;
    (void)snprintf(text, 24, "%" PRIu64, wire);
}

uint64_t ng_session_index_of(const struct ng_session *session, uint64_t since) {
    return ng_profile_cursor(session->options->profile, since);
}

static char *append(char *at, const char *text) {
    size_t length = strlen(text);
    memcpy(at, text, length);
    at[length] = '\0';
    return at + length;
}

static char *append_parameter(char *at, const char *start, const char *name, const char *value) {
    if (!value)
        return at;
    if (at > start && at[-1] != '&')
        at = append(at, "&");
    at = append(at, name);
    at = append(at, "=");
    return append(at, value);
}

static size_t length_of(const char *text) {
    return text ? strlen(text) : 0;
}

enum ng_status ng_session_spell_query(struct ng_session *session,
                                      const struct ng_words_of_query *words) {
    const struct ng_profile *profile = session->options->profile;
    const char *limit = words->since && !words->limit ? profile->no_limit : words->limit;
    size_t size = strlen(profile->fixed_query) + strlen(profile->since) + strlen(profile->limit) +
                  length_of(words->since) + length_of(limit) + length_of(words->before) +
                  length_of(words->after) + sizeof "&=&=&&";
    char *query = malloc(size);
    if (!query)
        return NG_NO_MEMORY;
    char *at = append(query, profile->fixed_query);
    if (words->before) {
        if (at > query)
            at = append(at, "&");
        at = append(at, words->before);
    }
    if (words->limit_first)
        at = append_parameter(at, query, profile->limit, limit);
    at = append_parameter(at, query, profile->since, words->since);
    if (!words->limit_first)
        at = append_parameter(at, query, profile->limit, limit);
    if (words->after)
        at = append(at, words->after);
    if (at == query) {
        free(query);
        query = NULL;
    }
    free(session->query);
    session->query = query;
    return NG_OK;
}

enum ng_status ng_session_spell(struct ng_session *session, const struct ng_words_of_query *words,
                                const struct ng_ask *rest, const struct ng_exchange **exchange) {
    enum ng_status status = ng_session_spell_query(session, words);
    if (status)
        return status;
    struct ng_ask ask = *rest;
    ask.query = session->query;
    status = ng_session_send(session, &ask);
    *exchange = &session->answer;
    return status;
}

enum ng_status ng_session_read(struct ng_session *session, const struct ng_reading *reading,
                               const struct ng_ask *rest, const struct ng_exchange **exchange) {
    char limit[24];
    char since[24];
    uint64_t wire;
    struct ng_words_of_query words = {0};
    if (!ng_profile_since(session->options->profile, reading->since, &wire)) {
        (void)snprintf(since, sizeof since, "%" PRIu64, wire);
        words.since = since;
    }
    if (reading->has_limit) {
        (void)snprintf(limit, sizeof limit, "%" PRIu64, reading->limit);
        words.limit = limit;
    }
    struct ng_ask ask = rest ? *rest : (struct ng_ask){.expectation = NG_EXPECT_RANGE};
    ask.readings[0] = *reading;
    ask.reading_count = 1;
    return ng_session_spell(session, &words, &ask, exchange);
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
