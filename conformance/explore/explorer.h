/*
 * Makes up random requests: numbers near every boundary and near the end of the log, chains, odd
 * spellings, other queries and methods, reads side by side, and growth. Pure: the same seed and
 * the same answers give the same requests.
 */
#ifndef NG_EXPLORE_EXPLORER_H
#define NG_EXPLORE_EXPLORER_H

#include "conformance/explore/request.h"
#include "conformance/profile.h"
#include "conformance/status.h"

/* What is known of the target before a request. */
struct ng_explore_known {
    const struct ng_profile *profile;
    uint64_t count;    /* events that the log holds at least */
    bool has_cursor;   /* the last answer brought the right cursor of a range */
    uint64_t cursor;   /* that one, as an index */
    bool answers_head; /* a HEAD was answered with status 200 */
    bool can_append;
    bool can_read_side_by_side;
};

struct ng_explorer;

/* Errors: NG_NO_MEMORY. Own the result with ng_explorer_free, which accepts NULL. */
NG_MUST_CHECK enum ng_status ng_explorer_new(uint64_t seed, struct ng_explorer **explorer);
void ng_explorer_free(struct ng_explorer *explorer);

/* The next request; it stays as it is until the next call. On a log of more than a thousand events
   nearly all requests are for its newest ones: nobody wants the whole log some hundred times.
   Growth in the background always comes to an end. */
const struct ng_explore_request *ng_explorer_next(struct ng_explorer *explorer,
                                                  const struct ng_explore_known *known);

/* "page", "chain", ...: for tests and diagnostics. */
const char *ng_explore_kind_name(enum ng_explore_kind kind);

#endif
