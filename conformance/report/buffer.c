#include "conformance/report/buffer.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALLEST_CAPACITY 256
#define MOST_DECIMALS 6
/* A longer duration is no measurement. */
#define LONGEST_SECONDS 1e9

void ng_buffer_init(struct ng_buffer *buffer) {
    memset(buffer, 0, sizeof *buffer);
}

void ng_buffer_deinit(struct ng_buffer *buffer) {
    free(buffer->bytes);
    ng_buffer_init(buffer);
}

void ng_buffer_clear(struct ng_buffer *buffer) {
    buffer->size = 0;
    if (buffer->bytes != NULL) {
        buffer->bytes[0] = '\0';
    }
}

/* Makes room for `size` more bytes and the NUL. */
static bool reserve(struct ng_buffer *buffer, size_t size) {
    if (buffer->failed) {
        return false;
    }
    if (size >= SIZE_MAX / 2 - buffer->size) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->size + size + 1;
    if (needed <= buffer->capacity) {
        return true;
    }
    size_t capacity = buffer->capacity == 0 ? SMALLEST_CAPACITY : buffer->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void ng_buffer_add(struct ng_buffer *buffer, const char *bytes, size_t size) {
    if (size == 0 || !reserve(buffer, size)) {
        return;
    }
    memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void ng_buffer_text(struct ng_buffer *buffer, const char *text) {
    ng_buffer_add(buffer, text, strlen(text));
}

void ng_buffer_byte(struct ng_buffer *buffer, char byte) {
    ng_buffer_add(buffer, &byte, 1);
}

void ng_buffer_repeat(struct ng_buffer *buffer, char byte, size_t times) {
    if (times == 0 || !reserve(buffer, times)) {
        return;
    }
    memset(buffer->bytes + buffer->size, byte, times);
    buffer->size += times;
    buffer->bytes[buffer->size] = '\0';
}

void ng_buffer_printf(struct ng_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size < 0) {
        buffer->failed = true;
    } else if (reserve(buffer, (size_t)size)) {
        (void)vsnprintf(buffer->bytes + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
    va_end(arguments);
}

void ng_buffer_seconds(struct ng_buffer *buffer, double seconds, int decimals) {
    int places = decimals < MOST_DECIMALS ? decimals : MOST_DECIMALS;
    uint32_t power = 1;
    for (int i = 0; i < places; i++) {
        power *= 10;
    }
    if (!(seconds > 0 && seconds < LONGEST_SECONDS)) {
        seconds = 0;
    }
    uint64_t units = (uint64_t)(seconds * power + 0.5);
    ng_buffer_printf(buffer, "%" PRIu64, units / power);
    if (places > 0) {
        ng_buffer_printf(buffer, ".%0*" PRIu64, places, units % power);
    }
}

void ng_buffer_count(struct ng_buffer *buffer, uint64_t count, const char *noun) {
    ng_buffer_printf(buffer, "%" PRIu64 " %s%s", count, noun, count == 1 ? "" : "s");
}

void ng_buffer_cut(struct ng_buffer *buffer, size_t max) {
    if (buffer->size <= max) {
        return;
    }
    while (max > 0 && ((unsigned char)buffer->bytes[max] & 0xC0) == 0x80) {
        max--;
    }
    buffer->size = max;
    buffer->bytes[max] = '\0';
    ng_buffer_text(buffer, "...");
}

const char *ng_buffer_string(const struct ng_buffer *buffer) {
    return buffer->bytes == NULL ? "" : buffer->bytes;
}
