/* Logs that are longer than usual pages, and logs that repeat themselves. */
#include "conformance/cases/list.h"
#include "conformance/equal_events.h"
#include "conformance/session.h"

#include <stdio.h>

static bool is_range(const struct ng_session *session, const struct ng_exchange *exchange) {
    return ng_session_judgement(session)->judged && exchange->status == 200;
}

static enum ng_status read_one(struct ng_session *session, struct ng_reading reading) {
    const struct ng_exchange *exchange;
    return ng_session_read(session, &reading, NULL, &exchange);
}

/* Walks from `since` by pages of `limit`, at most so many. */
static enum ng_status walk(struct ng_session *session, uint64_t since, uint64_t limit,
                           unsigned pages) {
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    for (unsigned page = 0; page < pages && since < ng_session_count(session); page++) {
        const struct ng_reading reading = {.since = since, .limit = limit, .has_limit = true};
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &reading, &rest, &exchange);
        if (status)
            return status;
        if (!is_range(session, exchange) || exchange->cursor_form != NG_CURSOR_OK ||
            exchange->cursor <= since)
            return NG_OK;
        since = exchange->cursor;
        rest.context = NG_CHAINED;
    }
    return NG_OK;
}

/* Longer than the pages that servers like to have, with a rest behind the last one. */
#define LONG_LOG 1100
#define MORE_THAN_A_PAGE 1001
/* A log up to here is small enough to be read whole a few times more. */
#define READ_WHOLE 5000

/* A dump before and after: where one of them is cut, and its cursor says so, only the reads in
   between show that there is more. */
static enum ng_status read_whole(struct ng_session *session) {
    static const uint64_t starts[] = {1, 999, 1000, 1001};
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < sizeof starts / sizeof *starts; i++)
        status = read_one(session, (struct ng_reading){.since = starts[i]});
    /* Servers pack only what is worth it. */
    const struct ng_ask packed = {
        .expectation = NG_EXPECT_RANGE, .header_name = "Accept-Encoding", .header_value = "gzip"};
    const struct ng_exchange *exchange;
    if (!status)
        status = ng_session_dump(session, &packed, &exchange);
    return status ? status : ng_session_dump(session, NULL, &exchange);
}

/* Pages that are equal but for the high bits of their first index, which a table of so many places
 * takes for one. */
static enum ng_status read_alike(struct ng_session *session) {
    static const uint64_t starts[] = {3, 3 + 64, 3 + 128, 3 + 256, 3 + 512, 3 + 1024};
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < sizeof starts / sizeof *starts; i++)
        status = read_one(session,
                          (struct ng_reading){.since = starts[i], .limit = 5, .has_limit = true});
    return status;
}

static enum ng_status long_log(struct ng_session *session) {
    static const uint64_t limits[] = {256, 500, 1000, 1001};
    enum ng_status status = NG_OK;
    if (ng_session_count(session) < MORE_THAN_A_PAGE)
        status = ng_session_relaunch(session, LONG_LOG);
    bool launched = !status;
    if (status && status != NG_NOT_FOUND)
        return status;
    const struct ng_reading tail = {.since = ng_session_count(session)};
    const struct ng_exchange *exchange;
    status = ng_session_read(session, &tail, NULL, &exchange);
    if (status || (!launched && !ng_session_has(session, MORE_THAN_A_PAGE)))
        return status;
    for (size_t i = 0; !status && i < sizeof limits / sizeof *limits; i++)
        status = read_one(session, (struct ng_reading){.limit = limits[i], .has_limit = true});
    if (!status)
        status = read_alike(session);
    if (!status)
        status = walk(session, 0, 500, 3);
    if (!status && ng_session_count(session) <= READ_WHOLE)
        status = read_whole(session);
    /* A server that has not read all of its log yet showed a short one. */
    if (!status && ng_session_has(session, launched ? LONG_LOG : MORE_THAN_A_PAGE))
        ng_session_exercised(session);
    return status;
}

