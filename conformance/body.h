/*
 * The body of an answer on its way into an exchange: its form, a digest of each event, and the
 * cursor where the profile says that it stands in the body.
 */
#ifndef NG_BODY_H
#define NG_BODY_H

#include "conformance/profile.h"

struct ng_body;

/* Makes a reader of bodies. The profile outlives it; its pointers and the place of its cursor are
   used. Errors: NG_MALFORMED and NG_TOO_LARGE for a JSON Pointer of the profile, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_body_new(const struct ng_profile *profile, struct ng_body **body);
void ng_body_free(struct ng_body *body);

/* Has a function called for each event with its bytes, which are valid during the call only. A
   status other than NG_OK ends ng_body_push with it. */
void ng_body_listen(struct ng_body *body,
                    enum ng_status (*event)(void *context, const char *bytes, size_t size),
                    void *context);

/* Starts with the body of the answer that `exchange` stands for; the exchange outlives the
   reading. */
void ng_body_begin(struct ng_body *body, struct ng_exchange *exchange);

/* Takes the next bytes and adds the events that end in them to the exchange. Errors: NG_NO_MEMORY,
   and those of a listener.
   A body that is wrong is no error. Cost: linear; memory for one event at most, and for one more
   where the cursor stands in the last event. */
NG_MUST_CHECK enum ng_status ng_body_push(struct ng_body *body, const char *bytes, size_t size);

/* Says that the body is over: fills body_form, body_bytes, body_offset and body_sample (control
   characters become spaces, bytes that are no UTF-8 question marks), and, where the profile's
   cursor is not a field, cursor_form, cursor_text and cursor. */
void ng_body_finish(struct ng_body *body);

#endif
