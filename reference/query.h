/* The query of a request: raw bytes in, `since` and `limit` or what is wrong with them out. */
#ifndef REF_QUERY_H
#define REF_QUERY_H

#include "reference/bytes.h"
#include "reference/status.h"

#include <stdint.h>

/* The limit of a request without one: no log holds more events. */
#define REF_NO_LIMIT UINT64_MAX

/* What a request asks for. A number above 2^64-1 is 2^64-1, which no log's count exceeds, so that
 * it still means what it says (lenient-3). */
struct ref_query {
    uint64_t since;
    uint64_t limit;
};

enum ref_query_problem {
    REF_QUERY_FINE = 0,
    REF_QUERY_NOT_AN_INTEGER, /* reject-1, reject-2, and what lenient-1 allows to refuse */
    REF_QUERY_NEGATIVE,       /* reject-3, reject-4 */
    REF_QUERY_REPEATED        /* lenient-2 */
};

/* What is wrong with one parameter. `value` is the parameter's last value, not decoded, inside the
 * query's bytes. */
struct ref_query_fault {
    enum ref_query_problem problem;
    struct ref_bytes value;
};

struct ref_query_faults {
    struct ref_query_fault since;
    struct ref_query_fault limit;
};

/* Reads the query of a request target.
 * `raw` is what stands behind the first `?`, not decoded: parts between `&`, each NAME=VALUE, NAME
 * or empty; any bytes are allowed. Names are compared after decoding, exactly; a part with another
 * name is left alone. A value is one or more of the digits 0 to 9 after decoding, without a leading
 * zero; sign, space, underscore and everything else is refused. Errors: REF_ERROR_QUERY, and
 * `faults` says for each of the two parameters what is wrong, REF_QUERY_FINE included; `query` is
 * written on success only, `faults` on failure only. The values in `faults` are slices of `raw`.
 * SPEC: param-1 to param-7, reject-1 to reject-4, lenient-1 to lenient-3. One pass, no allocation;
 * any thread. */
enum ref_status ref_query_parse(struct ref_bytes raw, struct ref_query *query,
                                struct ref_query_faults *faults) REF_MUST_CHECK;

#endif
