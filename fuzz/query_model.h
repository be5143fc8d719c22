/* A second reading of SPEC.md's sections 2 and 7 for queries: all of a part is decoded
 * first, and looked at as plain text then. */
#ifndef FUZZ_QUERY_MODEL_H
#define FUZZ_QUERY_MODEL_H

#include "fuzz/data_producer.h"

enum fuzz_value_kind {
    FUZZ_ABSENT,
    FUZZ_NUMBER,
    FUZZ_NEGATIVE,
    FUZZ_NO_INTEGER,
    FUZZ_REPEATED
};

/* `number` is set for FUZZ_NUMBER; what needs more than 64 bits is the largest of them. */
struct fuzz_value {
    enum fuzz_value_kind kind;
    uint64_t number;
};

struct fuzz_values {
    struct fuzz_value since;
    struct fuzz_value limit;
};

/* Returns the values of both parameters in a query that is not decoded. */
struct fuzz_values fuzz_query_values(struct fuzz_text query);

/* Writes the decoded bytes of `raw` and a NUL to `decoded`, which has room for raw.size + 1 bytes,
 * and returns how many there are without it. */
size_t fuzz_percent_decode(struct fuzz_text raw, char *decoded);

#endif
