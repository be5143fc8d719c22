/* What truthful logs let a client see. */
#include "conformance/small_worlds/families.h"

#include <string.h>

struct generator {
    const struct truthful_family *family;
    struct item requests[REQUESTS_MAX];
    size_t request_count;
    struct world world;
    uint64_t counts[WORLD_ITEMS_MAX];
    world_visit *visit;
    void *context;
};

size_t requests_within(const struct request_bounds *bounds, struct item *requests) {
    struct item request = {.kind = ITEM_GET, .plain = true, .reading_count = 1};
    size_t count = 0;
    requests[count++] = request;
    request.plain = false;
    for (uint64_t since = 0; since <= bounds->since_max; since++) {
        request.readings[0] = (struct ng_reading){.since = since};
        requests[count++] = request;
        for (uint64_t limit = 0; limit <= bounds->limit_max; limit++) {
            request.readings[0] =
                (struct ng_reading){.since = since, .limit = limit, .has_limit = true};
            requests[count++] = request;
        }
    }
    return count;
}

static uint64_t page_end(const struct item *item) {
    const struct ng_reading *reading = &item->readings[0];
    return reading->has_limit ? reading->since + reading->limit : UINT64_MAX;
}

/* The answer when the log holds `count` events, which are still to be named. */
static void answer(struct item *item, uint64_t count) {
    uint64_t since = item->readings[0].since;
    uint64_t end = page_end(item) < count ? page_end(item) : count;
    item->has_cursor = true;
    item->cursor = end;
    item->shown = end > since ? (size_t)(end - since) : 0;
}

/* Names the events shown in each way. */
static void name_events(struct generator *generator) {
    struct world *world = &generator->world;
    unsigned seen = 0;
    for (size_t i = 0; i < world->count; i++)
        for (size_t k = 0; k < world->items[i].shown; k++)
            seen |= 1u << (world->items[i].readings[0].since + k);
    unsigned lowest = seen & (~seen + 1);
    for (unsigned log = 0; log <= seen; log++) {
        if ((log & ~seen) != 0 || (log & lowest) != 0)
            continue;
        for (size_t i = 0; i < world->count; i++)
            for (size_t k = 0; k < world->items[i].shown; k++) {
                uint64_t index = world->items[i].readings[0].since + k;
                world->items[i].events[k] = log >> index & 1 ? 'b' : 'a';
            }
        generator->visit(generator->context, world);
    }
}

static void choose(struct generator *generator, size_t at);

/* Answers request `at` at every instant at which another count gives another answer. */
static void answer_at_each_instant(struct generator *generator, size_t at) {
    struct item *item = &generator->world.items[at];
    uint64_t lowest = 0;
    for (size_t i = 0; i < item->after; i++)
        if (generator->counts[i] > lowest)
            lowest = generator->counts[i];
    for (uint64_t count = lowest; count <= generator->family->count_max; count++) {
        /* A count past the page gives the same answer, and leaves less to the items after it. */
        if (count > lowest && count > page_end(item))
            break;
        generator->counts[at] = count;
        answer(item, count);
        choose(generator, at + 1);
    }
}

static void choose(struct generator *generator, size_t at) {
    if (at == generator->family->items) {
        name_events(generator);
        return;
    }
    bool dump_first = generator->family->dump_first;
    size_t requests = dump_first && at == 0 ? 1 : generator->request_count;
    for (size_t r = 0; r < requests; r++) {
        for (size_t after = dump_first && at > 0 ? 1 : 0; after <= at; after++) {
            generator->world.items[at] = generator->requests[r];
            generator->world.items[at].after = after;
            answer_at_each_instant(generator, at);
        }
    }
}

void truthful_worlds(const struct truthful_family *family, world_visit *visit, void *context) {
    struct generator generator = {.family = family, .visit = visit, .context = context};
    generator.request_count = requests_within(&family->requests, generator.requests);
    generator.world.count = family->items;
    choose(&generator, 0);
}
