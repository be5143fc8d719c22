/*
 * For tests: allocators that fail on demand. A test compiles the sources that it looks at once more
 * with malloc, calloc, realloc and strdup defined as these.
 */
#ifndef NG_FAILING_MEMORY_H
#define NG_FAILING_MEMORY_H

#include <stdbool.h>

/* Lets that many allocations succeed and all further ones fail. */
void ng_memory_fail_after(unsigned allocations);
void ng_memory_never_fail(void);

/* Whether one has failed since ng_memory_fail_after. */
bool ng_memory_has_failed(void);

#endif
