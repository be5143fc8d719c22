/*
 * Numbers of the JSON digest, as exact decimals of any length.
 */
#ifndef NG_JSON_NUMBER_H
#define NG_JSON_NUMBER_H

#include "conformance/json_reader.h"

/* Reads a number from its first byte (a digit or a minus sign) and hashes its exact value,
   whichever way it is written: 1, 1.0 and 10e-1 are the same, and so are 0 and -0. The place after
   it comes back. Cost: linear in its length, whatever its exponent says; no allocation. */
const unsigned char *ng_json_number(struct ng_json_reader *reader, const unsigned char *at,
                                    uint64_t *hash);

#endif
