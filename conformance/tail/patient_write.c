#include "conformance/tail/patient_write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

/* Milliseconds between two questions whether to go on. */
#define WAIT_SLICE 50

/* What a pipe takes without waiting where poll says that it is ready. */
#ifdef PIPE_BUF
#define PIECE_MAX ((size_t)PIPE_BUF)
#else
#define PIECE_MAX ((size_t)_POSIX_PIPE_BUF)
#endif

static bool is_regular(int descriptor) {
    struct stat about;
    return fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

/* How much to write at once: up to the end of the last line that fits whole, if one does. */
static size_t piece_of(const char *bytes, size_t size) {
    if (size <= PIECE_MAX) {
        return size;
    }
    size_t piece = PIECE_MAX;
    while (piece > 0 && bytes[piece - 1] != '\n') {
        piece--;
    }
    return piece > 0 ? piece : PIECE_MAX;
}

static bool is_ready(int descriptor, int milliseconds) {
    struct pollfd output = {.fd = descriptor, .events = POLLOUT};
    return poll(&output, 1, milliseconds) > 0;
}

static enum ng_status wait_until_ready(int descriptor, const struct ng_patience *patience) {
    if (is_ready(descriptor, 0)) {
        return NG_OK;
    }
    do {
        if (!patience->goes_on(patience->context)) {
            return NG_STOPPED;
        }
    } while (!is_ready(descriptor, WAIT_SLICE));
    return NG_OK;
}

enum ng_status ng_patient_write(int descriptor, const char *bytes, size_t size,
                                const struct ng_patience *patience, size_t *written) {
    bool never_waits = is_regular(descriptor);
    *written = 0;
    while (*written < size) {
        size_t left = size - *written;
        if (!never_waits && wait_until_ready(descriptor, patience) != NG_OK) {
            return NG_STOPPED;
        }
        ssize_t taken = write(descriptor, bytes + *written,
                              never_waits ? left : piece_of(bytes + *written, left));
        if (taken > 0) {
            *written += (size_t)taken;
        } else if (taken == 0) {
            errno = EIO;
            return NG_IO;
        } else if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
            return NG_IO;
        }
    }
    return NG_OK;
}

/* Whether it is a pipe that nobody reads. A socket is refused with the same error. */
static bool lacks_reader(const char *path, int error) {
    struct stat about;
    return error == ENXIO && stat(path, &about) == 0 && S_ISFIFO(about.st_mode);
}

enum ng_status ng_patient_open(const char *path, int flags, const struct ng_patience *patience,
                               int *descriptor) {
    int made = -1;
    while ((made = open(path, flags | O_APPEND | O_CLOEXEC | O_NONBLOCK, FILE_MODE)) < 0) {
        int error = errno;
        if (error != EINTR && !lacks_reader(path, error)) {
            errno = error;
            return NG_IO;
        }
        if (!patience->goes_on(patience->context)) {
            return NG_STOPPED;
        }
        (void)poll(NULL, 0, WAIT_SLICE);
    }
    /* Only the opening was not to wait. */
    (void)fcntl(made, F_SETFL, fcntl(made, F_GETFL) & ~O_NONBLOCK);
    *descriptor = made;
    return NG_OK;
}
