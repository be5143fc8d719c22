/* The right number of wrong events: order, identity, duplicates. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/memory.h"

#include <string.h>

static void reverse(struct mutant_turn *turn) {
    for (size_t i = 0; i < turn->index_count / 2; i++) {
        uint64_t kept = turn->indexes[i];
        turn->indexes[i] = turn->indexes[turn->index_count - 1 - i];
        turn->indexes[turn->index_count - 1 - i] = kept;
    }
}

static void page_reversed(struct mutant_turn *turn) {
    mutant_select(turn);
    reverse(turn);
}

static void dump_reversed(struct mutant_turn *turn) {
    mutant_select(turn);
    if (mutant_is_dump(turn))
        reverse(turn);
}

/* Index 0 is the newest event: right until one is appended. */
static void newest_first(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        turn->indexes[i] = turn->count - 1 - turn->indexes[i];
}

/* Every third event that comes late belongs before the one in front of it. */
static void late_in_the_middle(struct mutant_turn *turn) {
    uint64_t first = turn->server->first_count;
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++) {
        uint64_t index = turn->indexes[i];
        if (index >= first && (index - first) % 3 == 0 && index > 0)
            turn->indexes[i] = index - 1;
        else if (index + 1 >= first && (index + 1 - first) % 3 == 0 && index + 1 < turn->count)
            turn->indexes[i] = index + 1;
    }
}

static void shifted(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; mutant_has_limit(turn) && i < turn->index_count; i++)
        turn->indexes[i] = (turn->indexes[i] + 1) % turn->count;
}

static void first_page_always(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        turn->indexes[i] = i;
}

static void last_page_always(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        turn->indexes[i] = turn->count - turn->index_count + i;
}

static void any_events(struct mutant_turn *turn) {
    uint64_t random = turn->random;
    mutant_select(turn);
    for (size_t i = 0; mutant_has_limit(turn) && i < turn->index_count; i++) {
        random = mutant_mix(random);
        turn->indexes[i] = random % turn->count;
    }
}

static void middle_twice(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = turn->index_count; turn->index_count > 2 && i-- > turn->index_count / 2 + 1;)
        turn->indexes[i] = turn->indexes[i - 1];
}

static void neighbours_swapped(struct mutant_turn *turn) {
    mutant_select(turn);
    if (turn->index_count < 4)
        return;
    uint64_t kept = turn->indexes[1];
    turn->indexes[1] = turn->indexes[2];
    turn->indexes[2] = kept;
}

/* The cursor that the page before gave, plus one: 0 where there was none. */
static bool is_joint(struct mutant_turn *turn) {
    uint64_t next = mutant_is_cut(turn) ? turn->page_end + 1 : 0;
    uint64_t before = mutant_exchange_number(turn, 0, next);
    return before && before - 1 == turn->since;
}

static void joint_repeats(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_joint(turn) && turn->first < turn->last && turn->first > 0) {
        turn->first--;
        turn->last -= mutant_is_cut(turn);
    }
}

static void joint_skips(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_joint(turn) && turn->first < turn->last)
        turn->first++;
}

static void joint_restarts(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_joint(turn) && turn->first < turn->last) {
        turn->last -= turn->first;
        turn->first = 0;
    }
}

static bool is_equal(struct mutant_turn *turn, uint64_t a, uint64_t b) {
    struct mutant_event_view first = mutant_store_get(turn->server->store, a);
    struct mutant_event_view second = mutant_store_get(turn->server->store, b);
    return first.size == second.size && memcmp(first.text, second.text, first.size) == 0;
}

/* Of equal neighbours one is left. */
static void equal_dropped(struct mutant_turn *turn) {
    size_t kept = 0;
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        if (!i || !is_equal(turn, turn->indexes[i], turn->indexes[i - 1]))
            turn->indexes[kept++] = turn->indexes[i];
    turn->index_count = kept;
}

/* How many of the first events are not equal to the one before them. */
static uint64_t count_merged(struct mutant_turn *turn, uint64_t end) {
    uint64_t merged = 0;
    for (uint64_t i = 0; i < end; i++)
        merged += !i || !is_equal(turn, i, i - 1);
    return merged;
}

static void merged_count(struct mutant_turn *turn) {
    turn->count = count_merged(turn, mutant_store_count(turn->server->store));
}

/* The log as it is without them: each index stands for a later event. */
static void merged_select(struct mutant_turn *turn) {
    uint64_t at = 0;
    uint64_t merged = 0;
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++) {
        while (merged <= turn->indexes[i]) {
            merged += !at || !is_equal(turn, at, at - 1);
            at++;
        }
        turn->indexes[i] = at - 1;
    }
}

/* The event is looked up by its value, which finds the first of that value. */
static void cursor_of_first_equal(struct mutant_turn *turn) {
    mutant_range(turn);
    uint64_t last = mutant_one_less(turn->last);
    if (!mutant_is_cut(turn) || turn->first >= turn->last)
        return;
    for (uint64_t i = 0; i < last; i++)
        if (is_equal(turn, i, last)) {
            turn->cursor = i + 1;
            return;
        }
}

static void make_pairs(uint64_t index, struct mutant_buffer *into) {
    mutant_buffer_text(into, "{\"Heartbeat\":{\"minute\":");
    mutant_buffer_number(into, index / 2);
    mutant_buffer_text(into, "}}");
}

