/*
 * The append hook: makes the log of the target grow, by whatever means the user gave. May be called
 * from any thread, while others read.
 */
#ifndef NG_APPEND_H
#define NG_APPEND_H

#include "conformance/append_command.h"
#include "conformance/http_post.h"
#include "conformance/target.h"

struct ng_append;

/* One of the three means is given; the others are NULL. */
struct ng_append_options {
    const struct ng_http_post_options *post;         /* made events are POSTed, one a request */
    const struct ng_append_command_options *command; /* it makes its own events */
    struct ng_target *target; /* of --launch with {log}; it outlives the hook */
    /* Of the events that are POSTed: each has an index of its own from the first one on, so that no
       two are equal. */
    uint64_t seed;
    uint64_t first_index;
};

/* Makes a hook; nothing is sent or started yet. Errors: NG_MALFORMED for a URL or a field that is
   none, NG_IO, NG_NO_MEMORY; `message` says why. */
NG_MUST_CHECK enum ng_status ng_append_new(const struct ng_append_options *options,
                                           struct ng_append **append, char *message,
                                           size_t message_size);

/* Accepts NULL. */
void ng_append_free(struct ng_append *append);

/* Appends that many events and comes back when all are acknowledged. Where it fails, some of them
   may be in the log. Errors: NG_IO, NG_UNREACHABLE, NG_STOPPED, NG_NO_MEMORY; `message` says why,
   in one line. Thread safe: one call at a time is served, the others wait. */
NG_MUST_CHECK enum ng_status ng_append_events(struct ng_append *append, uint64_t count,
                                              char *message, size_t message_size);

/* Whether the server itself said that all events of the last call are in its log: they were POSTed,
   and none was answered 202. A command, or a line in {log}, does not speak for the server. Thread
   safe. */
bool ng_append_is_acknowledged(struct ng_append *append);

/* Whether it sends each event as a request of its own. */
bool ng_append_sends_requests(const struct ng_append *append);

#endif
