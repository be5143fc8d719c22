/* Answers that a later one decides about. */
#include "conformance/judge_state.h"

#include <stdlib.h>
#include <string.h>

static void free_texts(struct ng_pending *pending) {
    free(pending->query);
    free(pending->header_name);
    free(pending->header_value);
    free(pending->raw);
}

static void drop(struct ng_judge *judge, size_t at) {
    free_texts(&judge->pending[at]);
    judge->pending_count--;
    memmove(&judge->pending[at], &judge->pending[at + 1],
            (judge->pending_count - at) * sizeof *judge->pending);
}

static void blame(const struct ng_pending *pending, enum ng_finding_kind kind, const char *clause,
                  struct ng_findings *findings) {
    struct ng_finding *finding = ng_findings_add(findings, kind, clause, &pending->ask);
    if (finding)
        ng_describe_range(finding, &pending->words);
}

const char *ng_high_clause(const struct ng_ask *ask, const struct ng_words *words) {
    const struct ng_reading *reading = &words->reading;
    if (ask->clause)
        return ask->clause;
    if (reading->has_limit && reading->limit == 0)
        return "limit-1";
    if (reading->since > words->count)
        return "cursor-4";
    return reading->has_limit && words->cursor == ng_reading_end(reading, UINT64_MAX) ? "range-4"
                                                                                      : "cursor-3";
}

/* A spelling that may be refused and was misread gives what another range is, with a cursor of that
 * range: then it is the spelling's clause that is broken, and no instant. */
static const char *torn_clause(const struct ng_ask *ask) {
    bool may_be_misread = ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL && ask->clause;
    return may_be_misread ? ask->clause : "instant-1";
}

static void settle(struct ng_judge *judge, size_t at, struct ng_findings *findings) {
    const struct ng_pending *pending = &judge->pending[at];
    if (pending->kind == NG_PENDING_UNEQUAL)
        blame(pending, NG_FINDING_TORN, torn_clause(&pending->ask), findings);
    drop(judge, at);
}

bool ng_pending_meet_end(struct ng_judge *judge, const struct ng_exchange *exchange, uint64_t end,
                         struct ng_findings *findings) {
    bool refuted = false;
    for (size_t i = 0; i < judge->pending_count;) {
        struct ng_pending *pending = &judge->pending[i];
        if (pending->answered >= exchange->sent) {
            i++;
        } else if (pending->kind == NG_PENDING_DOWN) {
            if (end >= pending->words.proved)
                blame(pending, NG_FINDING_STALE, "growth-1", findings);
            drop(judge, i);
        } else if (pending->words.cursor > end) {
            pending->words.end_known = true;
            pending->words.count = end;
            blame(pending, NG_FINDING_CURSOR_HIGH, ng_high_clause(&pending->ask, &pending->words),
                  findings);
            refuted = true;
            drop(judge, i);
        } else if (pending->kind == NG_PENDING_UNEQUAL) {
            settle(judge, i, findings);
        } else {
            i++;
        }
    }
    if (refuted)
        ng_marks_retract(&judge->claimed, end);
    return refuted;
}

/* The cursor is behind the events beside it. Events past the last cursor that can be written prove
 * no count: such an answer is at odds with itself, whatever its cursor. */
static bool falls_short(const struct ng_words *words, uint64_t *end) {
    return ng_events_end(&words->reading, words->event_count, end) && words->cursor < *end;
}

void ng_pending_meet_low(struct ng_judge *judge, const struct ng_exchange *exchange,
                         struct ng_findings *findings) {
    for (size_t i = 0; i < judge->pending_count;) {
        struct ng_pending *pending = &judge->pending[i];
        uint64_t end;
        if (pending->kind != NG_PENDING_UNEQUAL || pending->answered >= exchange->sent ||
            !falls_short(&pending->words, &end)) {
            i++;
            continue;
        }
        pending->words.proved = end;
        blame(pending, NG_FINDING_CURSOR_LOW,
              pending->ask.clause ? pending->ask.clause : "cursor-3", findings);
        drop(judge, i);
    }
}

void ng_pending_settle(struct ng_judge *judge, struct ng_findings *findings) {
    while (judge->pending_count)
        settle(judge, 0, findings);
}

void ng_pending_clear(struct ng_judge *judge) {
    while (judge->pending_count)
        drop(judge, 0);
}

void ng_pending_confirm(struct ng_judge *judge) {
    uint64_t seen = ng_marks_top(&judge->seen);
    for (size_t i = 0; i < judge->pending_count;) {
        if (judge->pending[i].kind == NG_PENDING_CLAIM && judge->pending[i].words.cursor <= seen)
            drop(judge, i);
        else
            i++;
    }
}

/* The ask of the copy holds the copy's own texts. */
static bool copy_ask(const struct ng_ask *ask, struct ng_pending *copy) {
    const struct {
        const char *from;
        char **to;
    } texts[] = {{ask->query, &copy->query},
                 {ask->header_name, &copy->header_name},
                 {ask->header_value, &copy->header_value},
                 {ask->raw, &copy->raw}};
    bool whole = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].to = texts[i].from ? strdup(texts[i].from) : NULL;
        whole = whole && (!texts[i].from || *texts[i].to);
    }
    copy->ask = *ask;
    copy->ask.query = copy->query;
    copy->ask.header_name = copy->header_name;
    copy->ask.header_value = copy->header_value;
    copy->ask.raw = copy->raw;
    return whole;
}

enum ng_status ng_pending_add(struct ng_judge *judge, enum ng_pending_kind kind,
                              const struct ng_exchange *exchange, const struct ng_words *words,
                              struct ng_findings *findings) {
    struct ng_pending pending = {.kind = kind, .answered = exchange->answered, .words = *words};
    if (!copy_ask(&exchange->ask, &pending)) {
        free_texts(&pending);
        return NG_NO_MEMORY;
    }
    if (judge->pending_count == NG_PENDING_MAX)
        settle(judge, 0, findings);
    judge->pending[judge->pending_count++] = pending;
    return NG_OK;
}
