/* realpath belongs to the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "conformance/report/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many left-over temporary files of an equal process number are stepped over. */
#define TEMPORARY_TRIES 100

struct ng_output {
    FILE *stream;
    char *place;     /* NULL for the standard output */
    char *temporary; /* NULL where the place itself is written */
    bool finished;
    bool no_memory;
    int error; /* errno of the first failure, or 0 */
};

static bool is_standard_output(const char *file) {
    return file == NULL || strcmp(file, "-") == 0;
}

static void keep_error(struct ng_output *output) {
    if (output->error == 0) {
        output->error = errno == 0 ? EIO : errno;
    }
}

static void release(struct ng_output *output) {
    free(output->place);
    free(output->temporary);
    free(output);
}

/* Opens a file that nobody else has, to be read and written as the file that it will replace, or as
   any new file is (NULL). */
static FILE *open_temporary(struct ng_output *output, const struct stat *replaced) {
    const mode_t all = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    mode_t permissions = replaced != NULL ? replaced->st_mode & all : all;
    size_t size = strlen(output->place) + 64;
    output->temporary = malloc(size);
    if (output->temporary == NULL) {
        output->no_memory = true;
        return NULL;
    }
    int descriptor = -1;
    for (int i = 0; i < TEMPORARY_TRIES && descriptor < 0; i++) {
        (void)snprintf(output->temporary, size, "%s.%ld-%d.tmp", output->place, (long)getpid(), i);
        descriptor = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions);
        if (descriptor < 0 && errno != EEXIST) {
            return NULL;
        }
    }
    if (descriptor < 0) {
        return NULL;
    }
    if (replaced != NULL) {
        /* Where that fails, nobody has more of them than before. */
        (void)fchmod(descriptor, permissions);
    }
    FILE *stream = fdopen(descriptor, "w");
    if (stream == NULL) {
        int error = errno;
        (void)close(descriptor);
        (void)unlink(output->temporary);
        errno = error;
    }
    return stream;
}

/* A symbolic link stays: the file that it leads to is replaced. One that leads nowhere goes. */
static FILE *open_place(struct ng_output *output, const char *file) {
    char *existing = realpath(file, NULL);
    output->place = existing != NULL ? existing : strdup(file);
    if (output->place == NULL) {
        output->no_memory = true;
        return NULL;
    }
    struct stat status;
    bool is_there = stat(output->place, &status) == 0;
    if (is_there && !S_ISREG(status.st_mode)) {
        return fopen(output->place, "w");
    }
    return open_temporary(output, is_there ? &status : NULL);
}

static enum ng_status explain(const struct ng_output *output, const char *file, char *message,
                              size_t message_size) {
    const char *name = is_standard_output(file) ? "the standard output" : file;
    if (output->no_memory) {
        (void)snprintf(message, message_size, "the report to %s: out of memory", name);
        return NG_NO_MEMORY;
    }
    (void)snprintf(message, message_size, "%s cannot be written: %s", name,
                   strerror(output->error));
    return NG_IO;
}

enum ng_status ng_output_open(const char *file, struct ng_output **result, char *message,
                              size_t message_size) {
    struct ng_output *output = calloc(1, sizeof *output);
    if (output == NULL) {
        (void)snprintf(message, message_size, "the report: out of memory");
        return NG_NO_MEMORY;
    }
    errno = 0;
    output->stream = is_standard_output(file) ? stdout : open_place(output, file);
    if (output->stream == NULL) {
        keep_error(output);
        enum ng_status status = explain(output, file, message, message_size);
        release(output);
        return status;
    }
    *result = output;
    return NG_OK;
}

void ng_output_put(struct ng_output *output, struct ng_buffer *buffer) {
    output->no_memory = output->no_memory || buffer->failed;
    errno = 0;
    if (buffer->size > 0 &&
        fwrite(buffer->bytes, 1, buffer->size, output->stream) != buffer->size) {
        keep_error(output);
    }
    if (output->place == NULL && fflush(output->stream) != 0) {
        keep_error(output);
    }
    ng_buffer_clear(buffer);
}

void ng_output_finish(struct ng_output *output) {
    output->finished = true;
}

/* Before the file takes its name: else a crash could leave an empty one in the place of a whole
   one. */
static void keep_on_disk(struct ng_output *output) {
    if (fflush(output->stream) != 0 || fsync(fileno(output->stream)) != 0) {
        keep_error(output);
    }
}

enum ng_status ng_output_close(struct ng_output *output, char *message, size_t message_size) {
    if (output == NULL) {
        return NG_OK;
    }
    errno = 0;
    if (output->temporary != NULL && output->finished && output->error == 0) {
        keep_on_disk(output);
    }
    if (output->place != NULL && fclose(output->stream) != 0) {
        keep_error(output);
    }
    bool sound = output->error == 0 && !output->no_memory;
    if (output->temporary != NULL) {
        if (sound && output->finished) {
            if (rename(output->temporary, output->place) != 0) {
                keep_error(output);
                sound = false;
            }
        }
        if (!sound || !output->finished) {
            (void)unlink(output->temporary);
        }
    }
    enum ng_status status = sound ? NG_OK : explain(output, output->place, message, message_size);
    release(output);
    return status;
}
