/* Answers of status 200 to a request that means a range. */
#include "conformance/judge_state.h"

static enum ng_proof proof_of(const struct ng_ask *ask, const struct ng_reading *reading) {
    if (reading->has_limit)
        return NG_PROOF_LIMIT;
    return ask->query ? NG_PROOF_SINCE : NG_PROOF_DUMP;
}

static bool echo_allowed(const struct ng_judge *judge) {
    return judge->profile->past_end_echo;
}

struct ng_range_judgement ng_judge_look(const struct ng_judge *judge,
                                        const struct ng_exchange *exchange,
                                        const struct ng_reading *reading) {
    struct ng_range_judgement looked = {0};
    struct ng_range_facts facts = {
        .reading = *reading,
        .has_cursor = exchange->cursor_form == NG_CURSOR_OK,
        .cursor = exchange->cursor,
        .has_body = exchange->body_form == NG_BODY_ARRAY && exchange->ask.method == NG_GET,
        .event_count = exchange->event_count,
        .seen_before = ng_marks_before(&judge->seen, exchange->sent).value,
        .claimed_before = ng_marks_before(&judge->claimed, exchange->sent).value,
        .echo_allowed = echo_allowed(judge),
    };
    looked.check = ng_range_check(&facts);
    if (facts.has_body)
        looked.fit = ng_fit_events(&judge->history, reading->since, exchange->digests,
                                   exchange->event_count);
    looked.right = looked.check.fault == NG_RANGE_RIGHT && looked.fit.form == NG_FIT_MATCHES;
    looked.words = (struct ng_words){
        .reading = *reading,
        .has_cursor = facts.has_cursor,
        .cursor = facts.cursor,
        .has_body = facts.has_body,
        .event_count = facts.event_count,
        .fit = looked.fit,
        .proved = facts.seen_before,
    };
    return looked;
}

/* Such a spelling was perhaps read as another range than those that are allowed: a wrong answer to
 * it breaks its clause, and says nothing of the log. */
static bool may_be_misread(const struct ng_ask *ask) {
    return ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL;
}

static const char *own_or(const struct ng_ask *ask, const char *clause) {
    return ask->clause ? ask->clause : clause;
}

static void add(struct ng_findings *findings, enum ng_finding_kind kind, const char *clause,
                const struct ng_exchange *exchange, const struct ng_words *words) {
    struct ng_finding *finding = ng_findings_add(findings, kind, clause, &exchange->ask);
    if (finding)
        ng_describe_range(finding, words);
}

/* One index off, as a since is that counts from 1, or that names the last event seen. */
static bool reads_since_otherwise(const struct ng_words *words) {
    uint64_t since = words->reading.since, found = words->fit.found_at;
    return words->fit.form == NG_FIT_SHIFTED && since && (found == since + 1 || found == since - 1);
}

static const char *fit_clause(const struct ng_ask *ask, const struct ng_words *words) {
    enum ng_fit_form form = words->fit.form;
    if (form == NG_FIT_REWRITTEN)
        return may_be_misread(ask) ? own_or(ask, "immutable-1") : "immutable-1";
    if (ask->context == NG_REPEATED)
        return form == NG_FIT_SHIFTED ? "immutable-2" : "immutable-1";
    if (form == NG_FIT_REVERSED || form == NG_FIT_SHUFFLED)
        return own_or(ask, "range-2");
    if (ask->context == NG_CHAINED)
        return "chain-1";
    return own_or(ask, reads_since_otherwise(words) ? "param-1" : "range-1");
}

static void add_fit(struct ng_judge *judge, const struct ng_exchange *exchange,
                    const struct ng_range_judgement *looked, struct ng_findings *findings) {
    static const enum ng_finding_kind kinds[] = {
        [NG_FIT_MATCHES] = NG_FINDING_OTHER,     [NG_FIT_SHIFTED] = NG_FINDING_SHIFTED,
        [NG_FIT_REVERSED] = NG_FINDING_REVERSED, [NG_FIT_REWRITTEN] = NG_FINDING_REWRITTEN,
        [NG_FIT_SHUFFLED] = NG_FINDING_MIXED,    [NG_FIT_MIXED] = NG_FINDING_MIXED,
    };
    enum ng_fit_form form = looked->fit.form;
    if (form == NG_FIT_MATCHES)
        return;
    judge->prefix_needed = true;
    add(findings, kinds[form], fit_clause(&exchange->ask, &looked->words), exchange,
        &looked->words);
}

/* Cursor and body agree on a count that is too small. Which clause that breaks depends on what was
 * asked. */
