/*
 * Cuts a body into its events while it arrives, and reduces each to its digest. An event that lies
 * whole in one pushed piece is read there, once; any other is buffered once. What stands around the
 * events is read in constant memory.
 *
 * The grammar is checked in two places. Between the elements, and in the envelope around their
 * array, it is this room's: commas, the closing bracket, nothing but white space after the end, no
 * byte order mark. Inside an element it is the digest's: the element is what lies between two
 * places where the brackets, counted without regard to their kind, are closed, so `[ {] ]` holds
 * the candidate `{]`, which the digest finds wrong, and `[1 2]` the element 1 and then no comma. In
 * each case the body is NG_BODY_INVALID from the first byte on that no JSON text with the same
 * beginning has, however the body is cut into pieces.
 */
#ifndef NG_SPLIT_H
#define NG_SPLIT_H

#include "conformance/exchange.h"

struct ng_split_options {
    const char *events_pointer; /* JSON Pointer of the array of events; "" for the body itself */
    const char *cursor_pointer; /* JSON Pointer of a scalar of the body to be kept, or NULL */
    /* Called for each element in order with its bytes, without white space around them (they are
       valid during the call only), and its digest. A status other than NG_OK ends the splitting
       with it. */
    enum ng_status (*event)(void *context, const char *bytes, size_t size, uint64_t digest);
    void *context;
};

struct ng_split; /* about 4 KiB and one buffer as large as the largest event that was cut */

/* Makes a splitter that waits for a body. Pointers go through objects by key and through arrays by
   index; where one fits more than once, the first time counts; a cursor inside the array of events
   is not seen. The strings are copied. Errors: NG_MALFORMED and NG_TOO_LARGE for a pointer,
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_split_new(const struct ng_split_options *options,
                                          struct ng_split **split);
void ng_split_free(struct ng_split *split);

/* Starts with a new body; keeps the buffer. */
void ng_split_reset(struct ng_split *split);

/* Takes the next bytes of the body. Bytes after a fault are counted and dropped.
   Errors: NG_NO_MEMORY, and what the event function gave; nothing is known of the body then. */
NG_MUST_CHECK enum ng_status ng_split_push(struct ng_split *split, const char *bytes, size_t size);

/* Says that the body is over and what it was. NG_BODY_TOO_LARGE is an event over NG_EVENT_BYTES_MAX
   or anything nested deeper than NG_JSON_DEPTH_MAX. */
enum ng_body_form ng_split_finish(struct ng_split *split);

/* The offset of the first byte that is wrong, where the form is NG_BODY_INVALID or NG_BODY_CUT (the
   size of the body, then). */
uint64_t ng_split_offset(const struct ng_split *split);

/* How many bytes were pushed. */
uint64_t ng_split_bytes(const struct ng_split *split);

/* The text of the scalar at cursor_pointer (a string's content, or anything else as it stands), or
   "" where none was seen. Cut to NG_FIELD_MAX - 1 bytes. */
const char *ng_split_cursor(const struct ng_split *split);

#endif
