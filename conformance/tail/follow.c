#include "conformance/tail/follow.h"

#include <string.h>

/* The page that takes the place of none, where the whole rest of a log is too large. */
#define FIRST_PAGE 1024

void ng_follow_init(struct ng_follow *follow, uint64_t cursor, uint64_t page, size_t overlap) {
    *follow = (struct ng_follow){.cursor = cursor, .page = page, .overlap = overlap};
    if (overlap > NG_TAIL_OVERLAP_MAX) {
        follow->overlap = NG_TAIL_OVERLAP_MAX;
    }
}

struct ng_reading ng_follow_ask(const struct ng_follow *follow) {
    struct ng_reading reading = {.since = follow->cursor - follow->last_count};
    if (follow->page > 0) {
        uint64_t most = UINT64_MAX - follow->last_count;
        reading.has_limit = true;
        reading.limit = (follow->page < most ? follow->page : most) + follow->last_count;
    }
    return reading;
}

/* A status that says that another try may go well. */
static bool may_pass(int status) {
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599);
}

static void set(struct ng_step *step, enum ng_step_kind kind, enum ng_tail_fault fault) {
    step->kind = kind;
    step->fault = fault;
}

/* Whether a whole array and a cursor came at all. */
static bool judge_form(const struct ng_exchange *exchange, bool too_large, struct ng_step *step) {
    enum ng_body_form form = exchange->body_form;
    if (too_large) {
        set(step, NG_STEP_SMALLER, NG_TAIL_TOO_LARGE);
    } else if (exchange->transport == NG_TRANSPORT_NOT_HTTP ||
               exchange->transport == NG_TRANSPORT_TOO_LARGE) {
        set(step, NG_STEP_FAULT, NG_TAIL_TRANSPORT);
    } else if (exchange->transport != NG_TRANSPORT_OK) {
        set(step, NG_STEP_RETRY, NG_TAIL_TRANSPORT);
    } else if (exchange->status != 200) {
        set(step, may_pass(exchange->status) ? NG_STEP_RETRY : NG_STEP_FAULT, NG_TAIL_STATUS);
    } else if (form == NG_BODY_CUT) {
        /* Without an announced length, a connection that breaks looks like the end of the body. */
        set(step, NG_STEP_RETRY, NG_TAIL_BODY);
    } else if (form == NG_BODY_TOO_LARGE) {
        /* The events before it are none. */
        set(step, NG_STEP_SMALLER, NG_TAIL_TOO_LARGE);
    } else if (form != NG_BODY_ARRAY) {
        set(step, NG_STEP_FAULT, NG_TAIL_BODY);
    } else if (exchange->cursor_form != NG_CURSOR_OK &&
               exchange->cursor_form != NG_CURSOR_IMPLIED) {
        set(step, NG_STEP_FAULT, NG_TAIL_CURSOR_FORM);
    } else {
        return true;
    }
    return false;
}

/* Whether cursor and body agree with each other, and with what was asked for. */
static bool judge_count(const struct ng_reading *asked, const struct ng_exchange *exchange,
                        struct ng_step *step) {
    uint64_t said = step->cursor > asked->since ? step->cursor - asked->since : 0;
    uint64_t held = exchange->event_count;
    if (held < said) {
        set(step, NG_STEP_FAULT, NG_TAIL_GAP);
    } else if (held > said) {
        set(step, NG_STEP_FAULT, NG_TAIL_REPEAT);
    } else if (asked->has_limit && held > asked->limit) {
        set(step, NG_STEP_FAULT, NG_TAIL_TOO_MANY);
    } else {
        return true;
    }
    return false;
}

/* Looks where an event equal to one that was handed out stands in the answer now. */
static void find_moved(const struct ng_exchange *exchange, uint64_t since, uint64_t digest,
                       struct ng_step *step) {
    for (size_t i = 0; i < exchange->event_count && !step->is_moved; i++) {
        if (exchange->digests[i] == digest) {
            step->is_moved = true;
            step->moved_to = since + i;
        }
    }
}

/* Whether the events that were read again are those that were handed out. */
static bool judge_known(const struct ng_follow *follow, const struct ng_exchange *exchange,
                        uint64_t since, struct ng_step *step) {
    for (size_t i = 0; i < follow->last_count; i++) {
        if (exchange->digests[i] != follow->last[i]) {
            set(step, NG_STEP_FAULT, NG_TAIL_CHANGED);
            step->index = since + i;
            find_moved(exchange, since, follow->last[i], step);
            return false;
        }
    }
    return true;
}

void ng_follow_judge(const struct ng_follow *follow, const struct ng_exchange *exchange,
                     bool too_large, struct ng_step *step) {
    struct ng_reading asked = ng_follow_ask(follow);
    *step = (struct ng_step){.again = follow->last_count};
    if (!judge_form(exchange, too_large, step)) {
        return;
    }
    step->cursor = exchange->cursor_form == NG_CURSOR_IMPLIED ? asked.since : exchange->cursor;
    if (!judge_count(&asked, exchange, step)) {
        return;
    }
    if (step->cursor < follow->cursor) {
        set(step, NG_STEP_DOUBT, NG_TAIL_COUNT_DOWN);
        return;
    }
    if (judge_known(follow, exchange, asked.since, step)) {
        step->fresh = exchange->event_count - step->again;
        step->full = asked.has_limit && exchange->event_count == asked.limit;
    }
}

void ng_follow_accept(struct ng_follow *follow, const struct ng_exchange *exchange,
                      const struct ng_step *step) {
    /* The answer begins with the events that are kept so far, so its end is all that is needed. */
    size_t count =
        exchange->event_count < follow->overlap ? exchange->event_count : follow->overlap;
    if (count > 0) {
        memcpy(follow->last, exchange->digests + exchange->event_count - count,
               count * sizeof follow->last[0]);
    }
    follow->last_count = count;
    follow->cursor = step->cursor;
}

bool ng_follow_ask_less(struct ng_follow *follow) {
    if (follow->page == 1) {
        return false;
    }
    follow->page = follow->page == 0 ? FIRST_PAGE : follow->page / 2;
    return true;
}
