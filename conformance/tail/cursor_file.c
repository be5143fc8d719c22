#include "conformance/tail/cursor_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A record is far smaller, but for a very long path. */
#define RECORD_BYTES_MAX ((size_t)64 * 1024)
#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)

static const char lock_ending[] = ".lock";
static const char temporary_ending[] = ".new";

static char *with_ending(const char *path, const char *ending) {
    size_t size = strlen(path) + strlen(ending) + 1;
    char *text = malloc(size);
    if (text != NULL) {
        (void)snprintf(text, size, "%s%s", path, ending);
    }
    return text;
}

static enum ng_status say_error(const char *path, const char *what, char *message,
                                size_t message_size) {
    (void)snprintf(message, message_size, "%s cannot be %s: %s", path, what, strerror(errno));
    return NG_IO;
}

/* Takes the lock, or says who has it. */
static enum ng_status lock(struct ng_cursor_file *file, const char *path, char *message,
                           size_t message_size) {
    struct flock wish = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    file->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
    if (file->lock < 0) {
        return say_error(path, "made", message, message_size);
    }
    if (fcntl(file->lock, F_SETLK, &wish) == 0) {
        return NG_OK;
    }
    if (errno != EACCES && errno != EAGAIN) {
        return say_error(path, "locked", message, message_size);
    }
    struct flock holder = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    long process = 0;
    if (fcntl(file->lock, F_GETLK, &holder) == 0 && holder.l_type != F_UNLCK) {
        process = (long)holder.l_pid;
    }
    (void)snprintf(message, message_size,
                   "%s is in use by another nogap tail (process %ld); each needs a cursor file of "
                   "its own",
                   file->path, process);
    return NG_STOPPED;
}

enum ng_status ng_cursor_file_open(struct ng_cursor_file *file, const char *path, char *message,
                                   size_t message_size) {
    struct ng_cursor_file made = {.path = path, .lock = -1};
    char *lock_path = with_ending(path, lock_ending);
    made.temporary = with_ending(path, temporary_ending);
    enum ng_status status = NG_NO_MEMORY;
    if (lock_path != NULL && made.temporary != NULL) {
        status = lock(&made, lock_path, message, message_size);
    }
    free(lock_path);
    if (status != NG_OK) {
        ng_cursor_file_close(&made);
        return status;
    }
    *file = made;
    return NG_OK;
}

void ng_cursor_file_close(struct ng_cursor_file *file) {
    if (file->lock >= 0) {
        (void)close(file->lock);
    }
    free(file->temporary);
    *file = (struct ng_cursor_file){.lock = -1};
}

enum ng_status ng_cursor_file_read(const struct ng_cursor_file *file, struct ng_tail_record *record,
                                   char *message, size_t message_size) {
    FILE *stream = fopen(file->path, "rb");
    if (stream == NULL && errno == ENOENT) {
        return NG_NOT_FOUND;
    }
    if (stream == NULL) {
        return say_error(file->path, "read", message, message_size);
    }
    char *text = malloc(RECORD_BYTES_MAX);
    enum ng_status status = text != NULL ? NG_OK : NG_NO_MEMORY;
    if (status == NG_OK) {
        size_t size = fread(text, 1, RECORD_BYTES_MAX - 1, stream);
        text[size] = '\0';
        status = ferror(stream) != 0 ? say_error(file->path, "read", message, message_size)
                                     : ng_tail_record_parse(text, record);
    }
    if (status == NG_MALFORMED) {
        (void)snprintf(message, message_size,
                       "%s is no cursor file, or it is damaged; remove it to begin again, and give "
                       "--since N where the next event is known",
                       file->path);
    }
    free(text);
    (void)fclose(stream);
    return status;
}

static bool write_all(int file, const char *bytes, size_t size) {
    size_t done = 0;
    while (done < size) {
        ssize_t written = write(file, bytes + done, size - done);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

enum ng_status ng_cursor_file_replace(const struct ng_cursor_file *file,
                                      const struct ng_tail_record *record, char *message,
                                      size_t message_size) {
    char *text = NULL;
    enum ng_status status = ng_tail_record_print(record, &text);
    if (status != NG_OK) {
        return status;
    }
    int made = open(file->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, FILE_MODE);
    bool is_written = made >= 0 && write_all(made, text, strlen(text)) && fsync(made) == 0;
    if (!is_written) {
        status = say_error(file->temporary, "written", message, message_size);
    }
    if (made >= 0 && close(made) != 0 && status == NG_OK) {
        status = say_error(file->temporary, "written", message, message_size);
    }
    free(text);
    if (status == NG_OK && rename(file->temporary, file->path) != 0) {
        status = say_error(file->path, "replaced", message, message_size);
    }
    return status;
}
