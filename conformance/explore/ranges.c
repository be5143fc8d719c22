/* Ranges in their plain spelling: pages, tails, dumps, chains, and what was asked before. */
#include "conformance/explore/explorer_state.h"

#include <inttypes.h>
#include <stdio.h>

/* A log so short that reading it whole costs nothing; of a larger one, one read in so many may
   begin anywhere. */
#define FEW 2000
#define ANYWHERE 16
#define FAR 1000000
#define CHAIN_MAX 9

uint64_t ng_explore_index(struct ng_explorer *explorer, uint64_t count) {
    uint64_t near = 1 + ng_explore_below(explorer, 4);
    switch (ng_explore_below(explorer, 9)) {
    case 0:
        return 0;
    case 1:
        return near;
    case 2:
        return count;
    case 3:
        return count + near;
    case 4:
        return count > near ? count - near : 0;
    case 5:
        return count + ng_explore_below(explorer, 2 * FAR);
    default:
        return ng_explore_below(explorer, count);
    }
}

/* Around a power of ten or of two, up to 65,537. */
static uint64_t around_power(struct ng_explorer *explorer) {
    uint64_t base = ng_explore_below(explorer, 3) ? 2 : 10;
    uint64_t most = base == 2 ? 16 : 4, power = base;
    for (uint64_t exponent = ng_explore_below(explorer, most); exponent > 0; exponent--)
        power *= base;
    return power + ng_explore_below(explorer, 3) - 1;
}

uint64_t ng_explore_limit(struct ng_explorer *explorer, uint64_t count, uint64_t since) {
    uint64_t left = since < count ? count - since : 0;
    switch (ng_explore_below(explorer, 10)) {
    case 0:
        return 0;
    case 1:
        return left;
    case 2:
        return left + 1;
    case 3:
        return left > 0 ? left - 1 : 1;
    case 4:
        return count + ng_explore_below(explorer, 5);
    case 5:
        return around_power(explorer);
    case 6:
        return 1 + ng_explore_below(explorer, left);
    default:
        return 1 + ng_explore_below(explorer, 9);
    }
}

bool ng_explore_is_costly(const struct ng_reading *reading, uint64_t count) {
    uint64_t end = ng_reading_end(reading, count);
    return end > FEW && end - FEW > reading->since;
}

/* Moves the start of a read that would bring more than a few events of a large log. */
static uint64_t spare(struct ng_explorer *explorer, uint64_t count, uint64_t since) {
    bool is_large = count > FEW && since < count - FEW;
    if (!is_large || ng_explore_below(explorer, ANYWHERE) == 0)
        return since;
    return count - 1 - ng_explore_below(explorer, FEW / 10);
}

struct ng_reading ng_explore_page(struct ng_explorer *explorer, uint64_t count) {
    struct ng_reading page = {.since = ng_explore_index(explorer, count), .has_limit = true};
    page.limit = ng_explore_limit(explorer, count, page.since);
    if (page.limit > FEW)
        page.since = spare(explorer, count, page.since);
    return page;
}

uint64_t ng_explore_tail(struct ng_explorer *explorer, uint64_t count) {
    return spare(explorer, count, ng_explore_index(explorer, count));
}

static void put_since(struct ng_explore_request *request, const struct ng_profile *profile,
                      uint64_t index) {
    uint64_t wire;
    request->has_since = ng_profile_since(profile, index, &wire) == NG_OK;
    if (request->has_since)
        (void)snprintf(request->since, sizeof request->since, "%" PRIu64, wire);
}

void ng_explore_spell(struct ng_explorer *explorer, const struct ng_profile *profile,
                      const struct ng_reading *reading) {
    struct ng_explore_request *request = &explorer->request;
    request->ask.readings[0] = *reading;
    request->ask.reading_count = 1;
    put_since(request, profile, reading->since);
    request->has_limit = reading->has_limit;
    if (reading->has_limit)
        (void)snprintf(request->limit, sizeof request->limit, "%" PRIu64, reading->limit);
}

