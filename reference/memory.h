/* Memory for the blocks of a log. */
#ifndef REF_MEMORY_H
#define REF_MEMORY_H

#include <stddef.h>

/* Returns `size` bytes of any content, or NULL; free() takes them back.
 * Large memory is asked for in large pages where the system has them: filling it the first time is
 * then several times as fast. `size` is at least 1. Any thread. */
void *ref_memory_new(size_t size);

#endif
