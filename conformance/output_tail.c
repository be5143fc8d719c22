#include "conformance/output_tail.h"

#include <stdio.h>
#include <string.h>

#define LINES_MAX 8
/* Leaves room in the tail for the indents. */
#define BYTES_MAX (NG_OUTPUT_TAIL_MAX - 1 - 2 * LINES_MAX)

/* The start of the last lines among the bytes. */
static size_t start_of_lines(const char *bytes, size_t size) {
    size_t lines = 0;
    size_t at = size;
    while (at > 0) {
        if (bytes[at - 1] == '\n' && ++lines == LINES_MAX) {
            return at;
        }
        at--;
    }
    return 0;
}

void ng_output_tail_of(const char *bytes, size_t size, bool whole, char tail[NG_OUTPUT_TAIL_MAX]) {
    while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r')) {
        size--;
    }
    if (size > BYTES_MAX) {
        bytes += size - BYTES_MAX;
        size = BYTES_MAX;
        whole = false;
    }
    size_t at = start_of_lines(bytes, size);
    const char *line_end = at == 0 && !whole ? memchr(bytes, '\n', size) : NULL;
    if (line_end != NULL) {
        at = (size_t)(line_end - bytes) + 1;
    }
    bool begins_line = true;
    for (; at < size; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (begins_line) {
            *tail++ = ' ';
            *tail++ = ' ';
        }
        begins_line = byte == '\n';
        *tail++ = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f ? '?' : (char)byte;
    }
    *tail = '\0';
}

void ng_output_tail(const char *path, char tail[NG_OUTPUT_TAIL_MAX]) {
    char bytes[2 * NG_OUTPUT_TAIL_MAX];
    FILE *file = fopen(path, "rb");
    tail[0] = '\0';
    if (file == NULL) {
        return;
    }
    bool whole = fseek(file, -(long)sizeof bytes, SEEK_END) != 0;
    if (whole) {
        rewind(file);
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    ng_output_tail_of(bytes, size, whole, tail);
}
