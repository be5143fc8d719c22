/* Fields of the answer, other methods, and the log as a whole. */
#include "conformance/cases/field_checks.h"
#include "conformance/cases/list.h"
#include "conformance/session.h"

static bool is_range(const struct ng_session *session, const struct ng_exchange *exchange) {
    return ng_session_judgement(session)->judged && exchange->status == 200;
}

/* Small reads of every form: page, rest, past the end, and nothing asked for. */
static enum ng_status read_forms(struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    const struct ng_reading forms[] = {
        {.since = 0, .limit = 1, .has_limit = true},
        {.since = count},
        {.since = count + 1000000},
        {.since = 0, .limit = 0, .has_limit = true},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const struct ng_exchange *exchange;
        enum ng_status status = ng_session_read(session, &forms[i], NULL, &exchange);
        if (status)
            return status;
        if (is_range(session, exchange))
            ng_session_exercised(session);
    }
    return NG_OK;
}

const struct ng_case ng_case_cursor_form = {
    .id = "cursor-form",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "every form of answer carries one cursor of decimal digits",
    .why = "frameworks print numbers as 3.0, 1e+06 or text, and proxies double fields",
    .clauses = {"cursor-1", "cursor-2"},
    .run = read_forms,
};

/* Reads a page, and looks at the fields of its answer. `rest` is what is asked besides, or NULL. */
static enum ng_status check_page(struct ng_session *session, const struct ng_ask *rest,
                                 void (*check)(struct ng_session *session,
                                               const struct ng_exchange *exchange)) {
    struct ng_reading reading = {.since = 0, .limit = 1, .has_limit = true};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &reading, rest, &exchange);
    if (!status && is_range(session, exchange)) {
        ng_session_exercised(session);
        check(session, exchange);
    }
    return status;
}

static enum ng_status media_type(struct ng_session *session) {
    return check_page(session, NULL, ng_check_media_type);
}

const struct ng_case ng_case_media_type = {
    .id = "media-type",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "the answer says that it is JSON",
    .why = "clients and proxies choose their parser by it",
    .clauses = {"body-3"},
    .run = media_type,
};

static enum ng_status caching(struct ng_session *session) {
    return check_page(session, NULL, ng_check_caching);
}

const struct ng_case ng_case_caching = {
    .id = "caching",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "the answer forbids caches to store it",
    .why = "a poll that a proxy answers from its cache never sees a new event",
    .clauses = {"cache-1"},
    .run = caching,
};

static enum ng_status cross_origin(struct ng_session *session) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .header_name = "Origin",
                                .header_value = "http://nogap.example"};
    return check_page(session, &rest, ng_check_cross_origin);
}

const struct ng_case ng_case_cross_origin = {
    .id = "cross-origin",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "where other origins may read the answer, they may read the cursor too",
    .why = "a dashboard of another origin sees the events, and has no way to go on",
    .clauses = {"cors-1"},
    .run = cross_origin,
};

/* Pages from one index, which differ by their limit only, and all in one answer. */
static enum ng_status packed_answers(struct ng_session *session) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .context = NG_REPEATED,
                                .header_name = "Accept-Encoding",
                                .header_value = "gzip"};
    const struct ng_exchange *exchange;
    enum ng_status status = NG_OK;
    for (uint64_t limit = 1; !status && limit <= 3; limit++) {
        const struct ng_reading page = {.limit = limit, .has_limit = true};
        status = ng_session_read(session, &page, &rest, &exchange);
        if (!status && is_range(session, exchange))
            ng_session_exercised(session);
    }
    return status ? status : ng_session_dump(session, &rest, &exchange);
}

const struct ng_case ng_case_packed_answers = {
    .id = "packed-answers",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "an answer that is packed for a client that accepts gzip says the same as a plain one",
    .why = "most clients ask for packed answers, which pass by another way through a server",
    .clauses = {"body-1", "cursor-1", "range-1"},
    .run = packed_answers,
};

static enum ng_status head(struct ng_session *session) {
    struct ng_ask rest = {.method = NG_HEAD, .expectation = NG_EXPECT_ANYTHING};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_dump(session, &rest, &exchange);
    if (status)
        return status;
    if (ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    ng_check_method(session, exchange);
    /* A cursor in the body is none that an answer to HEAD could carry. */
    if (exchange->status != 200 || ng_session_profile(session)->cursor_place != NG_CURSOR_IN_FIELD)
        return NG_OK;
    /* Any of them may be refused (method-1). */
    rest.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    rest.clause = "method-2";
    uint64_t count = ng_session_count(session);
    const struct ng_reading readings[] = {
        {.since = 0, .limit = 1, .has_limit = true}, {.since = count}, {.since = count + 1000000}};
    for (size_t i = 0; !status && i < sizeof readings / sizeof *readings; i++)
        status = ng_session_read(session, &readings[i], &rest, &exchange);
    return status ? status : ng_session_dump(session, &rest, &exchange);
}

const struct ng_case ng_case_head = {
    .id = "head",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "where HEAD is answered, it carries the cursor that GET would",
    .why = "a HEAD is a cheap way to ask how long the log is",
    .clauses = {"method-1", "method-2"},
    .run = head,
};

static enum ng_status options(struct ng_session *session) {
    const struct ng_ask rest = {.method = NG_OPTIONS, .expectation = NG_EXPECT_ANYTHING};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_dump(session, &rest, &exchange);
    if (status)
        return status;
    if (ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    ng_check_method(session, exchange);
    return NG_OK;
}

const struct ng_case ng_case_options = {
    .id = "options",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "OPTIONS is answered or refused, and does not make the server fail",
    .why = "browsers ask it before a request of another origin",
    .clauses = {"method-1"},
    .run = options,
};

static enum ng_status same_log(struct ng_session *session) {
    if (!ng_session_has(session, 1))
        return NG_OK;
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE, .context = NG_REPEATED};
    const struct ng_reading first = {.since = 0, .limit = 8, .has_limit = true};
    const struct ng_reading tail = {.since = ng_session_count(session)};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &first, &rest, &exchange);
    if (!status && is_range(session, exchange))
        ng_session_exercised(session);
    return status ? status : ng_session_read(session, &tail, &rest, &exchange);
}

const struct ng_case ng_case_same_log = {
    .id = "same-log",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "after all the other cases the log is still the one that the run began with",
    .why = "to a client a reset looks like a clamped cursor",
    .clauses = {"reset-1", "immutable-1", "growth-2"},
    .run = same_log,
};

static enum ng_status empty_log(struct ng_session *session) {
    enum ng_status status = ng_session_relaunch(session, 0);
    if (status == NG_NOT_FOUND) {
        ng_session_lacks(session, "needs --launch with {log}: only then the runner can begin with "
                                  "an empty log");
        return NG_OK;
    }
    return status ? status : read_forms(session);
}

const struct ng_case ng_case_empty_log = {
    .id = "empty-log",
    .class_id = NG_CLASS_BOUNDARY,
    .asks = "an empty log answers every form of request with [] and the cursor 0",
    .why = "of an empty list, serialisers make null, {} or an empty body",
    .needs = "--launch",
    .clauses = {"body-2", "cursor-1", "cursor-2", "limit-1"},
    .run = empty_log,
};
