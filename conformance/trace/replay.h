/*
 * A run again from its trace: the same exchanges to the same judge, the same conclusions to the
 * same reports, without a network.
 */
#ifndef NG_TRACE_REPLAY_H
#define NG_TRACE_REPLAY_H

#include "conformance/spec.h"
#include "conformance/verdict.h"

#include <stdio.h>

struct ng_replay_options {
    FILE *file;
    const char *name; /* of the file, for messages */
    const struct ng_spec *spec;
    const char *version;             /* of this program */
    bool strict;                     /* a warning fails the run, even where it did not at first */
    const struct ng_waiver *waivers; /* a trace holds none; these outlive the replay */
    size_t waiver_count;
};

struct ng_replay;

/* Reads the first line. What `options` refer to outlives the replay. Errors: NG_MALFORMED,
   NG_TOO_LARGE and NG_NOT_FOUND (a case or a clause that this program does not have) with
   "NAME:LINE: what was expected" in `message`, NG_IO, NG_NO_MEMORY. Own the result with
   ng_replay_free. */
NG_MUST_CHECK enum ng_status ng_replay_new(const struct ng_replay_options *options,
                                           struct ng_replay **replay, char *message,
                                           size_t message_size);
void ng_replay_free(struct ng_replay *replay);

/* Judges the trace and tells the listener what ng_run told its own, but for progress. A trace that
   ends before its run did (the run was killed, or is not over) is judged as far as it goes, and
   conformant becomes inconclusive. Errors: as above; then the listener was told no end. Own the
   result with ng_run_result_deinit; it refers to the replay. Memory: one line, and what the judge
   and the caps of shrinking take. */
NG_MUST_CHECK enum ng_status ng_replay_hold(struct ng_replay *replay,
                                            const struct ng_listener *listener,
                                            struct ng_run_result *result, char *message,
                                            size_t message_size);

/* Whether the trace ended before its run did, and after which line. */
bool ng_replay_was_cut(const struct ng_replay *replay, size_t *line);

#endif
