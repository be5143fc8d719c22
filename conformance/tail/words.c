#include "conformance/tail/words.h"

#include "conformance/describe.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* A line that is written piece by piece; what does not fit is cut. */
struct line {
    char *text;
    size_t used;
};

static void add(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct line *line, const char *format, ...) {
    size_t room = NG_TAIL_WORDS_MAX - line->used;
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(line->text + line->used, room, format, arguments);
    va_end(arguments);
    if (size > 0) {
        line->used += (size_t)size < room ? (size_t)size : room - 1;
    }
}

/* What a line begins with. */
static const char *const labels[] = {
    [NG_TAIL_NO_FAULT] = "good",         [NG_TAIL_TRANSPORT] = "no answer",
    [NG_TAIL_STATUS] = "no answer",      [NG_TAIL_BODY] = "no events",
    [NG_TAIL_CURSOR_FORM] = "no cursor", [NG_TAIL_GAP] = "gap",
    [NG_TAIL_REPEAT] = "overlap",        [NG_TAIL_TOO_MANY] = "more than asked for",
    [NG_TAIL_CHANGED] = "rewrite",       [NG_TAIL_COUNT_DOWN] = "reset",
    [NG_TAIL_TOO_LARGE] = "too large",
};

static void add_asked(struct line *line, const struct ng_reading *asked) {
    add(line, "since %" PRIu64, asked->since);
    if (asked->has_limit) {
        add(line, ", limit %" PRIu64, asked->limit);
    }
}

static void add_events(struct line *line, uint64_t count) {
    add(line, "%" PRIu64 " event%s", count, count == 1 ? "" : "s");
}

static void add_transport(struct line *line, const struct ng_exchange *exchange,
                          const char *transport) {
    static const char *const names[] = {
        [NG_TRANSPORT_OK] = "no answer",
        [NG_TRANSPORT_UNREACHABLE] = "no connection",
        [NG_TRANSPORT_TIMEOUT] = "no whole answer in time",
        [NG_TRANSPORT_CLOSED] = "the connection was closed without an answer",
        [NG_TRANSPORT_NOT_HTTP] = "not HTTP",
        [NG_TRANSPORT_TRUNCATED] = "the answer was cut short",
        [NG_TRANSPORT_TOO_LARGE] = "the head of the answer is too large",
    };
    add(line, "%s", names[exchange->transport]);
    if (*transport != '\0') {
        add(line, ": %s", transport);
    }
}

static void add_status(struct line *line, const struct ng_exchange *exchange) {
    add(line, "status %d, expected 200", exchange->status);
    if (exchange->status >= 300 && exchange->status <= 399) {
        add(line, "; redirects are not followed");
    } else if (exchange->status == 401 || exchange->status == 403) {
        add(line, "; credentials go into --header-env or --header-file");
    } else if (exchange->status == 404) {
        add(line, "; is the URL that of the events?");
    } else if (exchange->status == 410) {
        add(line, "; events from there on are lost to this client");
    }
}

static void add_body(struct line *line, const struct ng_exchange *exchange) {
    if (exchange->body_form == NG_BODY_CUT) {
        add(line, "the body ends after %" PRIu64 " bytes, in the middle of its JSON",
            exchange->body_bytes);
    } else if (exchange->body_form == NG_BODY_INVALID) {
        add(line, "the body is no JSON from byte %" PRIu64 " on", exchange->body_offset);
    } else if (exchange->body_form == NG_BODY_NONE) {
        add(line, "the body is empty, expected a JSON array of events");
    } else {
        add(line, "the body is no JSON array of events");
    }
    if (exchange->body_sample[0] != '\0') {
        char quoted[NG_QUOTE_MAX];
        ng_quote(quoted, sizeof quoted, exchange->body_sample);
        add(line, "; it begins with: %.60s", quoted);
    }
}

static void add_cursor_form(struct line *line, const struct ng_exchange *exchange) {
    char quoted[NG_QUOTE_MAX];
    ng_quote(quoted, sizeof quoted, exchange->cursor_text);
    if (exchange->cursor_form == NG_CURSOR_MISSING) {
        add(line, "there is no cursor: where to go on is unknown");
    } else if (exchange->cursor_form == NG_CURSOR_REPEATED) {
        add(line, "there is more than one cursor: %s", quoted);
    } else {
        add(line, "the cursor is '%s', expected decimal digits", quoted);
    }
}

