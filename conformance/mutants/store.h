/*
 * The log: events in the order of their arrival, from a file that is followed, from requests, and
 * made with the clock. Safe from many threads.
 */
#ifndef MUTANT_STORE_H
#define MUTANT_STORE_H

#include "conformance/mutants/buffer.h"

struct mutant_store;

/* An event; it stays where it is until the store is freed. */
struct mutant_event_view {
    const char *text;
    size_t size;
    uint64_t arrived; /* nanoseconds of the monotonic clock */
};

struct mutant_store_options {
    const char *path;      /* an NDJSON file to follow, or NULL */
    uint64_t first_events; /* how many are made at first, without a path */
    double growth;         /* events a second that are made by themselves */
    void (*make_event)(uint64_t index, struct mutant_buffer *into);
};

/* Gives NULL where memory is short or the file cannot be opened; errno says which. */
struct mutant_store *mutant_store_new(const struct mutant_store_options *options);
void mutant_store_free(struct mutant_store *store);

/* How many events there are now: reads what was appended to the file, and makes what is due. */
uint64_t mutant_store_count(struct mutant_store *store);

/* Gives the event at an index below a count that was given. */
struct mutant_event_view mutant_store_get(struct mutant_store *store, uint64_t index);

/* Appends an event: to the file where there is one. Gives whether it did. */
bool mutant_store_append(struct mutant_store *store, const char *event, size_t size);

/* Nanoseconds of the monotonic clock. */
uint64_t mutant_now(void);
void mutant_pause(uint64_t nanoseconds);

#define MUTANT_MILLISECOND UINT64_C(1000000)

#endif
