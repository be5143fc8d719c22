/* The inside of a judge; for judge*.c only. */
#ifndef NG_JUDGE_STATE_H
#define NG_JUDGE_STATE_H

#include "conformance/describe.h"
#include "conformance/fit.h"
#include "conformance/history.h"
#include "conformance/judge.h"
#include "conformance/marks.h"
#include "conformance/range_check.h"

/* Answers that can be pending at once; with more, the oldest is settled as it stands. */
#define NG_PENDING_MAX 32

/* How a count came to be proved. Answers to the same form of request are compared for growth-2; a
   wrong answer to another form breaks the clause of its own form. */
enum ng_proof {
    NG_PROOF_NONE,
    NG_PROOF_DUMP,   /* no parameters */
    NG_PROOF_SINCE,  /* since only */
    NG_PROOF_LIMIT,  /* a limit */
    NG_PROOF_APPEND, /* an acknowledged append */
};

enum ng_pending_kind {
    NG_PENDING_UNEQUAL, /* cursor and body disagree */
    NG_PENDING_CLAIM,   /* a cursor that no event backs up */
    NG_PENDING_DOWN, /* a count that went down; told already, but perhaps the answer is only stale
                      */
};

struct ng_pending {
    enum ng_pending_kind kind;
    uint64_t answered;
    struct ng_ask ask; /* its texts are those below */
    char *query;       /* owned; NULL where the request had none */
    char *header_name; /* the same, as are all further ones */
    char *header_value;
    char *raw;
    struct ng_words words;
};

struct ng_judge {
    const struct ng_profile *profile;
    bool reset_is_fault;
    uint64_t clock;
    struct ng_history history;
    struct ng_marks claimed; /* counts that answers claimed */
    struct ng_marks seen;    /* counts that events, or acknowledged appends, prove */
    struct ng_pending pending[NG_PENDING_MAX];
    size_t pending_count;
    bool prefix_needed;
};

/* judge_range.c: the answer to a request that means `reading`. */

struct ng_range_judgement {
    struct ng_range_result check;
    struct ng_fit fit;
    struct ng_words words;
    bool right; /* nothing is wrong with it, whatever is pending */
};

/* Looks without learning. Pure but for reading the judge. */
struct ng_range_judgement ng_judge_look(const struct ng_judge *judge,
                                        const struct ng_exchange *exchange,
                                        const struct ng_reading *reading);

/* Adds the findings of an answer looked at, and learns from it. */
NG_MUST_CHECK enum ng_status ng_judge_take(struct ng_judge *judge,
                                           const struct ng_exchange *exchange,
                                           const struct ng_range_judgement *looked,
                                           struct ng_findings *findings);

/* judge_pending.c */

/* A new answer shows by its events that the log ended at `end`: what claimed more before it was
   sent claimed too much, a disagreement of cursor and body is settled as torn, and a count that had
   gone down and is up again was a stale answer (growth-1). Gives whether somebody claimed too much.
 */
bool ng_pending_meet_end(struct ng_judge *judge, const struct ng_exchange *exchange, uint64_t end,
                         struct ng_findings *findings);

/* A new answer's cursor is too small: so was that of the answers whose cursors fell short of their
 * bodies. */
void ng_pending_meet_low(struct ng_judge *judge, const struct ng_exchange *exchange,
                         struct ng_findings *findings);

/* Settles all: disagreements are torn, claims stand. */
void ng_pending_settle(struct ng_judge *judge, struct ng_findings *findings);

/* Keeps an answer until more is known. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_pending_add(struct ng_judge *judge, enum ng_pending_kind kind,
                                            const struct ng_exchange *exchange,
                                            const struct ng_words *words,
                                            struct ng_findings *findings);

/* Drops the claims that events meanwhile back up. */
void ng_pending_confirm(struct ng_judge *judge);
void ng_pending_clear(struct ng_judge *judge);

/* The clause that a cursor over the count, words->count, breaks: by the form of the request. */
const char *ng_high_clause(const struct ng_ask *ask, const struct ng_words *words);

/* judge_refusal.c */

/* Findings about an answer with a status from 400 to 499 where a refusal is allowed. `expected`
   says that nothing else is. */
void ng_judge_refusal(const struct ng_judge *judge, const struct ng_exchange *exchange,
                      bool expected, struct ng_findings *findings);

#endif
