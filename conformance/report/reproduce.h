/*
 * One request as a command line for curl that shows the answer again.
 */
#ifndef NG_REPRODUCE_H
#define NG_REPRODUCE_H

#include "conformance/exchange.h"
#include "conformance/report/buffer.h"

struct ng_reproduction {
    /* Of the endpoint. Credentials that are masked in it (***@) are taken from the environment
       variable NOGAP_CREDENTIALS: name:password. */
    const char *url;
    const char *query; /* raw bytes, or NULL for no question mark */
    enum ng_method method;
    const char *header; /* "Name: value" of one more request field, or NULL */
    const char *raw;    /* text of a raw request (raw_text.h), which is sent instead; or NULL */
    bool raw_first;     /* it is sent before, over a connection of its own */
    /* Names of the fields with secret values. Each value is taken from an environment variable:
       NOGAP_HEADER_ and the name in capitals, with _ for everything that is no letter or digit.
       A variable that is not set stops the shell with its name: a request without credentials
       would show another answer. */
    const char *const *secret_names;
    size_t secret_count;
};

/* Appends the command: one line of ASCII for a POSIX shell, without control bytes, ready to be
   pasted. It runs with curl 7.55 or later; it prints the head and the body of the answer.
   The bytes of the query arrive at the server as they are. What curl does not take in a URL
   (spaces, controls, bytes outside ASCII, #) goes through --request-target; line ends, which no
   request line can hold, are percent-encoded, and become spaces in a field. A long run of one
   repeated piece is made by printf and sed. A raw request goes out as reproduce_raw.h says. Pure;
   linear. */
void ng_reproduce(struct ng_buffer *buffer, const struct ng_reproduction *reproduction);

/* The environment variable of a URL's credentials, and whether that URL needs it. */
extern const char ng_reproduce_credentials[];
bool ng_reproduce_needs_credentials(const char *url);

/* Appends the name of the environment variable of a secret field. */
void ng_reproduce_variable(struct ng_buffer *buffer, const char *field_name);

#endif
