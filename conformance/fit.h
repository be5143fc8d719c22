/*
 * How the events of an answer stand to what is known of the log. Says what a wrong answer is, not
 * only that it is wrong: the events of another range, the right ones backwards, or values never
 * seen.
 */
#ifndef NG_FIT_H
#define NG_FIT_H

#include "conformance/history.h"

enum ng_fit_form {
    NG_FIT_MATCHES,   /* no event differs from what is known at its index */
    NG_FIT_SHIFTED,   /* the events of the range that begins at `found_at` */
    NG_FIT_REVERSED,  /* known events in falling order, the first of them from `found_at` */
    NG_FIT_SHUFFLED,  /* the events of the range, each of them known, in another order */
    NG_FIT_REWRITTEN, /* the events that differ were never seen anywhere */
    NG_FIT_MIXED,     /* some event that differs was seen at another index */
};

struct ng_fit {
    enum ng_fit_form form;
    uint64_t compared;  /* events whose index was known */
    size_t wrong;       /* of those, how many differ */
    size_t first_wrong; /* position in the answer of the first that differs */
    uint64_t found_at;  /* where form says so; for NG_FIT_MIXED an index of the first wrong event */
};

/* Compares `count` events, the first of which should stand at index `since`. Pure.
   Cost: linear where all fit; bounded by a constant number of comparisons where not. */
struct ng_fit ng_fit_events(const struct ng_history *history, uint64_t since,
                            const uint64_t *digests, size_t count);

#endif
