#include "fuzz/conversation_log.h"

#include "fuzz/fuzz.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const clauses[] = {"param-1", "lenient-1", "range-4", "reject-1"};

struct ng_ask conversation_page(uint64_t since, uint64_t limit) {
    return (struct ng_ask){.query = "since=..&limit=..",
                           .expectation = NG_EXPECT_RANGE,
                           .readings = {{.since = since, .limit = limit, .has_limit = true}},
                           .reading_count = 1};
}

struct ng_ask conversation_tail(uint64_t since, uint64_t count) {
    if (since < count && count - since > CONVERSATION_EVENTS_MAX)
        since = count - CONVERSATION_EVENTS_MAX;
    return (struct ng_ask){.query = "since=..",
                           .expectation = NG_EXPECT_RANGE,
                           .readings = {{.since = since}},
                           .reading_count = 1};
}

/* Any index; most are near the end or the beginning. */
static uint64_t take_since(const struct conversation_log *log, struct fuzz_producer *input) {
    uint8_t near = fuzz_take_byte(input);
    if (near < 192)
        return log->count + (uint64_t)near - 128;
    return near < 224 ? near - (uint64_t)192 : fuzz_take_edge(input);
}

static struct ng_reading take_reading(const struct conversation_log *log,
                                      struct fuzz_producer *input) {
    struct ng_reading reading = {.since = take_since(log, input)};
    uint8_t limit = fuzz_take_byte(input);
    reading.has_limit = limit < 192;
    if (reading.has_limit)
        reading.limit = limit < 128 ? limit % 16 : fuzz_take_edge(input);
    return reading;
}

/* Whether the answer to the reading is small whatever the log grows to meanwhile. */
static bool is_small(const struct conversation_log *log, const struct ng_reading *reading) {
    if (reading->has_limit && reading->limit <= CONVERSATION_EVENTS_MAX)
        return true;
    return reading->since >= log->count || log->count - reading->since <= CONVERSATION_EVENTS_MAX;
}

struct ng_ask conversation_ask(const struct conversation_log *log, struct fuzz_producer *input) {
    uint8_t form = fuzz_take_byte(input);
    struct ng_ask ask = {.query = "since=..", .reading_count = 1 + (form & 1)};
    static const enum ng_expectation expectations[] = {
        NG_EXPECT_RANGE, NG_EXPECT_RANGE, NG_EXPECT_RANGE_OR_REFUSAL, NG_EXPECT_REFUSAL};
    for (size_t i = 0; i < ask.reading_count; i++) {
        ask.readings[i] = take_reading(log, input);
        if (!is_small(log, &ask.readings[i]))
            ask.readings[i] = (struct ng_reading){ask.readings[i].since, 8, true};
    }
    ask.method = (form & 2) != 0 && (form & 4) != 0 ? NG_HEAD : NG_GET;
    ask.expectation = expectations[form >> 3 & 3];
    if (ask.expectation == NG_EXPECT_RANGE)
        ask.reading_count = 1;
    if (ask.expectation == NG_EXPECT_REFUSAL)
        ask.clause = clauses[3];
    if ((form & 32) != 0 && ask.clause == NULL)
        ask.clause = clauses[form >> 6];
    ask.context = (enum ng_context)(form >> 6 & 1 ? form >> 7 : 2 * (form >> 7));
    if (ask.readings[0].since == 0 && !ask.readings[0].has_limit && ask.reading_count == 1)
        ask.query = NULL;
    ask.may_close = form == 0xFF;
    return ask;
}

static void refuse(struct ng_exchange *exchange) {
    exchange->status = 422;
    exchange->cursor_form = NG_CURSOR_MISSING;
    exchange->body_form = NG_BODY_OTHER;
    exchange->body_bytes = 20;
}

