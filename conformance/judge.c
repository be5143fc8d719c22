#include "conformance/judge.h"
#include "conformance/judge_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a serialiser makes of an empty list is no longer than this: `{}`, `""`, `false`. */
#define EMPTY_VALUE_BYTES 6
/* The 3xx that leads nowhere. */
#define NOT_MODIFIED 304

enum ng_status ng_judge_new(const struct ng_profile *profile, bool reset_is_fault,
                            struct ng_judge **judge) {
    struct ng_judge *made = calloc(1, sizeof *made);
    if (!made)
        return NG_NO_MEMORY;
    made->profile = profile;
    made->reset_is_fault = reset_is_fault;
    ng_history_init(&made->history);
    ng_marks_init(&made->claimed);
    ng_marks_init(&made->seen);
    *judge = made;
    return NG_OK;
}

void ng_judge_free(struct ng_judge *judge) {
    if (!judge)
        return;
    ng_pending_clear(judge);
    ng_history_deinit(&judge->history);
    free(judge);
}

uint64_t ng_judge_tick(struct ng_judge *judge) {
    return ++judge->clock;
}

static void add_status(struct ng_findings *findings, const char *clause,
                       const struct ng_exchange *exchange, const char *expected) {
    bool redirect =
        exchange->status >= 300 && exchange->status < 400 && exchange->status != NOT_MODIFIED;
    struct ng_finding *finding = ng_findings_add(
        findings, redirect ? NG_FINDING_REDIRECT : NG_FINDING_STATUS, clause, &exchange->ask);
    if (finding)
        ng_describe_status(finding, exchange, expected);
}

static bool is_refusal(const struct ng_exchange *exchange) {
    int status = exchange->status;
    return (status >= 400 && status <= 499) ||
           (exchange->ask.may_lack_support && (status == 501 || status == 505));
}

/* cursor-1 and cursor-2; of a HEAD, method-2. */
static void judge_cursor_form(const struct ng_exchange *exchange, struct ng_findings *findings) {
    enum ng_cursor_form form = exchange->cursor_form;
    if (form == NG_CURSOR_OK || form == NG_CURSOR_IMPLIED)
        return;
    enum ng_finding_kind kind = form == NG_CURSOR_MISSING    ? NG_FINDING_CURSOR_MISSING
                                : form == NG_CURSOR_REPEATED ? NG_FINDING_CURSOR_REPEATED
                                                             : NG_FINDING_CURSOR_MALFORMED;
    const char *clause = form == NG_CURSOR_MALFORMED ? "cursor-2" : "cursor-1";
    if (exchange->ask.method == NG_HEAD)
        clause = "method-2";
    struct ng_finding *finding = ng_findings_add(findings, kind, clause, &exchange->ask);
    if (finding)
        ng_describe_cursor(finding, exchange);
}

/* body-1 and body-2: where the answer should be empty, an empty body of another form has a clause
 * of its own. */
static void judge_body_form(const struct ng_judge *judge, const struct ng_exchange *exchange,
                            const struct ng_reading *reading, struct ng_findings *findings) {
    enum ng_body_form form = exchange->body_form;
    if (exchange->ask.method == NG_HEAD || form == NG_BODY_TOO_LARGE ||
        (form == NG_BODY_ARRAY && exchange->transport == NG_TRANSPORT_OK))
        return;
    uint64_t seen = ng_marks_before(&judge->seen, exchange->sent).value;
    bool empty_expected =
        (reading->has_limit && reading->limit == 0) ||
        (exchange->cursor_form == NG_CURSOR_OK ? exchange->cursor <= reading->since
                                               : reading->since >= seen);
    bool empty_form = form == NG_BODY_NONE || form == NG_BODY_NULL ||
                      (form == NG_BODY_OTHER && exchange->body_bytes <= EMPTY_VALUE_BYTES);
    struct ng_finding *finding =
        ng_findings_add(findings, NG_FINDING_BODY_FORM,
                        empty_expected && empty_form ? "body-2" : "body-1", &exchange->ask);
    if (finding)
        ng_describe_body(finding, exchange);
}

/* Whether an answer that is right by two readings proves less by the first of them. */
static bool proves_less(const struct ng_range_judgement *a, const struct ng_range_judgement *b) {
    if (a->check.claim != b->check.claim)
        return a->check.claim < b->check.claim;
    return !a->check.exact && b->check.exact;
}

/* The reading that a 200 to this ask fits, or the first one where none does. Where more than one
 * fits, nobody knows which was meant, so that only what the weakest of them proves is proved. */
static struct ng_range_judgement look_best(const struct ng_judge *judge,
                                           const struct ng_exchange *exchange, size_t *reading) {
    struct ng_range_judgement best = ng_judge_look(judge, exchange, &exchange->ask.readings[0]);
    *reading = 0;
    for (size_t i = 1; i < exchange->ask.reading_count; i++) {
        struct ng_range_judgement looked =
            ng_judge_look(judge, exchange, &exchange->ask.readings[i]);
        if (looked.right && (!best.right || proves_less(&looked, &best))) {
            best = looked;
            *reading = i;
        }
    }
    return best;
}

