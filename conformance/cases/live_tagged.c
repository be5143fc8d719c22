/* Conditional requests: a tag of an answer must not outlive the answer. */
#include "conformance/cases/list.h"
#include "conformance/cases/tagged.h"
#include "conformance/session.h"

#include <stdio.h>
#include <string.h>

/* A tag as RFC 9110 (8.8.3) has it, that can be sent back as it came. */
static bool is_tag(const char *text) {
    size_t length = strlen(text);
    size_t weak = strncmp(text, "W/", 2) == 0 ? 2 : 0;
    if (length < weak + 2 || text[weak] != '"' || text[length - 1] != '"')
        return false;
    for (const char *at = text; *at; at++)
        if (*at <= 0x20 || *at == 0x7F)
            return false;
    return true;
}

enum ng_status ng_read_tagged(struct ng_session *session, uint64_t events) {
    char tag[NG_FIELD_MAX];
    struct ng_reading tail = {.since = ng_session_count(session)};
    const struct ng_exchange *exchange;
    enum ng_status status = ng_session_read(session, &tail, NULL, &exchange);
    if (status)
        return status;
    /* A tag that the server never gave matches nothing. */
    (void)snprintf(tag, sizeof tag, "%s",
                   is_tag(exchange->entity_tag) ? exchange->entity_tag : "\"nogap\"");
    status = ng_session_grow(session, events);
    if (status)
        return status;
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .context = NG_REPEATED,
                                .header_name = "If-None-Match",
                                .header_value = tag,
                                .refusal_clause = "growth-1"};
    return ng_session_read(session, &tail, &rest, &exchange);
}

static enum ng_status conditional_reads(struct ng_session *session) {
    enum ng_status status = ng_read_tagged(session, 1);
    if (!status && ng_session_judgement(session)->judged)
        ng_session_exercised(session);
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_conditional_reads = {
    .id = "conditional-reads",
    .class_id = NG_CLASS_LIVE,
    .asks = "after the log grew, a read with the tag of the answer before is answered in full",
    .why = "a tag that does not change with the log makes a client's cache hide every new event",
    .needs = "a log that grows, or an append hook",
    .clauses = {"growth-1", "growth-2"},
    .run = conditional_reads,
};
