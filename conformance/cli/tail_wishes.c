#include "conformance/cli/tail_wishes.h"

#include "conformance/tail/follow.h"

#include <string.h>

static enum ng_status settle_waits(struct ng_tail_wishes *wishes, const bool *seen,
                                   struct ng_message *message) {
    if (wishes->interval <= wishes->interval_max) {
        return NG_OK;
    }
    if (seen[NG_OPTION_INTERVAL] && seen[NG_OPTION_INTERVAL_MAX]) {
        ng_message_write(message, "--interval is longer than --interval-max");
        return NG_MALFORMED;
    }
    if (seen[NG_OPTION_INTERVAL]) {
        wishes->interval_max = wishes->interval;
    } else {
        wishes->interval = wishes->interval_max;
    }
    return NG_OK;
}

static bool is_empty(const char *name) {
    return name != NULL && *name == '\0';
}

static enum ng_status check_files(const struct ng_tail_wishes *wishes, struct ng_message *message) {
    if (is_empty(wishes->output) || is_empty(wishes->cursor_file)) {
        ng_message_write(message, "%s: expected the name of a file, not ''",
                         is_empty(wishes->output) ? "--output" : "--cursor-file");
        return NG_MALFORMED;
    }
    if (wishes->output != NULL && wishes->cursor_file != NULL &&
        strcmp(wishes->output, wishes->cursor_file) == 0) {
        ng_message_write(message, "--output and --cursor-file name the same file");
        return NG_MALFORMED;
    }
    return NG_OK;
}

enum ng_status ng_tail_wishes_settle(struct ng_options *options, const bool *seen,
                                     struct ng_message *message) {
    struct ng_tail_wishes *wishes = &options->tail;
    if (wishes->overlap > NG_TAIL_OVERLAP_MAX) {
        ng_message_write(message, "--overlap: expected %zu events at most", NG_TAIL_OVERLAP_MAX);
        return NG_MALFORMED;
    }
    if (check_files(wishes, message) != NG_OK) {
        return NG_MALFORMED;
    }
    if (!seen[NG_OPTION_DEADLINE]) {
        options->deadline = 0;
    }
    return settle_waits(wishes, seen, message);
}
