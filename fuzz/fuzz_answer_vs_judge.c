/*
 * Property: what the reference answers is never blamed by the judge, and an answer of which one
 * thing was changed (the cursor, an event left out, repeated, exchanged or replaced, the status) is
 * blamed if and only if no truthful log explains it any more, which a search through all histories
 * decides (conformance/small_worlds/search.c). The two halves share no code; this is where they
 * meet. Clauses: all that an answer can break.
 */
#include "conformance/judge.h"
#include "conformance/small_worlds/world.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/meeting.h"

#include <string.h>

/* Small enough for the search: no index or cursor is over WORLD_COUNT_MAX. */
#define SINCE_MAX 6
#define LIMIT_MAX 6
#define COUNT_MAX 5
#define CURSOR_MAX 9
#define KINDS 2

/* A log, and the requests that were made while it grew. */
struct scene {
    struct world world;
    struct meeting_answer answers[WORLD_ITEMS_MAX];
    uint64_t counts[WORLD_ITEMS_MAX];
    unsigned char log[COUNT_MAX];
};

static void take_request(struct fuzz_producer *input, struct item *item) {
    item->kind = fuzz_take_between(input, 0, 5) == 0 ? ITEM_HEAD : ITEM_GET;
    item->plain = fuzz_take_between(input, 0, 5) == 0;
    item->reading_count = 1;
    if (item->plain)
        return;
    item->readings[0].since = fuzz_take_between(input, 0, SINCE_MAX);
    uint64_t limit = fuzz_take_between(input, 0, LIMIT_MAX + 1);
    item->readings[0].has_limit = limit <= LIMIT_MAX;
    item->readings[0].limit = limit <= LIMIT_MAX ? limit : 0;
}

/* The log holds at least what it held when any item ended that this one came after. */
static void take_scene(struct fuzz_producer *input, struct scene *scene) {
    scene->world.count = (size_t)fuzz_take_between(input, 1, WORLD_ITEMS_MAX);
    for (size_t i = 0; i < COUNT_MAX; i++)
        scene->log[i] = (unsigned char)('a' + fuzz_take_between(input, 0, KINDS - 1));
    for (size_t i = 0; i < scene->world.count; i++) {
        struct item *item = &scene->world.items[i];
        uint64_t lowest = 0;
        item->after = (size_t)fuzz_take_between(input, 0, i);
        for (size_t k = 0; k < item->after; k++)
            lowest = scene->counts[k] > lowest ? scene->counts[k] : lowest;
        scene->counts[i] = fuzz_take_between(input, lowest, COUNT_MAX);
        take_request(input, item);
        meeting_ask_reference(item, fuzz_take_byte(input), scene->counts[i], scene->log,
                              &scene->answers[i]);
    }
}

static void change_events(struct fuzz_producer *input, struct meeting_answer *answer) {
    unsigned char *events = answer->events;
    if (answer->shown == 0) {
        events[answer->shown++] = 'a';
        return;
    }
    size_t last = answer->shown - 1, at = (size_t)fuzz_take_between(input, 0, last);
    unsigned char kind = events[at];
    switch (fuzz_take_between(input, 0, 3)) {
    case 0:
        memmove(events + at, events + at + 1, last - at);
        answer->shown--;
        break;
    case 1:
        memmove(events + at + 1, events + at, answer->shown - at);
        answer->shown++;
        break;
    case 2:
        events[at] = events[last];
        events[last] = kind;
        break;
    default:
        events[at] = (unsigned char)('a' + fuzz_take_between(input, 0, KINDS));
        break;
    }
}

/* Changes one thing in one answer; gives whether it is an answer of status 200 still. */
static bool change(struct fuzz_producer *input, struct scene *scene) {
    struct meeting_answer *answer =
        &scene->answers[fuzz_take_between(input, 0, scene->world.count - 1)];
    switch (fuzz_take_between(input, 0, 3)) {
    case 0:
        answer->status = (unsigned)fuzz_take_between(input, 200, 599);
        return answer->status == 200;
    case 1:
        answer->cursor = fuzz_take_between(input, 0, CURSOR_MAX);
        return true;
    default:
        if (!answer->is_head)
            change_events(input, answer);
        return true;
    }
}

/* Whether the judge blames what was answered, read from the bytes of HTTP answers. */
static bool is_blamed(const struct scene *scene) {
    struct meeting meeting;
    uint64_t began[WORLD_ITEMS_MAX];
    meeting_begin(&meeting);
    for (size_t ended = 0; ended < scene->world.count; ended++) {
        for (size_t i = 0; i < scene->world.count; i++)
            if (scene->world.items[i].after == ended)
                began[i] = ng_judge_tick(meeting.judge);
        meeting_judge(&meeting, &scene->world.items[ended], began[ended], &scene->answers[ended]);
    }
    return meeting_end(&meeting);
}

static bool is_explained(struct scene *scene) {
    for (size_t i = 0; i < scene->world.count; i++) {
        struct item *item = &scene->world.items[i];
        item->has_cursor = true;
        item->cursor = scene->answers[i].cursor;
        item->shown = scene->answers[i].shown;
        memcpy(item->events, scene->answers[i].events, sizeof item->events);
    }
    return world_is_explained(&scene->world);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct scene scene = {.world = {.count = 0}};
    take_scene(&input, &scene);
    FUZZ_ASSERT(!is_blamed(&scene));
    bool is_answer = change(&input, &scene);
    bool explained = is_answer && is_explained(&scene), blamed = is_blamed(&scene);
    FUZZ_ASSERT(!(explained && blamed));
    FUZZ_ASSERT(explained || blamed);
    return 0;
}
