/*
 * Several results of one run made into one. Pure.
 */
#ifndef NG_REPEAT_MERGE_H
#define NG_REPEAT_MERGE_H

#include "conformance/verdict.h"

struct ng_merge_tally {
    uint64_t counts[NG_VERDICT_COUNT]; /* how often the case came to which verdict */
    uint64_t unheld;                   /* how often it could not be held at all */
};

struct ng_merge {
    struct ng_run_result result;    /* so far */
    struct ng_merge_tally *tallies; /* one for each of the result's cases; owned */
    uint64_t taken;                 /* results so far */
    bool any_non_conformant;
    bool any_inconclusive;
    bool any_error;
    bool ended_early;
    enum ng_outcome last_outcome;
    char reason[NG_WORDS_MAX]; /* the first one that a result gave, or why no more were held */
};

/* Begins with nothing, for the chosen cases of `info`; both outlive the merge. Errors:
   NG_NO_MEMORY. Own it with ng_merge_deinit. */
NG_MUST_CHECK enum ng_status ng_merge_init(struct ng_merge *merge, const struct ng_run_info *info,
                                           const struct ng_case *const *cases);
void ng_merge_deinit(struct ng_merge *merge);

/* Adds a result, and takes the findings that it needs out of it. */
void ng_merge_take(struct ng_merge *merge, struct ng_run_result *from);

/* Notes that fewer results come than were wished for. */
void ng_merge_end_early(struct ng_merge *merge, const char *reason);

/* Comes to the verdicts and hands over the result, all but its seconds; it refers to `info`. */
void ng_merge_finish(struct ng_merge *merge, struct ng_run_result *result);

#endif
