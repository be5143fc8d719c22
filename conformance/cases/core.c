/* The seven cases of the contract's own tests, put relative to a log of unknown size that may grow.
 */
#include "conformance/cases/list.h"
#include "conformance/session.h"

/* How far past the known end a read begins that must find nothing, and the same in the limit of one
   that must be clamped; a log that grows past it during one request leaves the case unexercised. */
#define FAR_PAST_END 1000000

/* A log so short that reading it once more costs nothing. */
#define FEW 1000

static bool is_range(const struct ng_session *session, const struct ng_exchange *exchange) {
    return ng_session_judgement(session)->judged && exchange->status == 200;
}

static enum ng_status full_dump(struct ng_session *session) {
    const struct ng_exchange *exchange;
    if (!ng_session_has(session, 1))
        return NG_OK;
    /* What a tail read shows, a dump must not hide. */
    struct ng_reading tail = {.since = ng_session_count(session)};
    enum ng_status status = ng_session_read(session, &tail, NULL, &exchange);
    if (!status)
        status = ng_session_dump(session, NULL, &exchange);
    if (!status && is_range(session, exchange))
        ng_session_exercised(session);
    return status;
}

const struct ng_case ng_case_full_dump = {
    .id = "full-dump",
    .class_id = NG_CLASS_CORE,
    .asks = "a request without parameters brings every event",
    .why = "clients that are older than the cursor dump the whole log",
    .clauses = {"dump-1", "answer-1", "range-3", "body-1", "cursor-1", "instant-1"},
    .run = full_dump,
};

static enum ng_status since_and_limit(struct ng_session *session) {
    if (!ng_session_has(session, 3))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    struct ng_reading near_start = {.since = 1, .limit = 1, .has_limit = true};
    if (count > 7)
        near_start = (struct ng_reading){.since = 3, .limit = 4, .has_limit = true};
    struct ng_reading anywhere = {.has_limit = true, .limit = 1};
    anywhere.since = 1 + ng_session_random(session, count - 2);
    anywhere.limit += ng_session_random(session, count - 1 - anywhere.since);
    if (anywhere.limit > 100)
        anywhere.limit = 100;
    /* As long as the first page: a page that is given twice is another one the second time. */
    struct ng_reading as_long = {.since = 1, .limit = near_start.limit, .has_limit = true};
    const struct ng_reading readings[] = {near_start, as_long, anywhere};
    for (size_t i = 0; i < 3; i++) {
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &readings[i], NULL, &exchange);
        if (status)
            return status;
        if (is_range(session, exchange))
            ng_session_exercised(session);
    }
    return NG_OK;
}

const struct ng_case ng_case_since_and_limit = {
    .id = "since-and-limit",
    .class_id = NG_CLASS_CORE,
    .asks = "since and limit together bring a page from the middle of the log",
    .why = "the right number of wrong events, the total as the cursor, and off-by-ones in both "
           "show here",
    .clauses = {"param-1", "range-1", "range-4", "cursor-3", "cursor-5"},
    .run = since_and_limit,
};

static enum ng_status since_only(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    struct ng_reading reading = {.since = count > 3 ? count - 3 : count - 1};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &reading, NULL, &exchange);
    if (status)
        return status;
    if (is_range(session, exchange))
        ng_session_exercised(session);
    /* From further back: a page of a hidden size ends further back, too. */
    const struct ng_ask earlier = {.expectation = NG_EXPECT_RANGE, .clause = "param-3"};
    reading.since = count > FEW ? reading.since - 1 : 1;
    return ng_session_read(session, &reading, &earlier, &exchange);
}

const struct ng_case ng_case_since_only = {
    .id = "since-only",
    .class_id = NG_CLASS_CORE,
    .asks = "since alone brings all events from there to the end",
    .why = "this is the read of the tail loop; a hidden page size or a stale count loses events",
    .clauses = {"param-1", "param-3", "range-1", "range-2", "range-3"},
    .run = since_only,
};

/* With a limit many servers take another path: that of a page. */
static enum ng_status since_past_end(struct ng_session *session) {
    static const struct ng_reading pages[] = {{0}, {.limit = 5, .has_limit = true}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct ng_reading reading = pages[i];
        const struct ng_exchange *exchange;
        reading.since = ng_session_count(session) + FAR_PAST_END;
        enum ng_status status = ng_session_read(session, &reading, NULL, &exchange);
        if (status)
            return status;
        if (is_range(session, exchange) && exchange->event_count == 0)
            ng_session_exercised(session);
        else
            ng_session_lacks(session, "the answer did not show a read past the end");
    }
    return NG_OK;
}

