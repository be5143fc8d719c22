/* From lines to records. */
#include "conformance/trace/names.h"
#include "conformance/trace/parse.h"
#include "conformance/trace/replay_state.h"

#include <errno.h>
#include <string.h>

static enum ng_status say(struct ng_replay *replay, enum ng_status status, const char *what) {
    (void)snprintf(replay->message, replay->message_size, "%s:%zu: %s", replay->options.name,
                   replay->lines.number, what);
    return status;
}

static enum ng_status read_line(struct ng_replay *replay) {
    enum ng_status status = ng_lines_next(&replay->lines);
    if (status == NG_TOO_LARGE)
        return say(replay, status, "the line is longer than any that nogap writes");
    if (status == NG_IO)
        (void)snprintf(replay->message, replay->message_size, "'%s' cannot be read: %s",
                       replay->options.name, strerror(errno));
    return status;
}

enum ng_status ng_replay_next(struct ng_replay *replay) {
    struct ng_trace_error error = {.message = ""};
    if (replay->put_back) {
        replay->put_back = false;
        return NG_OK;
    }
    enum ng_status status = replay->was_cut ? NG_NOT_FOUND : read_line(replay);
    if (status == NG_NOT_FOUND)
        replay->was_cut = true;
    if (status)
        return status;
    ng_trace_record_deinit(&replay->record);
    status = ng_trace_parse(replay->lines.bytes, replay->lines.size, replay->options.spec,
                            &replay->record, &error);
    if (status == NG_MALFORMED && !replay->lines.whole) {
        replay->was_cut = true;
        return NG_NOT_FOUND;
    }
    /* NG_NOT_FOUND stands for the end of the trace here. */
    return status ? say(replay, status == NG_NOT_FOUND ? NG_MALFORMED : status, error.message)
                  : NG_OK;
}

enum ng_status ng_replay_finish(struct ng_replay *replay) {
    enum ng_status status = read_line(replay);
    if (status == NG_NOT_FOUND)
        return NG_OK;
    return status ? status
                  : say(replay, NG_MALFORMED, "expected nothing behind the end of the run");
}

enum ng_status ng_replay_unexpected(struct ng_replay *replay, const char *expected) {
    char words[NG_WORDS_MAX];
    (void)snprintf(words, sizeof words, "expected %s, found the record '%s'", expected,
                   ng_record_names.items[replay->record.kind]);
    return say(replay, NG_MALFORMED, words);
}
