#include "conformance/tail/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum ng_status ng_tail_file_error(const char *path, const char *what, char *message,
                                  size_t message_size) {
    (void)snprintf(message, message_size, "%s cannot be %s: %s", path, what, strerror(errno));
    return NG_IO;
}

void ng_tail_file_keep_name(const char *path) {
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    char *folder = size == 0 ? strdup(".") : strndup(path, size);
    int file = folder != NULL ? open(folder, O_RDONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        (void)fsync(file); /* some file systems have no such thing, and need none */
        (void)close(file);
    }
    free(folder);
}
