/* Requests and their answers. */
#include "conformance/trace/members.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS_OF_DIGEST 16

static void parse_readings(struct ng_members *members, struct ng_ask *ask) {
    cJSON *array = ng_take_array(members, "readings", NG_READINGS_MAX, NG_OPTIONAL);
    cJSON *item;
    cJSON_ArrayForEach(item, array) {
        struct ng_reading *reading = &ask->readings[ask->reading_count++];
        struct ng_members taken = {.parsing = members->parsing, .object = item, .what = "reading"};
        reading->has_limit = cJSON_GetObjectItemCaseSensitive(item, "limit") != NULL;
        reading->since = ng_take_count(&taken, "since", NG_REQUIRED);
        reading->limit = ng_take_count(&taken, "limit", NG_OPTIONAL);
        ng_members_end(&taken);
    }
}

/* What the judge takes for granted. */
static void check_ask(struct ng_parsing *parsing, const struct ng_ask *ask) {
    if (ask->expectation == NG_EXPECT_REFUSAL && !ask->clause)
        ng_parse_fail(parsing, NG_MALFORMED,
                      "a request that expects a refusal: expected the member 'clause'");
    bool ranges =
        ask->expectation == NG_EXPECT_RANGE || ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL;
    if (ranges && !ask->reading_count)
        ng_parse_fail(parsing, NG_MALFORMED,
                      "a request that expects a range: expected the member 'readings'");
    if (!ask->header_name != !ask->header_value)
        ng_parse_fail(parsing, NG_MALFORMED,
                      "expected 'header_name' and 'header_value', or neither");
}

void ng_parse_ask(struct ng_members *members, struct ng_ask *ask) {
    ask->method = (enum ng_method)ng_take_name(members, "method", &ng_method_names, NG_OPTIONAL);
    ask->query = ng_take_text(members, "query", NG_OPTIONAL);
    ask->header_name = ng_take_text(members, "header_name", NG_OPTIONAL);
    ask->header_value = ng_take_text(members, "header_value", NG_OPTIONAL);
    ask->expectation =
        (enum ng_expectation)ng_take_name(members, "expects", &ng_expectation_names, NG_OPTIONAL);
    parse_readings(members, ask);
    ask->context =
        (enum ng_context)ng_take_name(members, "context", &ng_context_names, NG_OPTIONAL);
    ask->clause = ng_take_clause(members, "clause", NG_OPTIONAL);
    ask->refusal_clause = ng_take_clause(members, "refusal_clause", NG_OPTIONAL);
    ask->may_close = ng_take_flag(members, "may_close");
    ask->silence_clause = ng_take_clause(members, "silence_clause", NG_OPTIONAL);
    ask->may_lack_support = ng_take_flag(members, "may_lack_support");
    ask->raw = ng_take_text(members, "raw", NG_OPTIONAL);
    ask->raw_first = ng_take_flag(members, "raw_first");
    check_ask(members->parsing, ask);
}

static int digit_of(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool parse_digest(const char *text, uint64_t *digest) {
    uint64_t value = 0;
    for (size_t i = 0; i < DIGITS_OF_DIGEST; i++) {
        int digit = digit_of(text[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (unsigned)digit;
    }
    *digest = value;
    return true;
}

static void parse_digests(struct ng_members *members, struct ng_exchange *exchange) {
    const char *text = ng_take_text(members, "digests", NG_OPTIONAL);
    size_t length = text ? strlen(text) : 0;
    bool right = length % DIGITS_OF_DIGEST == 0;
    for (size_t at = 0; right && at < length; at += DIGITS_OF_DIGEST) {
        uint64_t digest = 0;
        right = parse_digest(text + at, &digest);
        if (right && ng_exchange_add_event(exchange, digest)) {
            ng_parse_fail(members->parsing, NG_NO_MEMORY, "out of memory");
            return;
        }
    }
    if (!right)
        ng_parse_fail(members->parsing, NG_MALFORMED,
                      "'digests': expected %d digits of 0-9 and a-f for each event",
                      DIGITS_OF_DIGEST);
}

void ng_parse_exchange(struct ng_members *members, struct ng_exchange *exchange) {
    ng_parse_ask(members, &exchange->ask);
    exchange->sent = ng_take_count(members, "sent", NG_REQUIRED);
    exchange->answered = ng_take_count(members, "answered", NG_REQUIRED);
    exchange->transport =
        (enum ng_transport)ng_take_name(members, "transport", &ng_transport_names, NG_OPTIONAL);
    exchange->status = ng_take_number(members, "status");
    exchange->cursor_form = (enum ng_cursor_form)ng_take_name(members, "cursor_form",
                                                              &ng_cursor_form_names, NG_OPTIONAL);
    exchange->cursor = ng_take_count(members, "cursor", NG_OPTIONAL);
    ng_take_words(members, "cursor_text", exchange->cursor_text, NG_FIELD_MAX);
    exchange->body_form =
        (enum ng_body_form)ng_take_name(members, "body_form", &ng_body_form_names, NG_OPTIONAL);
    exchange->body_bytes = ng_take_count(members, "body_bytes", NG_OPTIONAL);
    exchange->body_offset = ng_take_count(members, "body_offset", NG_OPTIONAL);
    ng_take_words(members, "body_sample", exchange->body_sample, NG_QUOTE_MAX);
    ng_take_words(members, "media_type", exchange->media_type, NG_FIELD_MAX);
    ng_take_words(members, "cache_control", exchange->cache_control, NG_FIELD_MAX);
    ng_take_words(members, "allow_origin", exchange->allow_origin, NG_FIELD_MAX);
    ng_take_words(members, "expose_headers", exchange->expose_headers, NG_FIELD_MAX);
    ng_take_words(members, "location", exchange->location, NG_FIELD_MAX);
    exchange->seconds = ng_take_seconds(members);
    parse_digests(members, exchange);
    if (exchange->answered <= exchange->sent)
        ng_parse_fail(members->parsing, NG_MALFORMED,
                      "'answered': expected a number above that of 'sent'");
}
