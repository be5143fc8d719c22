/* Typed values out of an input.
 *
 * Numbers are taken from the END of the input and text from its beginning, so that the text can be
 * mutated and changed in length without the numbers becoming others. An input that is used up gives
 * zeros and empty text. */
#ifndef FUZZ_DATA_PRODUCER_H
#define FUZZ_DATA_PRODUCER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is left of an input. The bytes are the caller's. */
struct fuzz_producer {
    const uint8_t *data;
    size_t size;
};

/* A piece of an input, inside its bytes. */
struct fuzz_text {
    const char *data;
    size_t size;
};

/* Returns the last byte, which is then used up; 0 when none is left. */
uint8_t fuzz_take_byte(struct fuzz_producer *input);

/* Returns the lowest bit of the last byte. */
bool fuzz_take_bool(struct fuzz_producer *input);

/* Returns the last eight bytes as a number, the last one the lowest. Fewer, when fewer are left. */
uint64_t fuzz_take_u64(struct fuzz_producer *input);

/* Returns a number from `low` to `high`, both included; low <= high. As many bytes are used as the
 * span needs, none for a span of one. */
uint64_t fuzz_take_between(struct fuzz_producer *input, uint64_t low, uint64_t high);

/* Returns a number that is likely to lie near an edge: one byte says whether it is small, close to
 * a power of two, or any of 64 bits. Every value can come out. */
uint64_t fuzz_take_edge(struct fuzz_producer *input);

/* Returns the first `size` bytes, fewer when fewer are left. */
struct fuzz_text fuzz_take_text(struct fuzz_producer *input, size_t size);

/* Returns the first bytes up to `separator`, which is used up with them, or all that is left. */
struct fuzz_text fuzz_take_until(struct fuzz_producer *input, char separator);

/* Returns all that is left. */
struct fuzz_text fuzz_take_rest(struct fuzz_producer *input);

#endif