static void remember(struct ng_explorer *explorer, const struct ng_reading *reading, bool is_dump) {
    unsigned at = explorer->past_count < NG_EXPLORE_PAST
                      ? explorer->past_count++
                      : (unsigned)ng_explore_below(explorer, NG_EXPLORE_PAST);
    explorer->past[at] = *reading;
    explorer->past_is_dump[at] = is_dump;
}

/* The next page of a chain, or its first one. */
static struct ng_reading link_of(struct ng_explorer *explorer,
                                 const struct ng_explore_known *known) {
    struct ng_ask *ask = &explorer->request.ask;
    struct ng_reading page = {.has_limit = true, .limit = 1 + ng_explore_below(explorer, 6)};
    if (explorer->chain_left > 0) {
        bool goes_on = known->cursor < known->count;
        explorer->chain_left = goes_on ? explorer->chain_left - 1 : 0;
        page.since = known->cursor;
        ask->context = NG_CHAINED;
    } else if (!explorer->begun) {
        explorer->begun = true;
        explorer->chain_left = CHAIN_MAX;
        page.limit = 1;
    } else {
        explorer->chain_left = 1 + (unsigned)ng_explore_below(explorer, CHAIN_MAX);
        page.since = ng_explore_below(explorer, 3) ? ng_explore_below(explorer, known->count) : 0;
    }
    return page;
}

void ng_explore_make_range(struct ng_explorer *explorer, const struct ng_explore_known *known,
                           enum ng_explore_kind kind) {
    struct ng_reading reading = {0};
    bool is_large = known->count > FEW && ng_explore_below(explorer, ANYWHERE) != 0;
    if (kind == NG_EXPLORE_DUMP && is_large)
        kind = NG_EXPLORE_TAIL;
    if (kind == NG_EXPLORE_PAGE)
        reading = ng_explore_page(explorer, known->count);
    else if (kind == NG_EXPLORE_TAIL)
        reading.since = ng_explore_tail(explorer, known->count);
    else if (kind == NG_EXPLORE_CHAIN)
        reading = link_of(explorer, known);
    enum ng_context context = explorer->request.ask.context;
    if (kind == NG_EXPLORE_LIMIT) {
        uint64_t most = known->count < FEW ? known->count : FEW;
        reading = (struct ng_reading){.has_limit = true};
        reading.limit = ng_explore_limit(explorer, most, 0);
    }
    ng_explore_spell(explorer, known->profile, &reading);
    if (kind == NG_EXPLORE_LIMIT || kind == NG_EXPLORE_DUMP)
        explorer->request.has_since = false;
    if (kind == NG_EXPLORE_LIMIT)
        explorer->request.ask.clause = "param-2";
    explorer->request.kind = kind;
    explorer->request.ask.context = context;
    if (!ng_explore_is_costly(&reading, known->count))
        remember(explorer, &reading, kind == NG_EXPLORE_DUMP);
}

void ng_explore_make_again(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    unsigned at = (unsigned)ng_explore_below(explorer, explorer->past_count);
    ng_explore_spell(explorer, known->profile, &explorer->past[at]);
    explorer->request.ask.context = NG_REPEATED;
    if (explorer->past_is_dump[at])
        explorer->request.has_since = false;
}

void ng_explore_make_sides(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    struct ng_explore_request *request = &explorer->request;
    request->side_count = 2 + (unsigned)ng_explore_below(explorer, NG_EXPLORE_SIDES_MAX - 1);
    for (unsigned i = 0; i < request->side_count; i++) {
        request->side[i] = ng_explore_page(explorer, known->count);
        if (ng_explore_below(explorer, 3) == 0)
            request->side[i] =
                (struct ng_reading){.since = ng_explore_tail(explorer, known->count)};
    }
}
