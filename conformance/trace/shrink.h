/*
 * Finds the fewest exchanges of a run that still give a finding. A judge that is sound on all of a
 * run's exchanges is sound on some of them, so whatever is left is evidence enough.
 */
#ifndef NG_TRACE_SHRINK_H
#define NG_TRACE_SHRINK_H

#include "conformance/finding.h"
#include "conformance/profile.h"

enum ng_kept_kind {
    NG_KEPT_EXCHANGE,
    NG_KEPT_SETTLE,
    NG_KEPT_RESET_CHECK, /* exchange is the read of the first events */
    NG_KEPT_APPENDED,
    NG_KEPT_NOTE, /* a finding of the session about the ask of `exchange` */
};

/* One thing that the judge was told. */
struct ng_kept {
    enum ng_kept_kind kind;
    struct ng_exchange *exchange;      /* NULL where there is none */
    struct ng_exchange *tail;          /* of a reset check */
    uint64_t before, after, count;     /* of an append */
    enum ng_finding_kind finding_kind; /* of a note */
    const char *clause;
};

/* What was told to one judge, from its beginning. */
struct ng_kept_run {
    const struct ng_kept *items;
    size_t count;
    size_t case_start; /* where the case begins whose finding it is */
    const struct ng_profile *profile;
    bool reset_is_fault;
};

/* Marks in `chosen`, one for each item, the exchanges, reset checks and appends with which a fresh
   judge still comes to a finding of the same clause and kind about the same request; the others are
   false. No single one of them can be left out, and where one or two are enough it is one or two,
   unless NG_SHRINK_WORK_MAX ends the search. Errors: NG_NOT_FOUND where all items together do not
   give the finding (some were dropped), NG_NO_MEMORY. Pure; the same items give the same result. */
NG_MUST_CHECK enum ng_status ng_shrink(const struct ng_kept_run *run,
                                       const struct ng_finding *finding, bool *chosen);

#endif
