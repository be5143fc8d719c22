/* Ranges and cursors that are one off, in each place where that happens. */
#include "conformance/mutants/catalogue.h"

static void since_exclusive(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_since(turn) && turn->first < turn->last)
        turn->first++;
}

static void since_one_based(struct mutant_turn *turn) {
    struct mutant_number *since = &turn->parameters[MUTANT_SINCE];
    since->value = mutant_one_less(since->value);
    mutant_range(turn);
}

static void limit_plus_one(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_cut(turn))
        turn->last++;
}

static void limit_plus_one_agreed(struct mutant_turn *turn) {
    limit_plus_one(turn);
    if (mutant_is_cut(turn))
        turn->cursor++;
}

static void limit_minus_one(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_cut(turn))
        turn->last = mutant_one_less(turn->last);
}

static void limit_minus_one_agreed(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_cut(turn) && turn->page_end > turn->since)
        turn->last = turn->cursor = turn->page_end - 1;
}

static void limit_is_end(struct mutant_turn *turn) {
    mutant_range(turn);
    if (!mutant_has_limit(turn))
        return;
    turn->page_end = turn->parameters[MUTANT_LIMIT].value;
    turn->cursor = turn->last = mutant_smaller(turn->page_end, turn->count);
}

static void cursor_inclusive(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor = mutant_one_less(turn->cursor);
}

static void cursor_one_more(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor++;
}

static void cursor_low_on_dump(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_dump(turn))
        turn->cursor = mutant_one_less(turn->cursor);
}

static void cursor_high_on_dump(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += mutant_is_dump(turn);
}

static void cursor_low_on_pages(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_cut(turn))
        turn->cursor = mutant_one_less(turn->cursor);
}

static void cursor_high_on_pages(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += mutant_is_cut(turn);
}

static bool is_tail(const struct mutant_turn *turn) {
    return mutant_has_since(turn) && !mutant_is_cut(turn) && !mutant_is_past(turn);
}

static void cursor_low_on_tail(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_tail(turn))
        turn->cursor = mutant_one_less(turn->cursor);
}

static void cursor_high_on_tail(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += is_tail(turn);
}

static void cursor_low_past_end(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn))
        turn->cursor = mutant_one_less(turn->cursor);
}

static void cursor_high_past_end(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += mutant_is_past(turn);
}

static void exact_page_cursor_low(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->page_end == turn->count && turn->first < turn->last)
        turn->cursor--;
}

static void exact_page_cursor_high(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->page_end == turn->count && turn->first < turn->last)
        turn->cursor++;
}

static void exact_page_loses_last(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->page_end == turn->count && turn->first < turn->last)
        turn->last--;
}

static void tail_loses_last(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_tail(turn) && turn->first < turn->last)
        turn->last--;
}

static void dump_loses_first(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->first += mutant_is_dump(turn);
}

static void dump_hides_newest(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_dump(turn))
        turn->last = turn->cursor = mutant_one_less(turn->count);
}

static void tail_hides_newest(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_dump(turn) || mutant_is_cut(turn))
        return;
    turn->last = turn->cursor = mutant_one_less(turn->count);
}

static void end_repeats_last(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->count && turn->since >= turn->count)
        turn->first = turn->count - 1;
    turn->last = turn->cursor;
}

#define STEP_RANGE(function) .steps = {.range = function}

