/* madvise and MADV_HUGEPAGE are Linux's own; elsewhere the memory is plain. */
#ifdef __linux__
#define _DEFAULT_SOURCE
#endif

#include "reference/memory.h"

#include <stdlib.h>
#include <sys/mman.h>

#ifdef MADV_HUGEPAGE

#define LARGE_PAGE_SIZE ((size_t)2 * 1024 * 1024)

void *ref_memory_new(size_t size) {
    void *memory = NULL;
    if (size < 2 * LARGE_PAGE_SIZE) {
        return malloc(size);
    }
    if (posix_memalign(&memory, LARGE_PAGE_SIZE, size) != 0) {
        return NULL;
    }
    /* A kernel without large pages refuses; the memory is as good without them. */
    (void)madvise(memory, size, MADV_HUGEPAGE);
    return memory;
}

#else

void *ref_memory_new(size_t size) {
    return malloc(size);
}

#endif
