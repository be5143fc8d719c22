/*
 * Cuts a body into its events while it arrives, in constant memory: an event that lies whole in one
 * pushed piece is handed on from there, any other is buffered once.
 */
#ifndef NG_SPLIT_H
#define NG_SPLIT_H

#include "conformance/exchange.h"

struct ng_split_options {
    const char *events_pointer; /* JSON Pointer of the array of events; "" for the body itself */
    const char *cursor_pointer; /* JSON Pointer of a scalar of the body to be kept, or NULL */
    /* Called for each element in order with its bytes, without white space around them; they are
       valid during the call only. A status other than NG_OK ends the splitting with it. */
    enum ng_status (*event)(void *context, const char *bytes, size_t size);
    void *context;
};

struct ng_split; /* about 200 bytes and one buffer as large as the largest event that was cut */

NG_MUST_CHECK enum ng_status ng_split_new(const struct ng_split_options *options,
                                          struct ng_split **split);
void ng_split_free(struct ng_split *split);

/* Starts with a new body; keeps the buffer. */
void ng_split_reset(struct ng_split *split);

/* Takes the next bytes of the body. Bytes after a fault are counted and dropped.
   Errors: NG_NO_MEMORY, and what the event function gave. */
NG_MUST_CHECK enum ng_status ng_split_push(struct ng_split *split, const char *bytes, size_t size);

/* Says that the body is over and what it was. */
enum ng_body_form ng_split_finish(struct ng_split *split);

/* The offset of the first byte that is wrong, where the form is NG_BODY_INVALID or NG_BODY_CUT. */
uint64_t ng_split_offset(const struct ng_split *split);

/* How many bytes were pushed. */
uint64_t ng_split_bytes(const struct ng_split *split);

/* The text of the scalar at cursor_pointer (a string's content, or a number as it stands), or ""
   where none was seen. Cut to NG_FIELD_MAX - 1 bytes. */
const char *ng_split_cursor(const struct ng_split *split);

#endif
