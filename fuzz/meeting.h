/*
 * Where the reference's answers meet the judge: an answer in the few values that can be changed,
 * the way from the reference to them, and the way from them, as bytes of HTTP, to the judge.
 */
#ifndef FUZZ_MEETING_H
#define FUZZ_MEETING_H

#include "conformance/judge.h"
#include "conformance/small_worlds/world.h"

#define MEETING_HEAD_MAX 512

struct meeting_answer {
    unsigned status;
    uint64_t cursor;
    bool is_head; /* no body goes over the wire */
    size_t shown;
    unsigned char events[WORLD_SHOWN_MAX]; /* letters: the kinds of the events in the body */
    char fields[MEETING_HEAD_MAX];         /* the other field lines, as the reference gave them */
};

/* Asks the reference for the answer to an item's request on a log of `count` events of those kinds.
   The request is spelled in one of several ways that mean the same: by the digits of `spelling`. */
void meeting_ask_reference(struct item *item, unsigned spelling, uint64_t count,
                           const unsigned char *log, struct meeting_answer *answer);

struct meeting {
    struct ng_profile profile;
    struct ng_body *body;
    struct ng_judge *judge;
    struct ng_findings findings;
};

void meeting_begin(struct meeting *meeting);

/* Has the judge see the answer to an item that began at that tick and ends now. */
void meeting_judge(struct meeting *meeting, const struct item *item, uint64_t began,
                   const struct meeting_answer *answer);

/* Settles; gives whether anything was found. */
bool meeting_end(struct meeting *meeting);

#endif