static const struct mutant_entry entries[] = {
    {"since-exclusive", "param-1",
     "since names the last event seen, so the event at since is left out",
     "CouchDB's _changes and Syncthing count so", MUTANT_CORE, .events = 5,
     STEP_RANGE(since_exclusive)},
    {"since-one-based", "param-1", "since is counted from 1, so each read repeats an event",
     "row numbers of SQL, Lua, XPath", MUTANT_CORE, .events = 5, STEP_RANGE(since_one_based)},
    {"limit-plus-one", "range-4", "a page that is cut holds one event more than its limit",
     "`<=` in place of `<`; the row that tells whether there is more is not removed", MUTANT_CORE,
     .events = 8, STEP_RANGE(limit_plus_one)},
    {"limit-plus-one-agreed", "range-4",
     "a page that is cut holds one event more than its limit, and the cursor agrees",
     "the row that tells whether there is more is not removed", MUTANT_CORE, .events = 8,
     STEP_RANGE(limit_plus_one_agreed)},
    {"limit-minus-one", "range-1",
     "a page that is cut lacks its last event, and the cursor skips it",
     "an inclusive end that is used as an exclusive one", MUTANT_CORE, .events = 8,
     STEP_RANGE(limit_minus_one)},
    {"limit-minus-one-agreed", "range-4",
     "a page that is cut lacks its last event, and the cursor agrees: limit=1 never advances",
     "an inclusive end that is used as an exclusive one", MUTANT_CORE, .events = 8,
     STEP_RANGE(limit_minus_one_agreed)},
    {"limit-is-end", "range-4", "limit is read as the index where the range ends",
     "slice(since, limit); list 11 of the faults in public trackers", MUTANT_CORE, .events = 8,
     STEP_RANGE(limit_is_end)},
    {"cursor-inclusive", "cursor-3", "the cursor is the index of the last event",
     "exo's own lastEventAppliedIdx is inclusive", MUTANT_CORE, .events = 5,
     STEP_RANGE(cursor_inclusive)},
    {"cursor-one-more", "cursor-3", "the cursor is one too large in every answer",
     "an exclusive bound that is made exclusive once more", MUTANT_CORE, .events = 5,
     STEP_RANGE(cursor_one_more)},
    {"cursor-low-on-dump", "instant-1",
     "the cursor of the full dump is the index of its last event",
     "the old dump has a path of its own", MUTANT_CORE, .events = 1,
     STEP_RANGE(cursor_low_on_dump)},
    {"cursor-high-on-dump", "cursor-3", "the cursor of the full dump is one too large",
     "the old dump has a path of its own", MUTANT_CORE, .events = 1,
     STEP_RANGE(cursor_high_on_dump)},
    {"cursor-low-on-pages", "cursor-3", "the cursor of a page that is cut is one too small",
     "the index of the last event of a page in place of the next one", MUTANT_CORE, .events = 8,
     STEP_RANGE(cursor_low_on_pages)},
    {"cursor-high-on-pages", "cursor-5", "the cursor of a page that is cut is one too large",
     "since + limit + 1, to go on behind the page", MUTANT_CORE, .events = 8,
     STEP_RANGE(cursor_high_on_pages)},
    {"cursor-low-on-tail", "cursor-3", "the cursor of a read to the end is one too small",
     "the index of the last event in place of the count", MUTANT_CORE, .events = 8,
     STEP_RANGE(cursor_low_on_tail)},
    {"cursor-high-on-tail", "cursor-3", "the cursor of a read to the end is one too large",
     "an inclusive count that is made exclusive", MUTANT_CORE, .events = 8,
     STEP_RANGE(cursor_high_on_tail)},
    {"cursor-low-past-end", "cursor-4", "a since past the end brings the cursor n - 1",
     "clamping to the last index in place of the count", MUTANT_CORE, .events = 2,
     STEP_RANGE(cursor_low_past_end)},
    {"cursor-high-past-end", "cursor-4", "a since past the end brings the cursor n + 1",
     "clamping to the next index but one", MUTANT_CORE, .events = 1,
     STEP_RANGE(cursor_high_past_end)},
    {"exact-page-cursor-low", "cursor-3",
     "where the limit reaches exactly the end, the cursor is one too small",
     "`<` in place of `<=` where a page is told from the end", MUTANT_BOUNDARY, .events = 5,
     STEP_RANGE(exact_page_cursor_low)},
    {"exact-page-cursor-high", "cursor-5",
     "where the limit reaches exactly the end, the cursor is one too large",
     "`<` in place of `<=` where a page is told from the end", MUTANT_BOUNDARY, .events = 5,
     STEP_RANGE(exact_page_cursor_high)},
    {"exact-page-loses-last", "range-1",
     "where the limit reaches exactly the end, the last event is missing",
     "the look-ahead row is dropped although there is none", MUTANT_BOUNDARY, .events = 5,
     STEP_RANGE(exact_page_loses_last)},
    {"tail-loses-last", "range-1",
     "a read to the end lacks the last event, and the cursor skips it",
     "an exclusive end that is made exclusive once more", MUTANT_CORE, .events = 8,
     STEP_RANGE(tail_loses_last)},
    {"dump-loses-first", "dump-1", "the full dump lacks the first event",
     "an index that starts from 1", MUTANT_CORE, .events = 1, STEP_RANGE(dump_loses_first)},
    {"dump-hides-newest", "dump-1", "the full dump ends one event early, and its cursor agrees",
     "the event that is being written is left out on one of two paths", MUTANT_CORE, .events = 5,
     STEP_RANGE(dump_hides_newest)},
    {"tail-hides-newest", "range-3",
     "a read to the end ends one event early, and its cursor agrees",
     "the event that is being written is left out on one of two paths", MUTANT_CORE, .events = 5,
     STEP_RANGE(tail_hides_newest)},
    {"end-repeats-last", "range-6", "a since at the end or past it brings the last event again",
     "the start is clamped to the last index", MUTANT_CORE, .events = 2,
     STEP_RANGE(end_repeats_last)},
};

const struct mutant_family mutant_off_by_one =
    MUTANT_FAMILY("ranges and cursors that are one off", MUTANT_DEFECT, entries);
