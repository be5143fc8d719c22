/* Ranges at the edges of the log. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

static bool is_range(const struct ng_session *session, const struct ng_exchange *exchange) {
    return ng_session_judgement(session)->judged && exchange->status == 200;
}

static enum ng_status read_one(struct ng_session *session, struct ng_reading reading,
                               const char *clause) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE, .clause = clause};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &reading, &rest, &exchange);
    if (!status && is_range(session, exchange))
        ng_session_exercised(session);
    return status;
}

static enum ng_status limit_zero(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    const uint64_t starts[] = {0, count / 2, count, count + 1000000};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct ng_reading reading = {.since = starts[i], .has_limit = true};
        enum ng_status status = read_one(session, reading, "limit-1");
        if (status)
            return status;
    }
    return NG_OK;
}

const struct ng_case ng_case_limit_zero = {
    .id = "limit-zero",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "limit=0 brings nothing, and the cursor min(since, count)",
    .why = "where a language holds 0 for false, a limit of 0 is taken for no limit",
    .clauses = {"limit-1"},
    .run = limit_zero,
};

/* The log may grow from one read to the next, so that each begins at its end anew. */
static enum ng_status since_at_end(struct ng_session *session) {
    static const struct ng_reading behind[] = {{0},
                                               {.limit = 5, .has_limit = true},
                                               {.since = 1},
                                               {.since = 1, .limit = 5, .has_limit = true},
                                               {.since = 2}};
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < sizeof behind / sizeof *behind; i++) {
        struct ng_reading reading = behind[i];
        reading.since += ng_session_count(session);
        status = read_one(session, reading, NULL);
    }
    return status;
}

const struct ng_case ng_case_since_at_end = {
    .id = "since-at-end",
    .class_id = NG_CLASS_BOUNDARY,
    .asks =
        "since = count, count + 1 and count + 2, with a limit and without, bring nothing but what "
        "was appended meanwhile",
    .why = "this is what an idle client asks; an off-by-one repeats or loses the next event",
    .clauses = {"range-6", "cursor-3", "cursor-4", "body-2", "growth-1"},
    .run = since_at_end,
};

static enum ng_status since_last(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    return read_one(session, (struct ng_reading){.since = ng_session_count(session) - 1}, NULL);
}

const struct ng_case ng_case_since_last = {
    .id = "since-last",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "since = count - 1 brings the last event",
    .why = "an exclusive since loses exactly this event",
    .clauses = {"param-1", "range-1", "range-3"},
    .run = since_last,
};

/* More than the pages of most servers, which cut larger limits; and still a small answer. */
#define LARGE_PAGE 5000

static enum ng_status since_zero(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    struct ng_reading page = {.limit = 2, .has_limit = true};
    enum ng_status status = read_one(session, (struct ng_reading){0}, "dump-2");
    if (!status)
        status = read_one(session, page, NULL);
    page.limit = count < LARGE_PAGE ? count : LARGE_PAGE;
    return status ? status : read_one(session, page, NULL);
}

const struct ng_case ng_case_since_zero = {
    .id = "since-zero",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "since=0 alone is the full dump; with a limit, small or large, it is its beginning",
    .why = "where a language holds 0 for false, since=0 takes another path than since=1; many "
           "servers cap a limit",
    .clauses = {"dump-2", "range-4"},
    .run = since_zero,
};

static enum ng_status limit_only(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .clause = "param-2",
                                .readings = {{.limit = 1, .has_limit = true}},
                                .reading_count = 1};
    const struct ng_exchange *exchange;
    enum ng_status status =
        ng_session_spell(session, &(struct ng_words_of_query){.limit = "1"}, &rest, &exchange);
    if (!status && is_range(session, exchange))
        ng_session_exercised(session);
    return status;
}

const struct ng_case ng_case_limit_only = {
    .id = "limit-only",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a limit without since begins at the first event",
    .why = "some servers answer with the newest events instead",
    .clauses = {"param-2"},
    .run = limit_only,
};

