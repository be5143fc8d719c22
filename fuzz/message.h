/* What every message to a person must be, for harnesses of parts that refuse what they read. */
#ifndef FUZZ_MESSAGE_H
#define FUZZ_MESSAGE_H

/* Asserts that a message says something, on one line, in UTF-8, and nothing to a terminal. */
void fuzz_expect_message(const char *message);

/* Asserts that `line` and `column`, counted from 1, are a place of the text: the column behind the
 * line's last byte at most. */
void fuzz_expect_place(const char *text, unsigned long size, unsigned long line,
                       unsigned long column);

#endif
