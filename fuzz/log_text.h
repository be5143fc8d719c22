/* A source of a log in memory: text that a harness appends to, cuts, replaces and makes fail. */
#ifndef FUZZ_LOG_TEXT_H
#define FUZZ_LOG_TEXT_H

#include "fuzz/data_producer.h"
#include "reference/log_source.h"

/* The text ends here: what is appended beyond it is left out. */
#define FUZZ_LOG_TEXT_SIZE 8192

/* `stamp.size` is what a look says; `size` is what can be read, which differs when the text changes
 * right behind a look. */
struct fuzz_log_text {
    size_t size;
    struct ref_stamp stamp;
    enum ref_status look_status;
    enum ref_status read_status;
    char bytes[FUZZ_LOG_TEXT_SIZE];
};

/* Makes the text empty, as a file that settled. */
void fuzz_log_text_init(struct fuzz_log_text *text);

/* Returns it as a source; the text is its context. */
struct ref_source fuzz_log_text_source(struct fuzz_log_text *text);

void fuzz_log_text_append(struct fuzz_log_text *text, struct fuzz_text more);

/* Leaves the first `size` bytes, all of them when there are fewer, in a later second. */
void fuzz_log_text_truncate(struct fuzz_log_text *text, size_t size);

/* Puts an empty file in its place: one with another number, or one of the same number on another
 * device. */
void fuzz_log_text_rotate(struct fuzz_log_text *text, bool is_other_device);

/* Says that something changed, without a change. */
void fuzz_log_text_touch(struct fuzz_log_text *text);

#endif
