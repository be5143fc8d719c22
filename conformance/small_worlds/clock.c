/* Every count function over the clock of a world, one after the other. */
#include "conformance/small_worlds/clock.h"

#define MOMENTS_MAX (2 * WORLD_ITEMS_MAX)

struct moment {
    size_t item;
    bool is_end;
};

static size_t moments_of(const struct world *world, struct moment *moments) {
    size_t count = 0;
    for (size_t ended = 0; ended < world->count; ended++) {
        for (size_t i = 0; i < world->count; i++)
            if (world->items[i].after == ended)
                moments[count++] = (struct moment){i, false};
        moments[count++] = (struct moment){ended, true};
    }
    return count;
}

static bool explains(const struct world *world, const struct moment *moments, size_t moment_count,
                     const uint64_t *at_moment, const uint64_t *counts) {
    uint64_t begin[WORLD_ITEMS_MAX] = {0}, end[WORLD_ITEMS_MAX] = {0};
    for (size_t i = 0; i < moment_count; i++)
        (moments[i].is_end ? end : begin)[moments[i].item] = at_moment[i];
    for (size_t i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        bool fits = item->kind == ITEM_APPEND
                        ? end[i] == counts[i] && end[i] - begin[i] >= item->appended
                        : begin[i] <= counts[i] && counts[i] <= end[i];
        if (!fits)
            return false;
    }
    return true;
}

bool clock_has_count_function(const struct world *world, const uint64_t *counts,
                              uint64_t count_max) {
    struct moment moments[MOMENTS_MAX];
    size_t moment_count = moments_of(world, moments);
    uint64_t at_moment[MOMENTS_MAX] = {0};
    for (;;) {
        if (explains(world, moments, moment_count, at_moment, counts))
            return true;
        /* The next non-decreasing row of counts. */
        size_t last = moment_count;
        while (last > 0 && at_moment[last - 1] == count_max)
            last--;
        if (last == 0)
            return false;
        uint64_t next = at_moment[last - 1] + 1;
        for (size_t i = last - 1; i < moment_count; i++)
            at_moment[i] = next;
    }
}
