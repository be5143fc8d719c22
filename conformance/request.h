/*
 * The parts of a request that stay the same or are composed from plain text: its fields and its
 * target, as they go onto the wire.
 */
#ifndef NG_REQUEST_H
#define NG_REQUEST_H

#include "conformance/exchange.h"
#include "conformance/field.h"

/* Field lines, each one heap string: "Name: value", or "Name;" for a field without a value, as
   libcurl wants it. */
struct ng_field_lines {
    char **lines;
    size_t count;
    bool first_is_default; /* of the fields that nobody gave: an ask may put its own in its place */
};

/* Makes the lines that each request carries: the profile's fields, then the user's, which take the
   place of the profile's of the same name; `Accept-Encoding: identity` where neither names it.
   Errors: NG_NO_MEMORY. Own the result with ng_field_lines_deinit. */
NG_MUST_CHECK enum ng_status ng_field_lines_make(const struct ng_field *profile,
                                                 size_t profile_count, const struct ng_field *user,
                                                 size_t user_count, struct ng_field_lines *lines);

/* Wipes the lines and gives them back. */
void ng_field_lines_deinit(struct ng_field_lines *lines);

/* Makes one line; free it with ng_secret_free. NULL: no memory. */
char *ng_field_line(const char *name, const char *value);

/* The target of a request: a path that stays and a query that changes. */
struct ng_request_target {
    char *text;
    size_t path_size;
    size_t capacity;
};

/* Makes the target from a path, of which an empty one stands for "/". Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_request_target_init(struct ng_request_target *target,
                                                    const char *path);
void ng_request_target_deinit(struct ng_request_target *target);

/* Puts the query after the path byte for byte; NULL: no question mark. Errors: NG_TOO_LARGE over
   NG_QUERY_BYTES_MAX, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_request_target_set(struct ng_request_target *target,
                                                   const char *query);

/* Says why an ask cannot be put into a request as it is (a line end would make two requests of
   it); NULL where it can. */
const char *ng_request_problem(const struct ng_ask *ask);

#endif
