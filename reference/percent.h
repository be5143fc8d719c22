/* Percent-decoding of a part of a request target, one byte at a time. */
#ifndef REF_PERCENT_H
#define REF_PERCENT_H

#include "reference/bytes.h"

/* Takes the next decoded byte off the front of raw bytes.
 * `%` and two hexadecimal digits are the byte that they name, `+` is a space, and every other byte
 * is itself. A `%` that two hexadecimal digits do not follow is itself: it matches no name and no
 * number, so whoever compares refuses it. Returns false at the end, with nothing changed. SPEC:
 * param-7. Constant time; touches only its arguments. */
bool ref_percent_next(struct ref_bytes *raw, unsigned char *byte);

/* Tells whether raw bytes decode to exactly the bytes of a string. */
bool ref_percent_equals(struct ref_bytes raw, const char *string);

#endif
