/*
 * The new events of one answer, one a line, until the answer is known to be whole and right:
 * nothing of a doubtful answer is handed out.
 */
#ifndef NG_TAIL_PAGE_H
#define NG_TAIL_PAGE_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

struct ng_tail_page {
    char *bytes;
    size_t size, capacity;
    size_t again; /* how many events at the front are left out: they were handed out before */
    size_t seen;
    bool too_large; /* over NG_TAIL_PAGE_BYTES_MAX */
};

/* Starts with an answer whose first `again` events are known. The memory stays for the next one. */
void ng_tail_page_begin(struct ng_tail_page *page, size_t again);

/* Takes the next event as a line. A line end within it is white space of its JSON and becomes a
   space; all other bytes stay as they are. Errors: NG_TOO_LARGE (too_large is set then),
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_tail_page_add(struct ng_tail_page *page, const char *bytes,
                                              size_t size);

void ng_tail_page_deinit(struct ng_tail_page *page);

#endif
