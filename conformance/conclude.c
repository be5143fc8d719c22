#include "conformance/conclude.h"

#include <stdio.h>
#include <string.h>

static enum ng_verdict worst(enum ng_verdict a, enum ng_verdict b) {
    return a > b ? a : b;
}

static enum ng_verdict verdict_of_findings(const struct ng_spec *spec,
                                           const struct ng_findings *findings) {
    enum ng_verdict verdict = findings->dropped ? NG_FAIL : NG_PASS;
    for (size_t i = 0; i < findings->count; i++) {
        const struct ng_clause *clause = ng_spec_find(spec, findings->items[i].clause);
        if (!clause)
            return NG_ERROR;
        verdict = worst(verdict, clause->level == NG_MUST ? NG_FAIL : NG_WARN);
    }
    return verdict;
}

static void give_reason(struct ng_case_result *result, enum ng_verdict verdict,
                        const char *reason) {
    result->verdict = worst(result->verdict, verdict);
    if (!result->reason[0])
        (void)snprintf(result->reason, sizeof result->reason, "%s", reason);
}

/* Behind why the case stopped, where it did: a server that fails may be gone, too. */
static void add_again(struct ng_case_result *result, const char *again) {
    size_t kept = strlen(result->reason);
    if (kept > NG_WORDS_MAX / 3)
        kept = NG_WORDS_MAX / 3;
    (void)snprintf(result->reason + kept, sizeof result->reason - kept, "%s%s", kept ? "; " : "",
                   again);
}

/* Answers of two logs were compared with one another until the reset was told. */
static void forget_findings(struct ng_case_result *result) {
    ng_findings_deinit(&result->findings);
    ng_findings_init(&result->findings);
}

void ng_conclude_case(const struct ng_spec *spec, enum ng_status status,
                      const struct ng_session_result *session, struct ng_case_result *result) {
    result->requests = session->requests;
    result->events_compared = session->events_compared;
    result->joints_crossed = session->joints_crossed;
    memcpy(result->remark, session->remark, sizeof result->remark);
    if (session->reset)
        forget_findings(result);
    result->verdict = verdict_of_findings(spec, &result->findings);
    if (result->verdict == NG_ERROR)
        give_reason(result, NG_ERROR, "a finding names a clause that SPEC.md does not have");
    if (status == NG_STOPPED) {
        bool told = session->no_endpoint && result->findings.count;
        give_reason(result, told ? NG_FAIL : NG_INCONCLUSIVE, session->stopped);
        result->cut_short = session->ends_run && result->verdict == NG_INCONCLUSIVE;
    } else if (status == NG_NO_MEMORY) {
        give_reason(result, NG_ERROR, "the runner has no memory left");
    } else if (status) {
        give_reason(result, NG_ERROR, "the runner failed");
    } else if (result->verdict == NG_PASS && (!session->exercised || !session->requests)) {
        give_reason(result, NG_SKIP,
                    session->lacks[0] ? session->lacks : "the case had nothing to ask");
    }
    if (result->findings.count && session->again[0])
        add_again(result, session->again);
}

void ng_conclude_waiver(const struct ng_run_info *info, const struct ng_session_result *session,
                        struct ng_case_result *result) {
    enum ng_verdict verdict = result->verdict;
    for (size_t i = 0; !result->waiver && i < info->waiver_count; i++)
        if (info->waivers[i].test_case == result->test_case)
            result->waiver = info->waivers[i].reason;
    if (!result->waiver)
        return;
    result->waived = verdict == NG_FAIL || (verdict == NG_INCONCLUSIVE && !session->ends_run) ||
                     (verdict == NG_WARN && info->strict);
    result->stale = verdict == NG_PASS || (verdict == NG_WARN && !info->strict);
}

void ng_conclude_unheld(const struct ng_conclusion *conclusion, struct ng_case_result *result) {
    give_reason(result, conclusion->no_endpoint ? NG_SKIP : NG_INCONCLUSIVE, conclusion->reason);
}

void ng_conclude_continue(struct ng_conclusion *conclusion,
                          const struct ng_session_result *session) {
    conclusion->reset = conclusion->reset || session->reset;
    conclusion->unreachable = conclusion->unreachable || session->unreachable;
    conclusion->no_endpoint = conclusion->no_endpoint || session->no_endpoint;
    if (session->ends_run && !conclusion->reason[0])
        (void)snprintf(conclusion->reason, sizeof conclusion->reason, "%s", session->stopped);
}

static bool exercises(const struct ng_case_result *result, const char *clause) {
    if (result->verdict == NG_SKIP)
        return false;
    for (size_t i = 0; result->test_case->clauses[i]; i++)
        if (strcmp(result->test_case->clauses[i], clause) == 0)
            return true;
    return false;
}

