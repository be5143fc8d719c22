/* Rules of the range that were understood in another way. */
#include "conformance/mutants/catalogue.h"

#define PAGE_CAP 100
#define SMALL_CAP 5
#define LARGE_PAGE_CAP 500
#define DUMP_CAP 1000

static void cursor_unclamped(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->page_end != UINT64_MAX)
        turn->cursor = turn->page_end;
}

static void total_as_cursor(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor = turn->count;
}

static void cursor_is_length(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor = turn->last > turn->first ? turn->last - turn->first : 0;
}

static void cursor_echo(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn))
        turn->cursor = turn->since;
}

static void page_past_end_echo(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn) && turn->page_end != UINT64_MAX)
        turn->cursor = turn->since;
}

static void two_past_end_echo(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->since == turn->count + 2)
        turn->cursor = turn->since;
}

static void past_end_cursor_zero(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn))
        turn->cursor = 0;
}

static void past_end_restarts(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn))
        turn->first = 0;
}

static void status_without_body(struct mutant_turn *turn, int status) {
    turn->status = status;
    turn->first = turn->last;
}

static void past_end_refused(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_past(turn))
        status_without_body(turn, 416);
}

static void at_end_no_content(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->since == turn->count)
        status_without_body(turn, 204);
}

static void empty_not_found(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->first >= turn->last)
        status_without_body(turn, 404);
}

static void page_partial_content(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_cut(turn))
        turn->status = 206;
}

static void since_zero_from_now(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_since(turn) && turn->since == 0 && !mutant_has_limit(turn))
        turn->first = turn->last;
}

static void newest_page(struct mutant_turn *turn) {
    uint64_t size = turn->parameters[MUTANT_LIMIT].value;
    uint64_t newest = turn->count > size ? turn->count - size : 0;
    turn->first = newest > turn->since ? newest : turn->since;
    turn->last = turn->cursor = turn->count;
}

static void default_since_newest(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_limit(turn) && !mutant_has_since(turn))
        newest_page(turn);
}

static void limit_newest(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_limit(turn))
        newest_page(turn);
}

static void limit_zero_is_none(struct mutant_turn *turn) {
    struct mutant_number *limit = &turn->parameters[MUTANT_LIMIT];
    limit->given = limit->given && limit->value;
    mutant_range(turn);
}

static bool limit_zero_refused(struct mutant_turn *turn, enum mutant_parameter which,
                               const struct mutant_pair *pair, struct mutant_number *number) {
    return mutant_read(turn, which, pair, number) && (which != MUTANT_LIMIT || number->value);
}

static void limit_zero_cursor_total(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->page_end == turn->since)
        turn->cursor = turn->count;
}

static void limit_at_least_one(struct mutant_turn *turn) {
    struct mutant_number *limit = &turn->parameters[MUTANT_LIMIT];
    if (limit->given && !limit->value)
        limit->value = 1;
    mutant_range(turn);
}

static void hidden_page_size(struct mutant_turn *turn) {
    struct mutant_number *limit = &turn->parameters[MUTANT_LIMIT];
    if (!limit->given)
        *limit = (struct mutant_number){.given = true, .value = SMALL_CAP};
    mutant_range(turn);
}

static void hidden_page_size_total(struct mutant_turn *turn) {
    hidden_page_size(turn);
    turn->cursor = turn->page_end - turn->since == SMALL_CAP ? turn->count : turn->cursor;
}

static void cap_limit(struct mutant_turn *turn, uint64_t cap) {
    struct mutant_number *limit = &turn->parameters[MUTANT_LIMIT];
    if (limit->given && limit->value > cap)
        limit->value = cap;
    mutant_range(turn);
}

static void limit_cap(struct mutant_turn *turn) {
    cap_limit(turn, PAGE_CAP);
}

static void limit_cap_claims_all(struct mutant_turn *turn) {
    uint64_t asked = turn->parameters[MUTANT_LIMIT].value;
    cap_limit(turn, PAGE_CAP);
    if (asked > PAGE_CAP && mutant_has_limit(turn))
        turn->cursor =
            mutant_smaller(turn->since + mutant_smaller(asked, turn->count), turn->count);
}

static void limit_capped_at_500(struct mutant_turn *turn) {
    cap_limit(turn, LARGE_PAGE_CAP);
}

static void dump_capped_at_1000(struct mutant_turn *turn) {
    if (mutant_is_dump(turn))
        turn->parameters[MUTANT_LIMIT] = (struct mutant_number){.given = true, .value = DUMP_CAP};
    mutant_range(turn);
}

#define STEP_RANGE(function) .steps = {.range = function}

