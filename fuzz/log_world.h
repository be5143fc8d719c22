/* A log of the reference beside its model, and what has to hold of the two. */
#ifndef FUZZ_LOG_WORLD_H
#define FUZZ_LOG_WORLD_H

#include "fuzz/log_model.h"
#include "reference/log.h"

#define FUZZ_LOG_HELD 8
#define FUZZ_LOG_VOICE_SIZE 512

/* A snapshot and what it held when it was taken. */
struct fuzz_held {
    struct ref_snapshot snapshot;
    size_t size;
    char *copy;
};

struct fuzz_log_world {
    struct ref_log *log;
    struct ref_problem said; /* what the log last spoke about */
    uint64_t logs_said;
    bool is_silent;
    size_t held_count;
    size_t voice_size;
    struct fuzz_held held[FUZZ_LOG_HELD];
    char voice[FUZZ_LOG_VOICE_SIZE];
    struct fuzz_log_text text;
    struct fuzz_log_model model;
};

/* Makes a log of an empty text; the first `failing` tries lack memory, each at its next allocation.
 * A silent log has nobody to tell. */
void fuzz_log_world_init(struct fuzz_log_world *world, unsigned failing, bool is_silent);

/* Checks that all snapshots that were held are as they were, also behind the end of their log. */
void fuzz_log_world_deinit(struct fuzz_log_world *world);

/* Looks, and compares events, pages of `limit` events and what the log says with the model. */
void fuzz_log_world_look(struct fuzz_log_world *world, uint64_t limit);

/* Looks while only `allocations` succeed: what is published then is part of the old log or of the
 * new one. Then looks with memory. */
void fuzz_log_world_look_without_memory(struct fuzz_log_world *world, unsigned allocations);

/* Keeps a snapshot of the log as it is to the end, when there is still room for one. */
void fuzz_log_world_hold(struct fuzz_log_world *world);

#endif
