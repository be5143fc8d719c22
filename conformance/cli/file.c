#include "conformance/cli/file.h"

#include "conformance/cli/interrupt.h"
#include "conformance/field.h"
#include "conformance/monotonic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Named pipes whose writer may be over already: a shell's <(...), which wrote before this opened.
 */
static bool is_inherited(const char *path) {
    static const char *const beginnings[] = {"/dev/fd/", "/dev/stdin", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        if (strncmp(path, beginnings[i], strlen(beginnings[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* A file that is read. */
struct source {
    int descriptor;
    bool has_writer; /* has or had one, or needs none */
};

/* Opens without waiting for the writer of a pipe; whatever else it is is read as ever. */
static bool open_source(const char *path, struct source *source) {
    struct stat status;
    source->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (source->descriptor < 0) {
        return false;
    }
    bool is_pipe = fstat(source->descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
    source->has_writer = !is_pipe || is_inherited(path);
    if (!is_pipe) {
        int flags = fcntl(source->descriptor, F_GETFL);
        (void)fcntl(source->descriptor, F_SETFL, flags & ~O_NONBLOCK);
    }
    return true;
}

/* Like read, but waits for a pipe: no longer than NG_FILE_WAIT_SECONDS, and not when the user
   interrupts. */
static ssize_t read_some(struct source *source, char *bytes, size_t size) {
    double end = ng_monotonic_now() + NG_FILE_WAIT_SECONDS;
    for (;;) {
        ssize_t found = read(source->descriptor, bytes, size);
        bool is_empty = found < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
        source->has_writer = source->has_writer || found != 0;
        if (!is_empty && (found != 0 || source->has_writer)) {
            return found;
        }
        if (ng_interrupt_seen() || ng_monotonic_now() > end) {
            errno = ng_interrupt_seen() ? EINTR : ETIMEDOUT;
            return -1;
        }
        ng_monotonic_wait(0.01);
    }
}

static enum ng_status read_all(struct source *source, const char *path, size_t most, char *bytes,
                               size_t *size, struct ng_message *message) {
    ssize_t found = 1;
    *size = 0;
    while (found > 0 && *size <= most) {
        found = read_some(source, bytes + *size, most + 1 - *size);
        *size += found > 0 ? (size_t)found : 0;
    }
    if (found < 0 && errno == ETIMEDOUT) {
        ng_message_write(message, "%s: nobody wrote to this pipe for %d seconds", path,
                         NG_FILE_WAIT_SECONDS);
        return NG_IO;
    }
    if (found < 0) {
        ng_message_write(message, "%s cannot be read: %s", path, strerror(errno));
        return NG_IO;
    }
    if (*size > most) {
        ng_message_write(message, "%s holds more than %zu bytes", path, most);
        return NG_TOO_LARGE;
    }
    bytes[*size] = '\0';
    if (strlen(bytes) != *size) {
        ng_message_write(message, "%s is no text: it holds a NUL", path);
        return NG_MALFORMED;
    }
    return NG_OK;
}

enum ng_status ng_file_read(const char *path, size_t most, char **bytes, size_t *size,
                            struct ng_message *message) {
    struct source source;
    if (!open_source(path, &source)) {
        ng_message_write(message, "%s cannot be opened: %s", path, strerror(errno));
        return NG_IO;
    }
    char *found = calloc(1, most + 2);
    size_t found_size = 0;
    enum ng_status status = NG_NO_MEMORY;
    if (found != NULL) {
        status = read_all(&source, path, most, found, &found_size, message);
    }
    (void)close(source.descriptor);
    if (status != NG_OK) {
        ng_secret_free(found);
        return status;
    }
    *bytes = found;
    *size = found_size;
    return NG_OK;
}
