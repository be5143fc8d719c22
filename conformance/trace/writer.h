/*
 * Writes the trace of a run while it goes on: one line of JSON for each thing that a recorder is
 * told. A run that is killed leaves whole lines, and at most one that was cut off.
 */
#ifndef NG_TRACE_WRITER_H
#define NG_TRACE_WRITER_H

#include "conformance/run.h"

struct ng_trace_writer;

/* Creates the file, in the place of one that is there, and writes the first line: what `options`
   say of the run, without the values of any request field. Errors: NG_IO, NG_NO_MEMORY, with
   `message`. Own the result with ng_trace_close. */
NG_MUST_CHECK enum ng_status ng_trace_create(const char *path, const struct ng_run_options *options,
                                             struct ng_trace_writer **writer, char *message,
                                             size_t message_size);

/* The writer as a recorder, which lives as long as it does. Constant memory, whatever the answers'
 * size. */
struct ng_recorder ng_trace_recorder(struct ng_trace_writer *writer);

/* Closes the file and frees the writer. Errors: NG_IO for the first line that could not be written,
   with `message`. NULL is accepted. */
NG_MUST_CHECK enum ng_status ng_trace_close(struct ng_trace_writer *writer, char *message,
                                            size_t message_size);

#endif
