/* The file that keeps the cursor between runs: locked against other writers, replaced as a whole.
 */
#ifndef NG_TAIL_CURSOR_FILE_H
#define NG_TAIL_CURSOR_FILE_H

#include "conformance/tail/record.h"

struct ng_cursor_file {
    const char *path;
    char *temporary; /* PATH.new, renamed over it */
    int lock;        /* PATH.lock, which stays: whoever removed it could part two writers */
};

/* Locks the file; it need not be there. The path outlives it. The kernel gives the lock back
   however the process ends. Errors: NG_IO with `message`, also where another process holds the
   lock; NG_NO_MEMORY. Own the result with ng_cursor_file_close. */
NG_MUST_CHECK enum ng_status ng_cursor_file_open(struct ng_cursor_file *file, const char *path,
                                                 char *message, size_t message_size);
void ng_cursor_file_close(struct ng_cursor_file *file);

/* Whether an open file is one of the three files that belong to it. */
bool ng_cursor_file_has(const struct ng_cursor_file *file, int descriptor);

/* Removes it, but for the lock: for whoever made it by mistake and holds the lock. */
void ng_cursor_file_remove(const struct ng_cursor_file *file);

/* Reads it. Errors: NG_NOT_FOUND where there is none; NG_MALFORMED, NG_IO, both with `message`;
   NG_NO_MEMORY. Own the result with ng_tail_record_deinit. */
NG_MUST_CHECK enum ng_status ng_cursor_file_read(const struct ng_cursor_file *file,
                                                 struct ng_tail_record *record, char *message,
                                                 size_t message_size);

/* Replaces it: at any instant the old or the new content is there, whole. Errors: NG_IO with
   `message`, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_cursor_file_replace(const struct ng_cursor_file *file,
                                                    const struct ng_tail_record *record,
                                                    char *message, size_t message_size);

#endif