static const struct mutant_entry entries[] = {
    {"cursor-unclamped", "range-4",
     "the cursor of a limited read is since + limit, also past the end",
     "list 11 of the faults in public trackers", MUTANT_CORE, .events = 5,
     STEP_RANGE(cursor_unclamped)},
    {"total-as-cursor", "cursor-5", "the cursor is the count although the page was cut",
     "X-Total-Count of paged APIs; measured", MUTANT_CORE, .events = 8,
     STEP_RANGE(total_as_cursor)},
    {"cursor-is-length", "cursor-3", "the cursor is the number of events in the body",
     "len(events) in place of since + len(events)", MUTANT_CORE, .events = 8,
     STEP_RANGE(cursor_is_length)},
    {"cursor-echo", "cursor-4", "a since past the end comes back as the cursor",
     "measured: a client that is ahead stays ahead", MUTANT_CORE, STEP_RANGE(cursor_echo)},
    {"page-past-end-echo", "cursor-4",
     "a since past the end comes back as the cursor where there is a limit",
     "pages and dumps that are made in two places", MUTANT_CORE, .events = 1,
     STEP_RANGE(page_past_end_echo)},
    {"two-past-end-echo", "cursor-4", "a since of n + 2 comes back as the cursor",
     "a clamp that is one too far, behind a test of n + 1", MUTANT_BOUNDARY,
     STEP_RANGE(two_past_end_echo)},
    {"past-end-cursor-zero", "cursor-4", "a since past the end brings the cursor 0",
     "the maximum of an empty list is taken for 0", MUTANT_CORE, .events = 1,
     STEP_RANGE(past_end_cursor_zero)},
    {"past-end-restarts", "range-6", "a since past the end brings the whole log",
     "a server that takes the client's cursor for one of an older log", MUTANT_CORE, .events = 1,
     STEP_RANGE(past_end_restarts)},
    {"past-end-refused", "answer-1", "a since past the end is refused with 416",
     "byte ranges of HTTP", MUTANT_CORE, STEP_RANGE(past_end_refused)},
    {"at-end-no-content", "answer-1", "a since at the end is answered with 204",
     "frameworks that make 204 of an empty result", MUTANT_BOUNDARY, STEP_RANGE(at_end_no_content)},
    {"empty-not-found", "answer-1", "an answer without events has the status 404",
     "get_object_or_404 of web frameworks", MUTANT_CORE, STEP_RANGE(empty_not_found)},
    {"page-partial-content", "answer-1", "a page that is cut has the status 206",
     "byte ranges of HTTP", MUTANT_CORE, .events = 8, STEP_RANGE(page_partial_content)},
    {"since-zero-from-now", "dump-2", "since=0 alone brings nothing, and the count as the cursor",
     "message brokers where 0 stands for the newest", MUTANT_BOUNDARY, .events = 1,
     STEP_RANGE(since_zero_from_now)},
    {"default-since-newest", "param-2", "a limit without since brings the newest events",
     "`tail` as the default of log viewers", MUTANT_BOUNDARY, .events = 5,
     STEP_RANGE(default_since_newest)},
    {"limit-newest", "range-1", "limit brings the newest events behind since, so chaining skips",
     "measured: the event API of a file synchroniser", MUTANT_CORE, .events = 8,
     STEP_RANGE(limit_newest)},
    {"limit-zero-is-none", "limit-1", "limit=0 is no limit", "`if limit:`; list 11",
     MUTANT_BOUNDARY, .events = 2, STEP_RANGE(limit_zero_is_none)},
    {"limit-zero-refused", "answer-1", "limit=0 is refused", "validators that ask for limit >= 1",
     MUTANT_BOUNDARY, .events = 1, .steps = {.read = limit_zero_refused}},
    {"limit-zero-cursor-total", "limit-1", "limit=0 brings the count as the cursor",
     "a limit of 0 as a way to ask for the count", MUTANT_BOUNDARY, .events = 2,
     STEP_RANGE(limit_zero_cursor_total)},
    {"limit-at-least-one", "limit-1", "limit=0 brings one event", "max(1, limit)", MUTANT_BOUNDARY,
     .events = 2, STEP_RANGE(limit_at_least_one)},
    {"hidden-page-size", "dump-1",
     "without a limit there are five events at most; the cursor is honest", "a default page size",
     MUTANT_CORE, .events = 10, STEP_RANGE(hidden_page_size)},
    {"hidden-page-size-total", "param-3",
     "without a limit there are five events at most, and the cursor claims all",
     "list 11: a page cap while the header claims all", MUTANT_CORE, .events = 10,
     STEP_RANGE(hidden_page_size_total)},
    {"limit-cap", "range-4", "a limit over 100 counts as 100; the cursor is honest",
     "list 11: a page cap smaller than the limit", MUTANT_BOUNDARY, .events = 150,
     STEP_RANGE(limit_cap)},
    {"limit-cap-claims-all", "range-1",
     "a limit over 100 counts as 100 for the body, and as itself for the cursor",
     "list 11: a page cap while the header claims all", MUTANT_BOUNDARY, .events = 150,
     STEP_RANGE(limit_cap_claims_all)},
    {"limit-capped-at-500", "range-4", "a limit over 500 counts as 500; the cursor is honest",
     "the largest page of many frameworks", MUTANT_BOUNDARY, .needs = MUTANT_NEEDS_LAUNCH,
     .events = 1100, STEP_RANGE(limit_capped_at_500)},
    {"dump-capped-at-1000", "dump-1", "the full dump ends after 1,000 events; the cursor is honest",
     "the default number of hits or rows of a store", MUTANT_BOUNDARY, .needs = MUTANT_NEEDS_LAUNCH,
     .events = 1100, STEP_RANGE(dump_capped_at_1000)},
};

const struct mutant_family mutant_ranges =
    MUTANT_FAMILY("rules of the range understood in another way", MUTANT_DEFECT, entries);
