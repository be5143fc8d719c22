/*
 * What is known of the log: for each index at which an event was seen, the digest of that event.
 */
#ifndef NG_HISTORY_H
#define NG_HISTORY_H

#include "conformance/limits.h"
#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ng_history_block;

struct ng_history {
    struct ng_history_block **slots; /* a hash table by block number; owned */
    size_t slot_count;
    size_t block_count;
    uint64_t end; /* one past the highest index known; 0 where none is */
};

void ng_history_init(struct ng_history *history);
void ng_history_deinit(struct ng_history *history);

/* Whether the event at an index is known, and its digest. Cost: constant. */
bool ng_history_get(const struct ng_history *history, uint64_t index, uint64_t *digest);

/* Keeps the digest (never 0) of the event at an index; what is known already stays as it is.
   Errors: NG_TOO_LARGE where NG_HISTORY_EVENTS_MAX would be passed, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_history_put(struct ng_history *history, uint64_t index,
                                            uint64_t digest);

/* The lowest known index from `from` on that holds `digest`; the very last, UINT64_MAX, is never
   found. Cost: constant where it is near, else linear in what is known. */
bool ng_history_find(const struct ng_history *history, uint64_t digest, uint64_t from,
                     uint64_t *index);

#endif
