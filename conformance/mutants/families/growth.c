/* Faults that show while the log grows: caches, races, windows, resets. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/memory.h"

#include <string.h>

#define WINDOW UINT64_C(16)
#define RACE_WINDOW (5 * MUTANT_MILLISECOND)

static void dump_cached(struct mutant_turn *turn) {
    mutant_body(turn);
    if (mutant_is_dump(turn))
        mutant_keep_answer(turn, 1);
}

static void query_cached(struct mutant_turn *turn) {
    mutant_body(turn);
    mutant_keep_answer(turn, mutant_query_key(turn));
}

static void empty_cached(struct mutant_turn *turn) {
    mutant_body(turn);
    if (!mutant_is_cut(turn) && !mutant_is_past(turn) && mutant_has_since(turn))
        mutant_keep_answer(turn, turn->since);
}

/* The count is read again only every other second. */
static void count_cached(struct mutant_turn *turn) {
    struct mutant_memory *memory = &turn->server->memory;
    uint64_t now = mutant_now();
    mutant_count(turn);
    (void)pthread_mutex_lock(&memory->lock);
    if (memory->numbers[1] && now - memory->numbers[0] < 2000 * MUTANT_MILLISECOND) {
        turn->count = memory->numbers[1] - 1;
    } else {
        memory->numbers[0] = now;
        memory->numbers[1] = turn->count + 1;
    }
    (void)pthread_mutex_unlock(&memory->lock);
}

/* The cursor comes from such a count, the body does not. */
static void cursor_cached(struct mutant_turn *turn) {
    mutant_count(turn);
    uint64_t count = turn->count;
    count_cached(turn);
    uint64_t cached = turn->count;
    turn->count = count;
    mutant_range(turn);
    turn->cursor = mutant_smaller(turn->cursor, cached);
}

static void newest_held_back(struct mutant_turn *turn) {
    mutant_count(turn);
    if (turn->count > turn->server->first_count)
        turn->count--;
}

/* 304 to a client that names the tag of any answer: the tag does not change with the log. */
static void tag(struct mutant_turn *turn) {
    if (turn->request->if_none_match[0])
        turn->status = 304;
    mutant_field(turn, "ETag", "\"events\"");
}

/* As upstream does it: the count for the field first, the body when it is sent. */
static bool reaches_end(const struct mutant_turn *turn) {
    return turn->page_end >= turn->count;
}

static void body_later(struct mutant_turn *turn) {
    mutant_pause(RACE_WINDOW);
    uint64_t count = mutant_store_count(turn->server->store);
    turn->last = mutant_smaller(turn->page_end, count);
}

static void dump_lazy(struct mutant_turn *turn) {
    mutant_range(turn);
    if (!mutant_has_limit(turn) && turn->since == 0)
        body_later(turn);
}

static void tail_lazy(struct mutant_turn *turn) {
    mutant_range(turn);
    if (reaches_end(turn) && mutant_has_since(turn) && !mutant_is_past(turn))
        body_later(turn);
}

static void field_later(struct mutant_turn *turn) {
    mutant_range(turn);
    if (!reaches_end(turn))
        return;
    mutant_pause(RACE_WINDOW);
    turn->cursor = mutant_smaller(turn->page_end, mutant_store_count(turn->server->store));
}

static bool is_fresh(const struct mutant_turn *turn, uint64_t index) {
    if (index < turn->server->first_count)
        return false;
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    return mutant_now() - event.arrived < 20 * MUTANT_MILLISECOND;
}

static void null_until_written(struct mutant_turn *turn, uint64_t index,
                               struct mutant_buffer *into) {
    if (is_fresh(turn, index))
        mutant_buffer_text(into, "null");
    else
        mutant_event(turn, index, into);
}

static void half_written(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    size_t before = into->size;
    mutant_event(turn, index, into);
    if (is_fresh(turn, index))
        into->size = before + (into->size - before) / 2;
}

static void window_relative(struct mutant_turn *turn) {
    mutant_count(turn);
    turn->count = mutant_smaller(turn->count, WINDOW);
}

static void window_relative_select(struct mutant_turn *turn) {
    uint64_t count = mutant_store_count(turn->server->store);
    mutant_select(turn);
    for (size_t i = 0; count > WINDOW && i < turn->index_count; i++)
        turn->indexes[i] += count - WINDOW;
}

