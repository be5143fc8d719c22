/* The inside of a session; for session*.c only. */
#ifndef NG_SESSION_STATE_H
#define NG_SESSION_STATE_H

#include "conformance/session.h"

struct ng_session {
    const struct ng_run_options *options;
    struct ng_judge *judge;
    struct ng_exchange answer;  /* of the case's request */
    struct ng_exchange further; /* of the reads that the judge needs */
    struct ng_exchange prefix;
    char *query;     /* of the request under way; owned */
    bool learned;    /* the log was read once */
    bool relaunched; /* on a log of the last case's own */
    uint64_t random;
    double started;
    double next_request; /* not before this time, for the rate */
    uint64_t total_requests;
    unsigned timeouts; /* in a row */
    struct ng_judgement judgement;
    /* the case under way */
    const struct ng_case *test_case;
    struct ng_findings *findings;
    struct ng_session_result result;
};

/* session_query.c: spells a request. Errors: NG_NO_MEMORY. The result is the session's query, NULL
 * for none. */
NG_MUST_CHECK enum ng_status ng_session_spell_query(struct ng_session *session,
                                                    const struct ng_words_of_query *words);

/* session_send.c: sends, judges, and reads what the judge needs. */
NG_MUST_CHECK enum ng_status ng_session_send(struct ng_session *session, const struct ng_ask *ask);

/* session.c: adds a finding that the session makes, of which kind, clause and words are set. */
void ng_session_add(struct ng_session *session, const struct ng_ask *ask,
                    const struct ng_finding *found);

/* Reads the whole log once, so that there is something to compare with. */
NG_MUST_CHECK enum ng_status ng_session_learn(struct ng_session *session);

#endif
