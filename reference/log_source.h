/* Where a log's text comes from: a file in the server (log_file.h), memory in tests. */
#ifndef REF_LOG_SOURCE_H
#define REF_LOG_SOURCE_H

#include "reference/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What tells one state of a source from another without reading it.
 * `file` and `device` name the file: another file at the same path has others. `size` is in bytes;
 * `seconds` and `nanoseconds` are when it was last changed. `settled` says that this was so long
 * ago that a further change would show in these numbers, however coarse the clock is. */
struct ref_stamp {
    uint64_t device;
    uint64_t file;
    uint64_t size;
    int64_t seconds;
    int64_t nanoseconds;
    bool settled;
};

/* A source: two functions over one context.
 * `look` gives the present stamp; from then on `read` reads the file that it names.
 * `read` gives `*got` bytes from `offset` on: `size`, or fewer where the text ends there.
 * Both write their outputs on success only. They are called by one thread at a time. */
struct ref_source {
    void *context;
    enum ref_status (*look)(void *context, struct ref_stamp *stamp);
    enum ref_status (*read)(void *context, uint64_t offset, char *bytes, size_t size, size_t *got);
};

#endif