static enum ng_status judge_range(struct ng_judge *judge, const struct ng_exchange *exchange,
                                  struct ng_findings *findings, struct ng_judgement *judgement) {
    size_t reading;
    judge_cursor_form(exchange, findings);
    struct ng_range_judgement looked = look_best(judge, exchange, &reading);
    judge_body_form(judge, exchange, &exchange->ask.readings[reading], findings);
    judgement->events_compared = looked.fit.compared;
    if (exchange->body_form == NG_BODY_TOO_LARGE) {
        (void)snprintf(judgement->inconclusive, sizeof judgement->inconclusive,
                       "an event is larger than %zu MiB, or nested deeper than %d levels: more is "
                       "not looked at",
                       NG_EVENT_BYTES_MAX / 1024 / 1024, NG_JSON_DEPTH_MAX);
        return NG_OK;
    }
    bool no_body = exchange->ask.method == NG_GET && exchange->body_form != NG_BODY_ARRAY;
    if (no_body || exchange->transport != NG_TRANSPORT_OK)
        return NG_OK;
    if (exchange->cursor_form != NG_CURSOR_OK) {
        looked.check.claim = 0;
        looked.words.has_cursor = false;
    }
    return ng_judge_take(judge, exchange, &looked, findings);
}

static void judge_accepted(const struct ng_exchange *exchange, struct ng_findings *findings) {
    const struct ng_ask *ask = &exchange->ask;
    if (exchange->status != 200) {
        add_status(findings, ask->clause, exchange, "a status from 400 to 499");
        return;
    }
    struct ng_finding *finding =
        ng_findings_add(findings, NG_FINDING_NOT_REFUSED, ask->clause, ask);
    if (finding)
        ng_describe_not_refused(finding, exchange);
    if (exchange->cursor_form == NG_CURSOR_MALFORMED)
        judge_cursor_form(exchange, findings);
}

/* Where a refusal is allowed beside a range: a wrong range is told in the words of the clause that
 * allows both. */
static enum ng_status judge_lenient(struct ng_judge *judge, const struct ng_exchange *exchange,
                                    struct ng_findings *findings, struct ng_judgement *judgement) {
    const struct ng_ask *ask = &exchange->ask;
    if (exchange->status == 200)
        return judge_range(judge, exchange, findings, judgement);
    if (!is_refusal(exchange)) {
        const char *clause = ask->silence_clause   ? ask->silence_clause
                             : ask->refusal_clause ? ask->refusal_clause
                                                   : ask->clause;
        add_status(findings, clause ? clause : "answer-1", exchange,
                   "status 200 with the range, or a status from 400 to 499");
        return NG_OK;
    }
    judgement->refused = true;
    ng_judge_refusal(judge, exchange, false, findings);
    if (ask->refusal_clause)
        add_status(findings, ask->refusal_clause, exchange, "status 200 with the range");
    return NG_OK;
}

static enum ng_status judge_by_expectation(struct ng_judge *judge,
                                           const struct ng_exchange *exchange,
                                           struct ng_findings *findings,
                                           struct ng_judgement *judgement) {
    const struct ng_ask *ask = &exchange->ask;
    if (ask->expectation == NG_EXPECT_ANYTHING)
        return NG_OK;
    if (ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL)
        return judge_lenient(judge, exchange, findings, judgement);
    if (ask->expectation == NG_EXPECT_REFUSAL) {
        judgement->refused = is_refusal(exchange);
        if (judgement->refused)
            ng_judge_refusal(judge, exchange, !ask->may_close, findings);
        else
            judge_accepted(exchange, findings);
        return NG_OK;
    }
    if (exchange->status == 200)
        return judge_range(judge, exchange, findings, judgement);
    add_status(findings, ask->refusal_clause ? ask->refusal_clause : "answer-1", exchange,
               "status 200");
    return NG_OK;
}

/* Whether the answer shows what comes behind the cursor of the one before. */
static bool is_joint(const struct ng_exchange *exchange) {
    return exchange->ask.context == NG_CHAINED && exchange->status == 200 &&
           exchange->event_count > 0;
}

/* No HTTP answer, where somebody is to blame for that. */
static void add_silence(const struct ng_exchange *exchange, const char *why,
                        struct ng_findings *findings) {
    const struct ng_ask *ask = &exchange->ask;
    struct ng_finding *finding =
        ng_findings_add(findings, NG_FINDING_SILENCE, ask->silence_clause, ask);
    if (!finding)
        return;
    (void)snprintf(finding->says, sizeof finding->says, "the request gets no answer");
    (void)snprintf(finding->expected, sizeof finding->expected, "%s",
                   ask->may_close ? "an answer, or a closed connection" : "an answer");
    (void)snprintf(finding->received, sizeof finding->received, "%s", why);
}

/* Whether the transport brought an answer that can be judged; if not, says why, or whose fault it
 * is. */
