/* A file as the source of a log. */
#ifndef REF_LOG_FILE_H
#define REF_LOG_FILE_H

#include "reference/log_source.h"

struct ref_log_file;

/* Makes a source of the file at a path, without a look at it. `path` has to outlive it.
 * Errors: REF_ERROR_MEMORY. The caller owns the file and frees it. */
enum ref_status ref_log_file_new(const char *path, struct ref_log_file **file) REF_MUST_CHECK;

/* Closes the file. NULL is allowed. */
void ref_log_file_free(struct ref_log_file *file);

/* Returns the source; it is the file's.
 * Each look asks what stands at the path, and opens it when it is another file than before. Its
 * errors: REF_ERROR_FILE_MISSING, REF_ERROR_FILE_PERMISSION, REF_ERROR_FILE_KIND (a folder, a
 * pipe), REF_ERROR_FILE_READ. */
struct ref_source ref_log_file_source(struct ref_log_file *file);

#endif
