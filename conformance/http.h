/*
 * The network: sends asks over one reused connection and reduces the answers to exchanges while
 * they arrive. The only room that includes curl.h.
 */
#ifndef NG_HTTP_H
#define NG_HTTP_H

#include "conformance/profile.h"
#include "conformance/transport.h"

struct ng_http;

struct ng_http_options {
    const char *url;                  /* of the endpoint, without a query */
    const struct ng_profile *profile; /* outlives the client */
    const struct ng_field *fields;    /* further request fields (credentials); outlive the client */
    size_t field_count;
    double timeout; /* seconds for one request, from connecting to the end of the body */
    /* Called now and then while a long body arrives; gives false to give the request up. May be
     * NULL. */
    bool (*progress)(void *context, uint64_t body_bytes);
    void *progress_context;
};

/* Makes a client. Redirects are never followed; only http and https; no cookies, no proxy surprises
   for loopback. Errors: NG_MALFORMED for a URL that is none (`message` says why), NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_http_new(const struct ng_http_options *options,
                                         struct ng_http **http, char *message, size_t message_size);
void ng_http_free(struct ng_http *http);

/* Sends one ask; the raw query goes out byte for byte. A body is never held whole: each event is
   reduced to a digest as soon as it is complete. Errors: NG_NO_MEMORY. Not thread safe; one client
   a thread. */
NG_MUST_CHECK enum ng_status ng_http_send(struct ng_http *http, const struct ng_ask *ask,
                                          struct ng_exchange *exchange);

/* The client as a transport. */
struct ng_transport_ops ng_http_transport(struct ng_http *http);

/* Bytes of bodies received so far. */
uint64_t ng_http_bytes(const struct ng_http *http);

/* The system's words for the last transport failure, for diagnostics; "" where there was none. */
const char *ng_http_last_error(const struct ng_http *http);

#endif
