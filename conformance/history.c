#include "conformance/history.h"

#include <stdlib.h>

#define BLOCK_EVENTS 4096
#define FIRST_SLOT_COUNT 16

struct ng_history_block {
    uint64_t number;
    uint64_t digests[BLOCK_EVENTS]; /* 0: not known */
};

void ng_history_init(struct ng_history *history) {
    *history = (struct ng_history){0};
}

void ng_history_deinit(struct ng_history *history) {
    for (size_t i = 0; i < history->slot_count; i++)
        free(history->slots[i]);
    free(history->slots);
    *history = (struct ng_history){0};
}

/* The slot where the block stands, or would stand. The table is never full. */
static size_t slot_of(struct ng_history_block *const *slots, size_t slot_count, uint64_t number) {
    size_t slot = (size_t)((number * 0x9E3779B97F4A7C15u) >> 32) & (slot_count - 1);
    while (slots[slot] && slots[slot]->number != number)
        slot = (slot + 1) & (slot_count - 1);
    return slot;
}

static const struct ng_history_block *block_of(const struct ng_history *history, uint64_t number) {
    if (!history->slot_count)
        return NULL;
    return history->slots[slot_of(history->slots, history->slot_count, number)];
}

static enum ng_status grow(struct ng_history *history) {
    size_t slot_count = history->slot_count ? history->slot_count * 2 : FIRST_SLOT_COUNT;
    struct ng_history_block **slots = calloc(slot_count, sizeof(struct ng_history_block *));
    if (!slots)
        return NG_NO_MEMORY;
    for (size_t i = 0; i < history->slot_count; i++)
        if (history->slots[i])
            slots[slot_of(slots, slot_count, history->slots[i]->number)] = history->slots[i];
    free(history->slots);
    history->slots = slots;
    history->slot_count = slot_count;
    return NG_OK;
}

static enum ng_status add_block(struct ng_history *history, uint64_t number,
                                struct ng_history_block **block) {
    if (history->block_count == NG_HISTORY_EVENTS_MAX / BLOCK_EVENTS)
        return NG_TOO_LARGE;
    if (history->block_count * 2 >= history->slot_count) {
        enum ng_status status = grow(history);
        if (status)
            return status;
    }
    *block = calloc(1, sizeof **block);
    if (!*block)
        return NG_NO_MEMORY;
    (*block)->number = number;
    history->slots[slot_of(history->slots, history->slot_count, number)] = *block;
    history->block_count++;
    return NG_OK;
}

bool ng_history_get(const struct ng_history *history, uint64_t index, uint64_t *digest) {
    const struct ng_history_block *block = block_of(history, index / BLOCK_EVENTS);
    if (!block || !block->digests[index % BLOCK_EVENTS])
        return false;
    *digest = block->digests[index % BLOCK_EVENTS];
    return true;
}

enum ng_status ng_history_put(struct ng_history *history, uint64_t index, uint64_t digest) {
    uint64_t number = index / BLOCK_EVENTS;
    struct ng_history_block *block = NULL;
    if (history->slot_count)
        block = history->slots[slot_of(history->slots, history->slot_count, number)];
    if (!block) {
        enum ng_status status = add_block(history, number, &block);
        if (status)
            return status;
    }
    uint64_t *known = &block->digests[index % BLOCK_EVENTS];
    if (!*known)
        *known = digest;
    if (index >= history->end)
        history->end = index == UINT64_MAX ? index : index + 1;
    return NG_OK;
}

static uint64_t find_in_block(const struct ng_history *history,
                              const struct ng_history_block *block, uint64_t digest,
                              uint64_t from) {
    uint64_t base = block->number * BLOCK_EVENTS;
    uint64_t known = history->end - base < BLOCK_EVENTS ? history->end - base : BLOCK_EVENTS;
    for (uint64_t at = from > base ? from - base : 0; at < known; at++)
        if (block->digests[at] == digest)
            return base + at;
    return UINT64_MAX;
}

bool ng_history_find(const struct ng_history *history, uint64_t digest, uint64_t from,
                     uint64_t *index) {
    /* Equal events are often neighbours: without this, each of a long row would cost a walk through
       all blocks. */
    const struct ng_history_block *first = block_of(history, from / BLOCK_EVENTS);
    uint64_t lowest = first ? find_in_block(history, first, digest, from) : UINT64_MAX;
    size_t slot_count = lowest == UINT64_MAX ? history->slot_count : 0;
    for (size_t i = 0; i < slot_count; i++) {
        const struct ng_history_block *block = history->slots[i];
        if (!block || block->number <= from / BLOCK_EVENTS ||
            block->number * BLOCK_EVENTS >= lowest)
            continue;
        uint64_t found = find_in_block(history, block, digest, from);
        if (found < lowest)
            lowest = found;
    }
    if (lowest == UINT64_MAX)
        return false;
    *index = lowest;
    return true;
}
