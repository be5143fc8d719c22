/*
 * What is left to chance, in numbers that a seed gives. Pure: the same state gives the same numbers
 * on every machine.
 */
#ifndef NG_CHANCE_H
#define NG_CHANCE_H

#include "conformance/json_mix.h"

#include <stdint.h>

/* Returns the next number of 64 bits (splitmix64: small, and even enough for choosing where to
 * look). Any state is a seed. */
static inline uint64_t ng_chance_next(uint64_t *state) {
    *state += NG_MIX_STEP;
    return ng_mix(*state);
}

/* Returns a number from 0 up to, but not including, `bound`; 0 where bound is 0. */
static inline uint64_t ng_chance_below(uint64_t *state, uint64_t bound) {
    uint64_t number = ng_chance_next(state);
    return bound ? number % bound : 0;
}

#endif
