/*
 * Property: the judge blames what was seen of a log if and only if no truthful append-only log
 * explains it. A search through all histories (conformance/small_worlds/search.c), which shares no
 * code with the judge, says which. small_worlds_test.c proves this for all worlds within bounds;
 * here the bounds are wider. Clauses: range-1 to range-6, limit-1, cursor-1 to cursor-5, instant-1,
 * growth-1, growth-2, immutable-1, immutable-2.
 */
#include "conformance/small_worlds/world.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"

/* The largest index or cursor and two appends together are WORLD_COUNT_MAX, past which search.c
   does not look. */
#define SINCE_MAX 4
#define LIMIT_MAX 6
#define COUNT_MAX 8
#define SHOWN_MAX 4
#define APPENDED_MAX 2
#define KINDS 3

static struct ng_reading take_reading(struct fuzz_producer *input) {
    struct ng_reading reading = {.since = fuzz_take_between(input, 0, SINCE_MAX)};
    uint64_t limit = fuzz_take_between(input, 0, LIMIT_MAX + 1);
    reading.has_limit = limit <= LIMIT_MAX;
    reading.limit = reading.has_limit ? limit : 0;
    return reading;
}

static void take_request(struct fuzz_producer *input, struct item *item) {
    item->plain = fuzz_take_between(input, 0, 7) == 0;
    item->reading_count = item->plain ? 1 : (size_t)fuzz_take_between(input, 1, NG_READINGS_MAX);
    for (size_t i = 0; i < item->reading_count && !item->plain; i++)
        item->readings[i] = take_reading(input);
}

/* The answer of some log to the first reading, or one that the input makes wrong: most inputs are
   nearly truthful. */
static void take_answer(struct fuzz_producer *input, struct item *item, bool implied) {
    uint64_t count = fuzz_take_between(input, 0, COUNT_MAX);
    uint64_t end = ng_reading_end(&item->readings[0], count), since = item->readings[0].since;
    uint8_t wrong = fuzz_take_byte(input);
    item->shown = item->kind == ITEM_HEAD || end <= since ? 0 : (size_t)(end - since);
    item->cursor = end;
    if ((wrong & 1) != 0)
        item->cursor = fuzz_take_between(input, 0, COUNT_MAX);
    if ((wrong & 2) != 0 && item->kind == ITEM_GET)
        item->shown = (size_t)fuzz_take_between(input, 0, SHOWN_MAX);
    item->shown = item->shown < SHOWN_MAX ? item->shown : SHOWN_MAX;
    item->has_cursor = item->shown > 0 || !implied;
    item->cursor = item->has_cursor ? item->cursor : 0;
    for (size_t i = 0; i < item->shown; i++)
        item->events[i] = (unsigned char)('a' + fuzz_take_between(input, 0, KINDS - 1));
}

static struct item take_item(struct fuzz_producer *input, size_t at, bool implied) {
    struct item item = {.kind = (enum item_kind)fuzz_take_between(input, 0, ITEM_APPEND)};
    item.after = (size_t)fuzz_take_between(input, 0, at);
    if (item.kind == ITEM_APPEND) {
        item.appended = fuzz_take_between(input, 1, APPENDED_MAX);
        return item;
    }
    take_request(input, &item);
    take_answer(input, &item, implied);
    return item;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct world world = {.count = (size_t)fuzz_take_between(&input, 1, WORLD_ITEMS_MAX)};
    uint8_t server = fuzz_take_byte(&input);
    world.echo = (server & 1) != 0;
    for (size_t i = 0; i < world.count; i++)
        world.items[i] = take_item(&input, i, (server & 2) != 0);
    bool blamed = world_is_blamed(&world), explained = world_is_explained(&world);
    if (blamed == explained)
        world_print(&world);
    FUZZ_ASSERT(!(explained && blamed));
    FUZZ_ASSERT(explained || blamed);
    return 0;
}
