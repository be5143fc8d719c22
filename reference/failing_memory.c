#include "reference/failing_memory.h"

#include <stdlib.h>

static bool may_fail;
static bool small_blocks;
static unsigned left;

void ref_memory_fail_after(unsigned allocations) {
    may_fail = true;
    left = allocations;
}

void ref_memory_never_fail(void) {
    may_fail = false;
}

void ref_memory_make_small_blocks(bool small) {
    small_blocks = small;
}

static bool fails(void) {
    if (may_fail && left == 0) {
        return true;
    }
    left -= may_fail;
    return false;
}

void *ref_failing_malloc(size_t size) {
    return fails() ? NULL : malloc(size);
}

void *ref_failing_calloc(size_t count, size_t size) {
    return fails() ? NULL : calloc(count, size);
}

void *ref_failing_block(size_t size) {
    return fails() ? NULL : calloc(1, small_blocks ? 1 : size);
}
