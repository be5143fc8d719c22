#include "conformance/tail/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum ng_status ng_tail_file_error(const char *path, const char *what, char *message,
                                  size_t message_size) {
    (void)snprintf(message, message_size, "%s cannot be %s: %s", path, what, strerror(errno));
    return NG_IO;
}

/* Gives how many bytes were written: 0 where it is to be tried again. */
static ssize_t write_some(int file, const char *bytes, size_t size) {
    ssize_t written = write(file, bytes, size);
    if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        struct pollfd ready = {.fd = file, .events = POLLOUT};
        (void)poll(&ready, 1, -1);
        return 0;
    }
    return written < 0 && errno == EINTR ? 0 : written;
}

bool ng_tail_file_write(int file, const char *bytes, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t written = write_some(file, bytes + done, size - done);
        if (written < 0) {
            return false;
        }
        done += (size_t)written;
    }
    return true;
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
