/* What records a run: the trace, where one is wished for, and the keeper that shrinks findings. */
#ifndef NG_CLI_RECORDING_H
#define NG_CLI_RECORDING_H

#include "conformance/cli/message.h"
#include "conformance/trace/both.h"
#include "conformance/trace/keep.h"
#include "conformance/trace/writer.h"

struct ng_recording {
    struct ng_trace_writer *writer; /* NULL without --trace */
    struct ng_keeper keeper;
    struct ng_both both;
};

/* Begins to record a run into the file `path`, or without a file where it is NULL, and sets the
   recorder of `run`. Errors: those of ng_trace_create, with *message. Own the result with
   ng_recording_close; it stays where it is until then. */
NG_MUST_CHECK enum ng_status ng_recording_open(struct ng_recording *recording, const char *path,
                                               struct ng_run_options *run,
                                               struct ng_message *message);

/* Errors: NG_IO where the trace is not whole, with *message. */
NG_MUST_CHECK enum ng_status ng_recording_close(struct ng_recording *recording,
                                                struct ng_message *message);

#endif
