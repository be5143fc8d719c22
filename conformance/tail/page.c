#include "conformance/tail/page.h"

#include "conformance/limits.h"

#include <stdlib.h>

#define FIRST_CAPACITY ((size_t)64 * 1024)

void ng_tail_page_begin(struct ng_tail_page *page, size_t again) {
    page->size = 0;
    page->again = again;
    page->seen = 0;
    page->too_large = false;
}

static enum ng_status make_room(struct ng_tail_page *page, size_t size) {
    size_t capacity = page->capacity > 0 ? page->capacity : FIRST_CAPACITY;
    while (capacity - page->size < size) {
        capacity *= 2;
    }
    if (capacity != page->capacity) {
        char *bytes = realloc(page->bytes, capacity);
        if (bytes == NULL) {
            return NG_NO_MEMORY;
        }
        page->bytes = bytes;
        page->capacity = capacity;
    }
    return NG_OK;
}

enum ng_status ng_tail_page_add(struct ng_tail_page *page, const char *bytes, size_t size) {
    if (page->seen++ < page->again) {
        return NG_OK;
    }
    if (size >= NG_TAIL_PAGE_BYTES_MAX - page->size) {
        page->too_large = true;
        return NG_TOO_LARGE;
    }
    enum ng_status status = make_room(page, size + 1);
    if (status != NG_OK) {
        return status;
    }
    for (size_t i = 0; i < size; i++) {
        bool is_line_end = bytes[i] == '\n' || bytes[i] == '\r';
        page->bytes[page->size++] = is_line_end ? ' ' : bytes[i];
    }
    page->bytes[page->size++] = '\n';
    return NG_OK;
}

void ng_tail_page_deinit(struct ng_tail_page *page) {
    free(page->bytes);
    *page = (struct ng_tail_page){.bytes = NULL};
}
