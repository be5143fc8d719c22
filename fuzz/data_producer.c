#include "fuzz/data_producer.h"

#include "fuzz/fuzz.h"

#include <string.h>

uint8_t fuzz_take_byte(struct fuzz_producer *input) {
    if (input->size == 0) {
        return 0;
    }
    input->size--;
    return input->data[input->size];
}

bool fuzz_take_bool(struct fuzz_producer *input) {
    return (fuzz_take_byte(input) & 1) != 0;
}

uint64_t fuzz_take_u64(struct fuzz_producer *input) {
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && input->size > 0; shift += 8) {
        number |= (uint64_t)fuzz_take_byte(input) << shift;
    }
    return number;
}

uint64_t fuzz_take_between(struct fuzz_producer *input, uint64_t low, uint64_t high) {
    uint64_t number = 0;
    FUZZ_ASSERT(low <= high);
    for (unsigned shift = 0; shift < 64 && (high - low) >> shift > 0; shift += 8) {
        number |= (uint64_t)fuzz_take_byte(input) << shift;
    }
    return high - low == UINT64_MAX ? number : low + number % (high - low + 1);
}

/* The kinds: 0 to 127 the number itself; 128 to 254 two to the power of their half, less or more a
 * signed byte; 255 eight bytes. */
uint64_t fuzz_take_edge(struct fuzz_producer *input) {
    uint8_t kind = fuzz_take_byte(input);
    if (kind < 128) {
        return kind;
    }
    if (kind == 255) {
        return fuzz_take_u64(input);
    }
    uint64_t power = (uint64_t)1 << ((kind - 128U) / 2);
    return power + fuzz_take_byte(input) - 128U;
}

struct fuzz_text fuzz_take_text(struct fuzz_producer *input, size_t size) {
    struct fuzz_text text = {(const char *)input->data, size < input->size ? size : input->size};
    if (text.size > 0) {
        input->data += text.size;
        input->size -= text.size;
    }
    return text;
}

struct fuzz_text fuzz_take_until(struct fuzz_producer *input, char separator) {
    const uint8_t *at = input->size == 0 ? NULL : memchr(input->data, separator, input->size);
    if (at == NULL) {
        return fuzz_take_rest(input);
    }
    struct fuzz_text text = fuzz_take_text(input, (size_t)(at - input->data));
    (void)fuzz_take_text(input, 1);
    return text;
}

struct fuzz_text fuzz_take_rest(struct fuzz_producer *input) {
    return fuzz_take_text(input, input->size);
}
