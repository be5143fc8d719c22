/* realpath belongs to the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "conformance/tail/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

void ng_tail_output_stdout(struct ng_tail_output *output) {
    *output = (struct ng_tail_output){.file = STDOUT_FILENO};
}

static enum ng_status say_error(const char *path, const char *what, char *message,
                                size_t message_size) {
    (void)snprintf(message, message_size, "%s cannot be %s: %s", path, what, strerror(errno));
    return NG_IO;
}

/* Whether the file ends a line there: what was recorded of it did. */
static bool is_line_end(int file, uint64_t bytes) {
    char last = '\n';
    return bytes == 0 || (pread(file, &last, 1, (off_t)(bytes - 1)) == 1 && last == '\n');
}

/* Why the file cannot be the one that was recorded, or NULL. */
static const char *problem_of_recorded(const struct ng_tail_output *output, uint64_t size,
                                       const char *recorded_path, uint64_t recorded_bytes) {
    if (strcmp(output->path, recorded_path) != 0) {
        return "is not the file that the cursor file speaks of; name that one, or give another "
               "--cursor-file";
    }
    if (size < recorded_bytes) {
        return "is shorter than the cursor file records: events are missing; remove both files to "
               "begin again";
    }
    if (!is_line_end(output->file, recorded_bytes)) {
        return "was changed: no line ends where the length that the cursor file records is; remove "
               "both files to begin again";
    }
    return NULL;
}

/* Brings the open file to its length. */
static enum ng_status start_file(struct ng_tail_output *output, enum ng_tail_output_start start,
                                 const char *recorded_path, uint64_t recorded_bytes, char *message,
                                 size_t message_size) {
    struct stat about;
    if (fstat(output->file, &about) != 0) {
        return say_error(output->path, "looked at", message, message_size);
    }
    const char *problem = NULL;
    output->is_plain = S_ISREG(about.st_mode);
    if (start != NG_TAIL_EMPTY && !output->is_plain) {
        problem = "is no regular file, which --output with --cursor-file needs: it is cut back "
                  "after a crash";
    } else if (start == NG_TAIL_NEW && about.st_size > 0) {
        problem = "holds something already, but no cursor file says what; remove it, or name "
                  "another file";
    } else if (start == NG_TAIL_CUT) {
        problem =
            problem_of_recorded(output, (uint64_t)about.st_size, recorded_path, recorded_bytes);
        output->bytes = recorded_bytes;
    }
    if (problem != NULL) {
        (void)snprintf(message, message_size, "%s %s", output->path, problem);
        return NG_MALFORMED;
    }
    if (output->is_plain && ftruncate(output->file, (off_t)output->bytes) != 0) {
        return say_error(output->path, "cut back", message, message_size);
    }
    return NG_OK;
}

enum ng_status ng_tail_output_open(struct ng_tail_output *output, const char *path,
                                   enum ng_tail_output_start start, const char *recorded_path,
                                   uint64_t recorded_bytes, char *message, size_t message_size) {
    int flags = O_RDWR | O_APPEND | O_CLOEXEC | (start == NG_TAIL_CUT ? 0 : O_CREAT);
    struct ng_tail_output made = {.file = open(path, flags, FILE_MODE)};
    if (made.file < 0) {
        return say_error(path, "opened", message, message_size);
    }
    made.path = realpath(path, NULL);
    enum ng_status status = made.path == NULL ? say_error(path, "found", message, message_size)
                                              : start_file(&made, start, recorded_path,
                                                           recorded_bytes, message, message_size);
    if (status != NG_OK) {
        free(made.path);
        (void)close(made.file);
        return status;
    }
    *output = made;
    return NG_OK;
}

/* Writes some bytes; waits where the reader is slow. */
static ssize_t write_some(int file, const char *bytes, size_t size) {
    ssize_t written = write(file, bytes, size);
    if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        struct pollfd ready = {.fd = file, .events = POLLOUT};
        (void)poll(&ready, 1, -1);
        return 0;
    }
    return written < 0 && errno == EINTR ? 0 : written;
}

enum ng_status ng_tail_output_write(struct ng_tail_output *output, const char *bytes, size_t size,
                                    char *message, size_t message_size) {
    const char *name = output->path != NULL ? output->path : "the standard output";
    size_t done = 0;
    while (done < size) {
        ssize_t written = write_some(output->file, bytes + done, size - done);
        if (written < 0 && errno == EPIPE) {
            return NG_STOPPED;
        }
        if (written < 0) {
            enum ng_status status = say_error(name, "written", message, message_size);
            if (output->is_plain && ftruncate(output->file, (off_t)output->bytes) != 0) {
                (void)snprintf(message, message_size, "%s cannot be written, nor cut back", name);
            }
            return status;
        }
        done += (size_t)written;
    }
    if (output->is_plain && fsync(output->file) != 0) {
        return say_error(name, "written", message, message_size);
    }
    output->bytes += size;
    return NG_OK;
}

void ng_tail_output_close(struct ng_tail_output *output) {
    if (output->path != NULL) {
        (void)close(output->file);
    }
    free(output->path);
    *output = (struct ng_tail_output){.file = -1};
}
