/*
 * What reading and appending over HTTP have in common: a libcurl handle with the fields, the limits
 * and the manners of the runner. For http.c and http_post.c only.
 */
#ifndef NG_CURL_HANDLE_H
#define NG_CURL_HANDLE_H

#include "conformance/request.h"

#include <curl/curl.h>

struct ng_curl_handle {
    CURL *easy;
    bool library_is_ready;
    struct ng_field_lines lines; /* of every request */
    struct curl_slist *nodes;    /* over the lines; the first is for one additional field */
    char error[CURL_ERROR_SIZE];
    int (*open_socket)(void *context); /* gives sockets that are connected; NULL: libcurl does */
    void *socket_context;
    bool keeps_none; /* the next request takes no connection that was kept; set by the user */
};

/* The fields and the time limit of every request that a handle sends. */
struct ng_curl_wishes {
    const struct ng_field *profile_fields;
    size_t profile_field_count;
    const struct ng_field *fields; /* of the user; they take the place of the profile's */
    size_t field_count;
    double timeout;                    /* seconds; 0: NG_HTTP_TIMEOUT_DEFAULT */
    int (*open_socket)(void *context); /* as in struct ng_http_options */
    void *socket_context;
};

/* Makes a handle. Errors: NG_MALFORMED for a field that is none (`message` says why, without a
   value), NG_NO_MEMORY. Own the result with ng_curl_handle_deinit, also after an error. */
NG_MUST_CHECK enum ng_status ng_curl_handle_init(struct ng_curl_handle *handle,
                                                 const struct ng_curl_wishes *wishes, char *message,
                                                 size_t message_size);

/* Closes the connection and wipes the copies of the fields. */
void ng_curl_handle_deinit(struct ng_curl_handle *handle);

/* Talks to that URL from now on; a proxy is never used for this machine itself. Errors:
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_curl_handle_aim(struct ng_curl_handle *handle, const char *url,
                                                bool is_loopback);

/* Performs what is set up, with one more field before the others where `name` is not NULL.
   Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_curl_handle_perform(struct ng_curl_handle *handle, const char *name,
                                                    const char *value, CURLcode *code);

#endif
