/* What one corruption makes of an observation. */
#include "conformance/small_worlds/families.h"

#include <string.h>

#define NEVER_SEEN 'z'

struct corruption {
    struct world world;
    world_visit *visit;
    void *context;
};

static void visit(struct corruption *corruption) {
    corruption->visit(corruption->context, &corruption->world);
}

static void change_cursor(struct corruption *corruption, struct item *item, uint64_t cursor_max) {
    uint64_t cursor = item->cursor;
    for (item->cursor = 0; item->cursor <= cursor_max; item->cursor++)
        if (item->cursor != cursor)
            visit(corruption);
    item->cursor = cursor;
}

static void leave_out(struct corruption *corruption, struct item *item) {
    struct item whole = *item;
    for (size_t at = 0; at < whole.shown; at++) {
        *item = whole;
        item->shown--;
        memmove(&item->events[at], &item->events[at + 1], item->shown - at);
        visit(corruption);
    }
    *item = whole;
}

static void repeat(struct corruption *corruption, struct item *item) {
    struct item whole = *item;
    for (size_t at = 0; at < whole.shown; at++) {
        *item = whole;
        memmove(&item->events[at + 1], &item->events[at], item->shown - at);
        item->shown++;
        visit(corruption);
    }
    *item = whole;
}

static void exchange_events(struct corruption *corruption, struct item *item) {
    for (size_t i = 0; i < item->shown; i++)
        for (size_t k = i + 1; k < item->shown; k++) {
            unsigned char first = item->events[i], second = item->events[k];
            item->events[i] = second;
            item->events[k] = first;
            if (first != second)
                visit(corruption);
            item->events[i] = first;
            item->events[k] = second;
        }
}

static void replace(struct corruption *corruption, struct item *item) {
    for (size_t at = 0; at < item->shown; at++) {
        unsigned char right = item->events[at];
        item->events[at] = right == 'a' ? 'b' : 'a';
        visit(corruption);
        item->events[at] = NEVER_SEEN;
        visit(corruption);
        item->events[at] = right;
    }
}

/* Gives `to` the answer of `from`, and keeps its request. */
static void copy_answer(struct item *to, const struct item *from) {
    to->cursor = from->cursor;
    to->shown = from->shown;
    memcpy(to->events, from->events, sizeof to->events);
}

static void exchange_answers(struct corruption *corruption, const struct world *world) {
    for (size_t i = 0; i < world->count; i++)
        for (size_t k = i + 1; k < world->count; k++) {
            copy_answer(&corruption->world.items[i], &world->items[k]);
            copy_answer(&corruption->world.items[k], &world->items[i]);
            visit(corruption);
            corruption->world = *world;
        }
}

void corrupted_worlds(const struct world *world, uint64_t cursor_max, world_visit *each,
                      void *context) {
    struct corruption corruption = {.world = *world, .visit = each, .context = context};
    for (size_t i = 0; i < world->count; i++) {
        struct item *item = &corruption.world.items[i];
        change_cursor(&corruption, item, cursor_max);
        leave_out(&corruption, item);
        repeat(&corruption, item);
        exchange_events(&corruption, item);
        replace(&corruption, item);
    }
    exchange_answers(&corruption, world);
}
