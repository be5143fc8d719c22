/* Queries that no client sends: malformed, odd, huge. */
#include "conformance/cases/hostile.h"
#include "conformance/cases/list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ROWS(table) table, sizeof(table) / sizeof *(table)

/* Behind `%2` and `%3` stand the bytes beside the hexadecimal digits, which a decoder that is one
 * off takes, and so makes a digit of the whole. */
static enum ng_status bad_escapes(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {.since = "%zz", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "1%", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%4", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%u0031", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%3z", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%2g", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%2G", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%3@", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.limit = "%gg", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-2"},
        {.limit = "1%", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-2"},
        {.before = "nogap_probe=%zz&", .clause = "transport-2"},
        {.before = "nogap_probe=%&", .clause = "transport-2"},
        {.before = "%=%u&", .clause = "transport-2"},
        {.after = "&nogap_probe=%c0%af", .clause = "transport-2"},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_bad_escapes = {
    .id = "bad-escapes",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "percent signs that encode nothing are refused, or mean nothing",
    .why =
        "decoders throw at them, and an error that nobody catches is a 500 or the end of a worker",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"reject-1", "reject-2", "transport-2", "transport-3"},
    .run = bad_escapes,
};

static enum ng_status odd_bytes(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {.since = "1%00", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%001", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "1%01", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%7f1", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "%ff%fe1", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "1{byte 00}", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "{byte 02}1", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "{byte e9}1", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.limit = "1%00", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-2"},
        {.limit = "1%f0%9f%98%80", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-2"},
        {.before = "nogap_probe=%00&", .clause = "transport-2"},
        {.before = "%00=%ff%fe%c3%28&", .clause = "transport-2"},
        {.before = "nogap_probe={byte 00}&", .clause = "transport-2"},
        {.before = "nogap_probe={byte 01}{byte 1f}{byte 7f}&", .clause = "transport-2"},
        {.before = "nogap_probe={byte 09}&", .clause = "transport-2"},
        {.before = "nogap_probe={byte c3}{byte 28}{byte fe}&", .clause = "transport-2"},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_odd_bytes = {
    .id = "odd-bytes",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "NUL, control bytes and bytes that are no UTF-8, encoded or as they are, hide nothing",
    .why = "a string that ends at a NUL reads since=1%00x as 1, and drops the rest of a query",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"reject-1", "reject-2", "transport-2", "transport-3"},
    .run = odd_bytes,
};

static enum ng_status huge_queries(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {.before = "nogap_probe={8192 times a}&",
         .clause = "transport-1",
         .silence = "transport-1"},
        {.before = "nogap_probe={70000 times a}&",
         .clause = "transport-1",
         .silence = "transport-1"},
        {.before = "nogap_probe={1048576 times a}&",
         .clause = "transport-1",
         .silence = "transport-1"},
        {.after = "&{70000 times %41}", .clause = "transport-1", .silence = "transport-1"},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_huge_queries = {
    .id = "huge-queries",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "queries of 8 KB, 70 KB and 1 MB are answered rightly, refused, or end in a closed "
            "connection",
    .why = "a buffer that is cut loses the parameters behind it",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-1", "transport-3"},
    .run = huge_queries,
};

static enum ng_status many_parameters(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {.before = "{1500 times a=1&}", .clause = "param-5", .silence = "transport-1"},
        {.before = "{1500 times &}", .clause = "param-5", .silence = "transport-1"},
        {.before = "{10000 times a=1&}", .clause = "param-5", .silence = "transport-1"},
        {.after = "{10000 times &b}", .clause = "param-5", .silence = "transport-1"},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_many_parameters = {
    .id = "many-parameters",
    .class_id = NG_CLASS_HOSTILE,
    .asks =
        "a since behind 1,500 or 10,000 other parameters still counts, or the request is refused",
    .why = "parsers that stop at 1,000 parameters drop the rest in silence: a full dump",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"param-5", "transport-1", "transport-3"},
    .run = many_parameters,
};

/* One parameter whose name only begins as that of the contract, and a page from the start. */
static enum ng_status ask_array(struct ng_session *session, const char *array, bool *again) {
    static const struct ng_hostile row = {.clause = "param-5"};
    const char *name = ng_session_profile(session)->since;
    char before[128];
    int size = snprintf(before, sizeof before, "%s%s&", name, array);
    if (size < 0 || (size_t)size >= sizeof before) {
        ng_session_lacks(session, "the profile's name for since is too long");
        return NG_NOT_FOUND;
    }
    const struct ng_ask ask =
        ng_hostile_ask(&row, &(struct ng_reading){.limit = 2, .has_limit = true});
    const struct ng_raw_request request = {.pattern = NG_HOSTILE_GET,
                                           .words = {.before = before, .limit = "2"},
                                           .asks = &ask,
                                           .ask_count = 1};
    return ng_session_raw(session, &request, again);
}

static enum ng_status deep_arrays(struct ng_session *session) {
    static const char *const arrays[] = {"[a][b]=1",  "[]=1",
                                         "[0]=1",     "%5B%5D=1",
                                         "[=1",       "[__proto__][constructor]=1",
                                         ".length=1", "{300 times [a]}=1"};
    bool again = ng_session_has(session, 3);
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && again && i < sizeof arrays / sizeof *arrays; i++)
        status = ask_array(session, arrays[i], &again);
    return status == NG_NOT_FOUND ? NG_OK : status;
}

const struct ng_case ng_case_deep_arrays = {
    .id = "deep-arrays",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "since[a][b]=1, since[]=1 and the like are no since",
    .why =
        "parsers that build arrays and objects from names hand a handler what it does not expect",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"param-5", "transport-2", "transport-3"},
    .run = deep_arrays,
};

static enum ng_status injected_fields(struct ng_session *session) {
#define LINE "%0d%0a" NG_INJECTED_FIELD ":%201"
    static const struct ng_hostile rows[] = {
        {.since = LINE, .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "1" LINE, .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        {.since = "1%0a" NG_INJECTED_FIELD ":1",
         .meaning = NG_HOSTILE_NOTHING,
         .clause = "reject-1"},
        {.since = LINE "%0d%0a%0d%0a[]", .meaning = NG_HOSTILE_NOTHING, .clause = "reject-1"},
        /* Two characters that end in the bytes of a line end. */
        {.since = "%e5%98%8d%e5%98%8a" NG_INJECTED_FIELD ":1",
         .meaning = NG_HOSTILE_NOTHING,
         .clause = "reject-1"},
        {.limit = "1" LINE, .meaning = NG_HOSTILE_NOTHING, .clause = "reject-2"},
        {.before = "nogap_probe=" LINE "&", .clause = "transport-4"},
        {.after = "&" LINE "=1", .clause = "transport-4"},
        {.pattern = "GET {path}" LINE "?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n",
         .meaning = NG_HOSTILE_ANYTHING},
        {.pattern = NG_HOSTILE_GET_WITH("Origin: http://a{byte 0d}" NG_INJECTED_FIELD ": 1\r\n"),
         .clause = "transport-2"},
        {.pattern = NG_HOSTILE_GET_WITH("Origin: http://a" LINE "\r\n"), .clause = "transport-2"},
    };
#undef LINE
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_injected_fields = {
    .id = "injected-fields",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "a line end in a value makes no field of the answer",
    .why =
        "a value that is shown again in a field lets a link decide what a cache or a browser sees",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-4", "reject-1", "reject-2", "transport-2", "transport-3"},
    .run = injected_fields,
};
