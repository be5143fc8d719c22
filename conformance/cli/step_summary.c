#include "conformance/cli/step_summary.h"

#include "conformance/report/markdown.h"
#include "conformance/write_all.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char format_name[] = "github";

static bool is_wished(const struct ng_texts *reports) {
    for (size_t i = 0; i < reports->count; i++) {
        size_t size = strcspn(reports->items[i], "=");
        if (size == strlen(format_name) && memcmp(reports->items[i], format_name, size) == 0) {
            return true;
        }
    }
    return false;
}

enum ng_status ng_step_summary_open(const struct ng_texts *reports, const char *path,
                                    const struct ng_report_options *options,
                                    struct ng_step_summary *summary, struct ng_message *message) {
    *summary = (struct ng_step_summary){.options = *options, .descriptor = -1, .path = path};
    if (path == NULL || *path == '\0' || !is_wished(reports)) {
        return NG_OK;
    }
    summary->descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
                               S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    if (summary->descriptor < 0) {
        ng_message_write(message, "GITHUB_STEP_SUMMARY: %s: %s", path, strerror(errno));
        return NG_IO;
    }
    return NG_OK;
}

/* Writes all bytes, or takes back what was written of them, where it is a file that can be cut. */
static void append(struct ng_step_summary *summary, off_t size_before,
                   const struct ng_buffer *buffer) {
    if (ng_write_all(summary->descriptor, buffer->bytes, buffer->size)) {
        return;
    }
    summary->error = errno;
    if (ftruncate(summary->descriptor, size_before) != 0) {
        return; /* a device, say: why it took no more is still what to tell */
    }
}

static void end(void *context, const struct ng_run_result *result) {
    struct ng_step_summary *summary = context;
    struct stat status;
    if (fstat(summary->descriptor, &status) != 0) {
        summary->error = errno;
        return;
    }
    size_t held = status.st_size > 0 ? (size_t)status.st_size : 0;
    if (held > NG_STEP_SUMMARY_BYTES_MAX - NG_MARKDOWN_BYTES_MIN) {
        return;
    }
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_markdown_write(result, &summary->options, NG_STEP_SUMMARY_BYTES_MAX - held, &buffer);
    if (buffer.failed) {
        summary->error = ENOMEM;
    } else {
        append(summary, status.st_size, &buffer);
    }
    ng_buffer_deinit(&buffer);
}

struct ng_listener ng_step_summary_listener(struct ng_step_summary *summary) {
    return (struct ng_listener){.context = summary, .end = summary->descriptor >= 0 ? end : NULL};
}

enum ng_status ng_step_summary_close(struct ng_step_summary *summary, struct ng_message *message) {
    if (summary->descriptor >= 0 && close(summary->descriptor) != 0 && summary->error == 0) {
        summary->error = errno;
    }
    summary->descriptor = -1;
    if (summary->error == 0) {
        return NG_OK;
    }
    ng_message_write(message, "GITHUB_STEP_SUMMARY: %s: %s", summary->path,
                     strerror(summary->error));
    return NG_IO;
}
