/* What the cases of the class hostile share: tables of raw requests. */
#ifndef NG_CASES_HOSTILE_H
#define NG_CASES_HOSTILE_H

#include "conformance/session_raw.h"

/* A request as a client sends it, but for its query. */
#define NG_HOSTILE_GET "GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n"
/* The same with room for more fields, which end in CR LF. */
#define NG_HOSTILE_GET_WITH(more)                                                                  \
    "GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n{fields}" more "\r\n"

/* What all cases of the class need. */
#define NG_HOSTILE_NEEDS "a URL of plain http"

enum ng_hostile_meaning {
    NG_HOSTILE_PAGE,     /* the page, a refusal or a closed connection are right */
    NG_HOSTILE_NOTHING,  /* a refusal or a closed connection are */
    NG_HOSTILE_ANYTHING, /* any HTTP answer is */
};

/* A row: a page of the log is asked for, in a way that no client would use. */
struct ng_hostile {
    const char *pattern; /* NULL: NG_HOSTILE_GET */
    const char *since;   /* as it stands; NULL: that of the page */
    const char *limit;   /* the same */
    const char *before;  /* of the parameters, or NULL */
    const char *after;   /* behind them, or NULL */
    enum ng_hostile_meaning meaning;
    /* Broken by wrong events, or where nothing was meant by events at all; transport-2: 501 and 505
       refuse, too. */
    const char *clause;
    const char *silence; /* broken by a hang or a status that is none of these; NULL: transport-2 */
    enum ng_raw_manner manner;
    bool may_be_bare;
};

/* Sends all rows, one after the other, until one hangs or the server is gone. Errors: NG_STOPPED,
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_hostile_send(struct ng_session *session,
                                             const struct ng_hostile *rows, size_t count);

/* A page in the log that differs from a full dump and from the newest events; the log holds at
   least three. */
struct ng_reading ng_hostile_page(const struct ng_session *session);

/* What is expected of the answer to a row that means a page, or `reading`. */
struct ng_ask ng_hostile_ask(const struct ng_hostile *row, const struct ng_reading *reading);

#endif
