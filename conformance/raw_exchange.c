#include "conformance/raw_exchange.h"

#include "conformance/head.h"

#include <strings.h>

/* What it means that the bytes hold no whole answer. */
static enum ng_transport transport_of(const struct ng_raw_received *received, enum ng_raw_form form,
                                      const struct ng_raw_answer *answer) {
    if (form == NG_RAW_NO_HTTP)
        return NG_TRANSPORT_NOT_HTTP;
    if (form == NG_RAW_WHOLE)
        return NG_TRANSPORT_OK;
    switch (received->end) {
    case NG_RAW_END_TIMEOUT:
        return NG_TRANSPORT_TIMEOUT;
    case NG_RAW_END_TOO_LARGE:
        return NG_TRANSPORT_TOO_LARGE;
    case NG_RAW_END_UNREACHABLE:
        return NG_TRANSPORT_UNREACHABLE;
    case NG_RAW_END_ANSWERED:
    case NG_RAW_END_CLOSED:
    case NG_RAW_END_LEFT:
        break;
    }
    return answer->head_size ? NG_TRANSPORT_TRUNCATED : NG_TRANSPORT_CLOSED;
}

static enum ng_status read_head(const struct ng_raw_answer *answer,
                                const struct ng_profile *profile, struct ng_exchange *exchange) {
    bool in_field = profile->cursor_place == NG_CURSOR_IN_FIELD;
    struct ng_head head;
    size_t at = 0, size;
    const char *line;
    enum ng_status status = NG_OK;
    ng_head_begin(&head, in_field ? profile->cursor_name : NULL);
    while (!status && ng_raw_answer_line(answer, &at, &line, &size))
        status = ng_head_line(&head, line, size);
    if (status)
        return status;
    ng_head_fill(&head, exchange);
    if (in_field) {
        uint64_t wire = 0;
        exchange->cursor_form = ng_head_cursor(&head, &wire);
        if (exchange->cursor_form == NG_CURSOR_OK)
            exchange->cursor = ng_profile_cursor(profile, wire);
    }
    return NG_OK;
}

static enum ng_status read_body(const struct ng_raw_answer *answer, struct ng_body *body,
                                struct ng_exchange *exchange) {
    size_t at = 0, size;
    const char *bytes;
    enum ng_status status = NG_OK;
    ng_body_begin(body, exchange);
    while (!status && ng_raw_answer_body(answer, &at, &bytes, &size))
        status = ng_body_push(body, bytes, size);
    if (!status)
        ng_body_finish(body);
    return status;
}

static bool is_encoded(const struct ng_raw_answer *answer) {
    const char *value;
    size_t size;
    return ng_raw_answer_field(answer, "Content-Encoding", &value, &size) && size > 0 &&
           !(size == 8 && strncasecmp(value, "identity", size) == 0);
}

enum ng_status ng_raw_exchange(const struct ng_raw_received *received, size_t *at,
                               const struct ng_profile *profile, struct ng_body *body, bool to_head,
                               struct ng_raw_answer *answer, struct ng_exchange *exchange) {
    bool ended = received->end == NG_RAW_END_CLOSED;
    const char *bytes = received->size ? received->bytes + *at : "";
    size_t size = received->size - *at;
    enum ng_raw_form form = ng_raw_answer_read(bytes, size, ended, to_head, answer);
    exchange->transport = transport_of(received, form, answer);
    exchange->seconds = received->seconds;
    if (form == NG_RAW_WHOLE)
        *at += answer->size;
    if (!answer->head_size)
        return NG_OK;
    enum ng_status status = read_head(answer, profile, exchange);
    if (status == NG_TOO_LARGE || is_encoded(answer)) {
        exchange->transport = NG_TRANSPORT_TOO_LARGE;
        return NG_OK;
    }
    if (status == NG_MALFORMED) {
        exchange->transport = NG_TRANSPORT_NOT_HTTP;
        return NG_OK;
    }
    return status ? status : read_body(answer, body, exchange);
}
