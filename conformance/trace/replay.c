#include "conformance/trace/replay.h"

#include "conformance/trace/replay_state.h"

#include <stdlib.h>
#include <string.h>

static enum ng_status read_header(struct ng_replay *replay) {
    enum ng_status status = ng_replay_next(replay);
    if (status == NG_NOT_FOUND) {
        (void)snprintf(replay->message, replay->message_size,
                       "%s: expected the first line of a trace, which 'nogap run --trace FILE' "
                       "writes; the file has no whole line",
                       replay->options.name);
        return NG_MALFORMED;
    }
    if (status)
        return status;
    if (replay->record.kind != NG_TRACE_HEADER)
        return ng_replay_unexpected(replay, "the first line of a trace");
    replay->header = replay->record;
    ng_trace_record_init(&replay->record);
    return NG_OK;
}

enum ng_status ng_replay_new(const struct ng_replay_options *options, struct ng_replay **replay,
                             char *message, size_t message_size) {
    struct ng_replay *made = calloc(1, sizeof *made);
    if (!made)
        return NG_NO_MEMORY;
    made->options = *options;
    made->message = message;
    made->message_size = message_size;
    ng_lines_init(&made->lines, options->file);
    ng_trace_record_init(&made->header);
    ng_trace_record_init(&made->record);
    enum ng_status status = read_header(made);
    const struct ng_trace_header *header = &made->header.header;
    ng_keeper_init(&made->keeper, &header->profile, header->launched);
    if (status) {
        ng_replay_free(made);
        return status;
    }
    made->info = (struct ng_run_info){.version = options->version,
                                      .url = header->target,
                                      .profile = header->profile.name,
                                      .seed = header->seed,
                                      .strict = header->strict || options->strict,
                                      .case_count = header->case_count,
                                      .header_names = header->header_names,
                                      .header_count = header->header_count,
                                      .waivers = options->waivers,
                                      .waiver_count = options->waiver_count};
    *replay = made;
    return NG_OK;
}

void ng_replay_free(struct ng_replay *replay) {
    if (!replay)
        return;
    ng_judge_free(replay->judge);
    ng_keeper_deinit(&replay->keeper);
    ng_trace_record_deinit(&replay->record);
    ng_trace_record_deinit(&replay->header);
    ng_lines_deinit(&replay->lines);
    free(replay);
}

bool ng_replay_was_cut(const struct ng_replay *replay, size_t *line) {
    *line = replay->lines.number;
    return replay->was_cut;
}

/* As run.c holds a case. */
static enum ng_status hold_case(struct ng_replay *replay, const struct ng_case *test_case,
                                const struct ng_listener *listener, struct ng_run_result *result) {
    struct ng_case_result *item = &result->cases[result->case_count++];
    *item = (struct ng_case_result){.test_case = test_case};
    ng_findings_init(&item->findings);
    if (replay->conclusion.reason[0]) {
        ng_conclude_unheld(&replay->conclusion, item);
    } else {
        enum ng_status status = ng_replay_case(replay, test_case, item);
        if (status)
            return status;
        result->requests += item->requests;
    }
    bool is_void = replay->conclusion.reset && !result->restarted;
    if (!is_void && listener->case_end)
        listener->case_end(listener->context, item);
    return NG_OK;
}

/* As run.c passes through the cases. */
static enum ng_status pass_through(struct ng_replay *replay, const struct ng_listener *listener,
                                   struct ng_run_result *result) {
    const struct ng_trace_header *header = &replay->header.header;
    enum ng_status status = NG_OK;
    replay->conclusion = (struct ng_conclusion){0};
    for (size_t i = 0; !status && i < header->case_count; i++) {
        status = hold_case(replay, header->cases[i], listener, result);
        if (replay->conclusion.reset && !result->restarted)
            break;
    }
    if (replay->judge)
        result->events = ng_judge_count(replay->judge);
    return status;
}

static enum ng_status begin_again(struct ng_replay *replay, const struct ng_listener *listener,
                                  struct ng_run_result *result) {
    enum ng_status status = ng_replay_next(replay);
    if (!status && replay->record.kind != NG_TRACE_RESTART)
        return ng_replay_unexpected(replay, "the restart after a reset");
    if (status && status != NG_NOT_FOUND)
        return status;
    result->restarted = true;
    if (listener->restart)
        listener->restart(listener->context, replay->conclusion.reason);
    for (size_t i = 0; i < result->case_count; i++)
        ng_case_result_deinit(&result->cases[i]);
    result->case_count = 0;
    return pass_through(replay, listener, result);
}

/* Reads the last line. Where there is none, the verdict cannot be that all is well. */
static enum ng_status read_end(struct ng_replay *replay, struct ng_run_result *result) {
    enum ng_status status = ng_replay_next(replay);
    if (!status && replay->record.kind != NG_TRACE_END)
        return ng_replay_unexpected(replay, "the end of the run");
    if (!status) {
        result->seconds = replay->record.seconds;
        result->bytes = replay->record.bytes;
        return ng_replay_finish(replay);
    }
    if (status == NG_NOT_FOUND && result->outcome == NG_CONFORMANT) {
        result->outcome = NG_RUN_INCONCLUSIVE;
        (void)snprintf(result->reason, sizeof result->reason, "%s", ng_replay_cut_reason);
    }
    return status == NG_NOT_FOUND ? NG_OK : status;
}

/* Whether the run could not even begin: its server did not start, or was not waited for. */
static enum ng_status find_no_start(struct ng_replay *replay, struct ng_run_result *result,
                                    bool *no_start) {
    enum ng_status status = ng_replay_next(replay);
    if (status)
        return status == NG_NOT_FOUND ? NG_OK : status;
    replay->put_back = true;
    *no_start = replay->record.kind == NG_TRACE_END && replay->record.reason[0];
    if (*no_start) {
        result->outcome = replay->record.interrupted ? NG_RUN_INCONCLUSIVE : NG_RUN_UNREACHABLE;
        memcpy(result->reason, replay->record.reason, sizeof result->reason);
    }
    return NG_OK;
}

static enum ng_status judge_again(struct ng_replay *replay, const struct ng_listener *listener,
                                  struct ng_run_result *result) {
    bool no_start = false;
    enum ng_status status = find_no_start(replay, result, &no_start);
    if (!status && !no_start) {
        status = pass_through(replay, listener, result);
        if (!status && replay->conclusion.reset)
            status = begin_again(replay, listener, result);
        if (!status)
            ng_conclude_run(replay->options.spec, &replay->conclusion, result);
    }
    return status ? status : read_end(replay, result);
}

enum ng_status ng_replay_hold(struct ng_replay *replay, const struct ng_listener *listener,
                              struct ng_run_result *result, char *message, size_t message_size) {
    struct ng_run_result made = {.info = &replay->info};
    replay->message = message;
    replay->message_size = message_size;
    made.cases = calloc(replay->info.case_count + 1, sizeof *made.cases);
    if (!made.cases)
        return NG_NO_MEMORY;
    if (listener->begin)
        listener->begin(listener->context, &replay->info);
    enum ng_status status = judge_again(replay, listener, &made);
    if (status) {
        ng_run_result_deinit(&made);
        return status;
    }
    if (listener->end)
        listener->end(listener->context, &made);
    *result = made;
    return NG_OK;
}
