#include "conformance/repeat_merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum ng_status ng_merge_init(struct ng_merge *merge, const struct ng_run_info *info,
                             const struct ng_case *const *cases) {
    *merge = (struct ng_merge){.result = {.info = info}, .last_outcome = NG_CONFORMANT};
    merge->tallies = calloc(info->case_count + 1, sizeof *merge->tallies);
    merge->result.cases = calloc(info->case_count + 1, sizeof *merge->result.cases);
    if (merge->tallies == NULL || merge->result.cases == NULL) {
        ng_merge_deinit(merge);
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < info->case_count; i++) {
        merge->result.cases[i].test_case = cases[i];
        ng_findings_init(&merge->result.cases[i].findings);
    }
    merge->result.case_count = info->case_count;
    return NG_OK;
}

void ng_merge_deinit(struct ng_merge *merge) {
    ng_run_result_deinit(&merge->result);
    free(merge->tallies);
    *merge = (struct ng_merge){.tallies = NULL};
}

/* Asked nothing or not all, and not by its own choice: an earlier case, the deadline or an
   interrupt kept it from being held. */
static bool is_unheld(const struct ng_case_result *result) {
    return result->verdict == NG_INCONCLUSIVE && (result->requests == 0 || result->cut_short);
}

static void take_case(struct ng_case_result *into, struct ng_merge_tally *tally, bool is_first,
                      struct ng_case_result *from) {
    tally->unheld += is_unheld(from) ? 1 : 0;
    tally->counts[from->verdict] += is_unheld(from) ? 0 : 1;
    into->requests += from->requests;
    into->events_compared += from->events_compared;
    into->joints_crossed += from->joints_crossed;
    into->seconds += from->seconds;
    into->waiver = from->waiver != NULL ? from->waiver : into->waiver;
    into->waived = into->waived || from->waived;
    into->stale = (is_first || into->stale) && from->stale;
    if (is_first || from->verdict > into->verdict) {
        struct ng_findings findings = into->findings;
        into->findings = from->findings;
        from->findings = findings;
        into->verdict = from->verdict;
        (void)snprintf(into->reason, sizeof into->reason, "%s", from->reason);
        (void)snprintf(into->remark, sizeof into->remark, "%s", from->remark);
    }
}

static size_t place_of(const struct ng_merge *merge, const struct ng_case *test_case) {
    size_t place = 0;
    while (merge->result.cases[place].test_case != test_case) {
        place++;
    }
    return place;
}

static void keep_reason(struct ng_merge *merge, const char *reason) {
    if (merge->reason[0] == '\0') {
        (void)snprintf(merge->reason, sizeof merge->reason, "%s", reason);
    }
}

void ng_merge_take(struct ng_merge *merge, struct ng_run_result *from) {
    struct ng_run_result *result = &merge->result;
    for (size_t i = 0; i < from->case_count; i++) {
        size_t place = place_of(merge, from->cases[i].test_case);
        take_case(&result->cases[place], &merge->tallies[place], merge->taken == 0,
                  &from->cases[i]);
    }
    result->requests += from->requests;
    result->bytes = from->bytes > result->bytes ? from->bytes : result->bytes;
    result->events = from->events > result->events ? from->events : result->events;
    result->restarted = result->restarted || from->restarted;
    merge->any_error = merge->any_error || from->outcome == NG_RUN_ERROR;
    merge->any_non_conformant = merge->any_non_conformant || from->outcome == NG_NON_CONFORMANT;
    merge->any_inconclusive = merge->any_inconclusive || from->outcome == NG_RUN_INCONCLUSIVE ||
                              from->outcome == NG_RUN_UNREACHABLE;
    merge->last_outcome = from->outcome;
    merge->taken++;
    keep_reason(merge, from->reason);
}

void ng_merge_end_early(struct ng_merge *merge, const char *reason) {
    merge->ended_early = true;
    keep_reason(merge, reason);
}

/* "4 x pass, 1 x fail" */
static void write_counts(const struct ng_merge_tally *tally, char words[NG_WORDS_MAX]) {
    size_t used = 0;
    words[0] = '\0';
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        if (tally->counts[i] > 0 && used < NG_WORDS_MAX) {
            int size = snprintf(words + used, NG_WORDS_MAX - used, "%s%" PRIu64 " x %s",
                                used > 0 ? ", " : "", tally->counts[i],
                                ng_verdict_name((enum ng_verdict)i));
            used += size > 0 ? (size_t)size : 0;
        }
    }
}

/* Marks a case that came to different verdicts, and says to which ones. A skip is no verdict on the
   server: between two repetitions a log may have grown long enough for the case. */
static void settle_case(struct ng_case_result *result, const struct ng_merge_tally *tally) {
    char words[NG_WORDS_MAX];
    size_t kinds = 0;
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        kinds += i != NG_SKIP && tally->counts[i] > 0 ? 1 : 0;
    }
    write_counts(tally, words);
    if (result->verdict == NG_SKIP && kinds > 0) {
        result->verdict = NG_PASS;
        result->reason[0] = '\0';
    }
    result->unstable = kinds > 1;
    if (result->unstable) {
        result->verdict = result->verdict > NG_INCONCLUSIVE ? result->verdict : NG_INCONCLUSIVE;
        (void)snprintf(result->reason, sizeof result->reason, "unstable: %.200s", words);
    }
}

/* How many cases are unstable without being waived, and the first of them. */
static size_t count_unstable(const struct ng_run_result *result, const char **first) {
    size_t count = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        if (result->cases[i].unstable && !result->cases[i].waived && count++ == 0) {
            *first = result->cases[i].test_case->id;
        }
    }
    return count;
}

static void settle_outcome(struct ng_merge *merge) {
    struct ng_run_result *result = &merge->result;
    const char *first = "";
    size_t unstable = count_unstable(result, &first);
    if (merge->any_error) {
        result->outcome = NG_RUN_ERROR;
    } else if (merge->any_non_conformant) {
        result->outcome = NG_NON_CONFORMANT;
    } else if (merge->taken == 1 && merge->last_outcome == NG_RUN_UNREACHABLE) {
        result->outcome = NG_RUN_UNREACHABLE;
    } else if (ng_count_stale(result) > 0) {
        result->outcome = NG_RUN_STALE_WAIVER;
    } else if (merge->any_inconclusive || merge->ended_early || unstable > 0) {
        result->outcome = NG_RUN_INCONCLUSIVE;
    } else {
        result->outcome = NG_CONFORMANT;
    }
    if (unstable > 0) {
        (void)snprintf(result->reason, sizeof result->reason,
                       "unstable: %s%s came to different verdicts in %" PRIu64 " repetitions",
                       first, unstable > 1 ? " and other cases" : "", merge->taken);
    } else if (merge->ended_early && merge->taken < result->info->repetitions) {
        (void)snprintf(result->reason, sizeof result->reason,
                       "after %" PRIu64 " of %" PRIu64 " repetitions: %.150s", merge->taken,
                       result->info->repetitions, merge->reason);
    } else {
        (void)snprintf(result->reason, sizeof result->reason, "%s", merge->reason);
    }
}

void ng_merge_finish(struct ng_merge *merge, struct ng_run_result *result) {
    for (size_t i = 0; i < merge->result.case_count; i++) {
        settle_case(&merge->result.cases[i], &merge->tallies[i]);
    }
    settle_outcome(merge);
    *result = merge->result;
    merge->result = (struct ng_run_result){.info = NULL};
}
