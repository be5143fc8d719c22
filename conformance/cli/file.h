/* Reads small files whole. */
#ifndef NG_CLI_FILE_H
#define NG_CLI_FILE_H

#include "conformance/cli/message.h"
#include "conformance/status.h"

#include <stddef.h>

/* The largest profile, list of fields or list of waivers. */
#define NG_FILE_BYTES_MAX ((size_t)1024 * 1024)

/* How long a pipe may have nothing to read. */
#define NG_FILE_WAIT_SECONDS 30

/* Reads a file of at most `most` bytes into memory that the caller frees with ng_secret_free, since
   it may hold credentials; a NUL stands behind its last byte. A pipe is waited for, each time for
   NG_FILE_WAIT_SECONDS at most; one that the shell opened, as <(...), may have no writer left.
   Errors: NG_IO, NG_TOO_LARGE, NG_MALFORMED where it holds a NUL, with *message; NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_file_read(const char *path, size_t most, char **bytes, size_t *size,
                                          struct ng_message *message);

#endif
