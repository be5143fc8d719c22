/*
 * From findings to verdicts: what a case and a run come to. The same for a run over the network and
 * for one that is judged again from its trace. Pure.
 */
#ifndef NG_CONCLUDE_H
#define NG_CONCLUDE_H

#include "conformance/session_result.h"
#include "conformance/spec.h"
#include "conformance/verdict.h"

/* What the cases so far mean for those to come, and for the run. */
struct ng_conclusion {
    bool reset;
    bool unreachable;
    bool no_endpoint;
    char reason[NG_WORDS_MAX]; /* why the cases that are left cannot be held; "" while they can */
};

/* Fills verdict, reason and counts of a case whose findings are in `result`. `status` is what the
   case's function gave. Where the log was reset during the case, its findings are dropped: nobody
   knows which of them come from the two logs. */
void ng_conclude_case(const struct ng_spec *spec, enum ng_status status,
                      const struct ng_session_result *session, struct ng_case_result *result);

/* Fills waiver, waived and stale of a case that was held, whose verdict is there. A waiver holds
   where the case fails or is inconclusive, and under `strict` where it warns; it is stale where the
   case passes, and where it warns without `strict`. It says nothing about a skip, and excuses
   neither a fault of the runner nor an end of the whole run. */
void ng_conclude_waiver(const struct ng_run_info *info, const struct ng_session_result *session,
                        struct ng_case_result *result);

/* The same for a case that could not be held, for conclusion->reason. No waiver excuses that. */
void ng_conclude_unheld(const struct ng_conclusion *conclusion, struct ng_case_result *result);

/* Takes up what the end of a case means for the run. */
void ng_conclude_continue(struct ng_conclusion *conclusion,
                          const struct ng_session_result *session);

/* Fills outcome and reason of a run whose cases, counts and `restarted` are in `result`. */
void ng_conclude_run(const struct ng_spec *spec, const struct ng_conclusion *conclusion,
                     struct ng_run_result *result);

#endif
