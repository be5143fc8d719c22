#include "conformance/mutants/buffer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool mutant_buffer_reserve(struct mutant_buffer *buffer, size_t more) {
    if (buffer->failed || more > SIZE_MAX / 4 || buffer->size > SIZE_MAX / 4) {
        buffer->failed = true;
        return false;
    }
    size_t wanted = buffer->size + more;
    if (wanted <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < wanted)
        capacity *= 2;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void mutant_buffer_add(struct mutant_buffer *buffer, const void *bytes, size_t size) {
    if (!size || !mutant_buffer_reserve(buffer, size))
        return;
    memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
}

void mutant_buffer_text(struct mutant_buffer *buffer, const char *text) {
    mutant_buffer_add(buffer, text, strlen(text));
}

void mutant_buffer_byte(struct mutant_buffer *buffer, char byte) {
    mutant_buffer_add(buffer, &byte, 1);
}

void mutant_buffer_number(struct mutant_buffer *buffer, uint64_t number) {
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    mutant_buffer_text(buffer, text);
}

void mutant_buffer_clear(struct mutant_buffer *buffer) {
    buffer->size = 0;
}

void mutant_buffer_deinit(struct mutant_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct mutant_buffer){0};
}
