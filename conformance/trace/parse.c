#include "conformance/trace/parse.h"

#include "conformance/trace/members.h"

#include <stdio.h>
#include <string.h>

static void parse_kind(struct ng_members *members, enum ng_finding_kind *kind) {
    const char *text = ng_take_text(members, "kind", NG_REQUIRED);
    if (!text)
        return;
    for (int i = 0; i <= (int)NG_FINDING_OTHER; i++) {
        if (strcmp(ng_finding_kind_name((enum ng_finding_kind)i), text) == 0) {
            *kind = (enum ng_finding_kind)i;
            return;
        }
    }
    ng_parse_fail(members->parsing, NG_MALFORMED,
                  "'kind' of the note: expected the name of a kind of finding, such as field");
}

static void parse_note(struct ng_members *members, struct ng_trace_record *record) {
    struct ng_finding *found = &record->found;
    struct ng_members ask = ng_take_object(members, "ask");
    ng_parse_ask(&ask, &record->exchange.ask);
    ng_members_end(&ask);
    parse_kind(members, &found->kind);
    found->clause = ng_take_clause(members, "clause", NG_REQUIRED);
    ng_take_words(members, "says", found->says, sizeof found->says);
    ng_take_words(members, "expected", found->expected, sizeof found->expected);
    ng_take_words(members, "received", found->received, sizeof found->received);
}

static void parse_reset_check(struct ng_members *members, struct ng_trace_record *record) {
    struct ng_members prefix = ng_take_object(members, "prefix");
    ng_parse_exchange(&prefix, &record->exchange);
    ng_members_end(&prefix);
    struct ng_members tail = ng_take_object(members, "tail");
    ng_parse_exchange(&tail, &record->tail);
    ng_members_end(&tail);
}

static void parse_case_end(struct ng_members *members, struct ng_trace_record *record) {
    struct ng_session_result *session = &record->session;
    record->test_case = ng_take_case(members);
    record->status = (enum ng_status)ng_take_name(members, "status", &ng_status_names, NG_REQUIRED);
    session->exercised = ng_take_flag(members, "exercised");
    session->reset = ng_take_flag(members, "reset");
    session->unreachable = ng_take_flag(members, "unreachable");
    session->ends_run = ng_take_flag(members, "ends_run");
    session->no_endpoint = ng_take_flag(members, "no_endpoint");
    ng_take_words(members, "lacks", session->lacks, sizeof session->lacks);
    ng_take_words(members, "stopped", session->stopped, sizeof session->stopped);
    ng_take_words(members, "again", session->again, sizeof session->again);
    ng_take_words(members, "remark", session->remark, sizeof session->remark);
    session->requests = ng_take_count(members, "requests", NG_REQUIRED);
    record->seconds = ng_take_seconds(members);
}

static void parse_end(struct ng_members *members, struct ng_trace_record *record) {
    ng_take_words(members, "reason", record->reason, sizeof record->reason);
    record->interrupted = ng_take_flag(members, "interrupted");
    record->bytes = ng_take_count(members, "bytes", NG_REQUIRED);
    record->seconds = ng_take_seconds(members);
    (void)ng_take_count(members, "events", NG_REQUIRED);
    (void)ng_take_count(members, "requests", NG_REQUIRED);
}

static void parse_record(struct ng_members *members, struct ng_trace_record *record) {
    record->kind =
        (enum ng_trace_kind)ng_take_name(members, "record", &ng_record_names, NG_REQUIRED);
    members->what = ng_record_names.items[record->kind];
    switch (record->kind) {
    case NG_TRACE_HEADER:
        ng_parse_header(members, &record->header);
        break;
    case NG_TRACE_CASE_BEGIN:
        record->test_case = ng_take_case(members);
        break;
    case NG_TRACE_EXCHANGE:
        ng_parse_exchange(members, &record->exchange);
        break;
    case NG_TRACE_RESET_CHECK:
        parse_reset_check(members, record);
        break;
    case NG_TRACE_APPENDED:
        record->before = ng_take_count(members, "before", NG_REQUIRED);
        record->after = ng_take_count(members, "after", NG_REQUIRED);
        record->count = ng_take_count(members, "count", NG_REQUIRED);
        break;
    case NG_TRACE_NOTE:
        parse_note(members, record);
        break;
    case NG_TRACE_CASE_END:
        parse_case_end(members, record);
        break;
    case NG_TRACE_RESTART:
        ng_take_words(members, "reason", record->reason, sizeof record->reason);
        break;
    case NG_TRACE_END:
        parse_end(members, record);
        break;
    case NG_TRACE_NEW_JUDGE:
    case NG_TRACE_SETTLE:
        break;
    }
    ng_members_end(members);
}

/* Only printable ASCII, so that no string holds bytes that \u00HH should have stood for; and no
   \u0000, which would end a string early. */
static void check_bytes(struct ng_parsing *parsing, const char *line, size_t size) {
    bool escapes = false;
    for (size_t i = 0; i < size; i++) {
        if (line[i] < 0x20 || line[i] > 0x7E) {
            ng_parse_fail(parsing, NG_MALFORMED, "byte %zu: expected printable ASCII only", i + 1);
            return;
        }
        if (escapes && strncmp(line + i, "u0000", 5) == 0) {
            ng_parse_fail(parsing, NG_MALFORMED, "byte %zu: \\u0000 stands for no byte of a trace",
                          i);
            return;
        }
        escapes = line[i] == '\\' && !escapes;
    }
}

static cJSON *parse_tree(struct ng_parsing *parsing, const char *line, size_t size) {
    const char *end = line;
    check_bytes(parsing, line, size);
    if (parsing->status)
        return NULL;
    cJSON *tree = cJSON_ParseWithOpts(line, &end, true);
    if (!tree)
        ng_parse_fail(parsing, NG_MALFORMED, "byte %zu: expected one whole JSON object",
                      (size_t)(end - line) + 1);
    else if (!cJSON_IsObject(tree))
        ng_parse_fail(parsing, NG_MALFORMED, "expected a JSON object");
    return tree;
}

enum ng_status ng_trace_parse(const char *line, size_t size, const struct ng_spec *spec,
                              struct ng_trace_record *record, struct ng_trace_error *error) {
    struct ng_parsing parsing = {.spec = spec, .error = error};
    struct ng_trace_record made;
    ng_trace_record_init(&made);
    if (size > NG_TRACE_LINE_BYTES_MAX)
        ng_parse_fail(&parsing, NG_TOO_LARGE, "the line is longer than %zu bytes",
                      NG_TRACE_LINE_BYTES_MAX);
    else
        made.storage = parse_tree(&parsing, line, size);
    struct ng_members members = {
        .parsing = &parsing, .object = made.storage, .what = "line of a trace"};
    if (!parsing.status)
        parse_record(&members, &made);
    if (parsing.status)
        ng_trace_record_deinit(&made);
    else
        *record = made;
    return parsing.status;
}
