/* A slice: bytes that belong to somebody else. */
#ifndef REF_BYTES_H
#define REF_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* `size` bytes from `data` on; no NUL at the end is implied. `data` may be NULL when `size` is 0.
 */
struct ref_bytes {
    const char *data;
    size_t size;
};

/* Returns the bytes of a string without its final NUL; they are the string's. */
static inline struct ref_bytes ref_bytes_of(const char *string) {
    return (struct ref_bytes){string, strlen(string)};
}

/* Tells whether a slice holds exactly the bytes of a string. */
static inline bool ref_bytes_are(struct ref_bytes bytes, const char *string) {
    size_t size = strlen(string);
    return bytes.size == size && (size == 0 || memcmp(bytes.data, string, size) == 0);
}

/* Returns what is left of a slice after its first `count` bytes; `count` is at most its size. */
static inline struct ref_bytes ref_bytes_after(struct ref_bytes bytes, size_t count) {
    return count == 0 ? bytes : (struct ref_bytes){bytes.data + count, bytes.size - count};
}

#endif
