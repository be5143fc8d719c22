#include "conformance/tail/cursor_file.h"

#include "conformance/tail/file.h"
#include "conformance/write_all.h"

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

/* Takes the lock, or says who has it. */
static enum ng_status lock(struct ng_cursor_file *file, const char *path, char *message,
                           size_t message_size) {
    struct flock wish = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    file->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, FILE_MODE);
    if (file->lock < 0) {
        return ng_tail_file_error(path, "made", message, message_size);
    }
    if (fcntl(file->lock, F_SETLK, &wish) == 0) {
        return NG_OK;
    }
    if (errno != EACCES && errno != EAGAIN) {
        return ng_tail_file_error(path, "locked", message, message_size);
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
    return NG_IO;
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

/* Whether what is known of a file is that of another one. */
static bool is_same(const struct stat *known, int result, const struct stat *other) {
    return result == 0 && known->st_dev == other->st_dev && known->st_ino == other->st_ino;
}

bool ng_cursor_file_has(const struct ng_cursor_file *file, int descriptor) {
    struct stat known;
    struct stat other;
    return fstat(descriptor, &known) == 0 &&
           (is_same(&known, stat(file->path, &other), &other) ||
            is_same(&known, stat(file->temporary, &other), &other) ||
            is_same(&known, fstat(file->lock, &other), &other));
}

void ng_cursor_file_remove(const struct ng_cursor_file *file) {
    (void)unlink(file->path);
    (void)unlink(file->temporary);
}

enum ng_status ng_cursor_file_read(const struct ng_cursor_file *file, struct ng_tail_record *record,
                                   char *message, size_t message_size) {
    FILE *stream = fopen(file->path, "rb");
    if (stream == NULL && errno == ENOENT) {
        return NG_NOT_FOUND;
    }
    if (stream == NULL) {
        return ng_tail_file_error(file->path, "read", message, message_size);
    }
    char *text = malloc(RECORD_BYTES_MAX);
    enum ng_status status = text != NULL ? NG_OK : NG_NO_MEMORY;
    if (status == NG_OK) {
        size_t size = fread(text, 1, RECORD_BYTES_MAX - 1, stream);
        text[size] = '\0';
        status = ferror(stream) != 0 ? ng_tail_file_error(file->path, "read", message, message_size)
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

enum ng_status ng_cursor_file_replace(const struct ng_cursor_file *file,
                                      const struct ng_tail_record *record, char *message,
                                      size_t message_size) {
    char *text = NULL;
    enum ng_status status = ng_tail_record_print(record, &text);
    if (status != NG_OK) {
        return status;
    }
    int made = open(file->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, FILE_MODE);
    bool is_written = made >= 0 && ng_write_all(made, text, strlen(text)) && fsync(made) == 0;
    if (!is_written) {
        status = ng_tail_file_error(file->temporary, "written", message, message_size);
    }
    if (made >= 0 && close(made) != 0 && status == NG_OK) {
        status = ng_tail_file_error(file->temporary, "written", message, message_size);
    }
    free(text);
    if (status == NG_OK && rename(file->temporary, file->path) != 0) {
        status = ng_tail_file_error(file->path, "replaced", message, message_size);
    }
    return status;
}
