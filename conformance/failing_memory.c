#include "conformance/failing_memory.h"

#include <stdlib.h>
#include <string.h>

void *ng_failing_malloc(size_t size);
void *ng_failing_calloc(size_t count, size_t size);
void *ng_failing_realloc(void *block, size_t size);
char *ng_failing_strdup(const char *text);

static bool may_fail;
static bool has_failed;
static unsigned left;

void ng_memory_fail_after(unsigned allocations) {
    may_fail = true;
    has_failed = false;
    left = allocations;
}

void ng_memory_never_fail(void) {
    may_fail = false;
}

bool ng_memory_has_failed(void) {
    return has_failed;
}

static bool fails(void) {
    if (may_fail && left == 0) {
        has_failed = true;
        return true;
    }
    left -= may_fail;
    return false;
}

void *ng_failing_malloc(size_t size) {
    return fails() ? NULL : malloc(size);
}

void *ng_failing_calloc(size_t count, size_t size) {
    return fails() ? NULL : calloc(count, size);
}

void *ng_failing_realloc(void *block, size_t size) {
    return fails() ? NULL : realloc(block, size);
}

char *ng_failing_strdup(const char *text) {
    return fails() ? NULL : strdup(text);
}
