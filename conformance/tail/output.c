/* realpath belongs to the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "conformance/tail/output.h"

#include "conformance/tail/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void ng_tail_output_stdout(struct ng_tail_output *output, struct ng_patience patience) {
    *output = (struct ng_tail_output){.file = STDOUT_FILENO, .patience = patience};
}

/* Whether the file ends a line there: what was recorded of it did. */
static bool is_line_end(int file, uint64_t bytes) {
    char last = '\n';
    return bytes == 0 || (pread(file, &last, 1, (off_t)(bytes - 1)) == 1 && last == '\n');
}

/* Why the file cannot be the one that was recorded, or NULL. */
static const char *problem_of_recorded(const struct ng_tail_output *output, uint64_t size,
                                       const struct ng_tail_output_wish *wish) {
    if (strcmp(output->path, wish->recorded_path) != 0) {
        return "is not the file that the cursor file speaks of; name that one, or give another "
               "--cursor-file";
    }
    if (size < wish->recorded_bytes) {
        return "is shorter than the cursor file records: events are missing; remove both files to "
               "begin again";
    }
    if (!is_line_end(output->file, wish->recorded_bytes)) {
        return "was changed: no line ends where the length that the cursor file records is; remove "
               "both files to begin again";
    }
    return NULL;
}

/* Why the open file is not as it should be, or NULL; else `bytes` is its length from now on. */
static const char *problem_of(struct ng_tail_output *output, uint64_t size,
                              const struct ng_tail_output_wish *wish) {
    if (wish->start != NG_TAIL_EMPTY && !output->is_plain) {
        return "is no regular file, which --output with --cursor-file needs: it is cut back "
               "after a crash";
    }
    if (wish->start == NG_TAIL_NEW && size > 0) {
        return "holds something already, but no cursor file says what; remove it, or name "
               "another file";
    }
    if (wish->start != NG_TAIL_CUT) {
        return NULL;
    }
    output->bytes = wish->recorded_bytes;
    return problem_of_recorded(output, size, wish);
}

/* Names the open file and brings it to its length. */
static enum ng_status start_file(struct ng_tail_output *output,
                                 const struct ng_tail_output_wish *wish, char *message,
                                 size_t message_size) {
    struct stat about;
    if (fstat(output->file, &about) != 0) {
        return ng_tail_file_error(wish->path, "looked at", message, message_size);
    }
    output->is_plain = S_ISREG(about.st_mode);
    /* A pipe may have a name that leads nowhere. */
    output->path = output->is_plain ? realpath(wish->path, NULL) : strdup(wish->path);
    if (output->path == NULL) {
        return ng_tail_file_error(wish->path, "found", message, message_size);
    }
    const char *problem = problem_of(output, (uint64_t)about.st_size, wish);
    if (problem != NULL) {
        (void)snprintf(message, message_size, "%s %s", output->path, problem);
        return NG_MALFORMED;
    }
    if (output->is_plain && ftruncate(output->file, (off_t)output->bytes) != 0) {
        return ng_tail_file_error(output->path, "cut back", message, message_size);
    }
    return NG_OK;
}

enum ng_status ng_tail_output_open(struct ng_tail_output *output,
                                   const struct ng_tail_output_wish *wish, char *message,
                                   size_t message_size) {
    /* Only what is cut back is read. To read a pipe too would be to be its reader: then nobody
       would notice that there is no other. */
    int access = wish->start == NG_TAIL_EMPTY ? O_WRONLY : O_RDWR;
    int creation = wish->start == NG_TAIL_CUT ? 0 : O_CREAT;
    struct ng_tail_output made = {.patience = wish->patience, .file = -1};
    enum ng_status status =
        ng_patient_open(wish->path, access | creation, &wish->patience, &made.file);
    if (status == NG_IO) {
        return ng_tail_file_error(wish->path, "opened", message, message_size);
    }
    if (status != NG_OK) {
        return status;
    }
    status = start_file(&made, wish, message, message_size);
    if (status != NG_OK) {
        free(made.path);
        (void)close(made.file);
        return status;
    }
    *output = made;
    return NG_OK;
}

/* Patience ended. What is whole so far is no fault. */
static enum ng_status give_up(const char *name, const char *bytes, size_t written, char *message,
                              size_t message_size) {
    if (written == 0 || bytes[written - 1] == '\n') {
        return NG_STOPPED;
    }
    (void)snprintf(message, message_size,
                   "%s is not read any more: it ends in the middle of an event", name);
    return NG_IO;
}

enum ng_status ng_tail_output_write(struct ng_tail_output *output, const char *bytes, size_t size,
                                    char *message, size_t message_size) {
    const char *name = output->path != NULL ? output->path : "the standard output";
    size_t written = 0;
    enum ng_status status =
        ng_patient_write(output->file, bytes, size, &output->patience, &written);
    if (status == NG_OK && (!output->is_plain || fsync(output->file) == 0)) {
        output->bytes += size;
        return NG_OK;
    }
    if (status == NG_STOPPED) {
        return give_up(name, bytes, written, message, message_size);
    }
    if (errno == EPIPE) {
        return NG_STOPPED;
    }
    status = ng_tail_file_error(name, "written", message, message_size);
    if (output->is_plain && ftruncate(output->file, (off_t)output->bytes) != 0) {
        (void)snprintf(message, message_size, "%s cannot be written, nor cut back", name);
    }
    return status;
}

void ng_tail_output_close(struct ng_tail_output *output) {
    if (output->path != NULL) {
        (void)close(output->file);
    }
    free(output->path);
    *output = (struct ng_tail_output){.file = -1};
}
