#include "conformance/exchange.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_DIGEST_CAPACITY 64

void ng_exchange_init(struct ng_exchange *exchange) {
    *exchange = (struct ng_exchange){0};
}

void ng_exchange_clear(struct ng_exchange *exchange) {
    uint64_t *digests = exchange->digests;
    size_t capacity = exchange->digest_capacity;
    *exchange = (struct ng_exchange){.digests = digests, .digest_capacity = capacity};
}

void ng_exchange_deinit(struct ng_exchange *exchange) {
    free(exchange->digests);
    *exchange = (struct ng_exchange){0};
}

enum ng_status ng_exchange_add_event(struct ng_exchange *exchange, uint64_t digest) {
    if (exchange->event_count == exchange->digest_capacity) {
        size_t capacity =
            exchange->digest_capacity ? exchange->digest_capacity * 2 : FIRST_DIGEST_CAPACITY;
        if (capacity > SIZE_MAX / sizeof *exchange->digests)
            return NG_NO_MEMORY;
        uint64_t *digests = realloc(exchange->digests, capacity * sizeof *digests);
        if (!digests)
            return NG_NO_MEMORY;
        exchange->digests = digests;
        exchange->digest_capacity = capacity;
    }
    exchange->digests[exchange->event_count++] = digest;
    return NG_OK;
}

enum ng_status ng_cursor_parse(const char *text, uint64_t *cursor) {
    if (!*text)
        return NG_MALFORMED;
    uint64_t value = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9')
            return NG_MALFORMED;
        uint64_t digit = (uint64_t)(*at - '0');
        value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
    }
    *cursor = value;
    return NG_OK;
}

uint64_t ng_reading_end(const struct ng_reading *reading, uint64_t count) {
    if (!reading->has_limit || reading->limit >= UINT64_MAX - reading->since)
        return count;
    uint64_t end = reading->since + reading->limit;
    return end < count ? end : count;
}

bool ng_events_end(const struct ng_reading *reading, uint64_t count, uint64_t *end) {
    *end = reading->since + count;
    return *end >= count;
}