/* Events that the walk visits one by one. */
#define WALK_EVENTS 8

static enum ng_status limit_one_walk(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    uint64_t since = count > WALK_EVENTS ? ng_session_random(session, count - WALK_EVENTS + 1) : 0;
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    for (unsigned step = 0; step < WALK_EVENTS && since < count; step++) {
        struct ng_reading reading = {.since = since, .limit = 1, .has_limit = true};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &reading, &rest, &exchange);
        if (status)
            return status;
        if (!is_range(session, exchange) || exchange->cursor_form != NG_CURSOR_OK ||
            exchange->cursor != since + 1)
            return NG_OK;
        if (step)
            ng_session_exercised(session);
        since = exchange->cursor;
        rest.context = NG_CHAINED;
    }
    return NG_OK;
}

const struct ng_case ng_case_limit_one_walk = {
    .id = "limit-one-walk",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a stretch of the log walked with limit=1 brings one event after the other",
    .why = "every event is a joint between two pages here",
    .clauses = {"chain-1", "range-2", "cursor-5"},
    .run = limit_one_walk,
};

static enum ng_status equal_answers(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    const struct ng_reading readings[] = {
        {.since = 0, .limit = 2, .has_limit = true},
        {.since = count > 4 ? count - 4 : 0, .limit = 4, .has_limit = true},
        {.since = count - 1},
    };
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
        for (unsigned again = 0; again < 2; again++) {
            const struct ng_exchange *exchange;
            enum ng_status status = ng_session_read(session, &readings[i], &rest, &exchange);
            if (status)
                return status;
            if (again && is_range(session, exchange))
                ng_session_exercised(session);
            rest.context = NG_REPEATED;
        }
    }
    return NG_OK;
}

const struct ng_case ng_case_equal_answers = {
    .id = "equal-answers",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "the same request again brings the same events",
    .why = "events that are rendered anew at each read change under the client",
    .clauses = {"immutable-1", "immutable-2", "growth-1", "growth-2"},
    .run = equal_answers,
};

/* A log with indexes of three digits, and the least that has some of two. */
#define LONG_LOG 102
#define TWO_DIGITS 12

static enum ng_status read_long_log(struct ng_session *session) {
    static const uint64_t starts[] = {9, 10, 11, 20, 99, 100, 101}, limits[] = {9, 10, 11, 100};
    uint64_t count = ng_session_count(session);
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < sizeof starts / sizeof *starts; i++)
        if (starts[i] < count)
            status = read_one(
                session, (struct ng_reading){.since = starts[i], .limit = 1, .has_limit = true},
                NULL);
    for (size_t i = 0; !status && i < sizeof limits / sizeof *limits; i++)
        if (limits[i] < count)
            status =
                read_one(session, (struct ng_reading){.limit = limits[i], .has_limit = true}, NULL);
    /* A cache that joins both numbers for its key takes this for since=11, limit=1. */
    const struct ng_reading joined = {.since = 1, .limit = 11, .has_limit = true};
    return status ? status : read_one(session, joined, NULL);
}

static enum ng_status index_digits(struct ng_session *session) {
    enum ng_status status = NG_OK;
    if (ng_session_count(session) < LONG_LOG)
        status = ng_session_relaunch(session, LONG_LOG);
    if (status && status != NG_NOT_FOUND)
        return status;
    return ng_session_has(session, TWO_DIGITS) ? read_long_log(session) : NG_OK;
}

const struct ng_case ng_case_index_digits = {
    .id = "index-digits",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "indexes and limits of one, two and three digits mean what they say in a longer log",
    .why = "in the order of text, 10 comes before 9; and a parser that is wrong from the second "
           "digit on is right on a log of ten events",
    .clauses = {"param-1", "range-1", "range-4"},
    .run = index_digits,
};