const struct ng_case ng_case_long_log = {
    .id = "long-log",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "a log of more than a thousand events comes whole, and in pages as large as asked for",
    .why =
        "many servers have a largest page, of 500 or 1000 events mostly, which a short log never "
        "shows",
    .needs = "--launch and {log}, or a log of more than a thousand events",
    .clauses = {"dump-1", "param-3", "range-1", "range-3", "range-4", "cursor-5", "chain-1"},
    .run = long_log,
};

/* Odd, so that what is left of it without its equals is no round number that a server may stop at
   while it still reads the log. */
#define LOG_WITH_EQUALS 103

/* The index of the first event that is equal to the next; the event count where there is none. */
static uint64_t find_equals(const struct ng_exchange *dump) {
    size_t index = 0;
    while (index + 1 < dump->event_count && dump->digests[index] != dump->digests[index + 1])
        index++;
    return index + 1 < dump->event_count ? index : dump->event_count;
}

/* A server that never took the repeated events is at one with itself; only the file that the runner
   wrote tells. A server that marks each event, as with its index, shows no equals, but all. */
static void look_for_merged(struct ng_session *session, const struct ng_exchange *dump) {
    uint64_t count = dump->event_count;
    if (count != LOG_WITH_EQUALS - NG_EQUALS_REPEATED &&
        count != LOG_WITH_EQUALS - NG_EQUALS_NEIGHBOURING)
        return;
    char expected[NG_WORDS_MAX], received[NG_WORDS_MAX];
    (void)snprintf(expected, sizeof expected,
                   "%d events, as in the log file, of which some are equal", LOG_WITH_EQUALS);
    (void)snprintf(received, sizeof received, "%llu events, no two neighbours of them equal",
                   (unsigned long long)count);
    ng_session_note(session, dump, "dump-1", "equal events of the log came but once", expected,
                    received);
    ng_session_exercised(session);
}

static enum ng_status read_across(struct ng_session *session, uint64_t at) {
    const struct ng_reading readings[] = {
        {.since = at, .limit = 1, .has_limit = true},
        {.since = at, .limit = 2, .has_limit = true},
        {.since = at + 1, .limit = 1, .has_limit = true},
        {.since = at + 1, .limit = 5, .has_limit = true},
        {.since = at + 19, .limit = 3, .has_limit = true},
    };
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        enum ng_status status = read_one(session, readings[i]);
        if (status)
            return status;
    }
    ng_session_exercised(session);
    return walk(session, at ? at - 1 : 0, 1, 7);
}

static enum ng_status equal_neighbours(struct ng_session *session) {
    enum ng_status status = ng_session_relaunch(session, LOG_WITH_EQUALS);
    bool launched = !status;
    if (status && status != NG_NOT_FOUND)
        return status;
    const struct ng_reading page = {.limit = READ_WHOLE, .has_limit = true};
    const struct ng_exchange *dump;
    status = ng_session_count(session) > READ_WHOLE ? ng_session_read(session, &page, NULL, &dump)
                                                    : ng_session_dump(session, NULL, &dump);
    if (status || !is_range(session, dump))
        return status;
    uint64_t at = find_equals(dump);
    if (at < dump->event_count)
        return read_across(session, at);
    ng_session_lacks(session, "no two neighbouring events are equal; with --launch and {log} the "
                              "runner makes a log that has some");
    if (launched)
        look_for_merged(session, dump);
    return NG_OK;
}

const struct ng_case ng_case_equal_neighbours = {
    .id = "equal-neighbours",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "events that are equal come as often as the log holds them, in dumps, pages and walks",
    .why = "a server that removes duplicates, or finds an event's place by looking for an equal "
           "one, loses events or brings them twice",
    .needs = "--launch and {log}, or a log with equal neighbours",
    .clauses = {"dump-1", "range-1", "range-2", "cursor-3", "cursor-5", "chain-1"},
    .run = equal_neighbours,
};
