/*
 * The log of a server that the runner starts: an NDJSON file that the runner makes and appends to.
 */
#ifndef NG_LOG_FILE_H
#define NG_LOG_FILE_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stdint.h>

struct ng_log_file {
    int descriptor; /* -1 where none is open */
    uint64_t seed;  /* of the made events */
    uint64_t made;  /* how many events were made: the next one's index among them */
    /* Asked between two writes of some kilobytes, and from the thread that appends: whether there
       is still time. NULL: always. */
    bool (*goes_on)(void *context);
    void *context;
};

/* A log file that is not open. */
struct ng_log_file ng_log_file_none(uint64_t seed);

/* Puts a new empty file in the place of what stands at the path. Errors: NG_IO. Close it with
   ng_log_file_close. */
NG_MUST_CHECK enum ng_status ng_log_file_create(struct ng_log_file *log, const char *path);

/* Appends made events, of which some repeat earlier ones (equal_events.h). Each line is whole in
   one write, many lines in one where there are many. Errors: NG_IO; NG_STOPPED where goes_on said
   no: the file ends with a whole line then. */
NG_MUST_CHECK enum ng_status ng_log_file_append(struct ng_log_file *log, uint64_t count);

/* Appends a copy of a file, and a line end where its last line has none. Errors: NG_IO; NG_STOPPED
   where goes_on said no: the copy may end inside a line then. */
NG_MUST_CHECK enum ng_status ng_log_file_copy(struct ng_log_file *log, const char *source);

void ng_log_file_close(struct ng_log_file *log);

#endif
