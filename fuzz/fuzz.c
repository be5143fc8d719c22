#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_fail(const char *file, int line, const char *expression) {
    (void)fflush(stdout);
    (void)fprintf(stderr, "%s:%d: the property does not hold: %s\n", file, line, expression);
    abort();
}

/* malloc may return NULL for a size of 0, which then is no shortage. */
void *fuzz_copy(const void *bytes, size_t size) {
    void *copy = malloc(size);
    FUZZ_ASSERT(copy != NULL || size == 0);
    if (size > 0) {
        memcpy(copy, bytes, size);
    }
    return copy;
}
