/*
 * Text that grows. A failure is kept, so that a renderer checks once, at its end.
 */
#ifndef NG_BUFFER_H
#define NG_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ng_buffer {
    char *bytes; /* owned; ended by a NUL that `size` does not count; NULL while empty */
    size_t size;
    size_t capacity;
    bool failed; /* memory ended: what was added after that is not there */
};

void ng_buffer_init(struct ng_buffer *buffer);
void ng_buffer_deinit(struct ng_buffer *buffer);

/* Empties the buffer and keeps its memory and its failure. */
void ng_buffer_clear(struct ng_buffer *buffer);

/* Each of these appends; all of them do nothing once the buffer has failed. */
void ng_buffer_add(struct ng_buffer *buffer, const char *bytes, size_t size);
void ng_buffer_text(struct ng_buffer *buffer, const char *text);
void ng_buffer_byte(struct ng_buffer *buffer, char byte);
void ng_buffer_repeat(struct ng_buffer *buffer, char byte, size_t times);
__attribute__((format(printf, 2, 3))) void ng_buffer_printf(struct ng_buffer *buffer,
                                                            const char *format, ...);

/* Appends a duration in seconds with that many decimals (at most 6), with a full stop whatever the
   locale says. What is no duration is written as 0. */
void ng_buffer_seconds(struct ng_buffer *buffer, double seconds, int decimals);

/* Appends a count with its noun: "1 request", "3 requests". */
void ng_buffer_count(struct ng_buffer *buffer, uint64_t count, const char *noun);

/* Shortens a text of more than `max` bytes to these, and "..." behind them. A character of more
   than one byte is not cut apart. */
void ng_buffer_cut(struct ng_buffer *buffer, size_t max);

/* The text so far. Valid until the next change. */
const char *ng_buffer_string(const struct ng_buffer *buffer);

#endif
