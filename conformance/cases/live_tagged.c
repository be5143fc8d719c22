/* Conditional requests: a tag or a date of an answer must not outlive the answer. */
#include "conformance/cases/list.h"
#include "conformance/cases/tagged.h"
#include "conformance/session.h"

#include <stdio.h>
#include <string.h>

/* What a client's cache holds of one answer. */
struct cached {
    bool is_dump;
    struct ng_reading reading; /* of any other answer */
    char tag[NG_FIELD_MAX];
    char date[NG_FIELD_MAX];
};

/* Which of the two it sends back. A server looks at the date only where no tag is sent. */
enum validator {
    BY_TAG,
    BY_DATE
};

/* A tag that the server never gave matches nothing, and since that date something was appended. */
#define UNKNOWN_TAG "\"nogap\""
#define OLD_DATE "Sun, 06 Nov 1994 08:49:37 GMT"

/* Whether the text can be sent back as it came: it is visible, and was not cut. */
static bool is_whole(const char *text, unsigned char lowest) {
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < lowest || (unsigned char)text[i] == 0x7F)
            return false;
    return length && length < NG_FIELD_MAX - 1;
}

/* A tag as RFC 9110 (8.8.3) has it. */
static bool is_tag(const char *text) {
    size_t length = strlen(text);
    size_t weak = strncmp(text, "W/", 2) == 0 ? 2 : 0;
    return length >= weak + 2 && text[weak] == '"' && text[length - 1] == '"' &&
           is_whole(text, 0x21);
}

static enum ng_status read_form(struct ng_session *session, const struct cached *cached,
                                const struct ng_ask *rest, const struct ng_exchange **exchange) {
    return cached->is_dump ? ng_session_dump(session, rest, exchange)
                           : ng_session_read(session, &cached->reading, rest, exchange);
}

static enum ng_status fill(struct ng_session *session, struct cached *cached) {
    const struct ng_exchange *exchange;
    enum ng_status status = read_form(session, cached, NULL, &exchange);
    if (status)
        return status;
    (void)snprintf(cached->tag, sizeof cached->tag, "%s",
                   is_tag(exchange->entity_tag) ? exchange->entity_tag : UNKNOWN_TAG);
    (void)snprintf(cached->date, sizeof cached->date, "%s",
                   is_whole(exchange->last_modified, 0x20) ? exchange->last_modified : OLD_DATE);
    return NG_OK;
}

static enum ng_status validate(struct ng_session *session, const struct cached *cached,
                               enum validator validator) {
    const struct ng_ask rest = {.expectation = NG_EXPECT_RANGE,
                                .context = NG_REPEATED,
                                .header_name =
                                    validator == BY_TAG ? "If-None-Match" : "If-Modified-Since",
                                .header_value = validator == BY_TAG ? cached->tag : cached->date,
                                .refusal_clause = "growth-1"};
    const struct ng_exchange *exchange;
    return read_form(session, cached, &rest, &exchange);
}

/* Reads each form, lets the log grow, and asks whether what came is still right: it never is. */
static enum ng_status read_grow_validate(struct ng_session *session, struct cached *cached,
                                         size_t count, enum validator validator, uint64_t events) {
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = fill(session, &cached[i]);
    if (!status)
        status = ng_session_grow(session, events);
    for (size_t i = 0; !status && i < count; i++)
        status = validate(session, &cached[i], validator);
    return status;
}

enum ng_status ng_read_tagged(struct ng_session *session, uint64_t events) {
    struct cached tail = {.reading = {.since = ng_session_count(session)}};
    return read_grow_validate(session, &tail, 1, BY_TAG, events);
}

static enum ng_status conditional_reads(struct ng_session *session) {
    enum ng_status status = NG_OK;
    /* The second time the newest event is some milliseconds old: a date says seconds only. */
    for (enum validator validator = BY_TAG; !status && validator <= BY_DATE; validator++) {
        uint64_t count = ng_session_count(session);
        struct cached cached[] = {
            {.reading = {.since = count}},
            {.reading = {.since = count, .limit = 5, .has_limit = true}},
            {.is_dump = true},
        };
        status = read_grow_validate(session, cached, sizeof cached / sizeof *cached, validator, 1);
        if (!status && ng_session_judgement(session)->judged)
            ng_session_exercised(session);
    }
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_conditional_reads = {
    .id = "conditional-reads",
    .class_id = NG_CLASS_LIVE,
    .asks = "after the log grew, a read with the tag or the date of the answer before is answered "
            "in full",
    .why = "a tag that does not change with the log makes a client's cache hide every new event",
    .needs = "a log that grows, or an append hook",
    .clauses = {"growth-1", "growth-2"},
    .run = conditional_reads,
};
