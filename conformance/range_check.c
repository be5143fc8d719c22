#include "conformance/range_check.h"

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t body_end(const struct ng_range_facts *facts) {
    uint64_t end;
    return ng_events_end(&facts->reading, facts->event_count, &end) ? end : UINT64_MAX;
}

/* Cursor and body disagree: who is wrong, if that can be told? */
static enum ng_range_fault who_is_wrong(const struct ng_range_facts *facts, uint64_t page_end) {
    uint64_t proved_end = smaller(page_end, facts->seen_before);
    if (facts->cursor < facts->reading.since)
        return NG_RANGE_EVENTS_PAST_END;
    if (facts->cursor < proved_end)
        return NG_RANGE_CURSOR_LOW;
    if (body_end(facts) < proved_end)
        return NG_RANGE_EVENTS_MISSING;
    return NG_RANGE_UNEQUAL;
}

struct ng_range_result ng_range_check(const struct ng_range_facts *facts) {
    struct ng_range_result result = {.fault = NG_RANGE_RIGHT};
    const struct ng_reading *reading = &facts->reading;
    uint64_t page_end = ng_reading_end(reading, UINT64_MAX);
    if (facts->has_body && reading->has_limit && facts->event_count > reading->limit) {
        result.fault = NG_RANGE_OVER_LIMIT;
        return result;
    }
    if (!facts->has_cursor) {
        if (facts->has_body && body_end(facts) < smaller(page_end, facts->seen_before))
            result.fault = NG_RANGE_EVENTS_MISSING;
        return result;
    }
    if (facts->cursor > page_end) {
        result.fault = NG_RANGE_CURSOR_PAST_PAGE;
        return result;
    }
    uint64_t announced = facts->cursor > reading->since ? facts->cursor - reading->since : 0;
    if (facts->has_body && facts->event_count != announced) {
        result.fault = who_is_wrong(facts, page_end);
        return result;
    }
    if (facts->cursor < smaller(page_end, facts->claimed_before)) {
        result.fault = NG_RANGE_COUNT_DOWN;
        return result;
    }
    if (facts->echo_allowed && facts->cursor == reading->since)
        return result;
    result.claim = facts->cursor;
    result.exact = facts->cursor < page_end;
    return result;
}
