/* The inside of a JSON string: the part of the check that most bytes go through. */
#ifndef REF_JSON_STRING_H
#define REF_JSON_STRING_H

#include "reference/json_check.h"

/* Walks from the byte behind a string's opening quotation mark to the one behind its closing one.
 * `*at` is at most `end`. On a fault `*at` stands at the byte that is wrong; for a string that is
 * not closed, at `end`. One pass, no allocation, reads no byte from `end` on; any thread. */
enum ref_json_fault ref_json_string_check(const unsigned char **at, const unsigned char *end);

#endif
