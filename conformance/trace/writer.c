#include "conformance/trace/writer.h"

#include "conformance/trace/emit.h"
#include "conformance/trace/names.h"
#include "conformance/trace/record.h"
#include "conformance/trace/write_exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ng_trace_writer {
    struct ng_emitter emitter;
    char *path;
};

static struct ng_emitter *begin(void *context, enum ng_trace_kind kind) {
    struct ng_trace_writer *writer = context;
    ng_emit_open(&writer->emitter, NULL, '{');
    ng_emit_text(&writer->emitter, "record", ng_record_names.items[kind]);
    return &writer->emitter;
}

static void end_line(struct ng_emitter *emitter) {
    ng_emit_close(emitter, '}');
    ng_emit_line_end(emitter);
}

/* The members by which answers are judged and read; never the values of fields. */
static void emit_profile(struct ng_emitter *emitter, const struct ng_profile *profile) {
    ng_emit_open(emitter, "profile", '{');
    ng_emit_text(emitter, "name", profile->name);
    ng_emit_text(emitter, "since", profile->since);
    ng_emit_text(emitter, "limit", profile->limit);
    ng_emit_text(emitter, "fixed_query", profile->fixed_query);
    ng_emit_text(emitter, "events_pointer", profile->events_pointer);
    ng_emit_text(emitter, "cursor_place", ng_cursor_place_names.items[profile->cursor_place]);
    ng_emit_text(emitter, "cursor_name", profile->cursor_name);
    ng_emit_flag(emitter, "cursor_names_last", profile->cursor_names_last);
    ng_emit_count(emitter, "first_index", profile->first_index);
    ng_emit_flag(emitter, "past_end_echo", profile->past_end_echo);
    ng_emit_open(emitter, "refusal_statuses", '[');
    for (size_t i = 0; i < profile->refusal_status_count; i++)
        ng_emit_number(emitter, NULL, profile->refusal_statuses[i]);
    ng_emit_close(emitter, ']');
    ng_emit_close(emitter, '}');
}

static void write_header(struct ng_trace_writer *writer, const struct ng_run_options *options) {
    const struct ng_run_info *info = &options->info;
    struct ng_emitter *emitter = begin(writer, NG_TRACE_HEADER);
    ng_emit_number(emitter, "format", NG_TRACE_VERSION);
    ng_emit_text(emitter, "nogap", info->version);
    ng_emit_text(emitter, "target", info->url);
    emit_profile(emitter, options->profile);
    ng_emit_count(emitter, "seed", info->seed);
    ng_emit_flag(emitter, "strict", info->strict);
    ng_emit_flag(emitter, "launched", options->launched);
    ng_emit_open(emitter, "cases", '[');
    for (size_t i = 0; i < info->case_count; i++)
        ng_emit_text(emitter, NULL, options->cases[i]->id);
    ng_emit_close(emitter, ']');
    ng_emit_open(emitter, "header_names", '[');
    for (size_t i = 0; i < info->header_count; i++)
        ng_emit_text(emitter, NULL, info->header_names[i]);
    ng_emit_close(emitter, ']');
    end_line(emitter);
}

static void case_begin(void *context, const struct ng_case *test_case) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_CASE_BEGIN);
    ng_emit_text(emitter, "case", test_case->id);
    end_line(emitter);
}

static void new_judge(void *context) {
    end_line(begin(context, NG_TRACE_NEW_JUDGE));
}

static void exchange_line(void *context, const struct ng_exchange *exchange) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_EXCHANGE);
    ng_emit_exchange(emitter, exchange);
    end_line(emitter);
}

static void settle(void *context) {
    end_line(begin(context, NG_TRACE_SETTLE));
}

static void reset_check(void *context, const struct ng_exchange *prefix,
                        const struct ng_exchange *tail) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_RESET_CHECK);
    ng_emit_open(emitter, "prefix", '{');
    ng_emit_exchange(emitter, prefix);
    ng_emit_close(emitter, '}');
    ng_emit_open(emitter, "tail", '{');
    ng_emit_exchange(emitter, tail);
    ng_emit_close(emitter, '}');
    end_line(emitter);
}

static void appended(void *context, uint64_t before, uint64_t after, uint64_t count) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_APPENDED);
    ng_emit_count(emitter, "before", before);
    ng_emit_count(emitter, "after", after);
    ng_emit_count(emitter, "count", count);
    end_line(emitter);
}

