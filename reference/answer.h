/* What the server answers: a pure function of one request and the log's count. */
#ifndef REF_ANSWER_H
#define REF_ANSWER_H

#include "reference/error_body.h"
#include "reference/range.h"

#include <stdbool.h>

#define REF_ANSWER_HEADERS 8

/* A cursor has 20 digits at most. */
#define REF_CURSOR_SIZE 21

/* What the answer depends on. Method and target are the request line's bytes, not decoded, of any
 * content. `hosts` is how many Host fields came with it, and `needs_host` tells whether its
 * protocol version demands one (HTTP/1.1). `cut` tells that the target went on behind a NUL, where
 * nobody could read it. */
struct ref_request {
    struct ref_bytes method;
    struct ref_bytes target;
    size_t hosts;
    bool needs_host;
    bool cut;
};

/* Both are NUL-terminated and hold nothing of the request. */
struct ref_header {
    const char *name;
    const char *value;
};

/* An answer. The body is `text`, or, with `has_events`, the array of the events in `range`; body.h
 * puts it together. An answer to HEAD is that to GET: whoever sends it leaves the body out. It
 * points into itself, so that it stays where it was filled. `cursor` and `buffer` are its own
 * business. */
struct ref_answer {
    unsigned status;
    size_t header_count;
    struct ref_header headers[REF_ANSWER_HEADERS];
    bool has_events;
    struct ref_range range;
    struct ref_bytes text;
    char cursor[REF_CURSOR_SIZE];
    char buffer[REF_ERROR_BODY_SIZE];
};

/* Answers a request on a log of `count` events.
 * Any bytes are answered: 400 for a missing or repeated Host and for a target that was cut, 404 for
 * a path other than /events, 405 for a method other than GET, HEAD and OPTIONS, 422 for a query
 * that query.h refuses, 204 for OPTIONS, else 200. The target may be a path, an absolute URI (RFC
 * 9112, 3.2.2), or, for OPTIONS,
 * `*`. SPEC: all of sections 2 to 9. No allocation; any thread. */
void ref_answer_request(const struct ref_request *request, uint64_t count,
                        struct ref_answer *answer);

#endif
