/* The case of `nogap fuzz`: sends what the explorer makes up; the judge judges. */
#include "conformance/cases/field_checks.h"
#include "conformance/cases/list.h"
#include "conformance/cases/tagged.h"
#include "conformance/explore/explorer.h"
#include "conformance/session.h"

/* Events a second that the append hook adds in the background. */
#define GROWTH_RATE 300.0

/* The exploration under way. */
struct exploring {
    struct ng_session *session;
    struct ng_explorer *explorer;
    struct ng_explore_known known;
    bool saw_event;
    bool saw_second_page; /* that follows another, and holds events */
};

static bool is_range(const struct exploring *exploring, const struct ng_exchange *exchange) {
    return ng_session_judgement(exploring->session)->judged && exchange->status == 200;
}

/* Learns from an answer what the next request is made from. */
static void learn(struct exploring *exploring, const struct ng_explore_request *request,
                  const struct ng_exchange *exchange) {
    struct ng_explore_known *known = &exploring->known;
    bool holds_events = is_range(exploring, exchange) && exchange->event_count > 0;
    bool is_plain = request->ask.expectation == NG_EXPECT_RANGE;
    known->has_cursor = is_plain && is_range(exploring, exchange) && !request->ask.method &&
                        exchange->cursor_form == NG_CURSOR_OK &&
                        exchange->cursor >= request->ask.readings[0].since;
    known->cursor = exchange->cursor;
    exploring->saw_event = exploring->saw_event || holds_events;
    exploring->saw_second_page =
        exploring->saw_second_page || (holds_events && request->ask.context == NG_CHAINED);
}

static void look_at_fields(struct exploring *exploring, const struct ng_explore_request *request,
                           const struct ng_exchange *exchange) {
    struct ng_session *session = exploring->session;
    if (request->ask.method != NG_GET)
        ng_check_method(session, exchange);
    if (request->ask.method == NG_HEAD)
        exploring->known.answers_head = exchange->status == 200;
    if (request->kind != NG_EXPLORE_FIELDS || !is_range(exploring, exchange))
        return;
    ng_check_media_type(session, exchange);
    ng_check_caching(session, exchange);
    ng_check_cross_origin(session, exchange);
}

static enum ng_status ask(struct exploring *exploring, const struct ng_explore_request *request) {
    const struct ng_words_of_query words = {.since = request->has_since ? request->since : NULL,
                                            .limit = request->has_limit ? request->limit : NULL,
                                            .limit_first = request->limit_first,
                                            .before = request->before[0] ? request->before : NULL,
                                            .after = request->after[0] ? request->after : NULL};
    const struct ng_exchange *exchange;
    enum ng_status status =
        request->is_odd ? ng_session_spell_odd(exploring->session, &words, &request->ask, &exchange)
                        : ng_session_spell(exploring->session, &words, &request->ask, &exchange);
    if (status)
        return status;
    learn(exploring, request, exchange);
    look_at_fields(exploring, request, exchange);
    return NG_OK;
}

/* A hook that fails leaves the rest of the requests as they are; the end says so. */
static enum ng_status perform(struct exploring *exploring,
                              const struct ng_explore_request *request) {
    struct ng_session *session = exploring->session;
    enum ng_status status = NG_OK;
    switch (request->kind) {
    case NG_EXPLORE_GROW:
        status = ng_session_grow(session, request->events);
        break;
    case NG_EXPLORE_GROW_TAGGED:
        status = ng_read_tagged(session, request->events);
        break;
    case NG_EXPLORE_GROW_BESIDE:
        status = ng_session_begin_growth(session, GROWTH_RATE);
        break;
    case NG_EXPLORE_GROW_NO_MORE:
        status = ng_session_end_growth(session);
        break;
    case NG_EXPLORE_SIDE_BY_SIDE:
        status = ng_session_read_side_by_side(session, request->side, request->side_count);
        break;
    case NG_EXPLORE_PAGE:
    case NG_EXPLORE_TAIL:
    case NG_EXPLORE_DUMP:
    case NG_EXPLORE_LIMIT:
    case NG_EXPLORE_CHAIN:
    case NG_EXPLORE_AGAIN:
    case NG_EXPLORE_EDGE:
    case NG_EXPLORE_ODD:
    case NG_EXPLORE_NO_NUMBER:
    case NG_EXPLORE_QUERY:
    case NG_EXPLORE_HEAD:
    case NG_EXPLORE_OPTIONS:
    case NG_EXPLORE_FIELDS:
        return ask(exploring, request);
    }
    exploring->known.has_cursor = false;
    return status == NG_NOT_FOUND ? NG_OK : status;
}

static enum ng_status explore(struct exploring *exploring) {
    struct ng_session *session = exploring->session;
    struct ng_explore_known *known = &exploring->known;
    enum ng_status status = NG_OK;
    known->profile = ng_session_profile(session);
    known->can_read_side_by_side = ng_session_has_connections(session);
    while (!status && ng_session_explores_on(session)) {
        known->count = ng_session_count(session);
        known->can_append = ng_session_can_append(session, NG_EXPLORE_EVENTS_MAX);
        status = perform(exploring, ng_explorer_next(exploring->explorer, known));
        ng_session_tell_again(session);
    }
    enum ng_status ended = ng_session_end_growth(session);
    status = status ? status : ended;
    return status == NG_NOT_FOUND ? NG_OK : status;
}

/* A run that saw no log is no success. */
static void conclude(const struct exploring *exploring) {
    struct ng_session *session = exploring->session;
    const char *failure = ng_session_append_failure(session);
    if (!exploring->saw_event)
        ng_session_lacks(session, "no answer held an event");
    else if (!exploring->saw_second_page)
        ng_session_lacks(session, "no page that follows another held an event");
    else if (failure[0])
        ng_session_lacks(session, failure);
    else
        ng_session_exercised(session);
}

static enum ng_status random_requests(struct ng_session *session) {
    struct exploring exploring = {.session = session};
    enum ng_status status =
        ng_explorer_new(ng_session_random(session, UINT64_MAX), &exploring.explorer);
    if (status)
        return status;
    status = explore(&exploring);
    conclude(&exploring);
    ng_explorer_free(exploring.explorer);
    return status;
}

const struct ng_case ng_case_random_requests = {
    .id = "random-requests",
    .class_id = NG_CLASS_EXPLORE,
    .asks = "random requests, made up from the seed, are answered rightly",
    .why = "faults sit where nobody wrote a case: between the numbers, spellings and moments of "
           "the others",
    .clauses = {"answer-1", "range-1", "range-2", "range-4", "cursor-1", "cursor-3", "chain-1",
                "immutable-1", "growth-2"},
    .run = random_requests,
};
