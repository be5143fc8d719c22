/* Other ways to write the same query. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static enum ng_status spell(struct ng_session *session, const struct ng_words_of_query *words,
                            const struct ng_ask *ask) {
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_spell(session, words, ask, &exchange);
    if (!status && ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    return status;
}

/* A page in the log that differs from a full dump and from the newest events. */
static struct ng_reading page(const struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    return (struct ng_reading){
        .since = count > 4 ? 2 : 1, .limit = count > 4 ? 2 : 1, .has_limit = true};
}

static void put_number(char *text, uint64_t number) {
    (void)snprintf(text, 24, "%llu", (unsigned long long)number);
}

static enum ng_status parameter_order(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    char since[24], limit[24];
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE, .clause = "param-4", .reading_count = 1};
    ask.readings[0] = page(session);
    ask.readings[0].since = ng_session_since_text(session, ask.readings[0].since, since);
    put_number(limit, ask.readings[0].limit);
    return spell(session,
                 &(struct ng_words_of_query){.since = since, .limit = limit, .limit_first = true},
                 &ask);
}

const struct ng_case ng_case_parameter_order = {
    .id = "parameter-order",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "limit before since brings the same page",
    .why = "query strings are built from unordered maps",
    .clauses = {"param-4"},
    .run = parameter_order,
};

/* Names that hold a parameter's name, or begin as it does. */
static void put_similar_names(char *into, size_t size, const struct ng_profile *profile) {
    size_t since = strlen(profile->since), limit = strlen(profile->limit);
    (void)snprintf(into, size, "&nogap_%s=0&nogap_%s=9", profile->since, profile->limit);
    if (since < 2 || limit < 2)
        return;
    size_t used = strlen(into);
    (void)snprintf(into + used, size - used, "&%.*s=0&%.*s=9", (int)since - 1, profile->since,
                   (int)limit - 1, profile->limit);
}

static enum ng_status unknown_parameters(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    char since[24], limit[24], similar[NG_QUOTE_MAX * 4];
    put_similar_names(similar, sizeof similar, ng_session_profile(session));
    const char *const around[][2] = {{"nogap_probe=1&", NULL},
                                     {NULL, "&nogap_probe"},
                                     {NULL, "&"},
                                     {"&", "&&nogap_probe=since"},
                                     {NULL, similar}};
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                         .clause = "param-5",
                         .refusal_clause = "param-6",
                         .reading_count = 1};
    ask.readings[0] = page(session);
    ask.readings[0].since = ng_session_since_text(session, ask.readings[0].since, since);
    put_number(limit, ask.readings[0].limit);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        enum ng_status status = spell(
            session,
            &(struct ng_words_of_query){
                .since = since, .limit = limit, .before = around[i][0], .after = around[i][1]},
            &ask);
        if (status)
            return status;
    }
    return NG_OK;
}

const struct ng_case ng_case_unknown_parameters = {
    .id = "unknown-parameters",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "unknown parameters, also such with similar names, and empty parts of the query change "
            "nothing",
    .why = "caches and gateways add parameters of their own",
    .clauses = {"param-5", "param-6"},
    .run = unknown_parameters,
};

/* Writes each byte as its percent-encoding. */
static void encode(char *into, size_t size, const char *text) {
    size_t used = 0;
    into[0] = '\0';
    for (; *text && used + 4 <= size; text++, used += 3)
        (void)snprintf(into + used, size - used, "%%%02X", (unsigned)(unsigned char)*text);
}

/* The same page, with the first letters of the parameters' names encoded, as most programs do it
 * and in lower case. */
static enum ng_status spell_encoded_names(struct ng_session *session, const char *since,
                                          const char *limit, const struct ng_ask *ask) {
    const struct ng_profile *profile = ng_session_profile(session);
    unsigned char since_first = (unsigned char)profile->since[0];
    unsigned char limit_first = (unsigned char)profile->limit[0];
    char query[NG_QUOTE_MAX * 4];
    if (!isalnum(since_first) || !isalnum(limit_first))
        return NG_OK;
    (void)snprintf(query, sizeof query, "%%%02X%s=%s&%%%02X%s=%s", (unsigned)since_first,
                   profile->since + 1, since, (unsigned)limit_first, profile->limit + 1, limit);
    enum ng_status status = spell(session, &(struct ng_words_of_query){.before = query}, ask);
    if (status)
        return status;
    (void)snprintf(query, sizeof query, "%%%02x%s=%s&%%%02x%s=%s", (unsigned)since_first,
                   profile->since + 1, since, (unsigned)limit_first, profile->limit + 1, limit);
    return spell(session, &(struct ng_words_of_query){.before = query}, ask);
}

/* Each digit as a since of its own; one that is past the end has an answer too. */
static enum ng_status spell_every_digit(struct ng_session *session, struct ng_ask *ask) {
    char since[24], encoded[72];
    for (uint64_t digit = 0; digit < 10; digit++) {
        ask->readings[0] = (struct ng_reading){
            .since = ng_session_index_of(session, digit), .limit = 1, .has_limit = true};
        put_number(since, digit);
        encode(encoded, sizeof encoded, since);
        enum ng_status status =
            spell(session, &(struct ng_words_of_query){.since = encoded, .limit = "1"}, ask);
        if (status)
            return status;
    }
    return NG_OK;
}

static enum ng_status encoded_digits(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    char since[24], limit[24], encoded_since[72], encoded_limit[72];
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE,
                         .clause = "param-7",
                         .refusal_clause = "param-7",
                         .reading_count = 1};
    ask.readings[0] = page(session);
    ask.readings[0].since = ng_session_since_text(session, ask.readings[0].since, since);
    put_number(limit, ask.readings[0].limit);
    encode(encoded_since, sizeof encoded_since, since);
    encode(encoded_limit, sizeof encoded_limit, limit);
    enum ng_status status = spell(
        session, &(struct ng_words_of_query){.since = encoded_since, .limit = encoded_limit}, &ask);
    if (!status)
        status = spell_encoded_names(session, since, limit, &ask);
    return status ? status : spell_every_digit(session, &ask);
}

const struct ng_case ng_case_encoded_digits = {
    .id = "encoded-digits",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "percent-encoded digits, and a letter of a parameter's name, mean what they encode",
    .why = "some clients and proxies encode every byte of a value",
    .clauses = {"param-7"},
    .run = encoded_digits,
};

/* Bytes of padding: over many servers' limit for a line, and still far from any harm. */
#define PADDING 16000

static enum ng_status long_query(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    static const char name[] = "nogap_probe=";
    char padding[sizeof name + PADDING + 1];
    memcpy(padding, name, sizeof name - 1);
    memset(padding + sizeof name - 1, 'a', PADDING);
    padding[sizeof name - 1 + PADDING] = '&';
    padding[sizeof name + PADDING] = '\0';
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                         .clause = "transport-1",
                         .reading_count = 1,
                         .may_close = true};
    ask.readings[0] = (struct ng_reading){.limit = 1, .has_limit = true};
    return spell(session, &(struct ng_words_of_query){.limit = "1", .before = padding}, &ask);
}

const struct ng_case ng_case_long_query = {
    .id = "long-query",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a request of 16 KB is answered rightly, refused, or ends in a closed connection",
    .why = "limits of the transport are legal, wrong answers are not",
    .clauses = {"transport-1"},
    .run = long_query,
};
