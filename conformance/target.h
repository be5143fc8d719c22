/*
 * A server that the runner starts for a run (--launch): its log file, its port, its readiness and
 * its end.
 */
#ifndef NG_TARGET_H
#define NG_TARGET_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ng_target;

struct ng_target_options {
    const char *command; /* given to sh -c after {port} and {log} are replaced */
    const char *url;     /* with {port}; NULL: http://127.0.0.1:{port}/events */
    const char
        *log_source; /* an NDJSON file that the log starts as a copy of, or NULL: made events */
    uint64_t seed;   /* of the made events */
    double ready_timeout; /* seconds until it must answer HTTP */
    double stop_timeout;  /* seconds between asking it to end and killing it */
    /* Why the run ends now, as a sentence begins ("the deadline of the run passed"), or NULL: it
       goes on. What was said once stays true. Asked while the server is awaited and {log} is
       written, by every thread that does so. NULL: nothing ends it. */
    const char *(*why_end)(void *context);
    void *context;
};

/* Makes a target that is not started yet: picks a free port, makes a private folder for the log.
   Errors: NG_MALFORMED where the command and the URL do not go together, NG_IO, NG_NO_MEMORY;
   `message` says what and why. The options' strings outlive the target. */
NG_MUST_CHECK enum ng_status ng_target_new(const struct ng_target_options *options,
                                           struct ng_target **target, char *message,
                                           size_t message_size);

/* Starts the server on a log of `events` events (or of the log source where `events` is
   NG_TARGET_SOURCE), or starts it again on a new log and a new port; waits until it answers HTTP at
   all (a HEAD request on a connection of its own). Errors: NG_UNREACHABLE where it ended or did not
   answer in time, or before the run ended (`message` quotes the end of what it printed); nothing
   runs then. NG_STOPPED where the run ended while the log was written. NG_MALFORMED where the URL
   is none, NG_IO, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_target_start(struct ng_target *target, uint64_t events,
                                             char *message, size_t message_size);
#define NG_TARGET_SOURCE UINT64_MAX

/* Appends `count` events to {log}, each line whole in one write. Errors: NG_NOT_FOUND where the
   command has no {log}, NG_STOPPED where the run ended before all were written, NG_IO. */
NG_MUST_CHECK enum ng_status ng_target_append(struct ng_target *target, uint64_t count);

/* Ends what was started: SIGTERM to its process group, a bounded wait, SIGKILL. Does nothing where
 * nothing runs. */
void ng_target_stop(struct ng_target *target);

/* Stops it and removes its folder. */
void ng_target_free(struct ng_target *target);

/* The endpoint, with the port in it. Valid until the next start, which may change it. */
const char *ng_target_url(const struct ng_target *target);

/* Replaces {port} and {log} in another text by this target's. Valid for this start only. Errors:
   NG_NO_MEMORY. The caller frees *filled. */
NG_MUST_CHECK enum ng_status ng_target_fill(const struct ng_target *target, const char *text,
                                            char **filled);

/* Whether the command names {log}, so that the runner knows and writes the log. */
bool ng_target_has_log(const struct ng_target *target);

/* Ends every started server of this process; safe in a signal handler. */
void ng_target_kill_all(void);

#endif
