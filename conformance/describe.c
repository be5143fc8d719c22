#include "conformance/describe.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void put(char *into, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Words that do not fit are cut; every caller's words fit for any numbers. */
static void put(char *into, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t used = strlen(into);
    (void)vsnprintf(into + used, NG_WORDS_MAX - used, format, arguments);
    va_end(arguments);
}

void ng_quote(char *into, size_t size, const char *text) {
    size_t used = 0;
    into[0] = '\0';
    for (; *text && used + 5 < size && used + 5 < NG_QUOTE_MAX; text++) {
        unsigned char byte = (unsigned char)*text;
        bool plain = byte >= 0x20 && byte < 0x7F && byte != '\\';
        int length = plain ? snprintf(into + used, size - used, "%c", *text)
                           : snprintf(into + used, size - used, "\\x%02X", (unsigned)byte);
        used += (size_t)length;
    }
}

/* One index or more. */
static void put_indexes(char *into, uint64_t first, uint64_t count) {
    put(into, "e%" PRIu64, first);
    if (count > 1)
        put(into, " %s e%" PRIu64, count == 2 ? "and" : "to", first + count - 1);
}

static void put_events(char *into, uint64_t first, uint64_t end) {
    if (end <= first) {
        put(into, "no events");
        return;
    }
    put(into, "%" PRIu64 " event%s, ", end - first, end - first == 1 ? "" : "s");
    put_indexes(into, first, end - first);
}

static uint64_t expected_count(const struct ng_words *words) {
    return words->end_known ? words->count : words->proved;
}

/* Whether the numbers known leave only one right answer. */
static bool one_answer(const struct ng_words *words, uint64_t page_end) {
    return words->end_known || page_end <= words->proved;
}

static void put_count(char *into, uint64_t count) {
    put(into, "%" PRIu64 " event%s", count, count == 1 ? "" : "s");
}

/* How many events the cursor says that there are beside it. */
static uint64_t announced_count(const struct ng_words *words) {
    uint64_t since = words->reading.since;
    return words->cursor > since ? words->cursor - since : 0;
}

/* Nobody knows which half of a torn answer is right: where the count is known, it is not torn but
 * has too many events or another cursor. */
static void put_halves(char *into, const struct ng_words *words) {
    uint64_t end;
    if (ng_events_end(&words->reading, words->event_count, &end)) {
        put_count(into, words->event_count);
        put(into, "; cursor %" PRIu64 ", or ", end);
    }
    put_count(into, announced_count(words));
    put(into, "; cursor %" PRIu64, words->cursor);
}

static void put_expected(char *into, enum ng_finding_kind kind, const struct ng_words *words) {
    const struct ng_reading *reading = &words->reading;
    uint64_t page_end = ng_reading_end(reading, UINT64_MAX);
    uint64_t end = ng_reading_end(reading, expected_count(words));
    if (kind == NG_FINDING_TORN) {
        put_halves(into, words);
    } else if (one_answer(words, page_end)) {
        put_events(into, reading->since, end);
        put(into, "; cursor %" PRIu64, end);
    } else if (reading->since >= end) {
        put(into, "the events from e%" PRIu64 " on, if any; cursor = the count, at least %" PRIu64,
            reading->since, end);
    } else {
        put_events(into, reading->since, end);
        put(into, " and what came after; cursor %" PRIu64 " or more", end);
    }
}

static void put_received(char *into, const struct ng_words *words) {
    if (words->has_body) {
        put_count(into, words->event_count);
        const struct ng_fit *fit = &words->fit;
        if (fit->form == NG_FIT_SHIFTED) {
            put(into, words->event_count == 1 ? ", that of " : ", those of ");
            put_indexes(into, fit->found_at, words->event_count);
        } else if (fit->form == NG_FIT_REVERSED) {
            put(into, ", from e%" PRIu64 " downwards", fit->found_at);
        }
        put(into, "; ");
    }
    if (words->has_cursor)
        put(into, "cursor %" PRIu64, words->cursor);
    else
        put(into, "no usable cursor");
}

/* Of a torn answer the body is drawn as what is right: its cursor shows what a client makes of it.
 */