static uint64_t oldest_kept(const struct mutant_turn *turn) {
    return turn->count > WINDOW ? turn->count - WINDOW : 0;
}

static void oldest_dropped(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->first < oldest_kept(turn))
        turn->first = mutant_smaller(oldest_kept(turn), turn->last);
}

static void oldest_null(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        if (turn->indexes[i] < oldest_kept(turn))
            turn->indexes[i] = MUTANT_HOLE;
}

static void oldest_gone(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->first < turn->last && turn->first < oldest_kept(turn)) {
        turn->status = 410;
        turn->no_cursor = true;
        turn->first = turn->last;
    }
}

static void ring(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 0; i < turn->index_count; i++)
        while (turn->indexes[i] + WINDOW < turn->count)
            turn->indexes[i] += WINDOW;
}

/* Every third read to the end comes from a copy that is one event behind. */
static void lagging_copy(struct mutant_turn *turn) {
    mutant_range(turn);
    if (reaches_end(turn) && turn->count && mutant_count_up(turn, 0) % 3 == 0) {
        turn->count--;
        mutant_range(turn);
    }
}

/* Once, the second full dump shows two events less. */
static void down_once(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_dump(turn) && strcmp(turn->request->method, "GET") == 0 && turn->count > 1 &&
        mutant_count_up(turn, 0) == 2) {
        turn->count -= 2;
        mutant_range(turn);
    }
}

/* After its eighth read to the end the newest event is taken back for good. */
static void newest_withdrawn(struct mutant_turn *turn) {
    mutant_count(turn);
    if (mutant_count_up(turn, 0) > 8 && turn->count)
        turn->count--;
}

/* What no answer of a short log reaches. */
#define LARGE UINT64_C(2048)

static void large_cut(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->last > turn->first + LARGE)
        turn->last = turn->cursor = turn->first + LARGE;
}

static void large_cut_unsaid(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->last = mutant_smaller(turn->last, turn->first + LARGE);
}

/* Events are kept in segments; a read over the end of the first forgets where the next begins. */
static void segment_joint_lost(struct mutant_turn *turn) {
    mutant_select(turn);
    for (size_t i = 1; i < turn->index_count; i++)
        if (turn->indexes[i] == LARGE) {
            memmove(turn->indexes + i, turn->indexes + i + 1,
                    (turn->index_count - i - 1) * sizeof *turn->indexes);
            turn->index_count--;
        }
}

/* After every 25 answers the log begins anew, with fewer events and other ones. */
#define LIFE 25

static void restarted_count(struct mutant_turn *turn) {
    mutant_count(turn);
    if (turn->number / LIFE % 2 == 1)
        turn->count -= turn->count / 3;
}

static void restarted_event(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    if (turn->number < LIFE) {
        mutant_event(turn, index, into);
        return;
    }
    mutant_buffer_text(into, "{\"life\":");
    mutant_buffer_number(into, turn->number / LIFE);
    mutant_buffer_text(into, ",\"event\":");
    mutant_event(turn, index, into);
    mutant_buffer_byte(into, '}');
}

#define APPEND .needs = MUTANT_NEEDS_APPEND
#define GROWTH .needs = MUTANT_NEEDS_GROWTH

