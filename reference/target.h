/* A request target, cut into path and query. */
#ifndef REF_TARGET_H
#define REF_TARGET_H

#include "reference/bytes.h"

/* Slices of the target, not decoded. `query` is what follows the first `?`, empty without one. */
struct ref_target {
    struct ref_bytes path;
    struct ref_bytes query;
};

/* Cuts a target of any bytes. Scheme and authority of an absolute URI are left out: it names the
 * same resource as its path does (RFC 9112, 3.2.2). No allocation; pure. */
struct ref_target ref_target_split(struct ref_bytes raw);

#endif
