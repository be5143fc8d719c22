#include "conformance/trace/names.h"

#include "conformance/profile.h"
#include "conformance/trace/record.h"

#define NAMES_OF(array)                                                                            \
    { array, sizeof(array) / sizeof *(array) }

static const char *const records[] = {
    [NG_TRACE_HEADER] = "trace",
    [NG_TRACE_CASE_BEGIN] = "case_begin",
    [NG_TRACE_NEW_JUDGE] = "new_judge",
    [NG_TRACE_EXCHANGE] = "exchange",
    [NG_TRACE_SETTLE] = "settle",
    [NG_TRACE_RESET_CHECK] = "reset_check",
    [NG_TRACE_APPENDED] = "appended",
    [NG_TRACE_NOTE] = "note",
    [NG_TRACE_CASE_END] = "case_end",
    [NG_TRACE_RESTART] = "restart",
    [NG_TRACE_END] = "end",
};
const struct ng_names ng_record_names = NAMES_OF(records);

static const char *const statuses[] = {
    [NG_OK] = "ok",
    [NG_MALFORMED] = "malformed",
    [NG_TOO_LARGE] = "too-large",
    [NG_TOO_DEEP] = "too-deep",
    [NG_NOT_FOUND] = "not-found",
    [NG_STOPPED] = "stopped",
    [NG_UNREACHABLE] = "unreachable",
    [NG_NO_MEMORY] = "no-memory",
    [NG_IO] = "io",
};
const struct ng_names ng_status_names = NAMES_OF(statuses);

static const char *const methods[] = {
    [NG_GET] = "GET",
    [NG_HEAD] = "HEAD",
    [NG_OPTIONS] = "OPTIONS",
};
const struct ng_names ng_method_names = NAMES_OF(methods);

static const char *const expectations[] = {
    [NG_EXPECT_RANGE] = "range",
    [NG_EXPECT_REFUSAL] = "refusal",
    [NG_EXPECT_RANGE_OR_REFUSAL] = "range-or-refusal",
    [NG_EXPECT_ANYTHING] = "anything",
};
const struct ng_names ng_expectation_names = NAMES_OF(expectations);

static const char *const contexts[] = {
    [NG_FRESH] = "fresh",
    [NG_CHAINED] = "chained",
    [NG_REPEATED] = "repeated",
};
const struct ng_names ng_context_names = NAMES_OF(contexts);

static const char *const transports[] = {
    [NG_TRANSPORT_OK] = "ok",
    [NG_TRANSPORT_UNREACHABLE] = "unreachable",
    [NG_TRANSPORT_TIMEOUT] = "timeout",
    [NG_TRANSPORT_CLOSED] = "closed",
    [NG_TRANSPORT_NOT_HTTP] = "not-http",
    [NG_TRANSPORT_TRUNCATED] = "truncated",
    [NG_TRANSPORT_TOO_LARGE] = "too-large",
};
const struct ng_names ng_transport_names = NAMES_OF(transports);

static const char *const cursor_forms[] = {
    [NG_CURSOR_OK] = "ok",
    [NG_CURSOR_MISSING] = "missing",
    [NG_CURSOR_REPEATED] = "repeated",
    [NG_CURSOR_MALFORMED] = "malformed",
    [NG_CURSOR_IMPLIED] = "implied",
};
const struct ng_names ng_cursor_form_names = NAMES_OF(cursor_forms);

static const char *const cursor_places[] = {
    [NG_CURSOR_IN_FIELD] = "field",
    [NG_CURSOR_IN_BODY] = "body",
    [NG_CURSOR_IN_LAST_EVENT] = "last-event",
};
const struct ng_names ng_cursor_place_names = NAMES_OF(cursor_places);

static const char *const body_forms[] = {
    [NG_BODY_NONE] = "none",       [NG_BODY_ARRAY] = "array",     [NG_BODY_NULL] = "null",
    [NG_BODY_OTHER] = "other",     [NG_BODY_INVALID] = "invalid", [NG_BODY_CUT] = "cut",
    [NG_BODY_TOO_LARGE] = "large",
};
const struct ng_names ng_body_form_names = NAMES_OF(body_forms);
