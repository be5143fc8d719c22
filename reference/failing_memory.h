/* For tests: allocators that fail on demand. A test compiles the sources that it looks at once more
 * with malloc, calloc and ref_memory_new defined as these. */
#ifndef REF_FAILING_MEMORY_H
#define REF_FAILING_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Lets that many allocations succeed and all further ones fail. */
void ref_memory_fail_after(unsigned allocations);
void ref_memory_never_fail(void);

/* Makes each block of a log one byte, whatever its size is said to be, for who does not write to
 * it. */
void ref_memory_make_small_blocks(bool small);

void *ref_failing_malloc(size_t size);
void *ref_failing_calloc(size_t count, size_t size);

/* A block whose bytes are zero and take no memory before they are written. */
void *ref_failing_block(size_t size);

#endif
