/* Reads the numbers of a command line; all of a text, or nothing. */
#ifndef NG_CLI_NUMBER_H
#define NG_CLI_NUMBER_H

#include "conformance/status.h"

#include <stdint.h>

/* The longest time and the largest rate that can be asked for. */
#define NG_DECIMAL_MAX 1e9

/* Reads decimal digits. Errors: NG_MALFORMED, NG_TOO_LARGE over 2^64-1. Pure. */
NG_MUST_CHECK enum ng_status ng_number_parse(const char *text, uint64_t *number);

/* Reads digits with at most one decimal point between or before them: 10, 0.5, .5. No sign, no
   exponent, no name such as nan. Errors: NG_MALFORMED, NG_TOO_LARGE over NG_DECIMAL_MAX. Pure. */
NG_MUST_CHECK enum ng_status ng_decimal_parse(const char *text, double *decimal);

#endif
