/*
 * Keeps what the judge of a run saw, within caps, and gives each finding of a case the fewest
 * requests that show it (shrink.h).
 */
#ifndef NG_TRACE_KEEP_H
#define NG_TRACE_KEEP_H

#include "conformance/recorder.h"
#include "conformance/trace/shrink.h"

struct ng_keeper {
    const struct ng_profile *profile;
    bool reset_is_fault;
    struct ng_kept *items; /* since the judge began; owned */
    size_t count;
    size_t capacity;
    size_t exchanges; /* among the items */
    size_t digests;   /* of all items */
    size_t case_start;
    size_t shown; /* findings of the case that were looked at */
    bool failed;  /* memory ended: nothing is kept until the next judge */
};

/* Makes a keeper for a run or a trace of it; both keep the same and come to the same. The profile
   outlives it. Own it with ng_keeper_deinit. */
void ng_keeper_init(struct ng_keeper *keeper, const struct ng_profile *profile,
                    bool reset_is_fault);
void ng_keeper_deinit(struct ng_keeper *keeper);

/* The keeper as a recorder, which lives as long as it does. */
struct ng_recorder ng_keeper_recorder(struct ng_keeper *keeper);

#endif
