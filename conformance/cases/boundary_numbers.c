/* Numbers around the limits of integer types. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

#include <stdlib.h>
#include <string.h>

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
    since = ng_session_since_text(session, since, text);
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

static enum ng_status read_big_since(struct ng_session *session, const char *since,
                                     const char *limit) {
    struct ng_ask ask = {.expectation = NG_EXPECT_RANGE, .reading_count = 1};
    ask.readings[0] =
        (struct ng_reading){.since = ng_session_index_of(session, strtoull(since, NULL, 10)),
                            .limit = limit ? strtoull(limit, NULL, 10) : 0,
                            .has_limit = limit != NULL};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_spell(
        session, &(struct ng_words_of_query){.since = since, .limit = limit}, &ask, &exchange);
    if (!status && judged(session))
        ng_session_exercised(session);
    return status;
}

static enum ng_status big_since(struct ng_session *session) {
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < EDGE_COUNT; i++)
        status = read_big_since(session, edges[i], NULL);
    const char *largest = edges[EDGE_COUNT - 1];
    return status ? status : read_big_since(session, largest, largest);
}

const struct ng_case ng_case_big_since = {
    .id = "big-since",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a since up to 2^63-1, alone and with a limit as large, is past the end, and is "
            "answered as such",
    .why = "a since cut to 32 bits, or rounded to 53, points back into the log",
    .clauses = {"answer-1", "cursor-4", "range-6"},
    .run = big_since,
};

/* More digits than some languages turn into a number, and still a target that most servers take. */
#define NINES 5000

static enum ng_status read_huge(struct ng_session *session, const struct ng_words_of_query *words,
                                struct ng_reading reading) {
    /* A target of more than 2,000 bytes may end in a closed connection (transport-1). */
    const struct ng_ask ask = {.expectation = NG_EXPECT_RANGE_OR_REFUSAL,
                               .clause = "lenient-3",
                               .readings = {reading},
                               .reading_count = 1,
                               .may_close =
                                   strlen(words->limit ? words->limit : words->since) > 1000};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_spell(session, words, &ask, &exchange);
    if (!status && judged(session))
        ng_session_exercised(session);
    return status;
}

static enum ng_status over_64_bits(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    char nines[NINES + 1], since[24];
    memset(nines, '9', NINES);
    nines[NINES] = '\0';
    const char *const numbers[] = {"9223372036854775808",   "18446744073709551615",
                                   "18446744073709551616",  "18446744073709551617",
                                   "100000000000000000000", nines};
    uint64_t count = ng_session_count(session);
    /* Where a limit that wraps around to 1 would cut the page. */
    struct ng_reading page = {
        .since = count > 3 ? count - 3 : 0, .limit = UINT64_MAX, .has_limit = true};
    const struct ng_reading past_end = {.since = UINT64_MAX};
    page.since = ng_session_since_text(session, page.since, since);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct ng_words_of_query huge_since = {.since = numbers[i]};
        const struct ng_words_of_query huge_limit = {.since = since, .limit = numbers[i]};
        enum ng_status status = read_huge(session, &huge_since, past_end);
        if (!status)
            status = read_huge(session, &huge_limit, page);
        if (status)
            return status;
    }
    return NG_OK;
}

const struct ng_case ng_case_over_64_bits = {
    .id = "over-64-bits",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "an integer over 2^63-1 is refused, or means itself",
    .why = "2^64+1 that wraps around to 1 repeats the whole log",
    .clauses = {"lenient-3"},
    .run = over_64_bits,
};