static uint64_t drawn_end(enum ng_finding_kind kind, const struct ng_words *words) {
    uint64_t end;
    if (kind == NG_FINDING_TORN && ng_events_end(&words->reading, words->event_count, &end))
        return end;
    return ng_reading_end(&words->reading, expected_count(words));
}

static void draw(struct ng_drawing *drawing, enum ng_finding_kind kind,
                 const struct ng_words *words) {
    const struct ng_reading *reading = &words->reading;
    uint64_t end = drawn_end(kind, words);
    *drawing = (struct ng_drawing){
        .drawable = words->has_body,
        .expected_first = reading->since < end ? reading->since : end,
        .expected_end = end,
        .received_known = words->fit.form == NG_FIT_MATCHES || words->fit.form == NG_FIT_SHIFTED,
        .received_first = words->fit.form == NG_FIT_SHIFTED ? words->fit.found_at : reading->since,
        .received_count = words->event_count,
        .has_cursor = words->has_cursor,
        .cursor = words->cursor,
        .expected_cursor = end,
        .asked_known = true,
        .asked_first = reading->since,
        .asked_limited = reading->has_limit,
        .asked_end = ng_reading_end(reading, UINT64_MAX),
    };
}

static void say_shifted(char *into, const struct ng_words *words) {
    uint64_t since = words->reading.since, found = words->fit.found_at;
    bool back = found < since;
    uint64_t by = back ? since - found : found - since;
    put(into, "these are the events of %" PRIu64 " index%s %s: ", by, by == 1 ? "" : "es",
        back ? "before" : "further on");
    put(into, back ? "the client gets events twice" : "the client loses events");
}

static void say_wrong_event(char *into, const struct ng_words *words) {
    uint64_t index = words->reading.since + words->fit.first_wrong;
    put(into, "%zu of %" PRIu64 " events that were known differ, the first at index %" PRIu64,
        words->fit.wrong, words->fit.compared, index);
}

static void say_cursor_low(char *into, const struct ng_words *words) {
    uint64_t end = ng_reading_end(&words->reading, expected_count(words));
    if (words->cursor < end)
        put(into, "the cursor is %" PRIu64 " too small: the next read repeats events",
            end - words->cursor);
    else
        put(into, "the cursor is too small: the next read repeats events");
}

static void say_cursor_high(char *into, const struct ng_words *words) {
    uint64_t end = ng_reading_end(&words->reading, words->end_known ? words->count : UINT64_MAX);
    put(into, "the cursor is %" PRIu64 " too large: the next read skips events",
        words->cursor > end ? words->cursor - end : 0);
}

static void say_torn(char *into, const struct ng_words *words) {
    put(into, "the cursor announces ");
    put_count(into, announced_count(words));
    put(into, ", the body holds %" PRIu64 ": they do not describe one instant", words->event_count);
}

static void say_range(char *into, enum ng_finding_kind kind, const struct ng_words *words) {
    switch ((int)kind) {
    case NG_FINDING_OVER_LIMIT:
        put(into, "more events than the limit of %" PRIu64, words->reading.limit);
        break;
    case NG_FINDING_CURSOR_LOW:
        say_cursor_low(into, words);
        break;
    case NG_FINDING_CURSOR_HIGH:
        say_cursor_high(into, words);
        break;
    case NG_FINDING_EVENTS_PAST_END:
        put(into, "events, although the cursor says that the log ends before the first of them");
        break;
    case NG_FINDING_EVENTS_MISSING:
        put(into, "events of the range are missing");
        break;
    case NG_FINDING_COUNT_DOWN:
        put(into, "the log held at least %" PRIu64 " events %s, now %" PRIu64, words->proved,
            words->appended ? "when an append to it was answered as done" : "before",
            words->cursor);
        break;
    case NG_FINDING_STALE:
        put(into,
            "the answer is stale: %" PRIu64
            " events were known before it was asked for, it knows %" PRIu64,
            words->proved, words->cursor);
        break;
    case NG_FINDING_TORN:
        say_torn(into, words);
        break;
    case NG_FINDING_SHIFTED:
        say_shifted(into, words);
        break;
    case NG_FINDING_REVERSED:
        put(into, "the events come in falling order");
        break;
    case NG_FINDING_REWRITTEN:
        say_wrong_event(into, words);
        put(into, ", and was never seen anywhere: the log was rewritten");
        break;
    default:
        if (words->fit.form == NG_FIT_SHUFFLED)
            put(into, "the events of the range come in another order");
        else
            say_wrong_event(into, words);
        break;
    }
}

