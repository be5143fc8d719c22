/*
 * Whoever wants to know what a run saw, in the order in which the judge saw it: the trace, the
 * shrinker. With what a recorder is told, a fresh judge comes to the same findings.
 */
#ifndef NG_RECORDER_H
#define NG_RECORDER_H

#include "conformance/session_result.h"

/* Any function may be NULL. Calls never overlap. Nothing handed over outlives the call. Errors of
   the recorder are its own affair; it keeps them until its end. */
struct ng_recorder {
    void *context;
    /* A case begins; the judge goes on knowing what it knew. */
    void (*case_begin)(void *context, const struct ng_case *test_case);
    /* A new judge takes over: at the run's start, after a relaunch, after a reset. */
    void (*new_judge)(void *context);
    /* An exchange went before ng_judge_answer. */
    void (*exchange)(void *context, const struct ng_exchange *exchange);
    /* What was pending was settled. */
    void (*settle)(void *context);
    /* These two went before ng_judge_is_reset; the second one, where that was no reset, also before
       ng_judge_answer, which is told by `exchange`. */
    void (*reset_check)(void *context, const struct ng_exchange *prefix,
                        const struct ng_exchange *tail);
    /* The case itself found something. */
    void (*note)(void *context, const struct ng_finding *finding);
    /* A case ended. */
    void (*case_end)(void *context, const struct ng_case *test_case,
                     const struct ng_session_result *result, double seconds);
    /* All so far is void, the cases begin again. */
    void (*restart)(void *context, const char *reason);
};

#endif
