#include "conformance/log_file.h"

#include "conformance/equal_events.h"
#include "conformance/event_maker.h"
#include "conformance/write_all.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#define BATCH_BYTES ((size_t)64 * 1024)

struct ng_log_file ng_log_file_none(uint64_t seed) {
    return (struct ng_log_file){.descriptor = -1, .seed = seed};
}

enum ng_status ng_log_file_create(struct ng_log_file *log, const char *path) {
    ng_log_file_close(log);
    /* A new file, so that a server that still ends keeps the old one to itself. */
    if (unlink(path) != 0 && errno != ENOENT) {
        return NG_IO;
    }
    log->descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    log->made = 0;
    return log->descriptor < 0 ? NG_IO : NG_OK;
}

static bool goes_on(const struct ng_log_file *log) {
    return log->goes_on == NULL || log->goes_on(log->context);
}

enum ng_status ng_log_file_append(struct ng_log_file *log, uint64_t count) {
    char batch[BATCH_BYTES];
    while (count > 0) {
        size_t size = 0;
        while (count > 0 && size + NG_MADE_EVENT_MAX <= sizeof batch) {
            size += ng_make_event(log->seed, ng_equal_event(log->made), batch + size);
            log->made++;
            count--;
        }
        if (!ng_write_all(log->descriptor, batch, size)) {
            return NG_IO;
        }
        if (count > 0 && !goes_on(log)) {
            return NG_STOPPED;
        }
    }
    return NG_OK;
}

enum ng_status ng_log_file_copy(struct ng_log_file *log, const char *source) {
    char piece[BATCH_BYTES];
    int from = open(source, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return NG_IO;
    }
    char last = '\n';
    ssize_t size = 0;
    bool copied = true;
    bool stopped = false;
    while (copied && !stopped && (size = read(from, piece, sizeof piece)) > 0) {
        copied = ng_write_all(log->descriptor, piece, (size_t)size);
        last = piece[size - 1];
        stopped = copied && !goes_on(log);
    }
    if (stopped) {
        (void)close(from);
        return NG_STOPPED;
    }
    copied = copied && size == 0 && (last == '\n' || ng_write_all(log->descriptor, "\n", 1));
    int reason = errno;
    (void)close(from);
    errno = reason;
    return copied ? NG_OK : NG_IO;
}

void ng_log_file_close(struct ng_log_file *log) {
    if (log->descriptor >= 0) {
        (void)close(log->descriptor);
    }
    log->descriptor = -1;
}
