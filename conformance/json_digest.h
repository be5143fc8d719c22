/*
 * A digest of a JSON value that is the same for all its spellings.
 */
#ifndef NG_JSON_DIGEST_H
#define NG_JSON_DIGEST_H

#include "conformance/status.h"

#include <stddef.h>
#include <stdint.h>

struct ng_json_fault {
    size_t offset; /* of the first byte that cannot stand there; the size where the value ends too
                      early */
    const char *expected; /* what could have stood there, static storage */
};

/* Reduces one JSON value (RFC 8259 in UTF-8, with white space around it) to 64 bits. White space,
   the order of an object's members, escapes against plain characters, and the spelling of a number
   (1, 1.0, 10e-1) do not change it; the order of an array's elements does. Numbers are compared as
   exact decimals; members with the same key all count; half a surrogate pair is a character of its
   own. Never 0. The same on every machine. Errors: NG_MALFORMED and NG_TOO_DEEP with *fault,
   NG_NO_MEMORY (only where a value is nested deeper than 32 levels). Cost: linear, one pass, no
   allocation for ordinary nesting. Pure. */
NG_MUST_CHECK enum ng_status ng_json_digest(const char *bytes, size_t size, uint64_t *digest,
                                            struct ng_json_fault *fault);

/* Does the same with the value that stands at the very beginning of the bytes, whatever follows it:
 *used says where it ends. A number that ends with the bytes is taken as complete. */
NG_MUST_CHECK enum ng_status ng_json_digest_front(const char *bytes, size_t size, size_t *used,
                                                  uint64_t *digest, struct ng_json_fault *fault);

#endif
