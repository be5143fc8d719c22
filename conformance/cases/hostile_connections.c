/* Connections that end too early, and connections with several requests at once. */
#include "conformance/cases/hostile.h"
#include "conformance/cases/list.h"

#include <stdio.h>

#define ROWS(table) table, sizeof(table) / sizeof *(table)
#define LEFT(text)                                                                                 \
    {.pattern = text, .clause = "transport-3", .manner = NG_RAW_LEAVE}, {                          \
        .pattern = text, .clause = "transport-3", .manner = NG_RAW_RESET                           \
    }

static enum ng_status half_sent_requests(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        LEFT(""),
        LEFT("G"),
        LEFT("GET {path}?{query}"),
        LEFT("GET {path}?{query} HTTP/1.1\r"),
        LEFT("GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}"),
        LEFT(NG_HOSTILE_GET_WITH("Content-Length: 1000\r\n") "abc"),
        LEFT(NG_HOSTILE_GET_WITH("Transfer-Encoding: chunked\r\n") "ff\r\nabc"),
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_half_sent_requests = {
    .id = "half-sent-requests",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "a server goes on answering after requests that are broken off",
    .why = "a worker that waits for the rest of a request for ever is lost to everybody else",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-3"},
    .run = half_sent_requests,
};

static enum ng_status reset_answers(struct ng_session *session) {
    /* The full dump, which takes longest to send; then a whole request and nobody there. */
    static const struct ng_raw_request requests[] = {
        {.pattern = "GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n",
         .manner = NG_RAW_RESET_IN_ANSWER},
        {.pattern = "GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n",
         .manner = NG_RAW_RESET},
        {.pattern = "GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n",
         .manner = NG_RAW_LEAVE},
    };
    static const struct ng_ask ask = {.silence_clause = "transport-3"};
    enum ng_status status = NG_OK;
    bool again = true;
    for (size_t i = 0; !status && again && i < sizeof requests / sizeof *requests; i++) {
        struct ng_raw_request request = requests[i];
        request.asks = &ask;
        request.ask_count = 1;
        status = ng_session_raw(session, &request, &again);
    }
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_reset_answers = {
    .id = "reset-answers",
    .class_id = NG_CLASS_HOSTILE,
    .asks =
        "a server goes on answering after connections that are reset in the middle of an answer",
    .why = "a write to a connection that is gone raises a signal or an exception that ends servers",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-3"},
    .run = reset_answers,
};

/* Texts of several requests. */
struct pipeline {
    const char *method; /* of the next request; NULL: GET */
    char text[NG_RAW_TEXT_MAX];
    size_t size;
    struct ng_ask asks[3];
    size_t count;
};

/* Adds the request for one event at `since`, or for the events at `odd_since`, which has to be
   refused. `more` are further fields, the empty line, and a body. */
static void add_request(struct pipeline *pipeline, const struct ng_session *session, uint64_t since,
                        const char *odd_since, const char *more) {
    const struct ng_profile *profile = ng_session_profile(session);
    char text[24];
    since = ng_session_since_text(session, since, text);
    size_t room = sizeof pipeline->text - pipeline->size;
    int size = snprintf(pipeline->text + pipeline->size, room,
                        "%s {path}?%s%s%s=%s&%s=1 HTTP/1.1\r\nHost: {host}\r\n{fields}%s",
                        pipeline->method ? pipeline->method : "GET", profile->fixed_query,
                        *profile->fixed_query ? "&" : "", profile->since,
                        odd_since ? odd_since : text, profile->limit, more);
    if (size > 0)
        pipeline->size += (size_t)size < room ? (size_t)size : room - 1;
    pipeline->asks[pipeline->count] = (struct ng_ask){
        .expectation = odd_since ? NG_EXPECT_REFUSAL : NG_EXPECT_RANGE,
        .readings = {{.since = since, .limit = 1, .has_limit = true}},
        .reading_count = 1,
        .clause = odd_since ? "reject-1" : "transport-5",
        .refusal_clause = odd_since ? NULL : "transport-5",
        /* The first one is an ordinary request; behind it a server may close the connection. */
        .may_close = pipeline->count > 0,
        .silence_clause = "transport-5",
    };
    pipeline->count++;
}

static enum ng_status send_pipeline(struct ng_session *session, const char *odd_since,
                                    bool has_body, bool *again) {
    /* A body, which no GET needs, is not the next request. */
    const char *more = has_body ? "Content-Length: 5\r\n\r\nGET /" : "\r\n";
    struct pipeline pipeline = {.size = 0};
    add_request(&pipeline, session, 1, NULL, more);
    if (has_body) {
        /* Some servers refuse that (RFC 9110, 9.3.1). */
        pipeline.asks[0].expectation = NG_EXPECT_RANGE_OR_REFUSAL;
        pipeline.asks[0].refusal_clause = NULL;
        pipeline.asks[0].may_close = true;
    }
    add_request(&pipeline, session, 0, odd_since, "\r\n");
    add_request(&pipeline, session, 2, NULL, "\r\n");
    const struct ng_raw_request request = {
        .pattern = pipeline.text, .asks = pipeline.asks, .ask_count = pipeline.count};
    return ng_session_raw(session, &request, again);
}

/* A body behind the head of an answer to HEAD would be the beginning of the next answer. */
static enum ng_status send_head_first(struct ng_session *session, bool *again) {
    struct pipeline pipeline = {.method = "HEAD"};
    add_request(&pipeline, session, 1, NULL, "\r\n");
    pipeline.asks[0] = (struct ng_ask){.method = NG_HEAD,
                                       .expectation = NG_EXPECT_ANYTHING,
                                       .may_close = true,
                                       .silence_clause = "transport-5"};
    pipeline.method = "GET";
    add_request(&pipeline, session, 0, NULL, "Connection: close\r\n\r\n");
    const struct ng_raw_request request = {
        .pattern = pipeline.text, .asks = pipeline.asks, .ask_count = pipeline.count};
    return ng_session_raw(session, &request, again);
}

static enum ng_status pipelined_requests(struct ng_session *session) {
    bool again = ng_session_has(session, 3);
    enum ng_status status = NG_OK;
    if (again)
        status = send_pipeline(session, NULL, false, &again);
    if (!status && again)
        status = send_pipeline(session, "abc", false, &again);
    if (!status && again)
        status = send_pipeline(session, NULL, true, &again);
    if (!status && again)
        status = send_head_first(session, &again);
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_pipelined_requests = {
    .id = "pipelined-requests",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "requests that are sent without waiting are answered in their order",
    .why =
        "answers that change places, or a body that is read as a request, give a client the events "
        "of another range",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-5", "reject-1", "transport-3"},
    .run = pipelined_requests,
};
