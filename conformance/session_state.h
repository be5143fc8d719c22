/* The inside of a session; for session*.c only. */
#ifndef NG_SESSION_STATE_H
#define NG_SESSION_STATE_H

#include "conformance/allowance.h"
#include "conformance/session.h"

struct ng_growth;

struct ng_session {
    const struct ng_run_options *options;
    struct ng_judge *judge;
    struct ng_exchange answer;  /* of the case's request */
    struct ng_exchange further; /* of the reads that the judge needs */
    struct ng_exchange prefix;
    char *query;                                       /* of the request under way; owned */
    char *answer_query, *further_query, *prefix_query; /* of those exchanges' asks; owned */
    bool learned;                                      /* the log was read once */
    bool relaunched;                                   /* on a log of the last case's own */
    uint64_t random;
    struct ng_allowance allowance;
    uint64_t total_requests;
    unsigned timeouts; /* in a row */
    struct ng_judgement judgement;
    uint64_t appended;               /* events appended by the hook so far */
    char hook_failure[NG_WORDS_MAX]; /* why the hook is not called any more; "" while it is */
    bool hook_doubted;               /* not all events of its last append came */
    bool stood_still;                /* nothing was appended while a case waited for it */
    uint64_t stood_still_at;
    struct ng_growth *growth; /* in the background, or NULL */
    bool takes_close;         /* a closed connection does not end the case */
    /* the case under way */
    const struct ng_case *test_case;
    struct ng_findings *findings;
    struct ng_session_result result;
};

/* session_query.c: spells a request. Errors: NG_NO_MEMORY. The result is the session's query, NULL
 * for none. */
NG_MUST_CHECK enum ng_status ng_session_spell_query(struct ng_session *session,
                                                    const struct ng_words_of_query *words);
NG_MUST_CHECK enum ng_status ng_session_spell_reading(struct ng_session *session,
                                                      const struct ng_reading *reading);

/* session_send.c: takes a request of the allowance, and waits for the rate. Errors: NG_STOPPED. */
NG_MUST_CHECK enum ng_status ng_session_may_send(struct ng_session *session);

/* Ends the case, or the run. Gives NG_STOPPED. */
NG_MUST_CHECK enum ng_status ng_session_stop(struct ng_session *session, bool ends_run,
                                             const char *reason);

/* Ends the run after a request that the transport gave up, and says why. Gives NG_STOPPED. */
NG_MUST_CHECK enum ng_status ng_session_given_up(struct ng_session *session);

/* Sends, judges, and reads what the judge needs. */
NG_MUST_CHECK enum ng_status ng_session_send(struct ng_session *session, const struct ng_ask *ask);

/* session.c: adds a finding that the session makes, of which kind, clause and words are set. */
void ng_session_add(struct ng_session *session, const struct ng_ask *ask,
                    const struct ng_finding *found);

/* Judges an answer whose ticks are set, for whoever sends by other means. */
NG_MUST_CHECK enum ng_status ng_session_judge(struct ng_session *session,
                                              const struct ng_exchange *exchange,
                                              struct ng_judgement *judgement);

/* Reads what the judge needs until it is settled. */
NG_MUST_CHECK enum ng_status ng_session_verify(struct ng_session *session);

/* Reads the whole log once, so that there is something to compare with. */
NG_MUST_CHECK enum ng_status ng_session_learn(struct ng_session *session);

#endif
