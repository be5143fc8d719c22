/*
 * Strings of the JSON digest.
 */
#ifndef NG_JSON_STRING_H
#define NG_JSON_STRING_H

#include "conformance/json_reader.h"

/* Reads a string from the byte after its opening quote and hashes its characters, whichever way
   they are written; the place after the closing quote comes back. A surrogate escape without its
   other half is a character of its own. Cost: linear; no allocation. */
const unsigned char *ng_json_string(struct ng_json_reader *reader, const unsigned char *at,
                                    uint64_t *hash);

/* Writes the characters of a string's text (valid, between the quotes, perhaps cut) as UTF-8 with a
   final NUL; what has no room is left out. Gives the number of bytes before the NUL. */
size_t ng_json_unescape(const unsigned char *text, size_t size, char *out, size_t out_size);

#endif
