/* Short conversations with a judge, for its unit tests. */
#ifndef NG_JUDGE_TALK_H
#define NG_JUDGE_TALK_H

#include "conformance/judge.h"

struct talk {
    struct ng_profile profile;
    struct ng_judge *judge;
    struct ng_findings findings;
    struct ng_exchange exchange; /* the answer under way */
    struct ng_judgement judgement;
    struct ng_finding taken; /* the last one that talk_finding met; its query is gone */
};

void talk_begin(struct talk *talk);

/* Every finding must have been asked for by then. */
void talk_end(struct talk *talk);

/* Requests that mean a range. */
struct ng_ask ask_dump(void);
struct ng_ask ask_since(uint64_t since);
struct ng_ask ask_page(uint64_t since, uint64_t limit);
struct ng_ask ask_head(struct ng_ask ask);

/* Puts an answer of status 200 together, one letter an event, and leaves it to the test to change
   it before talk_judge. It is sent now. */
struct ng_exchange *talk_answer(struct talk *talk, struct ng_ask ask, uint64_t cursor,
                                const char *events);
void talk_judge(struct talk *talk);

/* Both in one. */
void talk_hear(struct talk *talk, struct ng_ask ask, uint64_t cursor, const char *events);

/* The same for a request that was sent at that tick, so that it overlaps others. */
void talk_hear_late(struct talk *talk, uint64_t sent, struct ng_ask ask, uint64_t cursor,
                    const char *events);

/* Asserts that there is such a finding, and takes it out. */
void talk_finding(struct talk *talk, enum ng_finding_kind kind, const char *clause);

/* Asserts that nothing (more) was found. */
void talk_nothing(const struct talk *talk);

#endif
