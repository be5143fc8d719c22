/*
 * The judge: looks at every answer of a run and says whether a truthful append-only log explains it
 * together with all that was answered before.
 *
 * An answer (since s, limit l, sent at t0, answered by t1, cursor h, events E) is right iff there
 * is one n with count(t0) <= n <= count(t1), h = end(s, l, n), max(0, h - s) events, and E[i] is
 * the event s + i. The judge cannot see the count; every right answer proves that from its end on
 * it is at least the cursor. So growth is never a fault, and an answer is at fault only where it
 * contradicts itself, an event seen, or a count proved before it was sent.
 *
 * An answer whose fault could be the cursor's or the body's, and a cursor that no event backs up,
 * stay pending until a read of the tail decides; ng_judge_needs asks for it.
 */
#ifndef NG_JUDGE_H
#define NG_JUDGE_H

#include "conformance/finding.h"
#include "conformance/profile.h"

struct ng_judge;

enum ng_judge_need {
    NG_NEEDS_NOTHING,
    NG_NEEDS_TAIL,   /* a read from ng_judge_seen_end on, without a limit, judged as any other */
    NG_NEEDS_PREFIX, /* was this a reset? A tail read, from the last event seen where an answer
                        without events has no cursor, and a read of the first events, for
                        ng_judge_is_reset */
};

/* What one answer came to. */
struct ng_judgement {
    bool judged;                     /* the answer could be looked at */
    bool refused;                    /* it was a refusal, and one was allowed */
    bool faultless;                  /* judged, and nothing of a MUST was wrong, so far */
    uint64_t events_compared;        /* events whose index was known before */
    bool joint;                      /* it went on from a cursor, and brought events */
    char inconclusive[NG_WORDS_MAX]; /* why it could not be judged; "" where it was */
};

/* Makes a judge that knows nothing. The profile outlives it. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_judge_new(const struct ng_profile *profile, bool reset_is_fault,
                                          struct ng_judge **judge);
void ng_judge_free(struct ng_judge *judge);

/* Spends a tick of the logical clock; an exchange's `sent` and `answered` come from here. */
uint64_t ng_judge_tick(struct ng_judge *judge);

/* Judges an answer and learns from it. Answers come in the order of their `answered`. Findings are
   added to `findings`. Errors: NG_NO_MEMORY. Cost: linear in the answer's events. */
NG_MUST_CHECK enum ng_status ng_judge_answer(struct ng_judge *judge,
                                             const struct ng_exchange *exchange,
                                             struct ng_findings *findings,
                                             struct ng_judgement *judgement);

/* What the judge must see before it can settle what is pending. */
enum ng_judge_need ng_judge_needs(const struct ng_judge *judge);

/* Settles what is still pending by what is known: cursor and body that disagree are torn
   (instant-1), a cursor that nothing contradicts stands. */
void ng_judge_settle(struct ng_judge *judge, struct ng_findings *findings);

/* Decides whether the log was reset: the count went down and the first events are others, or gone.
   Both answers are to reads of status 200 that ng_judge_answer has not seen; one that is wrong on
   its own shows no reset. Clears the need. */
bool ng_judge_is_reset(struct ng_judge *judge, const struct ng_exchange *prefix,
                       const struct ng_exchange *tail);

/* Notes that `count` events were appended and acknowledged between two ticks: from then on the log
   holds at least that many more than was proved before (growth-1). */
void ng_judge_appended(struct ng_judge *judge, uint64_t before, uint64_t after, uint64_t count);

/* One past the highest index at which an event was seen. */
uint64_t ng_judge_seen_end(const struct ng_judge *judge);

/* The highest count proved. */
uint64_t ng_judge_count(const struct ng_judge *judge);

#endif