/* Cursor and body contradict each other. */
static void add_count(struct line *line, const struct ng_reading *asked,
                      const struct ng_exchange *exchange, const struct ng_step *step) {
    uint64_t held = exchange->event_count;
    uint64_t said = step->cursor > asked->since ? step->cursor - asked->since : 0;
    bool is_gap = step->fault == NG_TAIL_GAP;
    add(line, "the cursor is %" PRIu64 " and so stands for ", step->cursor);
    add_events(line, said);
    add(line, ", but there are %" PRIu64 ": whoever goes on from there %s ", held,
        is_gap ? "loses" : "gets");
    add_events(line, is_gap ? said - held : held - said);
    add(line, is_gap ? "" : " again");
}

static void add_changed(struct line *line, const struct ng_step *step) {
    add(line, "event %" PRIu64 " is not the one that was handed out", step->index);
    if (step->is_moved && step->moved_to != step->index) {
        add(line, "; an equal one stands at index %" PRIu64 " now: indexes moved", step->moved_to);
    } else {
        add(line, ": the log was replaced, or the event was changed");
    }
}

static void add_count_down(struct line *line, const struct ng_follow *follow,
                           const struct ng_step *step) {
    if (follow->last_count == 0) {
        add(line,
            "the log holds %" PRIu64 " events only, and this client wants number %" PRIu64
            ": the log was reset, or the cursor is that of another log",
            step->cursor, follow->cursor);
        return;
    }
    add(line,
        "the log holds %" PRIu64 " events only, and %" PRIu64
        " were read before: it was reset, and events below %" PRIu64 " may be new",
        step->cursor, follow->cursor, step->cursor);
}

static void add_too_large(struct line *line, const struct ng_follow *follow) {
    if (follow->page == 1) {
        add(line,
            "an event is too large, or nested too deeply, to be held: %zu MiB and %d levels "
            "are the most",
            NG_EVENT_BYTES_MAX / 1024 / 1024, NG_JSON_DEPTH_MAX);
    } else {
        add(line, "the answer is too large to be held");
    }
}

/* The clause that forbids it; NULL where none does. */
static const char *clause_of(const struct ng_exchange *exchange, const struct ng_step *step) {
    switch (step->fault) {
    case NG_TAIL_STATUS:
        return step->kind == NG_STEP_FAULT ? "answer-1" : NULL;
    case NG_TAIL_BODY:
        return step->kind == NG_STEP_FAULT ? "body-1" : NULL;
    case NG_TAIL_CURSOR_FORM:
        return exchange->cursor_form == NG_CURSOR_MALFORMED ? "cursor-2" : "cursor-1";
    case NG_TAIL_GAP:
    case NG_TAIL_REPEAT:
        return "instant-1";
    case NG_TAIL_TOO_MANY:
        return "range-4";
    case NG_TAIL_CHANGED:
        return step->is_moved && step->moved_to != step->index ? "immutable-2" : "immutable-1";
    case NG_TAIL_COUNT_DOWN:
        return "growth-2";
    case NG_TAIL_NO_FAULT:
    case NG_TAIL_TRANSPORT:
    case NG_TAIL_TOO_LARGE:
        return NULL;
    }
    return NULL;
}

void ng_tail_words(const struct ng_follow *follow, const struct ng_exchange *exchange,
                   const struct ng_step *step, const char *transport,
                   char text[NG_TAIL_WORDS_MAX]) {
    struct line line = {.text = text};
    struct ng_reading asked = ng_follow_ask(follow);
    text[0] = '\0';
    add(&line, "%s: ", labels[step->fault]);
    add_asked(&line, &asked);
    add(&line, ": ");
    switch (step->fault) {
    case NG_TAIL_NO_FAULT:
        add(&line, "all is well");
        break;
    case NG_TAIL_TRANSPORT:
        add_transport(&line, exchange, transport);
        break;
    case NG_TAIL_STATUS:
        add_status(&line, exchange);
        break;
    case NG_TAIL_BODY:
        add_body(&line, exchange);
        break;
    case NG_TAIL_CURSOR_FORM:
        add_cursor_form(&line, exchange);
        break;
    case NG_TAIL_GAP:
    case NG_TAIL_REPEAT:
        add_count(&line, &asked, exchange, step);
        break;
    case NG_TAIL_TOO_MANY:
        add_events(&line, exchange->event_count);
        add(&line, " came, more than the limit");
        break;
    case NG_TAIL_CHANGED:
        add_changed(&line, step);
        break;
    case NG_TAIL_COUNT_DOWN:
        add_count_down(&line, follow, step);
        break;
    case NG_TAIL_TOO_LARGE:
        add_too_large(&line, follow);
        break;
    }
    if (clause_of(exchange, step) != NULL) {
        add(&line, " (%s)", clause_of(exchange, step));
    }
}
