/* Faults that show only while the log grows. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

/* Events a second that the append hook adds in the background. */
#define GROWTH_RATE 300.0
/* A torn full dump is rare at a low rate of growth: so many dumps, but no longer than so many
   seconds; more of them for a short time where the machine was too busy to append meanwhile. */
#define DUMPS 600
#define DUMP_SECONDS 8.0
#define GROWN_EVENTS 20
#define GROWN_SECONDS 2.0
#define DUMPS_MAX 20000
/* Events that a chain of pages, or readers side by side, follow. */
#define FOLLOWED_EVENTS 60
#define FOLLOW_SECONDS 4.0
#define READERS 3

static bool is_range(const struct ng_session *session, const struct ng_exchange *exchange) {
    return ng_session_judgement(session)->judged && exchange->status == 200 &&
           exchange->cursor_form == NG_CURSOR_OK;
}

/* A log that does not grow is a skip, with the reason noted. */
static enum ng_status forgive(enum ng_status status) {
    return status == NG_NOT_FOUND ? NG_OK : status;
}

/* Pages of one batch: a log that grows by itself may have grown by far more than was asked for. */
#define PAGES 32

static enum ng_status appended_events(struct ng_session *session) {
    uint64_t cursor = ng_session_count(session);
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    for (uint64_t batch = 1; batch <= 5; batch++) {
        enum ng_status status = ng_session_grow(session, batch);
        if (status)
            return forgive(status);
        uint64_t target = ng_session_count(session);
        for (unsigned page_number = 0; cursor < target && page_number < PAGES; page_number++) {
            struct ng_reading page = {.since = cursor, .limit = 2, .has_limit = true};
            const struct ng_exchange *exchange;
            status = ng_session_read(session, &page, &rest, &exchange);
            if (status)
                return status;
            if (!is_range(session, exchange) || exchange->cursor <= cursor)
                return NG_OK;
            cursor = exchange->cursor;
            rest.context = NG_CHAINED;
            ng_session_exercised(session);
        }
    }
    return NG_OK;
}

const struct ng_case ng_case_appended_events = {
    .id = "appended-events",
    .class_id = NG_CLASS_LIVE,
    .asks = "events that are appended come through the tail, each once",
    .why = "this is the tail loop at work",
    .needs = "a log that grows, or an append hook",
    .clauses = {"chain-1", "range-1", "growth-2"},
    .run = appended_events,
};

#define RANGES 9

/* The ranges are exercised where the log grew since they were read before. */
static enum ng_status read_ranges(struct ng_session *session, const struct ng_reading *ranges,
                                  enum ng_context context, bool has_grown) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE, .context = context};
    const struct ng_exchange *exchange;
    for (size_t i = 0; i < RANGES; i++) {
        enum ng_status status = ng_session_read(session, &ranges[i], &rest, &exchange);
        if (status)
            return status;
        if (has_grown && is_range(session, exchange))
            ng_session_exercised(session);
    }
    return ng_session_dump(session, &rest, &exchange);
}

static enum ng_status unchanged_ranges(struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    const struct ng_reading ranges[RANGES] = {
        {.since = 0, .limit = 4, .has_limit = true},
        {.since = count / 2, .limit = 4, .has_limit = true},
        {.since = count > 3 ? count - 3 : 0, .limit = 3, .has_limit = true},
        {.since = count > 3 ? count - 3 : 0},
        {.since = count},
        {.since = count + 1000000},
        /* Pages that are not full, which a cache must not take for whole ones. */
        {.since = count > 3 ? count - 3 : 0, .limit = 100, .has_limit = true},
        {.since = count, .limit = 5, .has_limit = true},
        {.since = count + 1000000, .limit = 5, .has_limit = true},
    };
    enum ng_status status = read_ranges(session, ranges, NG_FRESH, false);
    for (unsigned round = 0; !status && round < 3; round++) {
        status = ng_session_grow(session, 3);
        /* Where the count stands still, the events may have moved. */
        if (!status || status == NG_NOT_FOUND) {
            enum ng_status read = read_ranges(session, ranges, NG_REPEATED, !status);
            status = read ? read : status;
        }
    }
    return forgive(status);
}

const struct ng_case ng_case_unchanged_ranges = {
    .id = "unchanged-ranges",
    .class_id = NG_CLASS_LIVE,
    .asks = "ranges that were read before an append hold the same events after it",
    .why = "a window with relative indexes, a late event sorted in, and a cached answer show here",
    .needs = "a log that grows, or an append hook",
    .clauses = {"immutable-1", "immutable-2", "growth-1", "growth-2", "cursor-4", "range-6"},
    .run = unchanged_ranges,
};

