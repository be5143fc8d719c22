/*
 * How a case sends what no client would: raw requests, each followed by a plain one.
 */
#ifndef NG_SESSION_RAW_H
#define NG_SESSION_RAW_H

#include "conformance/raw.h"
#include "conformance/session.h"

/* The field that no answer may carry: cases write it behind line ends into their values. */
#define NG_INJECTED_FIELD "X-Nogap-Injected"

struct ng_raw_request {
    /* As in raw_text.h, and {query} stands for the words of the query. */
    const char *pattern;
    struct ng_words_of_query words;
    enum ng_raw_manner manner;
    /* What is expected of the answers, one for each request in the pattern. Their query,
       header and raw text are left empty. Where may_close is set, a closed connection is a right
       answer; where silence_clause is, a hang breaks that clause. */
    const struct ng_ask *asks;
    size_t ask_count;
    /* Bytes without a head of HTTP/1, and then a closed connection, are a right answer too:
       HTTP/0.9 has no heads. */
    bool may_be_bare;
};

/* Sends a raw request and judges what comes as any answer. Then sends the plain request for one
   event: a server that does not answer it any more breaks transport-3, and the case ends; so does
   the run, unless the target can be started again. `*again` says whether the case may send another
   one: not where this one hung. Errors: NG_NOT_FOUND where raw requests cannot be sent (the reason
   for a skip is noted), NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_raw(struct ng_session *session,
                                            const struct ng_raw_request *request, bool *again);

#endif
