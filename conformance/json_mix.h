/*
 * How 64-bit hashes are combined into digests. The results are the same on every machine.
 */
#ifndef NG_JSON_MIX_H
#define NG_JSON_MIX_H

#include <stdint.h>

/* Odd constants without a pattern, one a purpose, so that values of different types differ. */
#define NG_MIX_STRING UINT64_C(0x9FB21C651E98DF25)
#define NG_MIX_NUMBER UINT64_C(0xC2B2AE3D27D4EB4F)
#define NG_MIX_LITERAL UINT64_C(0x165667B19E3779F9)
#define NG_MIX_ARRAY UINT64_C(0x85EBCA77C2B2AE63)
#define NG_MIX_OBJECT UINT64_C(0x27D4EB2F165667C5)
#define NG_MIX_STEP UINT64_C(0x9E3779B97F4A7C15)

/* Spreads every bit of the input over all bits of the result; one to one. */
static inline uint64_t ng_mix(uint64_t hash) {
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94D049BB133111EB);
    return hash ^ (hash >> 31);
}

/* The hash of a member of an object. Members are added up, so their order does not count. */
static inline uint64_t ng_mix_member(uint64_t key, uint64_t value) {
    return ng_mix(key * NG_MIX_STEP + value);
}

/* The hash of an array's elements so far and of the next one. */
static inline uint64_t ng_mix_element(uint64_t elements, uint64_t value) {
    uint64_t sum = elements ^ value;
    return ((sum << 23) | (sum >> 41)) * NG_MIX_STEP;
}

/* The hash of a whole array or object. */
static inline uint64_t ng_mix_container(uint64_t type, uint64_t content, uint64_t count) {
    return ng_mix(content + type * (count + 1));
}

#endif
