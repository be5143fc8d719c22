/*
 * Writes a JSON value again: without white space, or spelt in another way.
 */
#ifndef MUTANT_JSON_H
#define MUTANT_JSON_H

#include "conformance/mutants/buffer.h"

/* All zero: the shortest spelling, strings and numbers as they stand. */
struct mutant_json_style {
    bool pretty;
    bool turn_keys;             /* the last member first */
    bool escape;                /* some letters as \u escapes, chosen by `random` */
    bool other_numbers;         /* 1 as 1.0, 1e0 or 10e-1, chosen by `random` */
    const char *replace_string; /* stands for the first string that is no key; NULL: none does */
    uint64_t random;
};

/* Adds the value to the buffer. Gives false, and adds nothing, where the text is no JSON value or
   is nested deeper than 256. Pure. */
bool mutant_json_write(struct mutant_buffer *into, const char *text, size_t size,
                       const struct mutant_json_style *style);

#endif
