/* Values that must be refused, and values that may be refused or must mean exactly one thing. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

#include <stdio.h>

static enum ng_status spell(struct ng_session *session, const struct ng_words_of_query *words,
                            const struct ng_ask *ask) {
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_spell_odd(session, words, ask, &exchange);
    if (!status && ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    return status;
}

static enum ng_status refuse_all(struct ng_session *session, const char *const *values,
                                 size_t count, bool as_limit, const char *clause) {
    const struct ng_ask ask = {.expectation = NG_EXPECT_REFUSAL, .clause = clause};
    for (size_t i = 0; i < count; i++) {
        struct ng_words_of_query words = {.since = as_limit ? NULL : values[i],
                                          .limit = as_limit ? values[i] : NULL};
        enum ng_status status = spell(session, &words, &ask);
        if (status)
            return status;
    }
    return NG_OK;
}

/* No integer reading by any convention. The last ones are a 3 that is encoded twice, a superscript
 * and a circled digit, which some parsers hold for digits and others not. The bytes beside the
 * digits are what a parser takes that is one off; the long word is what is too long to be shown
 * again in a refusal. */
static const char *const no_integers[] = {"abc",
                                          "3abc",
                                          "1.5",
                                          "",
                                          "%20",
                                          "null",
                                          "NaN",
                                          "Infinity",
                                          "1%202",
                                          "0.5",
                                          "3:",
                                          "3/",
                                          "true",
                                          "now",
                                          "all",
                                          "1k",
                                          "1/2",
                                          "1-3",
                                          "3,5",
                                          "%5B3%5D",
                                          "%223%22",
                                          "%2533",
                                          "%C2%B2",
                                          "%E2%91%A3",
                                          ("a-word-of-many-letters-that-is-longer-than-what-any-"
                                           "server-has-to-show-again-where-it-refuses-it")};
#define NO_INTEGER_COUNT (sizeof no_integers / sizeof *no_integers)

/* The parameter's name alone, without `=`. */
static enum ng_status refuse_bare(struct ng_session *session, const char *name,
                                  const char *clause) {
    const struct ng_ask ask = {.expectation = NG_EXPECT_REFUSAL, .clause = clause};
    return spell(session, &(struct ng_words_of_query){.before = name}, &ask);
}

static enum ng_status reject_since(struct ng_session *session) {
    enum ng_status status = refuse_all(session, no_integers, NO_INTEGER_COUNT, false, "reject-1");
    return status ? status : refuse_bare(session, ng_session_profile(session)->since, "reject-1");
}

const struct ng_case ng_case_reject_since = {
    .id = "reject-since",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a since without an integer reading is refused, without events and without a cursor",
    .why = "a lenient parser answers with a full dump, or puts the text into the next cursor",
    .clauses = {"reject-1", "reject-5", "reject-6", "reject-7"},
    .run = reject_since,
};

static enum ng_status reject_limit(struct ng_session *session) {
    enum ng_status status = refuse_all(session, no_integers, NO_INTEGER_COUNT, true, "reject-2");
    return status ? status : refuse_bare(session, ng_session_profile(session)->limit, "reject-2");
}

const struct ng_case ng_case_reject_limit = {
    .id = "reject-limit",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a limit without an integer reading is refused, without events and without a cursor",
    .why = "a limit that is silently dropped turns a page into a dump",
    .clauses = {"reject-2", "reject-5", "reject-6", "reject-7"},
    .run = reject_limit,
};

static enum ng_status negative_limit(struct ng_session *session) {
    static const char *const values[] = {"-1", "-9223372036854775808"};
    return refuse_all(session, values, 2, true, "reject-4");
}

const struct ng_case ng_case_negative_limit = {
    .id = "negative-limit",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a negative limit is refused",
    .why = "many stores take a limit of -1 for no limit",
    .clauses = {"reject-4"},
    .run = negative_limit,
};

struct spelling {
    const char *text;
    uint64_t value;
};

/* One conventional reading, which not every parser shares. */
static const struct spelling spellings[] = {
    {"%2B3", 3},   {"+3", 3},    {"%203", 3}, {"3%20", 3}, {"03", 3},     {"1.0", 1},
    {"1e3", 1000}, {"0x10", 16}, {"1_0", 10}, {"-0", 0},   {"%D9%A3", 3},
};

static enum ng_status lenient(struct ng_session *session, bool as_limit) {
    struct ng_ask ask = {
        .expectation = NG_EXPECT_RANGE_OR_REFUSAL, .clause = "lenient-1", .reading_count = 1};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const char *text = spellings[i].text;
        uint64_t value = spellings[i].value;
        struct ng_words_of_query words = {.since = as_limit ? NULL : text,
                                          .limit = as_limit ? text : NULL};
        ask.readings[0] = (struct ng_reading){.since = ng_session_index_of(session, value)};
        if (as_limit)
            ask.readings[0] = (struct ng_reading){.limit = value, .has_limit = true};
        enum ng_status status = spell(session, &words, &ask);
        if (status)
            return status;
    }
    return NG_OK;
}

static enum ng_status lenient_since(struct ng_session *session) {
    return ng_session_has(session, 2) ? lenient(session, false) : NG_OK;
}

const struct ng_case ng_case_lenient_since = {
    .id = "lenient-since",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a since such as +3, 03, 1e3 or 0x10 is refused, or means just that",
    .why = "a parser that stops at the first strange byte reads 1e3 as 1",
    .clauses = {"lenient-1"},
    .run = lenient_since,
};

static enum ng_status lenient_limit(struct ng_session *session) {
    return ng_session_has(session, 2) ? lenient(session, true) : NG_OK;
}

const struct ng_case ng_case_lenient_limit = {
    .id = "lenient-limit",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a limit such as +3, 03, 1e3 or 0x10 is refused, or means just that",
    .why = "a limit of 1e3 that is read as 1 makes a thousand requests out of one",
    .clauses = {"lenient-1"},
    .run = lenient_limit,
};

static enum ng_status repeated_parameters(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    const struct ng_profile *profile = ng_session_profile(session);
    char again[NG_QUOTE_MAX];
    struct ng_ask ask = {
        .expectation = NG_EXPECT_RANGE_OR_REFUSAL, .clause = "lenient-2", .reading_count = 2};
    ask.readings[0] = (struct ng_reading){.since = ng_session_index_of(session, 1)};
    ask.readings[1] = (struct ng_reading){.since = ng_session_index_of(session, 2)};
    (void)snprintf(again, sizeof again, "&%s=2", profile->since);
    enum ng_status status =
        spell(session, &(struct ng_words_of_query){.since = "1", .after = again}, &ask);
    if (status)
        return status;
    ask.readings[0] = (struct ng_reading){.limit = 1, .has_limit = true};
    ask.readings[1] = (struct ng_reading){.limit = 2, .has_limit = true};
    (void)snprintf(again, sizeof again, "&%s=2", profile->limit);
    return spell(session, &(struct ng_words_of_query){.limit = "1", .after = again}, &ask);
}

const struct ng_case ng_case_repeated_parameters = {
    .id = "repeated-parameters",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a parameter given twice is refused, or its first or its last value counts",
    .why = "frameworks that make an array of it compare, slice or print something nobody meant",
    .clauses = {"lenient-2"},
    .run = repeated_parameters,
};
