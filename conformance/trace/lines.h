/* Reads a file line by line, whatever it holds. */
#ifndef NG_TRACE_LINES_H
#define NG_TRACE_LINES_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct ng_lines {
    FILE *file;
    char *bytes; /* of the line without its end; a NUL stands behind them; owned */
    size_t size;
    size_t capacity;
    size_t number; /* of the line, counted from 1 */
    bool whole;    /* it ended in a line end */
};

void ng_lines_init(struct ng_lines *lines, FILE *file);
void ng_lines_deinit(struct ng_lines *lines);

/* Reads the next line. Errors: NG_NOT_FOUND at the end of the file, NG_TOO_LARGE over
   NG_TRACE_LINE_BYTES_MAX, NG_IO with errno, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_lines_next(struct ng_lines *lines);

#endif
