/*
 * Sends raw requests over POSIX sockets, and collects what comes back within caps of time and size.
 * Plain http only; never through a proxy.
 */
#ifndef NG_RAW_SEND_H
#define NG_RAW_SEND_H

#include "conformance/field.h"
#include "conformance/profile.h"
#include "conformance/raw.h"

struct ng_raw_options {
    const char *url; /* of the endpoint; one that ng_raw_reaches is true for */
    const struct ng_profile *profile;
    const struct ng_field *fields; /* the user's; they take the place of the profile's */
    size_t field_count;
    double timeout; /* seconds for all of it */
    /* Called now and then; gives false to give the request up. May be NULL. */
    bool (*goes_on)(void *context);
    void *context;
};

/* Whether raw requests can be sent to a URL: it is http, and holds no credentials. The rest of it
   is not looked at. */
bool ng_raw_reaches(const char *url);

/* Sends the text of the first ask and fills `received`, which is the caller's. What a server does
   is no error. Errors: NG_MALFORMED for a URL or a text that is none, NG_TOO_LARGE for a text that
   stands for too many bytes, NG_STOPPED where it was given up, NG_NO_MEMORY. SIGPIPE has to be
   ignored where the system has no MSG_NOSIGNAL. */
NG_MUST_CHECK enum ng_status ng_raw_send(const struct ng_raw_options *options,
                                         const struct ng_raw_sending *sending,
                                         struct ng_raw_received *received);

#endif
