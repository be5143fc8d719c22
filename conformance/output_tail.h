/*
 * The end of what a program printed, for a message to a person.
 */
#ifndef NG_OUTPUT_TAIL_H
#define NG_OUTPUT_TAIL_H

#include <stdbool.h>
#include <stddef.h>

#define NG_OUTPUT_TAIL_MAX 1024

/* Writes the last whole lines of a file, each indented by two spaces, without a final line end; ""
   where there are none or the file cannot be read. Control characters become question marks, so
   that they cannot steer a terminal. */
void ng_output_tail(const char *path, char tail[NG_OUTPUT_TAIL_MAX]);

/* The same from bytes that are the end of a file; `whole` where they are all of it. Pure. */
void ng_output_tail_of(const char *bytes, size_t size, bool whole, char tail[NG_OUTPUT_TAIL_MAX]);

#endif