static bool answered(const struct ng_exchange *exchange, struct ng_findings *findings,
                     struct ng_judgement *judgement) {
    static const char *const why[] = {
        [NG_TRANSPORT_UNREACHABLE] = "no connection to the target",
        [NG_TRANSPORT_TIMEOUT] = "no complete answer within the time limit",
        [NG_TRANSPORT_CLOSED] = "the connection was closed without an answer",
        [NG_TRANSPORT_NOT_HTTP] = "bytes that are no HTTP answer",
        [NG_TRANSPORT_TOO_LARGE] =
            "the answer is larger than what is looked at, or encoded unasked",
    };
    enum ng_transport transport = exchange->transport;
    if (transport == NG_TRANSPORT_OK || transport == NG_TRANSPORT_TRUNCATED)
        return true;
    if (transport == NG_TRANSPORT_CLOSED && exchange->ask.may_close) {
        judgement->judged = judgement->refused = judgement->faultless = true;
        return false;
    }
    if (exchange->ask.silence_clause && transport != NG_TRANSPORT_TOO_LARGE) {
        add_silence(exchange, why[transport], findings);
        judgement->judged = true;
        return false;
    }
    if (transport == NG_TRANSPORT_NOT_HTTP) {
        struct ng_finding *finding =
            ng_findings_add(findings, NG_FINDING_STATUS, "answer-1", &exchange->ask);
        if (finding)
            ng_describe_status(finding, exchange, "an HTTP answer");
        judgement->judged = true;
        return false;
    }
    (void)snprintf(judgement->inconclusive, sizeof judgement->inconclusive, "%s", why[transport]);
    return false;
}

enum ng_status ng_judge_answer(struct ng_judge *judge, const struct ng_exchange *exchange,
                               struct ng_findings *findings, struct ng_judgement *judgement) {
    *judgement = (struct ng_judgement){0};
    if (!answered(exchange, findings, judgement))
        return NG_OK;
    uint64_t before = ng_findings_total(findings);
    enum ng_status status = judge_by_expectation(judge, exchange, findings, judgement);
    judgement->judged = !judgement->inconclusive[0];
    judgement->faultless = judgement->judged && ng_findings_total(findings) == before;
    judgement->joint = judgement->judged && is_joint(exchange);
    return status;
}

enum ng_judge_need ng_judge_needs(const struct ng_judge *judge) {
    if (judge->prefix_needed)
        return NG_NEEDS_PREFIX;
    return judge->pending_count ? NG_NEEDS_TAIL : NG_NEEDS_NOTHING;
}

void ng_judge_settle(struct ng_judge *judge, struct ng_findings *findings) {
    ng_pending_settle(judge, findings);
    judge->prefix_needed = false;
}

/* The most that the log holds by a read without a limit: its cursor, or, where a cursor comes with
 * events only and there are none, where it begins. */
static bool count_by_tail(const struct ng_exchange *tail, uint64_t *count) {
    bool is_empty = tail->cursor_form == NG_CURSOR_IMPLIED && tail->body_form == NG_BODY_ARRAY;
    *count = is_empty ? tail->ask.readings[0].since : tail->cursor;
    return is_empty || tail->cursor_form == NG_CURSOR_OK;
}

/* Whether an answer is right where nothing is known of the log. What is not shows no other log, but
 * a fault. */
static bool is_coherent(const struct ng_exchange *exchange) {
    const struct ng_range_facts facts = {.reading = exchange->ask.readings[0],
                                         .has_cursor = exchange->cursor_form == NG_CURSOR_OK,
                                         .cursor = exchange->cursor,
                                         .has_body = true,
                                         .event_count = exchange->event_count};
    return exchange->body_form == NG_BODY_ARRAY &&
           (facts.has_cursor || exchange->cursor_form == NG_CURSOR_IMPLIED) &&
           ng_range_check(&facts).fault == NG_RANGE_RIGHT;
}

bool ng_judge_is_reset(struct ng_judge *judge, const struct ng_exchange *prefix,
                       const struct ng_exchange *tail) {
    uint64_t count;
    judge->prefix_needed = false;
    if (prefix->status != 200 || tail->status != 200 || !count_by_tail(tail, &count))
        return false;
    if (count >= ng_marks_top(&judge->seen) || !is_coherent(prefix) || !is_coherent(tail))
        return false;
    struct ng_fit fit = ng_fit_events(&judge->history, 0, prefix->digests, prefix->event_count);
    return fit.form != NG_FIT_MATCHES || prefix->event_count == 0;
}

void ng_judge_appended(struct ng_judge *judge, uint64_t before, uint64_t after, uint64_t count) {
    uint64_t seen = ng_marks_before(&judge->seen, before + 1).value;
    uint64_t claimed = ng_marks_before(&judge->claimed, before + 1).value;
    ng_marks_add(&judge->seen, after, seen + count, (int)NG_PROOF_APPEND);
    ng_marks_add(&judge->claimed, after, claimed + count, (int)NG_PROOF_APPEND);
}

uint64_t ng_judge_seen_end(const struct ng_judge *judge) {
    return judge->history.end;
}

uint64_t ng_judge_count(const struct ng_judge *judge) {
    uint64_t claimed = ng_marks_top(&judge->claimed), seen = ng_marks_top(&judge->seen);
    return claimed > seen ? claimed : seen;
}
