#include "conformance/write_all.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* Tells whether a write that failed, by errno, is to be tried again; waits until it may succeed. */
static bool is_for_later(int descriptor) {
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
        (void)poll(&ready, 1, -1);
        return true;
    }
    return errno == EINTR;
}

bool ng_write_all(int descriptor, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (written == 0) {
            errno = EIO;
            return false;
        } else if (!is_for_later(descriptor)) {
            return false;
        }
    }
    return true;
}
