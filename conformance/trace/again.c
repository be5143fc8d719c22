#include "conformance/trace/again.h"

#include "conformance/judge.h"

#include <string.h>

/* What making a judge, and an answer without events, cost beside digests. */
#define WORK_OF_JUDGE 1024
#define WORK_OF_ANSWER 64

/* One judging. */
struct judging {
    struct ng_again *again;
    const bool *some;
    struct ng_judge *judge;
    struct ng_findings before; /* of the cases before, which nobody looks at */
    struct ng_findings found;
    bool was_reset;
};

bool ng_kept_is_free(const struct ng_kept *item) {
    return item->kind == NG_KEPT_EXCHANGE || item->kind == NG_KEPT_RESET_CHECK ||
           item->kind == NG_KEPT_APPENDED;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether the answer that a note is about is among those judged. */
static bool note_stands(const struct judging *judging, size_t at) {
    const struct ng_kept *items = judging->again->run->items;
    const struct ng_ask *ask = &items[at].exchange->ask;
    if (items[at].finding_kind == NG_FINDING_RESET)
        return judging->was_reset;
    for (size_t i = at; i > 0; i--) {
        const struct ng_kept *item = &items[i - 1];
        if (item->kind == NG_KEPT_EXCHANGE && item->exchange->ask.method == ask->method &&
            same_text(item->exchange->ask.query, ask->query) &&
            same_text(item->exchange->ask.raw, ask->raw))
            return judging->some[i - 1];
    }
    return false;
}

static void take(struct judging *judging, size_t at) {
    struct ng_again *again = judging->again;
    const struct ng_kept *item = &again->run->items[at];
    struct ng_findings *findings = at < again->run->case_start ? &judging->before : &judging->found;
    struct ng_judgement judgement;
    switch (item->kind) {
    case NG_KEPT_EXCHANGE:
        again->work += WORK_OF_ANSWER + item->exchange->event_count;
        again->status = ng_judge_answer(judging->judge, item->exchange, findings, &judgement);
        break;
    case NG_KEPT_SETTLE:
        ng_judge_settle(judging->judge, findings);
        break;
    case NG_KEPT_RESET_CHECK:
        again->work += WORK_OF_ANSWER;
        judging->was_reset = ng_judge_is_reset(judging->judge, item->exchange, item->tail);
        break;
    case NG_KEPT_APPENDED:
        ng_judge_appended(judging->judge, item->before, item->after, item->count);
        break;
    case NG_KEPT_NOTE:
        if (note_stands(judging, at))
            (void)ng_findings_add(findings, item->finding_kind, item->clause, &item->exchange->ask);
        break;
    }
}

static bool is_found(const struct judging *judging) {
    const struct ng_finding *wanted = judging->again->finding;
    for (size_t i = 0; i < judging->found.count; i++) {
        const struct ng_finding *item = &judging->found.items[i];
        if (item->kind == wanted->kind && strcmp(item->clause, wanted->clause) == 0)
            return item->method == wanted->method && same_text(item->query, wanted->query) &&
                   same_text(item->header, wanted->header) && same_text(item->raw, wanted->raw);
    }
    return false;
}

bool ng_again_shows(struct ng_again *again, const bool *some, size_t *end) {
    const struct ng_kept_run *run = again->run;
    struct judging judging = {.again = again, .some = some};
    if (again->status)
        return false;
    again->work += WORK_OF_JUDGE;
    again->status = ng_judge_new(run->profile, run->reset_is_fault, &judging.judge);
    if (again->status)
        return false;
    ng_findings_init(&judging.before);
    ng_findings_init(&judging.found);
    bool found = false;
    for (size_t i = 0; i < run->count && !again->status && !found; i++) {
        if (ng_kept_is_free(&run->items[i]) && !some[i])
            continue;
        take(&judging, i);
        found = is_found(&judging);
        if (found && end)
            *end = i + 1;
    }
    if (!found && !again->status) {
        ng_judge_settle(judging.judge, &judging.found);
        found = is_found(&judging);
        if (found && end)
            *end = run->count;
    }
    ng_findings_deinit(&judging.before);
    ng_findings_deinit(&judging.found);
    ng_judge_free(judging.judge);
    return found;
}