static enum ng_status add_count_down(struct ng_judge *judge, const struct ng_exchange *exchange,
                                     const struct ng_range_judgement *looked,
                                     struct ng_findings *findings) {
    const struct ng_reading *reading = &looked->words.reading;
    struct ng_mark mark = ng_marks_before(&judge->claimed, exchange->sent);
    enum ng_proof proof = proof_of(&exchange->ask, reading);
    enum ng_finding_kind kind = NG_FINDING_EVENTS_MISSING;
    const char *clause;
    judge->prefix_needed = true;
    if (mark.source == NG_PROOF_APPEND) {
        clause = "growth-1";
        kind = NG_FINDING_COUNT_DOWN;
    } else if (exchange->ask.context == NG_REPEATED) {
        clause = "growth-2";
        kind = NG_FINDING_COUNT_DOWN;
    } else if (reading->has_limit && reading->limit == 0) {
        clause = "limit-1";
        kind = NG_FINDING_CURSOR_LOW;
    } else if (exchange->cursor < reading->since) {
        clause = reading->since > mark.value ? "cursor-4" : "cursor-3";
        kind = NG_FINDING_CURSOR_LOW;
    } else if (mark.source == (int)proof) {
        clause = "growth-2";
        kind = NG_FINDING_COUNT_DOWN;
    } else {
        clause = reading->has_limit ? "range-4" : proof == NG_PROOF_DUMP ? "dump-1" : "range-3";
    }
    struct ng_words words = looked->words;
    words.proved = mark.value;
    words.appended = mark.source == NG_PROOF_APPEND;
    add(findings, kind, own_or(&exchange->ask, clause), exchange, &words);
    return kind == NG_FINDING_COUNT_DOWN && !may_be_misread(&exchange->ask)
               ? ng_pending_add(judge, NG_PENDING_DOWN, exchange, &words, findings)
               : NG_OK;
}

/* Whether all events of the page that was asked for are there: the request was understood, and what
 * is wrong beside them does not break the clause that it asks for. */
static bool is_right_page(const struct ng_exchange *exchange,
                          const struct ng_range_judgement *looked) {
    const struct ng_words *words = &looked->words;
    return looked->fit.form == NG_FIT_MATCHES && words->has_body && words->event_count > 0 &&
           words->reading.has_limit && words->event_count == words->reading.limit &&
           !may_be_misread(&exchange->ask);
}

static enum ng_status add_definite(struct ng_judge *judge, const struct ng_exchange *exchange,
                                   const struct ng_range_judgement *looked,
                                   struct ng_findings *findings) {
    static const struct {
        enum ng_finding_kind kind;
        const char *clause;
    } faults[] = {
        [NG_RANGE_OVER_LIMIT] = {NG_FINDING_OVER_LIMIT, "range-4"},
        [NG_RANGE_CURSOR_PAST_PAGE] = {NG_FINDING_CURSOR_HIGH, "cursor-5"},
        [NG_RANGE_EVENTS_PAST_END] = {NG_FINDING_EVENTS_PAST_END, "range-6"},
        [NG_RANGE_CURSOR_LOW] = {NG_FINDING_CURSOR_LOW, "cursor-3"},
        [NG_RANGE_EVENTS_MISSING] = {NG_FINDING_EVENTS_MISSING, "range-1"},
    };
    const struct ng_reading *reading = &looked->words.reading;
    enum ng_range_fault fault = looked->check.fault;
    if (fault == NG_RANGE_RIGHT || fault == NG_RANGE_UNEQUAL)
        return NG_OK;
    if (fault == NG_RANGE_COUNT_DOWN)
        return add_count_down(judge, exchange, looked, findings);
    /* What a smaller count is to a server whose empty answers carry no cursor. */
    if (fault == NG_RANGE_EVENTS_MISSING && exchange->cursor_form == NG_CURSOR_IMPLIED)
        judge->prefix_needed = true;
    const char *clause = faults[fault].clause;
    if (reading->has_limit && reading->limit == 0)
        clause = "limit-1";
    else if (fault == NG_RANGE_EVENTS_MISSING && proof_of(&exchange->ask, reading) == NG_PROOF_DUMP)
        clause = "dump-1";
    if (!is_right_page(exchange, looked))
        clause = own_or(&exchange->ask, clause);
    add(findings, faults[fault].kind, clause, exchange, &looked->words);
    return NG_OK;
}

/* Where an answer to such a spelling is wrong, or no cursor confirms at which index its events
 * begin, they can stand anywhere. */
