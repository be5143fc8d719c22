/*
 * The search for a truthful history. It shares no code with the judge and keeps nothing between two
 * items: it tries every count at every instant, and every reading.
 */
#include "conformance/small_worlds/world.h"

#include <string.h>

/*
 * An answer is made at an instant between its request and its end. Whatever ended before an item
 * began came at an earlier instant, and the count does not go down; between items that overlap,
 * any order of instants is possible. An append ends with at least so many events more than there
 * were when it began.
 */
bool world_counts_fit(const struct world *world, const uint64_t *counts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct item *item = &world->items[i];
        if (item->kind == ITEM_APPEND && counts[i] < item->appended)
            return false;
        for (size_t j = 0; j < i; j++) {
            bool before = j < item->after;
            if (before && counts[j] + item->appended > counts[i])
                return false;
            if (item->kind == ITEM_APPEND && counts[j] > counts[i])
                return false;
        }
    }
    return true;
}

/* Whether this many events behind this cursor are the right answer when the log holds `count`. */
static bool is_right(const struct world *world, const struct item *item,
                     const struct ng_reading *reading, uint64_t count) {
    uint64_t end = count;
    if (reading->has_limit && reading->since + reading->limit < count)
        end = reading->since + reading->limit;
    uint64_t length = end > reading->since ? end - reading->since : 0;
    if (item->kind == ITEM_GET && item->shown != length)
        return false;
    if (!item->has_cursor || item->cursor == end)
        return true;
    return world->echo && reading->since >= count && item->cursor == reading->since;
}

/* Writes the events shown into the log; false where another event stands there. */
static bool write_events(const struct item *item, const struct ng_reading *reading,
                         unsigned char *log) {
    for (size_t i = 0; i < item->shown; i++) {
        unsigned char *at = &log[reading->since + i];
        if (*at && *at != item->events[i])
            return false;
        *at = item->events[i];
    }
    return true;
}

#define LOG_MAX (WORLD_COUNT_MAX + WORLD_SHOWN_MAX)

static bool search(const struct world *world, size_t at, uint64_t *counts,
                   const unsigned char *log) {
    if (at == world->count)
        return true;
    const struct item *item = &world->items[at];
    for (counts[at] = 0; counts[at] <= WORLD_COUNT_MAX; counts[at]++) {
        if (!world_counts_fit(world, counts, at + 1))
            continue;
        if (item->kind == ITEM_APPEND && search(world, at + 1, counts, log))
            return true;
        for (size_t r = 0; r < item->reading_count; r++) {
            const struct ng_reading *reading = &item->readings[r];
            if (!is_right(world, item, reading, counts[at]))
                continue;
            unsigned char longer[LOG_MAX];
            memcpy(longer, log, LOG_MAX);
            if (write_events(item, reading, longer) && search(world, at + 1, counts, longer))
                return true;
        }
    }
    return false;
}

bool world_is_explained(const struct world *world) {
    uint64_t counts[WORLD_ITEMS_MAX];
    unsigned char log[LOG_MAX] = {0};
    return search(world, 0, counts, log);
}
