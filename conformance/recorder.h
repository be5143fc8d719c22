/*
 * Whoever wants to know what a run saw, in the order in which the judge saw it: the trace, the
 * shrinker. With what a recorder is told, a fresh judge comes to the same findings.
 */
#ifndef NG_RECORDER_H
#define NG_RECORDER_H

#include "conformance/session_result.h"
#include "conformance/verdict.h"

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
    /* That many events were appended and acknowledged, before ng_judge_appended is told. */
    void (*appended)(void *context, uint64_t before, uint64_t after, uint64_t count);
    /* The session found something about the answer to `ask`, each time that it does; of the finding
       only kind, clause and words are set. */
    void (*note)(void *context, const struct ng_ask *ask, const struct ng_finding *finding);
    /* A case ended; `status` is what its function gave. */
    void (*case_end)(void *context, const struct ng_case *test_case, enum ng_status status,
                     const struct ng_session_result *result, double seconds);
    /* The case has these findings so far, after each settling, and when it ended. A recorder may
       add to them the requests that show them, and nothing else. */
    void (*found)(void *context, struct ng_findings *findings);
    /* All so far is void, the cases begin again. */
    void (*restart)(void *context, const char *reason);
    /* The run ended, or could not begin. */
    void (*end)(void *context, const struct ng_run_result *result);
};

#endif
