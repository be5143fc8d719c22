/*
 * A small world: up to three things that happened to a log, as a client outside saw them, and the
 * two answers to the question whether they can have happened to a truthful log: that of a search
 * through all histories, and that of the judge.
 */
#ifndef NG_SMALL_WORLD_H
#define NG_SMALL_WORLD_H

#include "conformance/exchange.h"

#define WORLD_ITEMS_MAX 3
/* Events that an answer shows at most; one more than the longest log, for an event repeated. */
#define WORLD_SHOWN_MAX 6
/* A count beyond every index, cursor and sum of appends that occurs in a small world. */
#define WORLD_COUNT_MAX 12

enum item_kind {
    ITEM_GET,
    ITEM_HEAD,
    ITEM_APPEND, /* our own append, acknowledged */
};

/* Something that began and ended. */
struct item {
    enum item_kind kind;
    size_t after;      /* it began when so many of the items had ended */
    uint64_t appended; /* of an append: how many events, at least 1 */
    bool plain;        /* a request without parameters */
    struct ng_reading readings[NG_READINGS_MAX];
    size_t reading_count;
    bool has_cursor; /* a server whose events carry the cursor has none to send without events */
    uint64_t cursor;
    size_t shown;
    unsigned char events[WORLD_SHOWN_MAX]; /* a letter for each event shown; never 0 */
};

struct world {
    struct item items[WORLD_ITEMS_MAX]; /* in the order in which they ended */
    size_t count;
    bool echo; /* the server may send back a since that is not smaller than the count */
};

/* Whether counts at the items' instants can belong to one log that only grows: `counts[i]` is the
   count when answer i was made, or when append i had ended. search.c tells why; the test proves it
   against every count function. */
bool world_counts_fit(const struct world *world, const uint64_t *counts, size_t count);

/* Whether some truthful append-only log explains the world: a search through all of them. */
bool world_is_explained(const struct world *world);

/* Whether the judge finds a fault. */
bool world_is_blamed(const struct world *world);

/* Prints a world, an item a line. */
void world_print(const struct world *world);

#endif
