/*
 * Families of small worlds, each enumerated in full. A family hands each of its worlds to `visit`.
 */
#ifndef NG_SMALL_WORLD_FAMILIES_H
#define NG_SMALL_WORLD_FAMILIES_H

#include "conformance/small_worlds/world.h"

typedef void world_visit(void *context, const struct world *world);

/* The requests: one without parameters, and since from 0 to since_max with no limit or a limit from
   0 to limit_max. An absent since is since=0 to the judge, which is given readings. */
struct request_bounds {
    uint64_t since_max;
    uint64_t limit_max;
};

#define REQUESTS_MAX 64

/* Fills `requests` with items that are requests without answers; gives their number. */
size_t requests_within(const struct request_bounds *bounds, struct item *requests);

struct truthful_family {
    struct request_bounds requests;
    size_t items;       /* 1 to 3 requests, in sequence or overlapping in every way */
    uint64_t count_max; /* the log holds from 0 to so many events, growing at any instants */
    bool dump_first;    /* the first request is the plain one, answered before the others begin */
};

/* Every observation of a truthful log of two kinds of events: all logs (the two kinds are
   interchangeable, so the first event shown is an 'a'), all instants. */
void truthful_worlds(const struct truthful_family *family, world_visit *visit, void *context);

/* Every observation that comes from a truthful one by one corruption: a cursor replaced by another
   one up to cursor_max; an event left out, repeated, exchanged with another of the same answer, or
   replaced by one of the other kind or of a kind never seen; two answers exchanged. */
void corrupted_worlds(const struct world *world, uint64_t cursor_max, world_visit *visit,
                      void *context);

/* What one item of a world can be: all of `items`, in every combination and overlap. The first
   event shown in a world is an 'a'. */
struct any_family {
    const struct item *choices; /* whole items: requests with their answers, or appends */
    size_t choice_count;
    size_t items;
    bool echo;
};

void any_worlds(const struct any_family *family, world_visit *visit, void *context);

/* Bounds of the answers to one request, right or wrong. */
struct answer_bounds {
    uint64_t cursor_max;
    size_t shown_max;
    unsigned kinds; /* of events: 1 or 2 */
    bool implied;   /* an answer without events has no cursor */
};

/* Appends every answer within the bounds to `request`; a HEAD shows no events. Gives the new number
   of choices, never more than `choices_max`. */
size_t answers_within(const struct item *request, const struct answer_bounds *bounds,
                      struct item *choices, size_t choice_count, size_t choices_max);

#endif
