/* The memory of a log: events with a comma behind each, in blocks that never move and never change.
 *
 * One writer adds at the end. Readers hold snapshots, and read them without a lock while the writer
 * goes on: what a snapshot covers was written before the snapshot was taken. Writer and taker of
 * snapshots have to be ordered by their caller (log.c has a mutex); everything else here needs no
 * order. */
#ifndef REF_LOG_STORE_H
#define REF_LOG_STORE_H

#include "reference/bytes.h"
#include "reference/limits.h"
#include "reference/range.h"
#include "reference/status.h"

#include <stdint.h>

struct ref_store;

/* The log at one instant: its first `count` events. It keeps the memory alive until it is released.
 */
struct ref_snapshot {
    struct ref_store *store;
    uint64_t count;
    size_t blocks;
};

/* Makes an empty store.
 * Errors: REF_ERROR_MEMORY. The caller owns it and lets it go with ref_store_release. */
enum ref_status ref_store_new(struct ref_store **store) REF_MUST_CHECK;

/* Gives the writer's hold of a store back; its memory goes with the last hold. NULL is allowed. */
void ref_store_release(struct ref_store *store);

/* Lends free memory at the end of the store, for text that is going to be events.
 * `*size` becomes at least `minimum`, which is at least 1. What is written there counts for nothing
 * until ref_store_add. A further call may lend other memory. Errors: REF_ERROR_MEMORY. The memory
 * stays the store's. Writer only. */
enum ref_status ref_store_room(struct ref_store *store, size_t minimum, char **room,
                               size_t *size) REF_MUST_CHECK;

/* Makes the first `size` bytes of the lent memory the next event, and what follows the memory lent
 * next. They are the event's text and a comma, so `size` is at least 2 and at most what was lent.
 * Errors: REF_ERROR_MEMORY, and the store is as before. Writer only. Constant time, now and then an
 * allocation. */
enum ref_status ref_store_add(struct ref_store *store, size_t size) REF_MUST_CHECK;

/* Returns how many events were added. Writer only. */
uint64_t ref_store_count(const struct ref_store *store);

/* Takes a snapshot of all that was added. The caller releases it. */
struct ref_snapshot ref_store_snapshot(struct ref_store *store);

/* Returns a second snapshot of the same instant, to be released on its own. Any thread that holds
 * the first. */
struct ref_snapshot ref_snapshot_hold(const struct ref_snapshot *snapshot);

/* Gives a snapshot back; its slices end here. Any thread. */
void ref_snapshot_release(struct ref_snapshot *snapshot);

/* Cuts a range of a snapshot into slices: one after the other they are the events, a comma between
 * each two. The range lies inside the snapshot's count. Returns how many slices there are, 0 for an
 * empty range and REF_BLOCKS at most, none of them empty. The bytes are the snapshot's. Needs no
 * lock; any thread. */
size_t ref_snapshot_slices(const struct ref_snapshot *snapshot, struct ref_range range,
                           struct ref_bytes slices[REF_BLOCKS]);

#endif
