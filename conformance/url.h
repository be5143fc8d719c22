/*
 * The parts of an endpoint's URL, without changing a byte of it.
 */
#ifndef NG_URL_H
#define NG_URL_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Slices of the text that was parsed, which outlives them. */
struct ng_url {
    bool secure;      /* https */
    const char *user; /* "name:password", or NULL */
    size_t user_size;
    const char *host; /* without the brackets of an IPv6 address */
    size_t host_size;
    const char *path; /* begins with a slash, or is empty */
    size_t path_size;
};

/* Takes an absolute http or https URL without a query or a fragment apart. Errors: NG_MALFORMED
   with what was expected in *problem (static storage). */
NG_MUST_CHECK enum ng_status ng_url_parse(const char *text, struct ng_url *url,
                                          const char **problem);

/* Whether the host is this machine itself by its name or number: localhost, *.localhost, 127.x.x.x
   or ::1. */
bool ng_url_is_loopback(const struct ng_url *url);

#endif