const struct ng_case ng_case_since_past_end = {
    .id = "since-past-end",
    .class_id = NG_CLASS_CORE,
    .asks = "a since past the end brings nothing, and the count as the cursor",
    .why = "a server that echoes a cursor that is too large makes its client miss all events in "
           "between",
    .clauses = {"range-6", "cursor-4", "body-2"},
    .run = since_past_end,
};

static enum ng_status limit_past_end(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    /* A log that grows by more than the limit while the request is on its way fills the page; then
     * ask for more. */
    for (uint64_t limit = 100; limit <= FAR_PAST_END; limit *= 100) {
        uint64_t count = ng_session_count(session);
        struct ng_reading reading = {
            .since = count > 3 ? count - 3 : 0, .limit = limit, .has_limit = true};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &reading, NULL, &exchange);
        if (status)
            return status;
        if (is_range(session, exchange) && exchange->event_count < limit) {
            ng_session_exercised(session);
            return NG_OK;
        }
    }
    ng_session_lacks(session, "no answer reached the end of the log: it grows too fast");
    return NG_OK;
}

const struct ng_case ng_case_limit_past_end = {
    .id = "limit-past-end",
    .class_id = NG_CLASS_CORE,
    .asks = "a limit that reaches past the end brings what is there, and the count as the cursor",
    .why = "a cursor of since + limit that is not clamped skips the events that are still to come",
    .clauses = {"range-4", "range-1", "instant-1"},
    .run = limit_past_end,
};

static enum ng_status negative_since(struct ng_session *session) {
    const struct ng_ask ask = {.expectation = NG_EXPECT_REFUSAL, .clause = "reject-3"};
    static const char *const values[] = {"-1", "-9223372036854775808"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_spell_odd(
            session, &(struct ng_words_of_query){.since = values[i]}, &ask, &exchange);
        if (status)
            return status;
        if (ng_session_judgement(session)->judged)
            ng_session_exercised(session);
    }
    return NG_OK;
}

const struct ng_case ng_case_negative_since = {
    .id = "negative-since",
    .class_id = NG_CLASS_CORE,
    .asks = "a negative since is refused",
    .why = "many languages take an offset of -1 from the end, and many parsers read it as 0",
    .clauses = {"reject-3", "reject-5", "reject-6", "reject-7"},
    .run = negative_since,
};

/* Follows the cursor from `since`, page by page, up to `end` or `joints_max` joints. */
static enum ng_status follow(struct ng_session *session, uint64_t since, uint64_t limit,
                             uint64_t end, unsigned joints_max) {
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    for (unsigned joint = 0; since < end && joint <= joints_max; joint++) {
        struct ng_reading reading = {.since = since, .limit = limit, .has_limit = true};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &reading, &rest, &exchange);
        if (status)
            return status;
        if (!is_range(session, exchange) || exchange->cursor_form != NG_CURSOR_OK)
            return NG_OK;
        if (joint)
            ng_session_exercised(session);
        if (exchange->cursor <= since)
            return NG_OK;
        since = exchange->cursor;
        rest.context = NG_CHAINED;
    }
    return NG_OK;
}

static enum ng_status chained_reads(struct ng_session *session) {
    if (!ng_session_has(session, 2))
        return NG_OK;
    uint64_t count = ng_session_count(session);
    uint64_t page = count >= 6 ? 4 : 1;
    enum ng_status status = follow(session, 0, page, count, 2);
    if (!status && count > 6)
        status = follow(session, count - 6, 4, count, 2);
    if (!status && count > 20)
        status = follow(session, ng_session_random(session, count - 10),
                        1 + ng_session_random(session, 7), count, 4);
    return status;
}

const struct ng_case ng_case_chained_reads = {
    .id = "chained-reads",
    .class_id = NG_CLASS_CORE,
    .asks = "reads that follow the cursor bring each event once",
    .why = "this is what the contract is for: no gap and no overlap where two pages meet",
    .clauses = {"chain-1", "cursor-3", "cursor-5", "growth-2"},
    .run = chained_reads,
};
