/* Follows a source that grows, and decides what each look at it means.
 *
 * An event is a complete line of the source, its line feed included; see log_index.h for what a
 * line may be. What stands behind the last line feed is not looked at. An event that was once taken
 * stays as it is, whatever becomes of its line.
 *
 * - Text that was added: its complete lines are the next events.
 * - A line that is not one JSON value, or is longer than REF_EVENT_SIZE: the log stops before it
 * and goes on once the line is mended.
 * - Another file, one that is shorter than what was taken, or one in which the last event no longer
 * stands at its place: a new log, from its first line on (SPEC: reset-1).
 * - No file, or none that can be read: the log stands still and goes on once the file is back.
 *
 * One thread at a time; log.h makes it safe for many. */
#ifndef REF_LOG_FOLLOW_H
#define REF_LOG_FOLLOW_H

#include "reference/log_index.h"
#include "reference/log_problem.h"
#include "reference/log_source.h"
#include "reference/log_store.h"

/* The fields are for reading only. */
struct ref_follow {
    struct ref_source source;
    struct ref_store *store;
    struct ref_stamp stamp;
    bool stamped;
    uint64_t taken;             /* bytes of the source whose lines are done with */
    uint64_t lines;             /* how many lines those are */
    struct ref_bytes witness;   /* the end of the last event, in the store */
    uint64_t witness_at;        /* where in the source it stood */
    uint64_t logs;              /* how many logs were begun: 1, and 1 more at each reset */
    struct ref_problem problem; /* what the last look ended with */
};

/* Begins to follow a source, without a look at it.
 * Errors: REF_ERROR_MEMORY. The source stays the caller's and has to outlive the follower. */
enum ref_status ref_follow_init(struct ref_follow *follow, struct ref_source source) REF_MUST_CHECK;

/* Lets the follower's memory go; snapshots of its store stay good. */
void ref_follow_deinit(struct ref_follow *follow);

/* Looks at the source, and takes the complete lines that stood there when the look began.
 * What was wrong, if anything, is in follow->problem; what could be taken before it was taken.
 * Costs one look when nothing changed, else reads what is new and the bytes of the witness. Text
 * behind the last complete line is read again each time the source changes. */
void ref_follow_look(struct ref_follow *follow);

#endif