void ng_describe_range(struct ng_finding *finding, const struct ng_words *words) {
    say_range(finding->says, finding->kind, words);
    put_expected(finding->expected, finding->kind, words);
    put_received(finding->received, words);
    draw(&finding->drawing, finding->kind, words);
}

static void put_status(char *into, const struct ng_exchange *exchange) {
    if (exchange->status)
        put(into, "status %d", exchange->status);
    else
        put(into, "no HTTP answer");
}

static const char *status_words(int status) {
    if (!status)
        return "what comes is no HTTP answer";
    if (status >= 500)
        return "the server fails at this request";
    if (status == 401 || status == 407)
        return "credentials are asked for; --header-env and --header-file send them";
    if (status == 429)
        return "the server asks for fewer requests; --rate holds them back";
    return "the status is another than expected";
}

void ng_describe_status(struct ng_finding *finding, const struct ng_exchange *exchange,
                        const char *expected) {
    put(finding->expected, "%s", expected);
    put_status(finding->received, exchange);
    if (finding->kind == NG_FINDING_REDIRECT) {
        char where[NG_QUOTE_MAX];
        ng_quote(where, sizeof where, exchange->location);
        put(finding->says, "a redirect, which is not followed");
        put(finding->received, " to %s", where[0] ? where : "nowhere");
    } else {
        put(finding->says, "%s", status_words(exchange->status));
    }
}

void ng_describe_cursor(struct ng_finding *finding, const struct ng_exchange *exchange) {
    char quoted[NG_QUOTE_MAX];
    ng_quote(quoted, sizeof quoted, exchange->cursor_text);
    put(finding->expected, "one cursor, decimal digits only");
    switch ((int)finding->kind) {
    case NG_FINDING_CURSOR_MISSING:
        put(finding->says, "the answer carries no cursor");
        put(finding->received, "status %d without a cursor", exchange->status);
        break;
    case NG_FINDING_CURSOR_REPEATED:
        put(finding->says, "the answer carries more than one cursor");
        put(finding->received, "several cursors, the first: \"%s\"", quoted);
        break;
    default:
        put(finding->says, "the cursor is not a row of decimal digits");
        put(finding->received, "cursor \"%s\"", quoted);
        break;
    }
}

void ng_describe_not_refused(struct ng_finding *finding, const struct ng_exchange *exchange) {
    put(finding->says, "the request is answered as if it meant something");
    put(finding->expected, "a status from 400 to 499, without events and without a cursor");
    put_status(finding->received, exchange);
    put(finding->received, ", %zu event%s", exchange->event_count,
        exchange->event_count == 1 ? "" : "s");
    if (exchange->cursor_text[0]) {
        char quoted[NG_QUOTE_MAX];
        ng_quote(quoted, sizeof quoted, exchange->cursor_text);
        put(finding->received, ", cursor %s", quoted);
    }
}

void ng_describe_body(struct ng_finding *finding, const struct ng_exchange *exchange) {
    static const char *const forms[] = {
        [NG_BODY_NONE] = "the body is empty",
        [NG_BODY_ARRAY] = "the body ends before its announced length",
        [NG_BODY_NULL] = "the body is null",
        [NG_BODY_OTHER] = "the body is no array",
        [NG_BODY_INVALID] = "the body is not JSON",
        [NG_BODY_CUT] = "the body is cut off",
        [NG_BODY_TOO_LARGE] = "the body is too large to be looked at",
    };
    char sample[NG_QUOTE_MAX];
    ng_quote(sample, sizeof sample, exchange->body_sample);
    put(finding->says, "%s", forms[exchange->body_form]);
    put(finding->expected, "one complete JSON array of events");
    put(finding->received, "%" PRIu64 " bytes", exchange->body_bytes);
    if (exchange->body_form == NG_BODY_INVALID || exchange->body_form == NG_BODY_CUT)
        put(finding->received, ", wrong at byte %" PRIu64, exchange->body_offset);
    if (sample[0])
        put(finding->received, ": %s", sample);
}
