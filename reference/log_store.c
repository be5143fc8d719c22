#include "reference/log_store.h"

#include "reference/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* The positions of the store are those of one long text "e0,e1,...,": a block holds those from
 * `base` on, and events never cross a block's end. */
struct block {
    char *bytes;
    size_t size;
    uint64_t base;
};

struct ref_store {
    atomic_size_t holds;
    struct block blocks[REF_BLOCKS];
    size_t block_count;
    size_t used; /* of the last block */
    uint64_t count;
    uint64_t *ends[REF_BLOCKS]; /* ends[k][i]: the position behind an event's comma; each k twice as
                                   long */
};

struct place {
    size_t row;
    size_t column;
};

/* Row k begins at index FIRST * (2^k - 1). */
static struct place place_of(uint64_t index) {
    uint64_t length = REF_FIRST_INDEX_COUNT;
    size_t row = 0;
    while (index >= length) {
        index -= length;
        length *= 2;
        row++;
    }
    return (struct place){row, (size_t)index};
}

static uint64_t start_of(const struct ref_store *store, uint64_t index) {
    if (index == 0) {
        return 0;
    }
    struct place before = place_of(index - 1);
    return store->ends[before.row][before.column];
}

enum ref_status ref_store_new(struct ref_store **store) {
    struct ref_store *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return REF_ERROR_MEMORY;
    }
    atomic_init(&made->holds, 1);
    *store = made;
    return REF_OK;
}

void ref_store_release(struct ref_store *store) {
    if (store == NULL || atomic_fetch_sub(&store->holds, 1) > 1) {
        return;
    }
    for (size_t i = 0; i < REF_BLOCKS; i++) {
        free(store->blocks[i].bytes);
        free(store->ends[i]);
    }
    free(store);
}

static enum ref_status open_block(struct ref_store *store, size_t minimum) {
    size_t size = REF_FIRST_BLOCK_SIZE;
    uint64_t base = 0;
    if (store->block_count > 0) {
        const struct block *last = &store->blocks[store->block_count - 1];
        size = last->size * 2;
        base = last->base + store->used;
    }
    size = size < minimum ? minimum : size;
    char *bytes = store->block_count == REF_BLOCKS ? NULL : ref_memory_new(size);
    if (bytes == NULL) {
        return REF_ERROR_MEMORY;
    }
    store->blocks[store->block_count] = (struct block){bytes, size, base};
    store->block_count++;
    store->used = 0;
    return REF_OK;
}

enum ref_status ref_store_room(struct ref_store *store, size_t minimum, char **room, size_t *size) {
    if (store->block_count == 0 ||
        store->blocks[store->block_count - 1].size - store->used < minimum) {
        enum ref_status status = open_block(store, minimum);
        if (status != REF_OK) {
            return status;
        }
    }
    const struct block *last = &store->blocks[store->block_count - 1];
    *room = last->bytes + store->used;
    *size = last->size - store->used;
    return REF_OK;
}

enum ref_status ref_store_add(struct ref_store *store, size_t size) {
    struct place place = place_of(store->count);
    if (place.column == 0) {
        size_t length = REF_FIRST_INDEX_COUNT << place.row;
        uint64_t *row = malloc(length * sizeof *row);
        if (row == NULL) {
            return REF_ERROR_MEMORY;
        }
        store->ends[place.row] = row;
    }
    store->used += size;
    store->ends[place.row][place.column] = store->blocks[store->block_count - 1].base + store->used;
    store->count++;
    return REF_OK;
}

uint64_t ref_store_count(const struct ref_store *store) {
    return store->count;
}

struct ref_snapshot ref_store_snapshot(struct ref_store *store) {
    atomic_fetch_add(&store->holds, 1);
    return (struct ref_snapshot){store, store->count, store->block_count};
}

struct ref_snapshot ref_snapshot_hold(const struct ref_snapshot *snapshot) {
    atomic_fetch_add(&snapshot->store->holds, 1);
    return *snapshot;
}

void ref_snapshot_release(struct ref_snapshot *snapshot) {
    ref_store_release(snapshot->store);
    snapshot->store = NULL;
}

/* Where the events of a block end. The last block of a snapshot may grow meanwhile, so that it is
 * not asked. */
static uint64_t block_end(const struct ref_snapshot *snapshot, size_t block, uint64_t end) {
    if (block + 1 == snapshot->blocks) {
        return end;
    }
    uint64_t next = snapshot->store->blocks[block + 1].base;
    return next < end ? next : end;
}

size_t ref_snapshot_slices(const struct ref_snapshot *snapshot, struct ref_range range,
                           struct ref_bytes slices[REF_BLOCKS]) {
    if (range.first == range.end) {
        return 0;
    }
    uint64_t at = start_of(snapshot->store, range.first);
    uint64_t end = start_of(snapshot->store, range.end) - 1;
    size_t count = 0;
    for (size_t i = 0; i < snapshot->blocks && at < end; i++) {
        const struct block *block = &snapshot->store->blocks[i];
        uint64_t until = block_end(snapshot, i, end);
        if (at < until) {
            slices[count].data = block->bytes + (at - block->base);
            slices[count].size = (size_t)(until - at);
            count++;
            at = until;
        }
    }
    return count;
}
