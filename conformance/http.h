/*
 * The network: sends asks over one reused connection and reduces the answers to exchanges while
 * they arrive.
 *
 * HTTP/1.1 only, since a newer version re-frames what SPEC.md wants to be sent byte for byte.
 * Redirects are never followed, cookies and netrc are not used. A proxy of the environment
 * (http_proxy, https_proxy, no_proxy) is used for other hosts than this one, always as a tunnel, so
 * that it neither answers from its cache nor rewrites a query. The request says
 * `Accept-Encoding: identity` unless a given field, or else the ask's, says otherwise; an answer
 * that is compressed all the same is decoded.
 */
#ifndef NG_HTTP_H
#define NG_HTTP_H

#include "conformance/profile.h"
#include "conformance/transport.h"

struct ng_http;

/* Seconds for one request where the options give none. */
#define NG_HTTP_TIMEOUT_DEFAULT 30.0

struct ng_http_options {
    const char *url;                  /* of the endpoint, without a query */
    const struct ng_profile *profile; /* outlives the client */
    /* Further request fields (credentials); they take the place of the profile's of the same
       name. Copied. */
    const struct ng_field *fields;
    size_t field_count;
    double
        timeout; /* seconds for one request, from connecting to the end of the body; 0: default */
    /* Called now and then, at most ten times a second, while an answer is waited for or arrives,
       with the bytes of its body so far; gives false to give the request up. May be NULL. */
    bool (*progress)(void *context, uint64_t body_bytes);
    void *progress_context;
    /* Called for each event of a body as soon as it is complete, with its bytes, which are valid
       during the call only; a status other than NG_OK gives the answer up. May be NULL: then only
       the digests are kept. */
    enum ng_status (*event)(void *context, const char *bytes, size_t size);
    void *event_context;
    /* Gives a stream socket that is connected already, in the place of a connection to the URL, or
       -1 where there is none; the client closes it. NULL: a connection to the URL. */
    int (*open_socket)(void *context);
    void *socket_context;
};

/* Makes a client. Errors: NG_MALFORMED for a URL or a field that is none (`message` says why,
   without a value), NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_http_new(const struct ng_http_options *options,
                                         struct ng_http **http, char *message, size_t message_size);

/* Closes the connection and wipes the client's copies of the fields. Accepts NULL. */
void ng_http_free(struct ng_http *http);

/* Talks to another endpoint from now on, such as a target that was started again. Errors: as
   ng_http_new; the client keeps its URL then. */
NG_MUST_CHECK enum ng_status ng_http_set_url(struct ng_http *http, const char *url, char *message,
                                             size_t message_size);

/* Sends one ask; the raw query goes out byte for byte, and whole: a profile's fixed parameters are
   in it already. A body is never held whole: each event is reduced to a digest as soon as it is
   complete. Errors: NG_NO_MEMORY; NG_STOPPED where the progress function gave the request up;
   NG_MALFORMED for an ask that holds a line end and NG_TOO_LARGE for a query over
   NG_QUERY_BYTES_MAX, neither of which is sent (ng_http_last_error says why). Not thread safe; one
   client a thread. */
NG_MUST_CHECK enum ng_status ng_http_send(struct ng_http *http, const struct ng_ask *ask,
                                          struct ng_exchange *exchange);

/* The client as a transport. */
struct ng_transport_ops ng_http_transport(struct ng_http *http);

/* Bytes of bodies received so far, after decoding. */
uint64_t ng_http_bytes(const struct ng_http *http);

/* The words for the last transport failure, for diagnostics; "" where there was none. */
const char *ng_http_last_error(const struct ng_http *http);

#endif
