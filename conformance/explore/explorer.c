#include "conformance/explore/explorer.h"

#include "conformance/chance.h"
#include "conformance/explore/explorer_state.h"

#include <stdlib.h>

/* Requests with growth in the background. */
#define BESIDE_REQUESTS 60

struct share {
    const char *name;
    unsigned cards; /* of a deck of all kinds */
};

static const struct share shares[NG_EXPLORE_KIND_COUNT] = {
    [NG_EXPLORE_PAGE] = {"page", 19},
    [NG_EXPLORE_TAIL] = {"tail", 6},
    [NG_EXPLORE_DUMP] = {"dump", 3},
    [NG_EXPLORE_LIMIT] = {"limit", 3},
    [NG_EXPLORE_CHAIN] = {"chain", 7},
    [NG_EXPLORE_AGAIN] = {"again", 8},
    [NG_EXPLORE_EDGE] = {"edge", 15},
    [NG_EXPLORE_ODD] = {"odd", 9},
    [NG_EXPLORE_NO_NUMBER] = {"no-number", 11},
    [NG_EXPLORE_QUERY] = {"query", 9},
    [NG_EXPLORE_HEAD] = {"head", 2},
    [NG_EXPLORE_OPTIONS] = {"options", 1},
    [NG_EXPLORE_FIELDS] = {"fields", 2},
    [NG_EXPLORE_SIDE_BY_SIDE] = {"side-by-side", 1},
    [NG_EXPLORE_GROW] = {"grow", 2},
    [NG_EXPLORE_GROW_TAGGED] = {"grow-tagged", 1},
    [NG_EXPLORE_GROW_BESIDE] = {"grow-beside", 1},
    [NG_EXPLORE_GROW_NO_MORE] = {"grow-no-more", 0},
};
#define CARDS 100

const char *ng_explore_kind_name(enum ng_explore_kind kind) {
    return shares[kind].name;
}

enum ng_status ng_explorer_new(uint64_t seed, struct ng_explorer **explorer) {
    struct ng_explorer *made = calloc(1, sizeof *made);
    if (!made)
        return NG_NO_MEMORY;
    made->random = seed;
    *explorer = made;
    return NG_OK;
}

void ng_explorer_free(struct ng_explorer *explorer) {
    free(explorer);
}

uint64_t ng_explore_below(struct ng_explorer *explorer, uint64_t bound) {
    return ng_chance_below(&explorer->random, bound);
}

static enum ng_explore_kind draw_kind(struct ng_explorer *explorer) {
    unsigned card = ng_deck_draw(&explorer->kinds, CARDS, &explorer->random);
    unsigned kind = 0;
    while (card >= shares[kind].cards)
        card -= shares[kind++].cards;
    return (enum ng_explore_kind)kind;
}

static bool is_possible(const struct ng_explorer *explorer, const struct ng_explore_known *known,
                        enum ng_explore_kind kind) {
    if (kind == NG_EXPLORE_AGAIN)
        return explorer->past_count > 0;
    if (kind == NG_EXPLORE_SIDE_BY_SIDE)
        return known->can_read_side_by_side;
    if (kind == NG_EXPLORE_GROW || kind == NG_EXPLORE_GROW_TAGGED || kind == NG_EXPLORE_GROW_BESIDE)
        return known->can_append && explorer->beside_left == 0;
    return true;
}

static enum ng_explore_kind choose_kind(struct ng_explorer *explorer,
                                        const struct ng_explore_known *known) {
    if (explorer->beside_left > 0 && --explorer->beside_left == 0)
        return NG_EXPLORE_GROW_NO_MORE;
    if (explorer->chain_left > 0 && known->has_cursor)
        return NG_EXPLORE_CHAIN;
    explorer->chain_left = 0;
    if (!explorer->begun)
        return NG_EXPLORE_CHAIN;
    enum ng_explore_kind kind = draw_kind(explorer);
    return is_possible(explorer, known, kind) ? kind : NG_EXPLORE_PAGE;
}

/* Empties the request, but for the bytes that nobody looks at. */
static void clear(struct ng_explore_request *request, enum ng_explore_kind kind) {
    request->kind = kind;
    request->ask = (struct ng_ask){.expectation = NG_EXPECT_RANGE};
    request->is_odd = request->has_since = request->has_limit = request->limit_first = false;
    request->since[0] = request->limit[0] = request->before[0] = request->after[0] = '\0';
    request->side_count = 0;
    request->events = 0;
}

/* A method that is none of the contract's: what is asked of GET could be asked of HEAD. */
static void make_head(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    struct ng_ask *ask = &explorer->request.ask;
    const struct ng_reading page = ng_explore_page(explorer, known->count);
    /* A cursor in the body is none that an answer to HEAD could carry. */
    bool is_judged = known->answers_head && known->profile->cursor_place == NG_CURSOR_IN_FIELD;
    ng_explore_spell(explorer, known->profile, &page);
    ask->method = NG_HEAD;
    ask->expectation = is_judged ? NG_EXPECT_RANGE_OR_REFUSAL : NG_EXPECT_ANYTHING;
    ask->clause = "method-2";
    ask->may_lack_support = true;
}

static void make_options(struct ng_explorer *explorer) {
    explorer->request.ask.method = NG_OPTIONS;
    explorer->request.ask.expectation = NG_EXPECT_ANYTHING;
    explorer->request.ask.reading_count = 1;
}

static void make_fields(struct ng_explorer *explorer, const struct ng_explore_known *known) {
    const struct ng_reading page = ng_explore_page(explorer, known->count);
    ng_explore_spell(explorer, known->profile, &page);
    explorer->request.ask.header_name = "Origin";
    explorer->request.ask.header_value = "http://nogap.example";
}

const struct ng_explore_request *ng_explorer_next(struct ng_explorer *explorer,
                                                  const struct ng_explore_known *known) {
    enum ng_explore_kind kind = choose_kind(explorer, known);
    clear(&explorer->request, kind);
    switch (kind) {
    case NG_EXPLORE_PAGE:
    case NG_EXPLORE_TAIL:
    case NG_EXPLORE_DUMP:
    case NG_EXPLORE_LIMIT:
    case NG_EXPLORE_CHAIN:
        ng_explore_make_range(explorer, known, kind);
        break;
    case NG_EXPLORE_AGAIN:
        ng_explore_make_again(explorer, known);
        break;
    case NG_EXPLORE_EDGE:
        ng_explore_make_edge(explorer, known);
        break;
    case NG_EXPLORE_ODD:
        ng_explore_make_odd(explorer, known);
        break;
    case NG_EXPLORE_NO_NUMBER:
        ng_explore_make_no_number(explorer, known);
        break;
    case NG_EXPLORE_QUERY:
        ng_explore_make_query(explorer, known);
        break;
    case NG_EXPLORE_HEAD:
        make_head(explorer, known);
        break;
    case NG_EXPLORE_OPTIONS:
        make_options(explorer);
        break;
    case NG_EXPLORE_FIELDS:
        make_fields(explorer, known);
        break;
    case NG_EXPLORE_SIDE_BY_SIDE:
        ng_explore_make_sides(explorer, known);
        break;
    case NG_EXPLORE_GROW:
    case NG_EXPLORE_GROW_TAGGED:
        explorer->request.events = 1 + ng_explore_below(explorer, NG_EXPLORE_EVENTS_MAX);
        break;
    case NG_EXPLORE_GROW_BESIDE:
        explorer->beside_left = BESIDE_REQUESTS;
        break;
    case NG_EXPLORE_GROW_NO_MORE:
        break;
    }
    return &explorer->request;
}