static const struct mutant_entry entries[] = {
    {"dump-cached", "growth-1", "the first full dump is the answer to all later ones",
     "list 11: a cache in front of the old route", MUTANT_LIVE, APPEND,
     .steps = {.body = dump_cached}},
    {"query-cached", "growth-1", "the first answer to a query is the answer to all later ones",
     "a cache by URL without a time", MUTANT_LIVE, APPEND, .steps = {.body = query_cached}},
    {"tail-cached", "growth-1", "an answer to a since without limit is kept for ever",
     "a cache of what was once right: nothing new", MUTANT_LIVE, APPEND,
     .steps = {.body = empty_cached}},
    {"count-cached", "growth-1", "the count is up to two seconds old", "a cached COUNT(*)",
     MUTANT_LIVE, APPEND, .steps = {.count = count_cached}},
    {"cursor-cached", "cursor-3", "the cursor is up to two seconds old, the body is not",
     "a cached COUNT(*)", MUTANT_LIVE, APPEND, .steps = {.range = cursor_cached}},
    {"newest-held-back", "growth-1", "an appended event shows only when the next one comes",
     "a reader that waits for the end of the next line", MUTANT_LIVE, APPEND, .appends = 1,
     .steps = {.count = newest_held_back}},
    {"tag-never-changes", "growth-1",
     "a request with If-None-Match is answered 304, whatever was appended", "a tag made of the URL",
     MUTANT_LIVE, APPEND, .steps = {.begin = tag}},
    {"dump-lazy", "instant-1", "a full dump counts for the field, and again for the body",
     "measured: upstream's handler", MUTANT_LIVE, GROWTH, .steps = {.range = dump_lazy}},
    {"tail-lazy", "instant-1", "a read to the end counts for the field, and again for the body",
     "a generator that looks at the log when it runs", MUTANT_LIVE, GROWTH,
     .steps = {.range = tail_lazy}},
    {"field-late", "instant-1", "a read to the end makes the body, and counts later for the field",
     "the field is set by a middleware behind the handler", MUTANT_LIVE, GROWTH,
     .steps = {.range = field_later}},
    {"null-until-written", "immutable-1", "an event is null for 20 ms before it is there",
     "the count goes up before the event is stored", MUTANT_LIVE, GROWTH,
     .steps = {.event = null_until_written}},
    {"half-written", "body-1", "an event that is younger than 20 ms is there by half",
     "a reader that does not wait for the end of the line", MUTANT_LIVE, GROWTH,
     .steps = {.event = half_written}},
    {"window-relative", "immutable-2",
     "the last 16 events are kept, and indexes count from the first of them",
     "measured: a fork with a bounded log", MUTANT_LIVE, APPEND, .appends = 20,
     .steps = {.count = window_relative, .select = window_relative_select}},
    {"window-drops-oldest", "range-1",
     "the last 16 events are kept, and older ones are left out in silence",
     "retention without a word to the client", MUTANT_LIVE, APPEND, .appends = 20,
     .steps = {.range = oldest_dropped}},
    {"window-null", "immutable-1", "the last 16 events are kept, and older ones are null",
     "retention that empties the slots", MUTANT_LIVE, APPEND, .appends = 20,
     .steps = {.select = oldest_null}},
    {"window-gone", "answer-1", "the last 16 events are kept, and older ones are refused with 410",
     "retention as some APIs do it", MUTANT_LIVE, APPEND, .appends = 20,
     .steps = {.range = oldest_gone}},
    {"ring-overwrites", "immutable-1", "the last 16 events are kept, each in its index modulo 16",
     "a ring buffer that is read without its tail", MUTANT_LIVE, APPEND, .appends = 20,
     .steps = {.select = ring}},
    {"large-answers-cut", "dump-1", "no answer holds more than 2,048 events, as its cursor says",
     "a largest page that holds for the full dump too", MUTANT_LIVE, APPEND, .appends = 2100,
     .steps = {.range = large_cut}},
    {"large-answers-cut-unsaid", "dump-1",
     "no answer holds more than 2,048 events, and its cursor is the end",
     "a largest page below the one who sets the field", MUTANT_LIVE, APPEND, .appends = 2100,
     .steps = {.range = large_cut_unsaid}},
    {"segment-joint-lost", "range-1",
     "an answer across the index 2,048 lacks the event there, and the cursor skips it",
     "a log in segments, of which the first event of each is read with the one before", MUTANT_LIVE,
     APPEND, .appends = 2100, .steps = {.select = segment_joint_lost}},
    {"lagging-copy", "growth-1", "every third read to the end is one event behind",
     "copies of the log behind a balancer", MUTANT_BOUNDARY, .events = 5,
     .steps = {.range = lagging_copy}},
    {"count-down-once", "growth-2", "one full dump, the second, shows two events less",
     "a copy that comes back from a restart", MUTANT_BOUNDARY, .events = 5,
     .steps = {.range = down_once}},
    {"newest-withdrawn", "growth-2", "after eight answers the newest event is taken back",
     "events shown before they are durable", MUTANT_BOUNDARY, .events = 5,
     .steps = {.count = newest_withdrawn}},
    {"log-restarts", "growth-2", "after every 25 answers another, shorter log takes the place",
     "measured: a log in memory and a server that restarts", MUTANT_BOUNDARY, .events = 5,
     .steps = {.count = restarted_count, .event = restarted_event}},
};

const struct mutant_family mutant_growth =
    MUTANT_FAMILY("caches, races, windows and resets", MUTANT_DEFECT, entries);