static bool dumps_go_on(const struct ng_session *session, uint64_t before, unsigned dumps,
                        double seconds) {
    bool has_grown = ng_session_count(session) >= before + GROWN_EVENTS;
    return (dumps < DUMPS && seconds < DUMP_SECONDS) ||
           (!has_grown && dumps < DUMPS_MAX && seconds < GROWN_SECONDS);
}

/* Dumps the log and goes on from its cursor, again and again. */
static enum ng_status dump_and_go_on(struct ng_session *session) {
    const struct ng_ask joint = {.expectation = NG_EXPECT_RANGE, .context = NG_CHAINED};
    double began = ng_session_seconds(session);
    uint64_t before = ng_session_count(session);
    for (unsigned dump = 0; dumps_go_on(session, before, dump, ng_session_seconds(session) - began);
         dump++) {
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_dump(session, NULL, &exchange);
        if (status)
            return status;
        if (!is_range(session, exchange))
            return NG_OK;
        struct ng_reading next = {.since = exchange->cursor};
        status = ng_session_read(session, &next, &joint, &exchange);
        if (status)
            return status;
        if (ng_session_count(session) > before)
            ng_session_exercised(session);
    }
    return NG_OK;
}

static enum ng_status growing_dump(struct ng_session *session) {
    enum ng_status status = ng_session_begin_growth(session, GROWTH_RATE);
    if (!status)
        status = dump_and_go_on(session);
    enum ng_status ended = ng_session_end_growth(session);
    return forgive(status ? status : ended);
}

const struct ng_case ng_case_growing_dump = {
    .id = "growing-dump",
    .class_id = NG_CLASS_LIVE,
    .asks = "full dumps while events arrive, and the reads that go on from them, fit together",
    .why = "a count that is read for the header and again for the body sends events twice",
    .needs = "a log that grows, or an append hook",
    .clauses = {"instant-1", "dump-1", "chain-1", "cursor-3"},
    .run = growing_dump,
};

/* Reads what came page by page once more in one piece: only then it is compared with anything. */
static enum ng_status read_again(struct ng_session *session, uint64_t first, uint64_t end) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE, .context = NG_REPEATED};
    const struct ng_reading all = {.since = first, .limit = end - first, .has_limit = true};
    const struct ng_exchange *exchange;
    return end > first ? ng_session_read(session, &all, &rest, &exchange) : NG_OK;
}

static enum ng_status chain_pages(struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    uint64_t since = count > 20 ? count - 20 : 0, until = count + FOLLOWED_EVENTS;
    double deadline = ng_session_seconds(session) + FOLLOW_SECONDS;
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    while (since < until && ng_session_seconds(session) < deadline) {
        struct ng_reading page = {
            .since = since, .limit = 1 + ng_session_random(session, 6), .has_limit = true};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &page, &rest, &exchange);
        if (status)
            return status;
        if (!is_range(session, exchange) || exchange->cursor < since)
            return NG_OK;
        since = exchange->cursor;
        rest.context = NG_CHAINED;
        if (since > count)
            ng_session_exercised(session);
    }
    return read_again(session, count, since);
}

static enum ng_status growing_pages(struct ng_session *session) {
    enum ng_status status = ng_session_begin_growth(session, GROWTH_RATE);
    if (!status)
        status = chain_pages(session);
    enum ng_status ended = ng_session_end_growth(session);
    return forgive(status ? status : ended);
}

const struct ng_case ng_case_growing_pages = {
    .id = "growing-pages",
    .class_id = NG_CLASS_LIVE,
    .asks = "small pages follow the log while events arrive, with no gap and no overlap",
    .why = "where the page meets the end of a growing log, header and body race",
    .needs = "a log that grows, or an append hook",
    .clauses = {"chain-1", "instant-1", "range-4"},
    .run = growing_pages,
};

static enum ng_status follow_together(struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    uint64_t since = count > 20 ? count - 20 : 0;
    enum ng_status status =
        ng_session_read_together(session, READERS, since, count + FOLLOWED_EVENTS, FOLLOW_SECONDS);
    if (!status && ng_session_count(session) > count)
        ng_session_exercised(session);
    return status;
}

static enum ng_status readers_agree(struct ng_session *session) {
    enum ng_status status = ng_session_begin_growth(session, GROWTH_RATE);
    if (!status)
        status = follow_together(session);
    enum ng_status ended = ng_session_end_growth(session);
    return forgive(status ? status : ended);
}

const struct ng_case ng_case_readers_agree = {
    .id = "readers-agree",
    .class_id = NG_CLASS_LIVE,
    .asks = "readers that follow the tail at once see one and the same log",
    .why = "state that is kept for all readers in common breaks only where there are several",
    .needs = "a log that grows, or an append hook",
    .clauses = {"chain-1", "immutable-1", "growth-2"},
    .run = readers_agree,
};
