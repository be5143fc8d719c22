/* The limits of the reference, so small that inputs of some hundred bytes reach each of them. What
 * is compiled with the folder `small` before the root among its include folders gets this file. */
#ifndef FUZZ_SMALL_LIMITS_H
#define FUZZ_SMALL_LIMITS_H

#include "../../../reference/limits.h"

#undef REF_READ_SIZE
#undef REF_EVENT_SIZE
#undef REF_WITNESS_SIZE
#undef REF_FIRST_BLOCK_SIZE
#undef REF_FIRST_INDEX_COUNT

/* As the real ones, the longest line is a read's size times a power of two. */
#define REF_READ_SIZE ((size_t)64)
#define REF_EVENT_SIZE ((size_t)1024)
#define REF_WITNESS_SIZE ((size_t)8)
#define REF_FIRST_BLOCK_SIZE ((size_t)40)
#define REF_FIRST_INDEX_COUNT ((size_t)4)

#endif
