/* Numbers at the ends of integer types, and beyond all of them. */
#include "conformance/explore/explorer_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* How far from an edge, to either side, and how many numbers that are. */
#define OFFSET 2
#define STEP_COUNT (2 * OFFSET + 1)
/* Events before the end of the log among which a read with a large limit begins. */
#define NEAR_END 6

enum edge {
    EDGE_31_BITS,
    EDGE_32_BITS,
    EDGE_53_BITS,
    EDGE_63_BITS,
    EDGE_64_BITS,
    EDGE_ZEROS, /* a power of ten over 2^64 */
    EDGE_NINES, /* more digits than some languages turn into a number */
};
#define EDGE_COUNT 7

enum place {
    PLACE_SINCE,
    PLACE_LIMIT,
    PLACE_BOTH,
};
#define PLACE_COUNT 3
_Static_assert(EDGE_COUNT *PLACE_COUNT *STEP_COUNT <= NG_DECK_MAX,
               "more edges than a deck has cards");

static void put_nines(struct ng_explorer *explorer, unsigned step, char *text) {
    static const unsigned lengths[STEP_COUNT] = {21, 40, 310, 4000, 4990};
    size_t length = lengths[step] + (size_t)ng_explore_below(explorer, 10);
    memset(text, '9', length);
    text[length] = '\0';
}

static void put_zeros(struct ng_explorer *explorer, char *text) {
    size_t length = 20 + (size_t)ng_explore_below(explorer, 10);
    text[0] = '1';
    memset(text + 1, '0', length);
    text[length + 1] = '\0';
}

/* Writes a number at the edge; gives its value, UINT64_MAX for all that are larger. */
static uint64_t put_edge(struct ng_explorer *explorer, enum edge edge, unsigned step, char *text) {
    static const uint64_t bases[] = {[EDGE_31_BITS] = (uint64_t)1 << 31,
                                     [EDGE_32_BITS] = (uint64_t)1 << 32,
                                     [EDGE_53_BITS] = (uint64_t)1 << 53,
                                     [EDGE_63_BITS] = (uint64_t)1 << 63};
    uint64_t value = UINT64_MAX;
    if (edge == EDGE_NINES)
        put_nines(explorer, step, text);
    else if (edge == EDGE_ZEROS)
        put_zeros(explorer, text);
    else if (edge == EDGE_64_BITS) /* 2^64 is ...1616 */
        (void)snprintf(text, NG_EXPLORE_VALUE_MAX, "1844674407370955161%u", 6 - OFFSET + step);
    else
        (void)snprintf(text, NG_EXPLORE_VALUE_MAX, "%" PRIu64, bases[edge] - OFFSET + step);
    if (ng_cursor_parse(text, &value))
        value = UINT64_MAX;
    return value;
}

/* A number over 2^63-1 may be refused, and a target of more than 2,000 bytes may end in a closed
   connection (transport-1). */
static void allow(struct ng_explore_request *request, uint64_t value, const char *text) {
    if (value > INT64_MAX) {
        request->ask.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
        request->ask.clause = "lenient-3";
        request->is_odd = true;
    }
    request->ask.may_close = request->ask.may_close || strlen(text) > 1000;
}

void ng_explore_make_edge(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    struct ng_explore_request *request = &explorer->request;
    unsigned card =
        ng_deck_draw(&explorer->edges, EDGE_COUNT * PLACE_COUNT * STEP_COUNT, &explorer->random);
    enum edge edge = (enum edge)(card / PLACE_COUNT / STEP_COUNT);
    enum place place = (enum place)(card / STEP_COUNT % PLACE_COUNT);
    unsigned step = card % STEP_COUNT;
    uint64_t back = 1 + ng_explore_below(explorer, NEAR_END);
    struct ng_reading reading = {.since = known->count > back ? known->count - back : 0,
                                 .limit = ng_explore_below(explorer, 9),
                                 .has_limit = ng_explore_below(explorer, 2) == 0};
    ng_explore_spell(explorer, known->profile, &reading);
    if (place != PLACE_SINCE) {
        request->has_limit = reading.has_limit = true;
        reading.limit = put_edge(explorer, edge, step, request->limit);
        request->ask.clause = "range-5";
        allow(request, reading.limit, request->limit);
    }
    if (place != PLACE_LIMIT) {
        if (place == PLACE_BOTH)
            step = (unsigned)ng_explore_below(explorer, STEP_COUNT);
        uint64_t wire = put_edge(explorer, edge, step, request->since);
        request->has_since = true;
        reading.since = ng_profile_cursor(known->profile, wire);
        allow(request, wire, request->since);
    }
    request->ask.readings[0] = reading;
}
