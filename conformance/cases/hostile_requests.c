/* Requests that are no HTTP, or HTTP as no client speaks it. */
#include "conformance/cases/hostile.h"
#include "conformance/cases/list.h"

#define ROWS(table) table, sizeof(table) / sizeof *(table)
#define WITH(more) .pattern = NG_HOSTILE_GET_WITH(more), .clause = "transport-2"
/* For what a server may take for the beginning of a longer request. */
#define UNFINISHED(more) WITH(more), .manner = NG_RAW_WAIT_THEN_END

static enum ng_status conflicting_fields(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {WITH("Host: {host}\r\n")},
        {WITH("Host: other.example\r\n")},
        {WITH("Content-Length: 0\r\nContent-Length: 0\r\n")},
        {UNFINISHED("Content-Length: 0\r\nContent-Length: 5\r\n")},
        {UNFINISHED("Content-Length: 5\r\nContent-Length: 0\r\n")},
        {UNFINISHED("Content-Length: -1\r\n")},
        {UNFINISHED("Content-Length: 1x\r\n")},
        {UNFINISHED("Content-Length: 99999999999999999999\r\n")},
        {UNFINISHED("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n")},
        {UNFINISHED("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")},
        {UNFINISHED("Transfer-Encoding: nonsense\r\n")},
        {UNFINISHED("Transfer-Encoding: chunked\r\n\r\nzz\r\n")},
        {UNFINISHED("Expect: nonsense\r\n")},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_conflicting_fields = {
    .id = "conflicting-fields",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "fields that are doubled or contradict each other are refused, or harmless",
    .why = "two servers in a row that read them differently see different requests",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-2", "transport-3"},
    .run = conflicting_fields,
};

static enum ng_status malformed_fields(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {WITH("no colon here\r\n")},
        {WITH(": no name\r\n")},
        {WITH("X-Probe : 1\r\n")},
        {WITH("X(Probe): 1\r\n")},
        {WITH("X-Probe: 1\r\n folded\r\n")},
        {WITH("X-Probe: {byte 00}\r\n")},
        {WITH("X-Probe: {byte 01}{byte 7f}{byte e9}\r\n")},
        {WITH("X-Pro{byte 00}be: 1\r\n")},
        {WITH("X-Probe: {70000 times a}\r\n"), .silence = "transport-1"},
        {WITH("{300 times X-Probe: a\r\n}"), .silence = "transport-1"},
        {WITH("{5000 times X-Probe: a\r\n}"), .silence = "transport-1"},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_malformed_fields = {
    .id = "malformed-fields",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "malformed, huge and very many fields are refused, or harmless",
    .why = "a header parser is the first code that a stranger's bytes meet",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-2", "transport-1", "transport-3"},
    .run = malformed_fields,
};

#define LINE(text)                                                                                 \
    .pattern = text "\r\nHost: {host}\r\n{fields}\r\n", .clause = "transport-2", .may_be_bare = true
#define NO_REQUEST(text)                                                                           \
    .pattern = text, .meaning = NG_HOSTILE_NOTHING, .clause = "transport-2",                       \
    .manner = NG_RAW_WAIT_THEN_END, .may_be_bare = true

static enum ng_status odd_request_lines(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {LINE("GET http://{host}{path}?{query} HTTP/1.1")},
        {LINE("GET http://other.example{path}?{query} HTTP/1.1")},
        {LINE("GET {path}?{query}#part HTTP/1.1")},
        {LINE("GET  {path}?{query}  HTTP/1.1")},
        {LINE("GET {path}?{query} HTTP/1.1 ")},
        {LINE("\r\n\r\nGET {path}?{query} HTTP/1.1")},
        {LINE("GET {path}?{query} HTTP/1.0")},
        {LINE("GET {path}?{query} HTTP/9.9")},
        {LINE("GET {path}?{query} HTTP/2.0")},
        {LINE("GET {path}?{query} HTTP/1.x")},
        {LINE("GET {path}?{query} HTTP/11")},
        {LINE("GET {path}?{query} HTTX/1.1")},
        {LINE("get {path}?{query} HTTP/1.1")},
        {.pattern = "GET {path}?{query} HTTP/1.1\r\n{fields}\r\n", .clause = "transport-2"},
        {.pattern = "GET {path}?{query} HTTP/1.1\r\nHost:\r\n{fields}\r\n",
         .clause = "transport-2"},
        {.pattern = "GET {path}?{query} HTTP/1.1\r\nHost: a b/c@d\r\n{fields}\r\n",
         .clause = "transport-2"},
        {.pattern = "GET {path}?{query} HTTP/1.1\nHost: {host}\n\n",
         .clause = "transport-2",
         .manner = NG_RAW_WAIT_THEN_END},
        {.pattern = "GET {path}?{query} HTTP/1.1\rHost: {host}\r\r",
         .clause = "transport-2",
         .manner = NG_RAW_WAIT_THEN_END,
         .may_be_bare = true},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_odd_request_lines = {
    .id = "odd-request-lines",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "absolute targets, other versions, bare line feeds and a missing Host are refused, or "
            "mean the page",
    .why = "proxies send some of these, scanners send all of them",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-2", "transport-3"},
    .run = odd_request_lines,
};

static enum ng_status no_requests(struct ng_session *session) {
    static const struct ng_hostile rows[] = {
        {NO_REQUEST("NONSENSE\r\n\r\n")},
        {NO_REQUEST("\r\n\r\n\r\n\r\n")},
        {NO_REQUEST("GET\r\n\r\n")},
        {NO_REQUEST("{70000 times A} {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")},
        {NO_REQUEST("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")},
        /* The beginning of TLS. */
        {NO_REQUEST("{byte 16}{byte 03}{byte 01}{byte 00}{byte c8}{byte 01}{byte 00}{byte 00}"
                    "{byte c4}{byte 03}{byte 03}{32 times ~}{byte 00}")},
        {NO_REQUEST("{byte 00}{byte 00}{byte 00}{byte 00}")},
    };
    return ng_hostile_send(session, ROWS(rows));
}

const struct ng_case ng_case_no_requests = {
    .id = "no-requests",
    .class_id = NG_CLASS_HOSTILE,
    .asks = "bytes that are no HTTP request get no events",
    .why = "every port that is open is talked to in the wrong protocol some day",
    .needs = NG_HOSTILE_NEEDS,
    .clauses = {"transport-2", "transport-3"},
    .run = no_requests,
};
