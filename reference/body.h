/* The body of an answer, as slices to be sent one after the other. */
#ifndef REF_BODY_H
#define REF_BODY_H

#include "reference/answer.h"
#include "reference/log_store.h"

/* The brackets and the slices of a snapshot; a small number whatever the limit of the request is.
 */
#define REF_BODY_SLICES (REF_BLOCKS + 2)

struct ref_body {
    size_t count;
    size_t size; /* of all slices together, in bytes */
    struct ref_bytes slices[REF_BODY_SLICES];
};

/* Puts the body of an answer together.
 * `snapshot` is the one whose count the answer was made with. The bytes are those of the answer and
 * the snapshot. SPEC: body-1, body-2, range-1, range-2, instant-1. No allocation and no copy; any
 * thread. */
void ref_body_make(const struct ref_answer *answer, const struct ref_snapshot *snapshot,
                   struct ref_body *body);

/* Copies a body to one place, which has room for body->size bytes. */
void ref_body_copy(const struct ref_body *body, char *bytes);

#endif
