/*
 * Where events go: stdout, or a file. A regular file can be cut back to a length, so that what was
 * written after the last cursor is not there twice.
 */
#ifndef NG_TAIL_OUTPUT_H
#define NG_TAIL_OUTPUT_H

#include "conformance/tail/patient_write.h"

#include <stdint.h>

struct ng_tail_output {
    struct ng_patience patience;
    int file;
    char *path;    /* absolute where the file is regular; NULL for stdout */
    bool is_plain; /* a regular file */
    uint64_t bytes;
};

enum ng_tail_output_start {
    NG_TAIL_EMPTY, /* make the file, or empty the one that is there */
    NG_TAIL_NEW,   /* make the file; one that is there is empty, or an error */
    NG_TAIL_CUT,   /* the file is there; cut it back to what was recorded of it */
};

/* How to open a file. */
struct ng_tail_output_wish {
    const char *path;
    enum ng_tail_output_start start;
    const char *recorded_path; /* for NG_TAIL_CUT: absolute, as it was recorded */
    uint64_t recorded_bytes;
    struct ng_patience patience; /* with readers */
};

/* Opens stdout. */
void ng_tail_output_stdout(struct ng_tail_output *output, struct ng_patience patience);

/* Opens a file. For NG_TAIL_CUT, a file that cannot be the recorded one is left alone. Only
   NG_TAIL_EMPTY takes anything but a regular file. Errors: NG_STOPPED where no reader of a pipe
   comes; NG_MALFORMED for a file that is not as it should be, NG_IO; both with `message`. */
NG_MUST_CHECK enum ng_status ng_tail_output_open(struct ng_tail_output *output,
                                                 const struct ng_tail_output_wish *wish,
                                                 char *message, size_t message_size);

/* Writes all bytes and waits until a regular file has them. Errors: NG_STOPPED where nobody reads
   any more, or patience ends between two lines; NG_IO with `message`, the file is cut back to what
   it held before. */
NG_MUST_CHECK enum ng_status ng_tail_output_write(struct ng_tail_output *output, const char *bytes,
                                                  size_t size, char *message, size_t message_size);

void ng_tail_output_close(struct ng_tail_output *output);

#endif
