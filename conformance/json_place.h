/*
 * Where a value stands in a JSON text, for errors that name a line and a column.
 */
#ifndef NG_JSON_PLACE_H
#define NG_JSON_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* The line and column of an offset, both counted from 1; a column is a character of UTF-8. */
void ng_json_line_column(const char *text, size_t size, size_t offset, size_t *line,
                         size_t *column);

/* Finds the offset of the member or element that is reached by going to child `path[0]` of the
   whole value, child `path[1]` of that, and so on; of a member it is the offset of its name. The
   text is well-formed JSON; for any other text an offset within it comes out. Cost: linear, no
   recursion. Pure. */
size_t ng_json_offset(const char *text, size_t size, const size_t *path, size_t depth);

/* Whether a string of the JSON text holds the escape of a NUL (u0000), which C strings cannot. */
bool ng_json_holds_nul(const char *text, size_t size, size_t *offset);

/* How many arrays and objects are open at an offset. The text is well-formed JSON up to there; for
   any other text some number comes out. Cost: linear, no recursion. Pure. */
size_t ng_json_depth(const char *text, size_t size, size_t offset);

#endif
