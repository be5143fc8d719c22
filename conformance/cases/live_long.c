/* Long looks at a growing log, and a restart; the first two only where the user asks for them. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

static enum ng_status follow_for(struct ng_session *session, double seconds) {
    uint64_t since = ng_session_count(session), first = since;
    double deadline = ng_session_seconds(session) + seconds;
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    while (ng_session_seconds(session) < deadline) {
        struct ng_reading page = {.since = since};
        page.has_limit = ng_session_random(session, 2) == 0;
        page.limit = page.has_limit ? 1 + ng_session_random(session, 20) : 0;
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &page, &rest, &exchange);
        if (status)
            return status;
        if (exchange->status != 200 || exchange->cursor_form != NG_CURSOR_OK ||
            exchange->cursor < since)
            return NG_OK;
        since = exchange->cursor;
        rest.context = NG_CHAINED;
        if (since > first)
            ng_session_exercised(session);
    }
    /* Only now the events are compared with how they came first. */
    const struct ng_reading all = {.since = first, .limit = since - first, .has_limit = true};
    const struct ng_exchange *exchange;
    rest.context = NG_REPEATED;
    return since > first ? ng_session_read(session, &all, &rest, &exchange) : NG_OK;
}

static enum ng_status soak(struct ng_session *session) {
    double seconds = ng_session_soak(session);
    if (seconds <= 0) {
        ng_session_lacks(session, "held only where --soak SECONDS asks for it");
        return NG_OK;
    }
    enum ng_status status = ng_session_begin_growth(session, NG_SOAK_RATE);
    if (!status)
        status = follow_for(session, seconds);
    enum ng_status ended = ng_session_end_growth(session);
    status = status ? status : ended;
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_soak = {
    .id = "soak",
    .class_id = NG_CLASS_LIVE,
    .asks = "a tail that is followed for a long time brings each event once",
    .why = "some faults come once in a thousand reads",
    .needs = "--soak SECONDS, and a log that grows or an append hook",
    .clauses = {"chain-1", "growth-2"},
    .run = soak,
};

/* Events of the oldest page, and events appended at a time. */
#define OLDEST 8
#define PROBE_BATCH 500
/* Events of a page when they are read in the end. */
#define PROBE_PAGE 1000

/* What became of the oldest events. Gives whether they are still there. */
static bool tell_of_oldest(struct ng_session *session, const struct ng_exchange *exchange,
                           unsigned long long appended) {
    if (ng_session_judgement(session)->faultless) {
        ng_session_remark(session, "after %llu appends the oldest events are still there",
                          appended);
        return true;
    }
    if (exchange->status != 200)
        ng_session_remark(session,
                          "after %llu appends the oldest events are gone, and the status %d says "
                          "so: a client notices that it is too late",
                          appended, exchange->status);
    else
        ng_session_remark(session,
                          "after %llu appends the oldest events are not there any more, and the "
                          "status says nothing of it: a client that begins at 0 misses them and "
                          "notices nothing",
                          appended);
    return false;
}

/* Reads all in one answer, and what was appended page by page: some servers cut only what is
   large, or lose an event only where a page crosses the end of what they keep together. */
static enum ng_status read_appended(struct ng_session *session, uint64_t since) {
    const struct ng_ask whole = {.expectation = NG_EXPECT_RANGE, .clause = "dump-1"};
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE, .context = NG_REPEATED};
    uint64_t end = ng_session_count(session);
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_dump(session, &whole, &exchange);
    while (!status && since < end) {
        const struct ng_reading page = {.since = since, .limit = PROBE_PAGE, .has_limit = true};
        status = ng_session_read(session, &page, &rest, &exchange);
        if (status || exchange->status != 200 || exchange->cursor_form != NG_CURSOR_OK ||
            exchange->cursor <= since)
            return status;
        since = exchange->cursor;
        rest.context = NG_CHAINED;
    }
    return status;
}

