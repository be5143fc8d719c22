/*
 * Appends over HTTP: POSTs one JSON value a request, on a connection of its own.
 *
 * Its manners are those of http.h: no redirect is followed, no proxy used for this machine itself.
 */
#ifndef NG_HTTP_POST_H
#define NG_HTTP_POST_H

#include "conformance/field.h"

struct ng_http_post;

struct ng_http_post_options {
    const char *url; /* may have a query */
    /* The profile's request fields and the user's (credentials), which take their place where the
       name is the same. Copied. `Content-Type: application/json` is said where they do not. */
    const struct ng_field *profile_fields;
    size_t profile_field_count;
    const struct ng_field *fields;
    size_t field_count;
    double timeout; /* seconds for one request, to the end of its answer */
    /* Called now and then while an answer is waited for; gives false to give the request up. May be
       NULL. */
    bool (*goes_on)(void *context);
    void *context;
};

/* Makes a client. Errors: NG_MALFORMED for a URL or a field that is none (`message` says why,
   without a value), NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_http_post_new(const struct ng_http_post_options *options,
                                              struct ng_http_post **post, char *message,
                                              size_t message_size);

/* Closes the connection and wipes the client's copies of the fields. Accepts NULL. */
void ng_http_post_free(struct ng_http_post *post);

/* Sends one body and waits for the answer, whose status must be 2xx. Errors: NG_IO for another
   status or an answer that is not whole, NG_UNREACHABLE where no connection was made, NG_STOPPED
   where `goes_on` gave the request up; `message` says what came, in one line. NG_NO_MEMORY. Not
   thread safe; one client a thread at a time. */
NG_MUST_CHECK enum ng_status ng_http_post_send(struct ng_http_post *post, const char *body,
                                               size_t size, char *message, size_t message_size);

/* Whether the last answer said that what was sent is done: not 202, which promises it. */
bool ng_http_post_is_done(const struct ng_http_post *post);

#endif
