/*
 * JSON Pointers (RFC 6901), and following one through JSON text that arrives in pieces.
 */
#ifndef NG_JSON_POINTER_H
#define NG_JSON_POINTER_H

#include "conformance/json_stream.h"
#include "conformance/status.h"

/* The steps of a pointer. */
#define NG_POINTER_STEPS_MAX 16
/* The bytes of a pointer with its final NUL. */
#define NG_POINTER_BYTES_MAX 256

struct ng_json_pointer {
    size_t count;
    const char *steps[NG_POINTER_STEPS_MAX]; /* keys, or indexes of arrays in decimal */
    size_t sizes[NG_POINTER_STEPS_MAX];
    char text[NG_POINTER_BYTES_MAX]; /* of all steps, escapes replaced */
};

/* Reads a pointer: "" is the whole text, "/a/0" the first element of the array that is member a; ~1
   stands for a slash and ~0 for a tilde in a key. The result refers to itself: it is not to be
   copied. Errors: NG_MALFORMED, NG_TOO_LARGE. */
NG_MUST_CHECK enum ng_status ng_json_pointer_parse(const char *text,
                                                   struct ng_json_pointer *pointer);

/* Where a stream stands on the way of a pointer. */
struct ng_json_path {
    const struct ng_json_pointer *pointer;
    size_t matched;                         /* steps that the open containers have taken */
    bool key_fits;                          /* the last key is the next step */
    uint64_t indexes[NG_POINTER_STEPS_MAX]; /* of the next element of each array on the way */
};

/* Stands at the beginning of a text. */
void ng_json_path_reset(struct ng_json_path *path, const struct ng_json_pointer *pointer);

/* Takes every token of the stream, in order; tells whether the value that the token is, or begins,
   is the one that the pointer names. Keys that occur twice fit twice. */
bool ng_json_path_step(struct ng_json_path *path, const struct ng_json_stream *stream,
                       enum ng_token token);

#endif
