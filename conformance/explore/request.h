/*
 * A random request, as plain values: what is sent, and what SPEC.md expects of the answer.
 */
#ifndef NG_EXPLORE_REQUEST_H
#define NG_EXPLORE_REQUEST_H

#include "conformance/exchange.h"

enum ng_explore_kind {
    NG_EXPLORE_PAGE,         /* since and limit */
    NG_EXPLORE_TAIL,         /* since alone */
    NG_EXPLORE_DUMP,         /* no parameters */
    NG_EXPLORE_LIMIT,        /* limit alone */
    NG_EXPLORE_CHAIN,        /* a page, from the cursor of the answer before where there is one */
    NG_EXPLORE_AGAIN,        /* what was asked before */
    NG_EXPLORE_EDGE,         /* numbers at the ends of integer types */
    NG_EXPLORE_ODD,          /* numbers that are spelled oddly */
    NG_EXPLORE_NO_NUMBER,    /* what is to be refused */
    NG_EXPLORE_QUERY,        /* the query spelled otherwise */
    NG_EXPLORE_HEAD,         /* the method HEAD */
    NG_EXPLORE_OPTIONS,      /* the method OPTIONS */
    NG_EXPLORE_FIELDS,       /* a page whose fields are looked at */
    NG_EXPLORE_SIDE_BY_SIDE, /* several pages at once; only `side` counts */
    NG_EXPLORE_GROW,         /* no request: `events` are appended */
    NG_EXPLORE_GROW_TAGGED,  /* the same, between two reads of the tail with one entity tag */
    NG_EXPLORE_GROW_BESIDE,  /* no request: from now on events are appended in the background */
    NG_EXPLORE_GROW_NO_MORE, /* no request: the end of that */
};
#define NG_EXPLORE_KIND_COUNT 18

/* Bytes of a parameter's value, and of what stands beside the parameters; with their ends. */
#define NG_EXPLORE_VALUE_MAX 5120
#define NG_EXPLORE_BESIDE_MAX ((size_t)72 * 1024)
#define NG_EXPLORE_SIDES_MAX 4
/* Events of one append. */
#define NG_EXPLORE_EVENTS_MAX 3

struct ng_explore_request {
    enum ng_explore_kind kind;
    struct ng_ask ask; /* but for its query; its strings are static */
    bool is_odd;       /* a closed connection may be anybody's fault: ng_session_spell_odd */
    bool has_since, has_limit, limit_first;
    char since[NG_EXPLORE_VALUE_MAX]; /* where has_since, as it stands behind `=` */
    char limit[NG_EXPLORE_VALUE_MAX];
    char before[NG_EXPLORE_BESIDE_MAX]; /* put before the parameters; "" for nothing */
    char after[NG_EXPLORE_BESIDE_MAX];  /* put behind them */
    struct ng_reading side[NG_EXPLORE_SIDES_MAX];
    unsigned side_count;
    uint64_t events;
};

#endif
