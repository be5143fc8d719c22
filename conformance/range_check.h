/*
 * One answer against the rule: is there one count n, not smaller than what was proved before the
 * request was sent, so that cursor and number of events are what SPEC.md says (range-3 to range-6,
 * limit-1, cursor-3 to cursor-5, instant-1)? Which events they are is the affair of fit.h.
 */
#ifndef NG_RANGE_CHECK_H
#define NG_RANGE_CHECK_H

#include "conformance/exchange.h"

enum ng_range_fault {
    NG_RANGE_RIGHT,
    NG_RANGE_OVER_LIMIT,       /* more events than the limit */
    NG_RANGE_CURSOR_PAST_PAGE, /* the cursor is over since + limit */
    NG_RANGE_EVENTS_PAST_END,  /* events, although the cursor says that since is past the end */
    NG_RANGE_CURSOR_LOW,       /* the cursor is under what was proved; the body is not */
    NG_RANGE_EVENTS_MISSING,   /* the body ends under what was proved; the cursor does not */
    NG_RANGE_UNEQUAL,          /* cursor and body disagree, and either may be the wrong one */
    NG_RANGE_COUNT_DOWN,       /* cursor and body agree on a count under what was proved */
};

struct ng_range_facts {
    struct ng_reading reading;
    bool has_cursor;
    uint64_t cursor;
    bool has_body; /* not for HEAD */
    uint64_t event_count;
    uint64_t seen_before; /* a count proved by events, before the request was sent */
    uint64_t
        claimed_before; /* a count that an answer's cursor claimed, before the request was sent */
    bool echo_allowed;  /* the profile's server echoes a since past the end */
};

struct ng_range_result {
    enum ng_range_fault fault;
    bool exact;     /* right, and the count was exactly `claim` at the answer's instant */
    uint64_t claim; /* right: the count was at least this; 0 says nothing */
};

/* Decides. Pure, total, constant time. */
struct ng_range_result ng_range_check(const struct ng_range_facts *facts);

#endif
