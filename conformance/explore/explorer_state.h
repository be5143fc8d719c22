/* The inside of an explorer; for explore/ only. */
#ifndef NG_EXPLORE_EXPLORER_STATE_H
#define NG_EXPLORE_EXPLORER_STATE_H

#include "conformance/explore/deck.h"
#include "conformance/explore/explorer.h"

/* Readings that may be asked for again. */
#define NG_EXPLORE_PAST 16

struct ng_explorer {
    uint64_t random;
    struct ng_deck kinds, edges, odd, no_numbers, queries, lengths, pieces, similar, arrays,
        escapes;
    bool begun; /* a chain from the first event comes first: it shows that there is a log */
    unsigned chain_left;                     /* pages of the chain under way */
    unsigned beside_left;                    /* requests until growth in the background ends */
    struct ng_reading past[NG_EXPLORE_PAST]; /* plain ranges that were asked for */
    bool past_is_dump[NG_EXPLORE_PAST];
    unsigned past_count;
    struct ng_explore_request request;
};

/* From 0 up to, but not including, the bound. */
uint64_t ng_explore_below(struct ng_explorer *explorer, uint64_t bound);

/* ---- ranges.c ---- */

/* A number in the log or near one of its ends, and a limit for a page from there. */
uint64_t ng_explore_index(struct ng_explorer *explorer, uint64_t count);
uint64_t ng_explore_limit(struct ng_explorer *explorer, uint64_t count, uint64_t since);

/* A page of the log, never a large part of a large log but now and then. */
struct ng_reading ng_explore_page(struct ng_explorer *explorer, uint64_t count);

/* Whether a range of events is too many to be asked for again and again. */
bool ng_explore_is_costly(const struct ng_reading *reading, uint64_t count);

/* A start for a read that goes to the end. */
uint64_t ng_explore_tail(struct ng_explorer *explorer, uint64_t count);

/* Writes a reading into the request as a client of the profile would, and expects its range. */
void ng_explore_spell(struct ng_explorer *explorer, const struct ng_profile *profile,
                      const struct ng_reading *reading);

/* A page, a tail, a dump, a limit alone, or a part of a chain; a range asked for before. */
void ng_explore_make_range(struct ng_explorer *explorer, const struct ng_explore_known *known,
                           enum ng_explore_kind kind);
void ng_explore_make_again(struct ng_explorer *explorer, const struct ng_explore_known *known);
void ng_explore_make_sides(struct ng_explorer *explorer, const struct ng_explore_known *known);

/* ---- edges.c ---- */
void ng_explore_make_edge(struct ng_explorer *explorer, const struct ng_explore_known *known);

/* ---- values.c ---- */
void ng_explore_make_odd(struct ng_explorer *explorer, const struct ng_explore_known *known);
void ng_explore_make_no_number(struct ng_explorer *explorer, const struct ng_explore_known *known);

/* ---- queries.c ---- */
void ng_explore_make_query(struct ng_explorer *explorer, const struct ng_explore_known *known);

#endif