static enum ng_status window_probe(struct ng_session *session) {
    uint64_t left = ng_session_window_probe(session);
    if (!left) {
        ng_session_lacks(session,
                         "held only where --window-probe N asks for it: it appends N events");
        return NG_OK;
    }
    if (!ng_session_has(session, 1))
        return NG_OK;
    struct ng_ask rest = {.expectation = NG_EXPECT_RANGE};
    const struct ng_reading oldest = {.limit = OLDEST, .has_limit = true};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &oldest, &rest, &exchange);
    bool there = !status && ng_session_judgement(session)->faultless;
    uint64_t appended = 0, before = ng_session_count(session);
    rest.context = NG_REPEATED;
    while (!status && left) {
        uint64_t batch = left < PROBE_BATCH ? left : PROBE_BATCH;
        left -= batch;
        status = ng_session_grow(session, batch);
        if (!status)
            status = ng_session_read(session, &oldest, &rest, &exchange);
        if (status)
            break;
        ng_session_exercised(session);
        appended += batch;
        there = there && tell_of_oldest(session, exchange, appended);
    }
    if (appended && (!status || status == NG_NOT_FOUND))
        status = read_appended(session, before);
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_window_probe = {
    .id = "window-probe",
    .class_id = NG_CLASS_LIVE,
    .asks = "the oldest events are still where they were after many appends, and all come in one "
            "answer and in large pages",
    .why = "a server that keeps a bounded window drops or moves them once it is full, and a "
           "largest answer shows only where the log is larger",
    .needs = "--window-probe N, and an append hook",
    .clauses = {"immutable-2", "range-1", "dump-1"},
    .run = window_probe,
};

/* What a client could notice that asks from `since` on, a cursor of the log before. */
static void tell_what_is_noticed(struct ng_session *session, uint64_t since,
                                 const struct ng_exchange *exchange) {
    unsigned long long old = since, cursor = exchange->cursor;
    if (exchange->status != 200)
        ng_session_remark(session,
                          "after the restart the cursor %llu is answered with the status %d: a "
                          "client notices the reset by the error, unless it only tries again",
                          old, exchange->status);
    else if (exchange->event_count)
        ng_session_remark(session,
                          "after the restart the cursor %llu brings events, although the log is "
                          "shorter: a client takes them for new ones and notices nothing",
                          old);
    else if (exchange->cursor_form != NG_CURSOR_OK)
        ng_session_remark(session,
                          "after the restart the cursor %llu brings no events and no cursor: a "
                          "client cannot tell the reset from the end of the log",
                          old);
    else if (exchange->cursor < since)
        ng_session_remark(session,
                          "after the restart the cursor %llu comes back as %llu: a client notices "
                          "the reset by the cursor that goes down, as long as it asks before the "
                          "new log holds %llu events",
                          old, cursor, old);
    else
        ng_session_remark(session,
                          "after the restart the cursor %llu comes back as %llu: a client notices "
                          "nothing, and misses what the new log holds before that",
                          old, cursor);
}

static enum ng_status shorter_log(struct ng_session *session) {
    uint64_t old_cursor = ng_session_count(session) + 10;
    enum ng_status status = ng_session_relaunch(session, 3);
    if (status == NG_NOT_FOUND) {
        ng_session_lacks(session,
                         "needs --launch with {log}: only then the runner can begin with a "
                         "shorter log");
        return NG_OK;
    }
    const struct ng_reading tail = {.since = old_cursor};
    const struct ng_exchange *exchange;
    if (!status)
        status = ng_session_read(session, &tail, NULL, &exchange);
    if (status)
        return status;
    if (ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    tell_what_is_noticed(session, old_cursor, exchange);
    return NG_OK;
}

const struct ng_case ng_case_shorter_log = {
    .id = "shorter-log",
    .class_id = NG_CLASS_LIVE,
    .asks = "after a restart on a shorter log, an old cursor comes back as the new count",
    .why = "the cursor that goes down is all by which a client can notice a reset",
    .needs = "--launch",
    .clauses = {"cursor-4", "range-6", "reset-1"},
    .run = shorter_log,
};