static void note(void *context, const struct ng_ask *ask, const struct ng_finding *finding) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_NOTE);
    ng_emit_open(emitter, "ask", '{');
    ng_emit_ask(emitter, ask);
    ng_emit_close(emitter, '}');
    ng_emit_text(emitter, "kind", ng_finding_kind_name(finding->kind));
    ng_emit_text(emitter, "clause", finding->clause);
    ng_emit_words(emitter, "says", finding->says);
    ng_emit_words(emitter, "expected", finding->expected);
    ng_emit_words(emitter, "received", finding->received);
    end_line(emitter);
}

static void case_end(void *context, const struct ng_case *test_case, enum ng_status status,
                     const struct ng_session_result *result, double seconds) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_CASE_END);
    ng_emit_text(emitter, "case", test_case->id);
    ng_emit_text(emitter, "status", ng_status_names.items[status]);
    ng_emit_flag(emitter, "exercised", result->exercised);
    ng_emit_flag(emitter, "reset", result->reset);
    ng_emit_flag(emitter, "unreachable", result->unreachable);
    ng_emit_flag(emitter, "ends_run", result->ends_run);
    ng_emit_flag(emitter, "no_endpoint", result->no_endpoint);
    ng_emit_words(emitter, "lacks", result->lacks);
    ng_emit_words(emitter, "stopped", result->stopped);
    ng_emit_words(emitter, "again", result->again);
    ng_emit_words(emitter, "remark", result->remark);
    ng_emit_count(emitter, "requests", result->requests);
    ng_emit_seconds(emitter, seconds);
    end_line(emitter);
}

static void restart(void *context, const char *reason) {
    struct ng_emitter *emitter = begin(context, NG_TRACE_RESTART);
    ng_emit_words(emitter, "reason", reason);
    end_line(emitter);
}

static void end(void *context, const struct ng_run_result *result) {
    bool begun = result->case_count > 0;
    struct ng_emitter *emitter = begin(context, NG_TRACE_END);
    ng_emit_words(emitter, "reason", begun ? "" : result->reason);
    ng_emit_flag(emitter, "interrupted", !begun && result->outcome == NG_RUN_INCONCLUSIVE);
    ng_emit_count(emitter, "bytes", result->bytes);
    ng_emit_seconds(emitter, result->seconds);
    /* For people; judging again counts these itself. */
    ng_emit_count(emitter, "events", result->events);
    ng_emit_count(emitter, "requests", result->requests);
    end_line(emitter);
}

enum ng_status ng_trace_create(const char *path, const struct ng_run_options *options,
                               struct ng_trace_writer **writer, char *message,
                               size_t message_size) {
    struct ng_trace_writer *made = calloc(1, sizeof *made);
    if (made)
        made->path = strdup(path);
    if (!made || !made->path) {
        (void)snprintf(message, message_size, "--trace: out of memory");
        free(made);
        return NG_NO_MEMORY;
    }
    made->emitter.file = fopen(path, "w");
    if (!made->emitter.file) {
        (void)snprintf(message, message_size, "--trace: '%s' cannot be written: %s", path,
                       strerror(errno));
        free(made->path);
        free(made);
        return NG_IO;
    }
    write_header(made, options);
    *writer = made;
    return NG_OK;
}

struct ng_recorder ng_trace_recorder(struct ng_trace_writer *writer) {
    return (struct ng_recorder){
        .context = writer,
        .case_begin = case_begin,
        .new_judge = new_judge,
        .exchange = exchange_line,
        .settle = settle,
        .reset_check = reset_check,
        .appended = appended,
        .note = note,
        .case_end = case_end,
        .restart = restart,
        .end = end,
    };
}

enum ng_status ng_trace_close(struct ng_trace_writer *writer, char *message, size_t message_size) {
    if (!writer)
        return NG_OK;
    int problem = writer->emitter.problem;
    if (fclose(writer->emitter.file) && !problem)
        problem = errno;
    if (problem)
        (void)snprintf(message, message_size, "--trace: '%s' is not whole: %s", writer->path,
                       strerror(problem));
    free(writer->path);
    free(writer);
    return problem ? NG_IO : NG_OK;
}