void conversation_answer(const struct conversation_log *log, uint64_t count,
                         struct fuzz_producer *input, struct ng_exchange *exchange) {
    const struct ng_ask *ask = &exchange->ask;
    uint8_t choice =
        ask->expectation == NG_EXPECT_RANGE && !log->echoes ? 0 : fuzz_take_byte(input);
    if (ask->expectation == NG_EXPECT_REFUSAL ||
        (ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL && (choice & 1) != 0)) {
        refuse(exchange);
        return;
    }
    const struct ng_reading *reading = &ask->readings[(choice >> 1) % ask->reading_count];
    uint64_t end = count;
    if (reading->has_limit && (reading->since > count || reading->limit < count - reading->since))
        end = reading->since > count ? count : reading->since + reading->limit;
    bool is_empty = end <= reading->since;
    exchange->status = 200;
    exchange->cursor =
        log->echoes && reading->since >= count && (choice & 4) != 0 ? reading->since : end;
    exchange->cursor_form = NG_CURSOR_OK;
    if (log->implies && is_empty) {
        exchange->cursor_form = NG_CURSOR_IMPLIED;
        exchange->cursor = 0;
    }
    exchange->body_form = ask->method == NG_HEAD ? NG_BODY_NONE : NG_BODY_ARRAY;
    for (uint64_t i = reading->since; i < end && ask->method == NG_GET; i++)
        FUZZ_ASSERT(ng_exchange_add_event(exchange, 1 + i % log->kinds) == NG_OK);
    exchange->body_bytes = 2 + 2 * exchange->event_count;
}

static void spoil_events(struct fuzz_producer *input, struct ng_exchange *exchange) {
    size_t count = exchange->event_count;
    if (count == 0 || fuzz_take_bool(input)) {
        FUZZ_ASSERT(ng_exchange_add_event(exchange, 1 + fuzz_take_edge(input) % UINT64_MAX) ==
                    NG_OK);
        return;
    }
    size_t at = (size_t)fuzz_take_between(input, 0, count - 1);
    uint64_t digest = exchange->digests[at];
    switch (fuzz_take_between(input, 0, 3)) {
    case 0: /* one left out */
        memmove(exchange->digests + at, exchange->digests + at + 1,
                (count - at - 1) * sizeof digest);
        exchange->event_count--;
        break;
    case 1: /* two exchanged */
        exchange->digests[at] = exchange->digests[count - 1];
        exchange->digests[count - 1] = digest;
        break;
    case 2: /* all moved by one index or more */
        for (size_t i = 0; i < count; i++)
            exchange->digests[i] += at + 1;
        break;
    default: /* all the other way round */
        for (size_t i = 0; i < count / 2; i++) {
            digest = exchange->digests[i];
            exchange->digests[i] = exchange->digests[count - 1 - i];
            exchange->digests[count - 1 - i] = digest;
        }
        break;
    }
}

static void spoil_cursor(struct fuzz_producer *input, struct ng_exchange *exchange) {
    uint8_t form = fuzz_take_byte(input);
    if (form < 128)
        exchange->cursor += (uint64_t)form - 64;
    else
        exchange->cursor = fuzz_take_edge(input);
    if (form >= 192)
        exchange->cursor_form = (enum ng_cursor_form)(form % (NG_CURSOR_IMPLIED + 1));
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%" PRIu64,
                   exchange->cursor);
}

void conversation_spoil(struct fuzz_producer *input, struct ng_exchange *exchange) {
    uint8_t what = fuzz_take_byte(input);
    if ((what & 1) != 0)
        spoil_cursor(input, exchange);
    if ((what & 2) != 0)
        spoil_events(input, exchange);
    if ((what & 4) != 0)
        exchange->status = (int)fuzz_take_between(input, 200, 599);
    if ((what & 8) != 0)
        exchange->body_form = (enum ng_body_form)fuzz_take_between(input, 0, NG_BODY_TOO_LARGE);
    if ((what & 16) != 0)
        exchange->transport =
            (enum ng_transport)fuzz_take_between(input, 0, NG_TRANSPORT_TOO_LARGE);
    if ((what & 32) != 0)
        exchange->ask.silence_clause = clauses[0];
    if ((what & 64) != 0)
        exchange->ask.refusal_clause = clauses[1];
    if ((what & 128) != 0)
        exchange->ask.expectation =
            (enum ng_expectation)fuzz_take_between(input, 0, NG_EXPECT_ANYTHING);
    if (exchange->ask.expectation == NG_EXPECT_REFUSAL)
        exchange->ask.clause = clauses[3];
}