/* A MUST of a chosen case that no case exercised, or NULL; *skipped is the first case that should
   have. */
static const char *unexercised_clause(const struct ng_spec *spec,
                                      const struct ng_run_result *result,
                                      const struct ng_case_result **skipped) {
    for (size_t i = 0; i < result->case_count; i++) {
        const char *const *clauses = result->cases[i].test_case->clauses;
        for (size_t k = 0; clauses[k]; k++) {
            const struct ng_clause *clause = ng_spec_find(spec, clauses[k]);
            bool exercised = !clause || clause->level != NG_MUST;
            for (size_t j = 0; !exercised && j < result->case_count; j++)
                exercised = exercises(&result->cases[j], clauses[k]);
            *skipped = &result->cases[i];
            if (!exercised)
                return clauses[k];
        }
    }
    return NULL;
}

/* The first case of a class of which all chosen cases were skipped, or NULL. Other classes may have
   exercised the same clauses, but not in the way that this class was chosen for. */
static const struct ng_case_result *idle_class(const struct ng_run_result *result) {
    const struct ng_case_result *first[NG_CLASS_COUNT] = {NULL};
    bool held[NG_CLASS_COUNT] = {false};
    for (size_t i = 0; i < result->case_count; i++) {
        enum ng_class class_id = result->cases[i].test_case->class_id;
        if (!first[class_id])
            first[class_id] = &result->cases[i];
        held[class_id] = held[class_id] || result->cases[i].verdict != NG_SKIP;
    }
    for (size_t i = 0; i < NG_CLASS_COUNT; i++)
        if (first[i] && !held[i])
            return first[i];
    return NULL;
}

static void set_outcome(struct ng_run_result *result, enum ng_outcome outcome, const char *reason) {
    result->outcome = outcome;
    (void)snprintf(result->reason, sizeof result->reason, "%s", reason);
}

static void say_stale(const struct ng_run_result *result, char words[NG_WORDS_MAX]) {
    size_t count = ng_count_stale(result), first = 0;
    while (!result->cases[first].stale)
        first++;
    const char *id = result->cases[first].test_case->id;
    if (count == 1)
        (void)snprintf(words, NG_WORDS_MAX,
                       "%s is waived and does not fail any more: drop its waiver", id);
    else
        (void)snprintf(words, NG_WORDS_MAX,
                       "%s and %zu more cases are waived and do not fail any more: drop their "
                       "waivers",
                       id, count - 1);
}

void ng_conclude_run(const struct ng_spec *spec, const struct ng_conclusion *conclusion,
                     struct ng_run_result *result) {
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(result, counts);
    const struct ng_case_result *skipped = NULL;
    const char *unexercised = unexercised_clause(spec, result, &skipped);
    const struct ng_case_result *idle = idle_class(result);
    char words[NG_WORDS_MAX];
    if (counts[NG_ERROR]) {
        set_outcome(result, NG_RUN_ERROR, "the runner itself failed in a case");
    } else if (counts[NG_FAIL] || (result->info->strict && counts[NG_WARN])) {
        set_outcome(result, NG_NON_CONFORMANT, conclusion->no_endpoint ? conclusion->reason : "");
    } else if (conclusion->unreachable && !result->events && result->requests <= 1) {
        set_outcome(result, NG_RUN_UNREACHABLE, conclusion->reason);
    } else if (result->restarted) {
        set_outcome(result, NG_RUN_INCONCLUSIVE,
                    conclusion->reset ? "the log was reset more than once during the run"
                                      : "the log was reset during the run, which began again once");
    } else if (ng_count_stale(result)) {
        say_stale(result, words);
        set_outcome(result, NG_RUN_STALE_WAIVER, words);
    } else if (counts[NG_INCONCLUSIVE]) {
        set_outcome(result, NG_RUN_INCONCLUSIVE, conclusion->reason);
    } else if (!result->case_count) {
        set_outcome(result, NG_RUN_INCONCLUSIVE, "no case was held");
    } else if (unexercised) {
        (void)snprintf(words, sizeof words, "no case could exercise %s; %s: %.160s", unexercised,
                       skipped->test_case->id, skipped->reason);
        set_outcome(result, NG_RUN_INCONCLUSIVE, words);
    } else if (idle) {
        (void)snprintf(words, sizeof words, "no case of the class %s could be held: %.180s",
                       ng_class_name(idle->test_case->class_id), idle->reason);
        set_outcome(result, NG_RUN_INCONCLUSIVE, words);
    } else {
        set_outcome(result, NG_CONFORMANT, "");
    }
}
