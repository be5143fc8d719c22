/* HEAD of a log that grows. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

#define ROUNDS 3

/* Whether HEAD of the tail is answered with a cursor; it need not be (method-1). */
static enum ng_status answers_head(struct ng_session *session, bool *answers) {
    const struct ng_ask head = {.method = NG_HEAD, .expectation = NG_EXPECT_ANYTHING};
    const struct ng_reading tail = {.since = ng_session_count(session)};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &tail, &head, &exchange);
    if (status)
        return status;
    /* A cursor in the body is none that an answer to HEAD could carry. */
    *answers = ng_session_profile(session)->cursor_place == NG_CURSOR_IN_FIELD &&
               exchange->status == 200 && exchange->cursor_form == NG_CURSOR_OK;
    if (!*answers && ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    return NG_OK;
}

/* HEAD of the tail from that index, of a page there, and of the full dump. */
static enum ng_status read_heads(struct ng_session *session, uint64_t since) {
    const struct ng_ask head = {
        .method = NG_HEAD, .expectation = NG_EXPECT_RANGE_OR_REFUSAL, .clause = "method-2"};
    const struct ng_reading readings[] = {{.since = since},
                                          {.since = since, .limit = 5, .has_limit = true}};
    const struct ng_exchange *exchange;
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < sizeof readings / sizeof *readings; i++)
        status = ng_session_read(session, &readings[i], &head, &exchange);
    return status ? status : ng_session_dump(session, &head, &exchange);
}

static enum ng_status growing_head(struct ng_session *session) {
    bool answers;
    enum ng_status status = answers_head(session, &answers);
    if (status || !answers)
        return status;
    uint64_t since = ng_session_count(session);
    status = read_heads(session, since);
    for (unsigned round = 0; !status && round < ROUNDS; round++) {
        status = ng_session_grow(session, 1);
        if (!status)
            status = read_heads(session, since);
        if (!status && ng_session_judgement(session)->judged)
            ng_session_exercised(session);
    }
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_growing_head = {
    .id = "growing-head",
    .class_id = NG_CLASS_LIVE,
    .asks = "after the log grew, where HEAD is answered, its cursor has grown too",
    .why = "a HEAD that a cache or another copy answers says that nothing new is there",
    .needs = "a log that grows, or an append hook",
    .clauses = {"method-1", "method-2"},
    .run = growing_head,
};
