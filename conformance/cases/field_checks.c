#include "conformance/cases/field_checks.h"

#include "conformance/describe.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Whether a comma- or semicolon-separated list holds a word, whatever its case. */
static bool holds_word(const char *list, const char *word) {
    size_t length = strlen(word);
    while (*list) {
        while (*list == ' ' || *list == '\t' || *list == ',' || *list == ';')
            list++;
        size_t item = strcspn(list, " \t,;=");
        if (item == length && strncasecmp(list, word, length) == 0)
            return true;
        list += strcspn(list, ",;");
    }
    return false;
}

static bool is_json_type(const char *media_type) {
    size_t length = strcspn(media_type, "; \t");
    static const char json[] = "application/json", suffix[] = "+json";
    if (length == sizeof json - 1 && strncasecmp(media_type, json, length) == 0)
        return true;
    size_t tail = sizeof suffix - 1;
    return length > tail && strncasecmp(media_type + length - tail, suffix, tail) == 0;
}

static void note_field(struct ng_session *session, const struct ng_exchange *exchange,
                       const char *clause, const char *says, const char *expected,
                       const char *value) {
    char received[NG_QUOTE_MAX];
    ng_quote(received, sizeof received, value[0] ? value : "no such field");
    ng_session_note(session, exchange, clause, says, expected, received);
}

void ng_check_media_type(struct ng_session *session, const struct ng_exchange *exchange) {
    if (!is_json_type(exchange->media_type))
        note_field(session, exchange, "body-3", "the media type is not that of JSON",
                   "Content-Type: application/json", exchange->media_type);
}

void ng_check_caching(struct ng_session *session, const struct ng_exchange *exchange) {
    if (!holds_word(exchange->cache_control, "no-store"))
        note_field(session, exchange, "cache-1", "a proxy may store the answer",
                   "Cache-Control: no-store", exchange->cache_control);
}

void ng_check_cross_origin(struct ng_session *session, const struct ng_exchange *exchange) {
    const struct ng_profile *profile = ng_session_profile(session);
    if (!exchange->allow_origin[0] || profile->cursor_place != NG_CURSOR_IN_FIELD)
        return;
    if (!holds_word(exchange->expose_headers, profile->cursor_name) &&
        !holds_word(exchange->expose_headers, "*"))
        note_field(session, exchange, "cors-1",
                   "scripts of other origins may read the events, but not the cursor",
                   "Access-Control-Expose-Headers with the cursor's name",
                   exchange->expose_headers);
}

/* A server error is an answer to a method, too, but 501 is the only one that was meant. */
void ng_check_method(struct ng_session *session, const struct ng_exchange *exchange) {
    char received[NG_QUOTE_MAX];
    if (exchange->status < 500 || exchange->status == 501)
        return;
    (void)snprintf(received, sizeof received, "status %d", exchange->status);
    ng_session_note(session, exchange, "method-1", "the server fails at this method",
                    "an answer, or a refusal such as 405", received);
}
