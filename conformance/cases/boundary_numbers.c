/* Numbers around the limits of integer types. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

#include <stdlib.h>

static const char *const edges[] = {
    "2147483647",       "2147483648",       "4294967295",          "4294967296",
    "9007199254740991", "9007199254740993", "9223372036854775807",
};
#define EDGE_COUNT (sizeof edges / sizeof *edges)

static bool judged(const struct ng_session *session) {
    return ng_session_judgement(session)->judged;
}

static enum ng_status big_limit(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    uint64_t since = ng_session_count(session) - 1;
    char text[24];
    ng_session_since_text(session, since, text);
    for (size_t i = 0; i < EDGE_COUNT; i++) {
        struct ng_ask ask = {.expectation = NG_EXPECT_RANGE, .clause = "range-5"};
        ask.readings[0] = (struct ng_reading){
            .since = since, .limit = strtoull(edges[i], NULL, 10), .has_limit = true};
        ask.reading_count = 1;
        const struct ng_exchange *exchange;
        enum ng_status status =
            ng_session_spell(session, &(struct ng_words_of_query){.since = text, .limit = edges[i]},
                             &ask, &exchange);
        if (status)
            return status;
        if (judged(session))
            ng_session_exercised(session);
    }
    return NG_OK;
}

const struct ng_case ng_case_big_limit = {
    .id = "big-limit",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "limits up to 2^63-1 bring what is there; since + limit does not wrap around",
    .why =
        "a sum in 32, 53 or 64 bits that wraps around makes an empty answer, or a smaller cursor",
    .clauses = {"range-5", "answer-1"},
    .run = big_limit,
};

static enum ng_status big_since(struct ng_session *session) {
    for (size_t i = 0; i < EDGE_COUNT; i++) {
        struct ng_ask ask = {.expectation = NG_EXPECT_RANGE};
        uint64_t since = ng_session_index_of(session, strtoull(edges[i], NULL, 10));
        ask.readings[0] = (struct ng_reading){.since = since};
        ask.reading_count = 1;
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_spell(
            session, &(struct ng_words_of_query){.since = edges[i]}, &ask, &exchange);
        if (status)
            return status;
        if (judged(session))
            ng_session_exercised(session);
    }
    return NG_OK;
}

const struct ng_case ng_case_big_since = {
    .id = "big-since",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a since up to 2^63-1 is past the end, and is answered as such",
    .why = "a since cut to 32 bits, or rounded to 53, points back into the log",
    .clauses = {"answer-1", "cursor-4", "range-6"},
    .run = big_since,
};

static enum ng_status over_64_bits(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    static const char *const sinces[] = {"9223372036854775808", "18446744073709551615",
                                         "18446744073709551616", "18446744073709551617",
                                         "100000000000000000000"};
    const struct ng_ask ask = {.expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                               .clause = "lenient-3",
                               .readings = {{.since = UINT64_MAX}},
                               .reading_count = 1};
    for (size_t i = 0; i < sizeof sinces / sizeof *sinces; i++) {
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_spell(
            session, &(struct ng_words_of_query){.since = sinces[i]}, &ask, &exchange);
        if (status)
            return status;
        if (judged(session))
            ng_session_exercised(session);
    }
    char since[24];
    uint64_t last = ng_session_count(session) - 1;
    ng_session_since_text(session, last, since);
    const struct ng_ask limited = {
        .expectation = NG_EXPECT_RANGE_OR_REFUSAL,
        .clause = "lenient-3",
        .readings = {{.since = last, .limit = UINT64_MAX, .has_limit = true}},
        .reading_count = 1};
    const struct ng_exchange *exchange;
    return ng_session_spell(
        session, &(struct ng_words_of_query){.since = since, .limit = "18446744073709551617"},
        &limited, &exchange);
}

const struct ng_case ng_case_over_64_bits = {
    .id = "over-64-bits",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "an integer over 2^63-1 is refused, or means itself",
    .why = "2^64+1 that wraps around to 1 repeats the whole log",
    .clauses = {"lenient-3"},
    .run = over_64_bits,
};
