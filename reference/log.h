/* The log that the server serves: a follower that many threads may ask. */
#ifndef REF_LOG_H
#define REF_LOG_H

#include "reference/log_problem.h"
#include "reference/log_source.h"
#include "reference/log_store.h"

/* Where a log says what people should know: that it stopped, goes on, or began again. One line
 * without a line feed at a time, from any thread, never from two at once. `say` may be NULL. */
struct ref_voice {
    void (*say)(void *context, const char *line);
    void *context;
};

struct ref_log;

/* Makes a log of a source, and looks at it for the first time.
 * `name` is what the log calls the source in what it says; it is copied.
 * Errors: REF_ERROR_MEMORY. A source that is missing or holds a line that is no event is not one of
 * them: `problem` says so, and the caller decides whether to serve what stands before it. The
 * caller owns the log and frees it; source and voice have to outlive it. */
enum ref_status ref_log_new(struct ref_source source, const char *name, struct ref_voice voice,
                            struct ref_log **log, struct ref_problem *problem) REF_MUST_CHECK;

/* Frees a log; its snapshots stay good. NULL is allowed. */
void ref_log_free(struct ref_log *log);

/* Returns the log as it is now: every event whose line was complete before the call is in it.
 * The caller releases the snapshot.
 * SPEC: instant-1, growth-1. One look at the source, and the reading of what is new; any thread. */
struct ref_snapshot ref_log_snapshot(struct ref_log *log);

#endif
