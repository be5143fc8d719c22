/* Other ways to write the same query. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

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
    ng_session_since_text(session, ask.readings[0].since, since);
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

static enum ng_status unknown_parameters(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    static const char *const around[][2] = {{"nogap_probe=1&", NULL},
                                            {NULL, "&nogap_probe"},
                                            {NULL, "&"},
                                            {"&", "&&nogap_probe=since"}};
    char since[24], limit[24];
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                         .clause = "param-5",
                         .refusal_clause = "param-6",
                         .reading_count = 1};
    ask.readings[0] = page(session);
    ng_session_since_text(session, ask.readings[0].since, since);
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
    .asks = "unknown parameters and empty parts of the query change nothing",
    .why = "caches and gateways add parameters of their own",
    .clauses = {"param-5", "param-6"},
    .run = unknown_parameters,
};

/* Writes each digit as its percent-encoding. */
static void encode_digits(char *into, const char *digits) {
    *into = '\0';
    for (; *digits; digits++)
        into += sprintf(into, "%%%02X", (unsigned)(unsigned char)*digits);
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
    ng_session_since_text(session, ask.readings[0].since, since);
    put_number(limit, ask.readings[0].limit);
    encode_digits(encoded_since, since);
    encode_digits(encoded_limit, limit);
    return spell(session,
                 &(struct ng_words_of_query){.since = encoded_since, .limit = encoded_limit}, &ask);
}

const struct ng_case ng_case_encoded_digits = {
    .id = "encoded-digits",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "percent-encoded digits mean the digits",
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
