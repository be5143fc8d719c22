/* Writing to whoever reads slowly, or not at all. */
#ifndef NG_TAIL_PATIENT_WRITE_H
#define NG_TAIL_PATIENT_WRITE_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Says whether a reader is waited for any longer. It is asked again and again while that takes. */
struct ng_patience {
    bool (*goes_on)(void *context);
    void *context;
};

/* Writes all bytes. To a pipe or a terminal they go in pieces that end with a line, as far as lines
   fit into what is taken at once. Fills *written in any case. Errors: NG_STOPPED where patience
   ends, NG_IO with errno; some of the bytes may be written then. */
NG_MUST_CHECK enum ng_status ng_patient_write(int descriptor, const char *bytes, size_t size,
                                              const struct ng_patience *patience, size_t *written);

/* Opens a file to append to it; waits for the reader of a pipe that has none. *descriptor is
   written on success only. Errors: as above. */
NG_MUST_CHECK enum ng_status ng_patient_open(const char *path, int flags,
                                             const struct ng_patience *patience, int *descriptor);

#endif
