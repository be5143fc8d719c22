/* For tests: what was printed to a stream in memory. */
#ifndef NG_CLI_PRINTED_H
#define NG_CLI_PRINTED_H

#include <stddef.h>
#include <stdio.h>

struct ng_printed {
    FILE *out;
    char *text; /* valid after ng_printed_read */
    size_t size;
};

/* Opens the stream; fails the test where that is not possible. */
void ng_printed_init(struct ng_printed *printed);

/* What was printed so far. */
const char *ng_printed_read(struct ng_printed *printed);
void ng_printed_deinit(struct ng_printed *printed);

#endif
