/* What a file needs that is there whole, or is known not to be. */
#ifndef NG_TAIL_FILE_H
#define NG_TAIL_FILE_H

#include "conformance/status.h"

#include <stddef.h>

/* Writes that a file cannot be `what` ("read", "written"), and why (errno), into message. Gives
   NG_IO. */
NG_MUST_CHECK enum ng_status ng_tail_file_error(const char *path, const char *what, char *message,
                                                size_t message_size);

/* Waits until the folder holds the file's name across a loss of power, where the system lets it. */
void ng_tail_file_keep_name(const char *path);

#endif
