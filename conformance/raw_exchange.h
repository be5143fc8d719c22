/*
 * From the bytes of a raw answer to the exchange that is judged.
 */
#ifndef NG_RAW_EXCHANGE_H
#define NG_RAW_EXCHANGE_H

#include "conformance/body.h"
#include "conformance/raw.h"
#include "conformance/raw_answer.h"

/* Fills an empty exchange from what came at `*at` of the received bytes, and moves `*at` behind it:
   all but `ask`, `sent` and `answered`. `to_head` says that it answers a HEAD. `answer` refers to
   the received bytes; its head_size is 0 where no head came. An answer in an encoding (gzip) is
   NG_TRANSPORT_TOO_LARGE: more than the runner looks at. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_raw_exchange(const struct ng_raw_received *received, size_t *at,
                                             const struct ng_profile *profile, struct ng_body *body,
                                             bool to_head, struct ng_raw_answer *answer,
                                             struct ng_exchange *exchange);

#endif
