#include "fuzz/log_text.h"

#include <string.h>

static enum ref_status look(void *context, struct ref_stamp *stamp) {
    const struct fuzz_log_text *text = context;
    if (text->look_status == REF_OK) {
        *stamp = text->stamp;
    }
    return text->look_status;
}

static enum ref_status read_text(void *context, uint64_t offset, char *bytes, size_t size,
                                 size_t *got) {
    const struct fuzz_log_text *text = context;
    if (text->read_status != REF_OK) {
        return text->read_status;
    }
    size_t left = offset < text->size ? text->size - (size_t)offset : 0;
    *got = left < size ? left : size;
    if (*got > 0) {
        memcpy(bytes, text->bytes + offset, *got);
    }
    return REF_OK;
}

void fuzz_log_text_init(struct fuzz_log_text *text) {
    text->size = 0;
    text->stamp = (struct ref_stamp){.settled = true};
    text->look_status = REF_OK;
    text->read_status = REF_OK;
}

struct ref_source fuzz_log_text_source(struct fuzz_log_text *text) {
    return (struct ref_source){text, look, read_text};
}

void fuzz_log_text_touch(struct fuzz_log_text *text) {
    text->stamp.size = text->size;
    text->stamp.nanoseconds++;
}

void fuzz_log_text_append(struct fuzz_log_text *text, struct fuzz_text more) {
    size_t room = FUZZ_LOG_TEXT_SIZE - text->size;
    size_t size = more.size < room ? more.size : room;
    if (size > 0) {
        memcpy(text->bytes + text->size, more.data, size);
    }
    text->size += size;
    fuzz_log_text_touch(text);
}

void fuzz_log_text_truncate(struct fuzz_log_text *text, size_t size) {
    text->size = size < text->size ? size : text->size;
    text->stamp.seconds++;
    text->stamp.nanoseconds = 0;
    fuzz_log_text_touch(text);
}

void fuzz_log_text_rotate(struct fuzz_log_text *text, bool is_other_device) {
    text->size = 0;
    text->stamp.device += is_other_device;
    text->stamp.file += !is_other_device;
    fuzz_log_text_touch(text);
}
