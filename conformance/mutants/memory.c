#include "conformance/mutants/memory.h"

#include <string.h>

#define KEPT (sizeof((struct mutant_memory *)0)->texts / sizeof(struct mutant_buffer))

uint64_t mutant_query_key(const struct mutant_turn *turn) {
    uint64_t key = 0;
    for (const char *at = turn->request->query; *at; at++)
        key = mutant_mix(key ^ (unsigned char)*at);
    return key;
}

/* Under the lock: the place of the answer with that key, which takes the place of the turn's, or
   the first free place. */
static size_t recall(struct mutant_turn *turn, uint64_t key) {
    struct mutant_memory *memory = &turn->server->memory;
    size_t place = 0;
    while (place < memory->used && memory->keys[place] != key)
        place++;
    if (place < memory->used) {
        mutant_buffer_clear(&turn->body);
        mutant_buffer_add(&turn->body, memory->texts[place].bytes, memory->texts[place].size);
        turn->cursor = memory->cursors[place];
    }
    return place;
}

void mutant_recall_answer(struct mutant_turn *turn, uint64_t key) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    (void)recall(turn, key);
    (void)pthread_mutex_unlock(&memory->lock);
}

void mutant_keep_answer(struct mutant_turn *turn, uint64_t key) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    size_t place = recall(turn, key);
    if (place == memory->used && place < KEPT) {
        mutant_buffer_add(&memory->texts[place], turn->body.bytes, turn->body.size);
        memory->keys[place] = key;
        memory->cursors[place] = turn->cursor;
        memory->used++;
    }
    (void)pthread_mutex_unlock(&memory->lock);
}

uint64_t mutant_exchange_number(struct mutant_turn *turn, size_t place, uint64_t number) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    uint64_t before = memory->numbers[place];
    memory->numbers[place] = number;
    (void)pthread_mutex_unlock(&memory->lock);
    return before;
}

uint64_t mutant_raise_number(struct mutant_turn *turn, size_t place, uint64_t number) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    if (memory->numbers[place] < number)
        memory->numbers[place] = number;
    uint64_t greatest = memory->numbers[place];
    (void)pthread_mutex_unlock(&memory->lock);
    return greatest;
}

uint64_t mutant_count_up(struct mutant_turn *turn, size_t place) {
    struct mutant_memory *memory = &turn->server->memory;
    (void)pthread_mutex_lock(&memory->lock);
    uint64_t sum = ++memory->numbers[place];
    (void)pthread_mutex_unlock(&memory->lock);
    return sum;
}
