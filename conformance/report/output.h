/*
 * Where a report goes: the standard output as it is written, or a file that is there whole or not
 * at all.
 */
#ifndef NG_OUTPUT_H
#define NG_OUTPUT_H

#include "conformance/report/buffer.h"
#include "conformance/status.h"

struct ng_output;

/* Opens an output. `file` is a path, or NULL or "-" for the standard output. A regular file is
   written beside its place, in the same folder, and takes its name when it is finished and on the
   disk: a file that was there before stays until then, and leaves its permissions behind. Anything
   else (a pipe, a device) is written as it is. Errors: NG_IO, NG_NO_MEMORY; `message` says what and
   why. Own the result with ng_output_close. */
NG_MUST_CHECK enum ng_status ng_output_open(const char *file, struct ng_output **output,
                                            char *message, size_t message_size);

/* Writes what the buffer holds and empties it. A failure, of the buffer too, is kept for
   ng_output_close. The standard output is flushed. */
void ng_output_put(struct ng_output *output, struct ng_buffer *buffer);

/* Says that the report is whole. */
void ng_output_finish(struct ng_output *output);

/* Puts a finished report in its place, drops one that is not, and frees the output.
   Errors: NG_IO and NG_NO_MEMORY for anything that failed since it was opened, with `message`.
   NULL is accepted. */
NG_MUST_CHECK enum ng_status ng_output_close(struct ng_output *output, char *message,
                                             size_t message_size);

#endif