/* The body of the answer before, where it was as long. */
static void body_of_before(struct mutant_turn *turn) {
    struct mutant_memory *memory = &turn->server->memory;
    mutant_body(turn);
    (void)pthread_mutex_lock(&memory->lock);
    struct mutant_buffer before = memory->texts[0];
    bool same = memory->numbers[0] == turn->index_count && before.size;
    memory->numbers[0] = turn->index_count;
    memory->texts[0] = turn->body;
    turn->body = (struct mutant_buffer){0};
    if (same)
        mutant_buffer_add(&turn->body, before.bytes, before.size);
    else
        mutant_buffer_add(&turn->body, memory->texts[0].bytes, memory->texts[0].size);
    (void)pthread_mutex_unlock(&memory->lock);
    mutant_buffer_deinit(&before);
}

/* Every tenth event, counted from the sixth, is left out of reads to the end. */
static void tenth_filtered(struct mutant_turn *turn) {
    size_t kept = 0;
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        if (turn->indexes[i] % 10 != 5)
            turn->indexes[kept++] = turn->indexes[i];
    turn->index_count = kept;
}

#define STEP(function) .steps = {.select = function}

static const struct mutant_entry entries[] = {
    {"page-reversed", "range-1", "every answer holds its events newest first",
     "ORDER BY id DESC behind the right range", MUTANT_CORE, .events = 5, STEP(page_reversed)},
    {"dump-reversed", "range-2", "the full dump holds its events newest first",
     "a list for people to look at", MUTANT_CORE, .events = 5, STEP(dump_reversed)},
    {"newest-first", "immutable-2", "index 0 is the newest event, so each append moves all others",
     "list 11: newest first", MUTANT_LIVE, .needs = MUTANT_NEEDS_APPEND, .events = 3,
     STEP(newest_first)},
    {"late-event-in-the-middle", "immutable-1",
     "events stand in the order of their time, so a late one lands before the last",
     "list 11: sorting by time", MUTANT_LIVE, .needs = MUTANT_NEEDS_APPEND, .appends = 3,
     .events = 1, STEP(late_in_the_middle)},
    {"page-shifted", "param-1", "a limited read holds as many events as it should, one further on",
     "since + 1 in the query of the events only", MUTANT_CORE, .events = 8, STEP(shifted)},
    {"first-page-always", "range-1", "every answer holds the first events, as many as are right",
     "an offset that is not handed on; counts alone do not see it", MUTANT_CORE, .events = 5,
     STEP(first_page_always)},
    {"last-page-always", "range-1", "every answer holds the newest events, as many as are right",
     "`tail -n` of the right number", MUTANT_CORE, .events = 8, STEP(last_page_always)},
    {"any-events", "range-1", "a limited read holds any events, as many as are right",
     "a query without ORDER BY", MUTANT_CORE, .events = 8, STEP(any_events)},
    {"event-twice-in-page", "range-1",
     "a page of three or more holds one event twice, and not its last",
     "a join that multiplies rows, behind a LIMIT", MUTANT_CORE, .events = 8, STEP(middle_twice)},
    {"neighbours-swapped", "range-2", "the second and third event of an answer change places",
     "requests in parallel whose results are put together as they come", MUTANT_CORE, .events = 8,
     STEP(neighbours_swapped)},
    {"joint-repeats-event", "chain-1", "a page that follows another begins with its last event",
     "a cache of pages with inclusive bounds", MUTANT_CORE, .events = 8,
     .steps = {.range = joint_repeats}},
    {"joint-skips-event", "chain-1", "a page that follows another leaves out its first event",
     "a look-ahead that is read, and not kept", MUTANT_CORE, .events = 8,
     .steps = {.range = joint_skips}},
    {"joint-restarts", "chain-1", "a page that follows another holds the first events again",
     "a cursor of the database that was closed", MUTANT_CORE, .events = 8,
     .steps = {.range = joint_restarts}},
    {"equal-events-dropped", "range-1", "of equal neighbours one is left out",
     "SELECT DISTINCT, `uniq`", MUTANT_CORE, .needs = MUTANT_NEEDS_OWN_LOG, .events = 5,
     .make_event = make_pairs, STEP(equal_dropped)},
    {"equal-events-never-taken", "dump-1",
     "of equal neighbours one is left out as the log is read, and has no index",
     "INSERT OR IGNORE, an idempotent intake", MUTANT_BOUNDARY, .needs = MUTANT_NEEDS_LAUNCH,
     .events = 103, .steps = {.count = merged_count, .select = merged_select}},
    {"cursor-of-first-equal", "cursor-3",
     "the cursor of a page is one past the first event that is equal to its last",
     "list.index(event)", MUTANT_BOUNDARY, .needs = MUTANT_NEEDS_LAUNCH, .events = 103,
     .steps = {.range = cursor_of_first_equal}},
    {"event-filtered", "range-1", "event 5, 15, 25 and so on is left out of every answer",
     "a filter of events that the client may not see", MUTANT_CORE, .events = 8,
     STEP(tenth_filtered)},
    {"body-of-before", "range-1", "an answer holds the body of the one before, if it is as long",
     "a buffer that two requests share", MUTANT_CORE, .events = 8,
     .steps = {.body = body_of_before}},
};

const struct mutant_family mutant_identity =
    MUTANT_FAMILY("the right number of wrong events", MUTANT_DEFECT, entries);
