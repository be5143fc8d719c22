#include "conformance/trace/lines.h"

#include "conformance/limits.h"

#include <stdlib.h>

#define FIRST_CAPACITY 4096

void ng_lines_init(struct ng_lines *lines, FILE *file) {
    *lines = (struct ng_lines){.file = file};
}

void ng_lines_deinit(struct ng_lines *lines) {
    free(lines->bytes);
    ng_lines_init(lines, NULL);
}

/* Room for one more byte and the NUL behind it. */
static bool make_room(struct ng_lines *lines) {
    if (lines->size + 2 <= lines->capacity)
        return true;
    size_t capacity = lines->capacity ? lines->capacity * 2 : FIRST_CAPACITY;
    char *bytes = realloc(lines->bytes, capacity);
    if (!bytes)
        return false;
    lines->bytes = bytes;
    lines->capacity = capacity;
    return true;
}

static enum ng_status read_line(struct ng_lines *lines) {
    int byte;
    lines->size = 0;
    lines->whole = false;
    while ((byte = getc_unlocked(lines->file)) != EOF) {
        lines->whole = byte == '\n';
        if (lines->whole)
            break;
        if (lines->size == NG_TRACE_LINE_BYTES_MAX)
            return NG_TOO_LARGE;
        if (!make_room(lines))
            return NG_NO_MEMORY;
        lines->bytes[lines->size++] = (char)byte;
    }
    if (byte == EOF && ferror(lines->file))
        return NG_IO;
    if (byte == EOF && !lines->size)
        return NG_NOT_FOUND;
    if (!make_room(lines))
        return NG_NO_MEMORY;
    lines->bytes[lines->size] = '\0';
    return NG_OK;
}

enum ng_status ng_lines_next(struct ng_lines *lines) {
    flockfile(lines->file);
    enum ng_status status = read_line(lines);
    funlockfile(lines->file);
    lines->number += status != NG_NOT_FOUND;
    return status;
}
