/*
 * Any bytes as one word for a POSIX shell.
 */
#ifndef NG_SHELL_WORD_H
#define NG_SHELL_WORD_H

#include "conformance/report/buffer.h"

/* Appends a word that a POSIX shell expands to exactly these bytes; none of them a NUL or a line
   feed. The word is one line of printable ASCII: plain text in single quotes, other bytes through
   printf, and a long run of one repeated piece through printf and sed. Pure; linear. */
void ng_shell_word(struct ng_buffer *buffer, const char *bytes, size_t size);

#endif
