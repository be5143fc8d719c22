/*
 * Bytes that grow.
 */
#ifndef MUTANT_BUFFER_H
#define MUTANT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is an empty buffer. Once memory is short it is `failed` and takes no more. */
struct mutant_buffer {
    char *bytes;
    size_t size, capacity;
    bool failed;
};

/* Makes room for `more` bytes behind the size. Gives whether there is room. */
bool mutant_buffer_reserve(struct mutant_buffer *buffer, size_t more);

void mutant_buffer_add(struct mutant_buffer *buffer, const void *bytes, size_t size);
void mutant_buffer_text(struct mutant_buffer *buffer, const char *text);
void mutant_buffer_byte(struct mutant_buffer *buffer, char byte);
void mutant_buffer_number(struct mutant_buffer *buffer, uint64_t number);

/* Makes it empty and keeps its memory. */
void mutant_buffer_clear(struct mutant_buffer *buffer);
void mutant_buffer_deinit(struct mutant_buffer *buffer);

#endif
