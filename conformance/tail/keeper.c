#include "conformance/tail/keeper.h"

#include "conformance/tail/file.h"

#include <stdio.h>
#include <string.h>

static enum ng_status write_record(const struct ng_keeper *keeper, const struct ng_follow *follow,
                                   char *message, size_t message_size) {
    struct ng_tail_record record = {
        .url = keeper->options->url,
        .profile = keeper->options->profile,
        .cursor = follow->cursor,
        .last_count = follow->last_count,
        .output = keeper->output.path,
        .bytes = keeper->output.bytes,
    };
    memcpy(record.last, follow->last, sizeof record.last);
    return ng_cursor_file_replace(&keeper->cursor_file, &record, message, message_size);
}

/* Why a record is not one of what the options name, or NULL. */
static const char *problem_of(const struct ng_keeper_options *options,
                              const struct ng_tail_record *record) {
    if (strcmp(record->url, options->url) != 0) {
        return "is that of another URL";
    }
    if (strcmp(record->profile, options->profile) != 0) {
        return "was written with another --profile";
    }
    if (record->output == NULL && options->output != NULL) {
        return "was written without --output: the events below its cursor went to stdout";
    }
    if (record->output != NULL && options->output == NULL) {
        return "was written with --output: the events below its cursor went to a file";
    }
    return NULL;
}

/* Goes on where the record is. */
static void take_up(const struct ng_tail_record *record, struct ng_follow *follow) {
    size_t count = record->last_count < follow->overlap ? record->last_count : follow->overlap;
    if (count > 0) {
        memcpy(follow->last, record->last + record->last_count - count,
               count * sizeof follow->last[0]);
    }
    follow->last_count = count;
    follow->cursor = record->cursor;
}

static enum ng_status open_output(struct ng_keeper *keeper, enum ng_tail_output_start start,
                                  const struct ng_tail_record *record, char *message,
                                  size_t message_size) {
    if (keeper->options->output == NULL) {
        ng_tail_output_stdout(&keeper->output, keeper->options->patience);
        return NG_OK;
    }
    const struct ng_tail_output_wish wish = {
        .path = keeper->options->output,
        .start = start,
        .recorded_path = record->output,
        .recorded_bytes = record->bytes,
        .patience = keeper->options->patience,
    };
    return ng_tail_output_open(&keeper->output, &wish, message, message_size);
}

static enum ng_status open_recorded(struct ng_keeper *keeper, const struct ng_tail_record *record,
                                    struct ng_follow *follow, char *message, size_t message_size) {
    const char *problem = problem_of(keeper->options, record);
    if (problem != NULL) {
        (void)snprintf(message, message_size, "%s %s; each needs a cursor file of its own",
                       keeper->options->cursor_file, problem);
        return NG_MALFORMED;
    }
    take_up(record, follow);
    return open_output(keeper, NG_TAIL_CUT, record, message, message_size);
}

/* Makes both files. Their names must last from here on: without one of them, the events in the
   other could not be told from those that are missing. */
static enum ng_status begin_anew(struct ng_keeper *keeper, const struct ng_follow *follow,
                                 char *message, size_t message_size) {
    static const struct ng_tail_record none = {.url = NULL};
    enum ng_status status = open_output(keeper, NG_TAIL_NEW, &none, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    if (ng_cursor_file_has(&keeper->cursor_file, keeper->output.file)) {
        (void)snprintf(message, message_size,
                       "%s belongs to the cursor file %s; --output needs a file of its own",
                       keeper->output.path, keeper->options->cursor_file);
        /* There was no cursor file: opening the output has just made it. */
        ng_cursor_file_remove(&keeper->cursor_file);
        return NG_MALFORMED;
    }
    status = write_record(keeper, follow, message, message_size);
    if (status == NG_OK) {
        ng_tail_file_keep_name(keeper->options->cursor_file);
        if (keeper->output.path != NULL) {
            ng_tail_file_keep_name(keeper->output.path);
        }
    }
    return status;
}

static enum ng_status open_with_cursor(struct ng_keeper *keeper, struct ng_follow *follow,
                                       char *message, size_t message_size) {
    struct ng_tail_record record = {.url = NULL};
    enum ng_status status = ng_cursor_file_open(&keeper->cursor_file, keeper->options->cursor_file,
                                                message, message_size);
    if (status != NG_OK) {
        return status;
    }
    status = ng_cursor_file_read(&keeper->cursor_file, &record, message, message_size);
    if (status == NG_OK) {
        status = open_recorded(keeper, &record, follow, message, message_size);
        ng_tail_record_deinit(&record);
    } else if (status == NG_NOT_FOUND) {
        status = begin_anew(keeper, follow, message, message_size);
    }
    return status;
}

enum ng_status ng_keeper_open(struct ng_keeper *keeper, const struct ng_keeper_options *options,
                              struct ng_follow *follow, char *message, size_t message_size) {
    static const struct ng_tail_record none = {.url = NULL};
    struct ng_keeper made = {
        .options = options, .cursor_file = {.lock = -1}, .output = {.file = -1}};
    enum ng_status status = options->cursor_file != NULL
                                ? open_with_cursor(&made, follow, message, message_size)
                                : open_output(&made, NG_TAIL_EMPTY, &none, message, message_size);
    if (status != NG_OK) {
        ng_keeper_close(&made);
        return status;
    }
    *keeper = made;
    return NG_OK;
}

enum ng_status ng_keeper_hand_out(struct ng_keeper *keeper, const struct ng_tail_page *page,
                                  const struct ng_follow *after, char *message,
                                  size_t message_size) {
    enum ng_status status =
        ng_tail_output_write(&keeper->output, page->bytes, page->size, message, message_size);
    if (status == NG_OK && keeper->options->cursor_file != NULL) {
        status = write_record(keeper, after, message, message_size);
    }
    return status;
}

void ng_keeper_close(struct ng_keeper *keeper) {
    ng_tail_output_close(&keeper->output);
    ng_cursor_file_close(&keeper->cursor_file);
}
