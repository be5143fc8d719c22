#include "reference/body.h"

void ref_body_make(const struct ref_answer *answer, const struct ref_snapshot *snapshot,
                   struct ref_body *body) {
    if (!answer->has_events) {
        body->slices[0] = answer->text;
        body->count = 1;
    } else {
        body->slices[0] = ref_bytes_of("[");
        body->count = 1 + ref_snapshot_slices(snapshot, answer->range, body->slices + 1);
        body->slices[body->count] = ref_bytes_of("]");
        body->count++;
    }
    body->size = 0;
    for (size_t i = 0; i < body->count; i++) {
        body->size += body->slices[i].size;
    }
}

void ref_body_copy(const struct ref_body *body, char *bytes) {
    for (size_t i = 0; i < body->count; i++) {
        if (body->slices[i].size > 0) {
            memcpy(bytes, body->slices[i].data, body->slices[i].size);
            bytes += body->slices[i].size;
        }
    }
}