static bool is_of_unknown_place(const struct ng_exchange *exchange,
                                const struct ng_range_judgement *looked) {
    return may_be_misread(&exchange->ask) && !(looked->right && looked->words.has_cursor);
}

/* Whether the events of a faulty answer still tell the truth about their indexes. */
static bool events_are_credible(const struct ng_exchange *exchange,
                                const struct ng_range_judgement *looked) {
    if (looked->fit.form != NG_FIT_MATCHES || !looked->words.has_body ||
        is_of_unknown_place(exchange, looked))
        return false;
    enum ng_range_fault fault = looked->check.fault;
    return fault == NG_RANGE_RIGHT || fault == NG_RANGE_UNEQUAL || fault == NG_RANGE_CURSOR_LOW;
}

static enum ng_status learn(struct ng_judge *judge, const struct ng_exchange *exchange,
                            const struct ng_range_judgement *looked) {
    const struct ng_reading *reading = &looked->words.reading;
    int source = (int)proof_of(&exchange->ask, reading);
    if (looked->right && looked->check.claim)
        ng_marks_add(&judge->claimed, exchange->answered, looked->check.claim, source);
    uint64_t end;
    if (!events_are_credible(exchange, looked) || !exchange->event_count ||
        !ng_events_end(reading, exchange->event_count, &end))
        return NG_OK;
    for (size_t i = 0; i < exchange->event_count; i++) {
        enum ng_status status =
            ng_history_put(&judge->history, reading->since + i, exchange->digests[i]);
        if (status == NG_TOO_LARGE)
            break;
        if (status)
            return status;
    }
    ng_marks_add(&judge->seen, exchange->answered, end, source);
    ng_marks_add(&judge->claimed, exchange->answered, end, source);
    ng_pending_confirm(judge);
    return NG_OK;
}

/* The count by the answer's own events, where the answer reaches the end of the log and nothing
   that was seen before stands beyond. */
static bool end_by_events(const struct ng_range_judgement *looked, uint64_t *end) {
    const struct ng_words *words = &looked->words;
    const struct ng_reading *reading = &words->reading;
    enum ng_range_fault fault = looked->check.fault;
    if (looked->fit.form != NG_FIT_MATCHES)
        return false;
    if ((fault == NG_RANGE_RIGHT && looked->check.exact) || fault == NG_RANGE_COUNT_DOWN) {
        *end = words->cursor;
        return words->cursor >= words->proved;
    }
    return fault == NG_RANGE_UNEQUAL && ng_events_end(reading, words->event_count, end) &&
           !(reading->has_limit && words->event_count >= reading->limit);
}

static bool cursor_is_low(const struct ng_range_judgement *looked) {
    return looked->check.fault == NG_RANGE_CURSOR_LOW ||
           (looked->check.fault == NG_RANGE_COUNT_DOWN &&
            looked->words.cursor < looked->words.proved);
}

enum ng_status ng_judge_take(struct ng_judge *judge, const struct ng_exchange *exchange,
                             const struct ng_range_judgement *looked,
                             struct ng_findings *findings) {
    struct ng_range_judgement now = *looked;
    uint64_t end = 0;
    bool refuted = false;
    bool is_evidence = !is_of_unknown_place(exchange, looked);
    if (is_evidence && cursor_is_low(looked))
        ng_pending_meet_low(judge, exchange, findings);
    else if (is_evidence && end_by_events(looked, &end))
        refuted = ng_pending_meet_end(judge, exchange, end, findings);
    add_fit(judge, exchange, looked, findings);
    if (refuted) {
        /* The proof that this answer contradicted was wrong; look again without it. */
        now = ng_judge_look(judge, exchange, &looked->words.reading);
        if (now.check.fault == NG_RANGE_UNEQUAL && exchange->cursor > end) {
            now.words.end_known = true;
            now.words.count = end;
            add(findings, NG_FINDING_CURSOR_HIGH, ng_high_clause(&exchange->ask, &now.words),
                exchange, &now.words);
            return learn(judge, exchange, &now);
        }
    }
    enum ng_status status = add_definite(judge, exchange, &now, findings);
    if (!status)
        status = learn(judge, exchange, &now);
    if (status)
        return status;
    if (now.check.fault == NG_RANGE_UNEQUAL && now.fit.form == NG_FIT_MATCHES)
        return ng_pending_add(judge, NG_PENDING_UNEQUAL, exchange, &now.words, findings);
    if (now.right && now.check.claim > ng_marks_top(&judge->seen))
        return ng_pending_add(judge, NG_PENDING_CLAIM, exchange, &now.words, findings);
    return NG_OK;
}
