#include "reference/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The coarsest clock of a file system in use counts in steps of two seconds. */
#define COARSEST_SECONDS 2

#define NOT_OPEN (-1)

struct ref_log_file {
    const char *path;
    int descriptor;
    struct stat opened;
};

static struct timespec changed_at(const struct stat *state) {
#ifdef __APPLE__
    return state->st_mtimespec;
#else
    return state->st_mtim;
#endif
}

static enum ref_status status_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return REF_ERROR_FILE_MISSING;
    case EACCES:
    case EPERM:
        return REF_ERROR_FILE_PERMISSION;
    case ENOMEM:
        return REF_ERROR_MEMORY;
    default:
        return REF_ERROR_FILE_READ;
    }
}

static void close_file(struct ref_log_file *file) {
    if (file->descriptor != NOT_OPEN) {
        (void)close(file->descriptor);
        file->descriptor = NOT_OPEN;
    }
}

/* Opens what stands at the path, without waiting should it have become a pipe. The file before is
 * closed last: its number cannot come back as long as it is open. */
static enum ref_status open_file(struct ref_log_file *file, struct stat *state) {
    int descriptor = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        return status_of(errno);
    }
    if (fstat(descriptor, state) != 0 || !S_ISREG(state->st_mode)) {
        (void)close(descriptor);
        return REF_ERROR_FILE_KIND;
    }
    close_file(file);
    file->descriptor = descriptor;
    file->opened = *state;
    return REF_OK;
}

static bool is_settled(struct timespec changed) {
    struct timespec now;
    return clock_gettime(CLOCK_REALTIME, &now) == 0 &&
           now.tv_sec - changed.tv_sec > COARSEST_SECONDS;
}

static enum ref_status look(void *context, struct ref_stamp *stamp) {
    struct ref_log_file *file = context;
    struct stat state;
    if (stat(file->path, &state) != 0) {
        return status_of(errno);
    }
    if (!S_ISREG(state.st_mode)) {
        return REF_ERROR_FILE_KIND;
    }
    if (file->descriptor == NOT_OPEN || state.st_ino != file->opened.st_ino ||
        state.st_dev != file->opened.st_dev) {
        enum ref_status status = open_file(file, &state);
        if (status != REF_OK) {
            return status;
        }
    }
    struct timespec changed = changed_at(&state);
    *stamp = (struct ref_stamp){
        .device = (uint64_t)state.st_dev,
        .file = (uint64_t)state.st_ino,
        .size = (uint64_t)state.st_size,
        .seconds = changed.tv_sec,
        .nanoseconds = changed.tv_nsec,
        .settled = is_settled(changed),
    };
    return REF_OK;
}

static enum ref_status read_file(void *context, uint64_t offset, char *bytes, size_t size,
                                 size_t *got) {
    const struct ref_log_file *file = context;
    size_t sum = 0;
    while (sum < size) {
        ssize_t step = pread(file->descriptor, bytes + sum, size - sum, (off_t)(offset + sum));
        if (step < 0 && errno != EINTR) {
            return status_of(errno);
        }
        if (step == 0) {
            break;
        }
        sum += step < 0 ? 0 : (size_t)step;
    }
    *got = sum;
    return REF_OK;
}

enum ref_status ref_log_file_new(const char *path, struct ref_log_file **file) {
    struct ref_log_file *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return REF_ERROR_MEMORY;
    }
    made->path = path;
    made->descriptor = NOT_OPEN;
    *file = made;
    return REF_OK;
}

void ref_log_file_free(struct ref_log_file *file) {
    if (file != NULL) {
        close_file(file);
        free(file);
    }
}

struct ref_source ref_log_file_source(struct ref_log_file *file) {
    return (struct ref_source){.context = file, .look = look, .read = read_file};
}
