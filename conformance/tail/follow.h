/*
 * What a client of the contract knows and decides: where it stands, what it asks next, and whether
 * it can trust the answer. It takes up nothing of an answer that it does not trust.
 *
 * With each request it reads the last few events again and compares them with those that it handed
 * out. That shows what a cursor alone does not: a log that was replaced by a longer one, an event
 * that changed, indexes that moved. What no client can notice is a server that is wrong about an
 * event once and agrees with itself ever after: an event that is left out with all later ones moved
 * down, or one that is not shown yet.
 */
#ifndef NG_TAIL_FOLLOW_H
#define NG_TAIL_FOLLOW_H

#include "conformance/exchange.h"

/* How many events are read again at most. */
#define NG_TAIL_OVERLAP_MAX ((size_t)64)
/* Answers in a row with a cursor below what was handed out, until that is a reset. */
#define NG_TAIL_DOUBTS_MAX 3

struct ng_follow {
    uint64_t cursor; /* every event below it was handed out */
    uint64_t page;   /* how many new events one request asks for; 0: no limit */
    size_t overlap;  /* how many events are read again; NG_TAIL_OVERLAP_MAX at most */
    /* The digests of the last events that were handed out, the oldest first. */
    uint64_t last[NG_TAIL_OVERLAP_MAX];
    size_t last_count; /* not more than `overlap` and `cursor` */
};

enum ng_step_kind {
    NG_STEP_GOOD,    /* its new events can be handed out */
    NG_STEP_RETRY,   /* a failure that may pass: ask again later */
    NG_STEP_DOUBT,   /* the count went down: ask again, since an older answer may have come late */
    NG_STEP_SMALLER, /* the answer is too large to be held: ask for fewer events */
    NG_STEP_FAULT,   /* events may be lost or repeated here: stop */
};

/* What is wrong with an answer. */
enum ng_tail_fault {
    NG_TAIL_NO_FAULT,
    NG_TAIL_TRANSPORT,   /* no whole answer came */
    NG_TAIL_STATUS,      /* another status than 200 */
    NG_TAIL_BODY,        /* no JSON array */
    NG_TAIL_CURSOR_FORM, /* no cursor, or none that can be used */
    NG_TAIL_GAP,         /* fewer events than the cursor says: the next read would skip some */
    NG_TAIL_REPEAT,      /* more events than the cursor says: the next read would repeat some */
    NG_TAIL_TOO_MANY,    /* more events than were asked for */
    NG_TAIL_CHANGED,     /* an event that was handed out is another one now */
    NG_TAIL_COUNT_DOWN,  /* the log holds fewer events than were handed out */
    NG_TAIL_TOO_LARGE,   /* more bytes than can be held */
};

struct ng_step {
    enum ng_step_kind kind;
    enum ng_tail_fault fault;
    uint64_t cursor; /* of the answer, where it has one */
    size_t again;    /* how many events at the front of the answer were handed out before */
    size_t fresh;    /* how many events behind them are new, where the step is good */
    bool full;       /* as many events as were asked for: there may be more at once */
    uint64_t index;  /* of the event that changed */
    /* Where an event equal to that one stands in the answer now. */
    bool is_moved;
    uint64_t moved_to;
};

/* Starts at a cursor. An overlap over NG_TAIL_OVERLAP_MAX counts as that. */
void ng_follow_init(struct ng_follow *follow, uint64_t cursor, uint64_t page, size_t overlap);

/* The range to ask for next: since, and a limit where there is one. */
struct ng_reading ng_follow_ask(const struct ng_follow *follow);

/* Looks at the answer to that. `too_large` says that it was given up since it did not fit into
   memory. Takes up nothing. Cost: linear in the events that were read again, and in the answer
   where one of them changed. Pure. */
void ng_follow_judge(const struct ng_follow *follow, const struct ng_exchange *exchange,
                     bool too_large, struct ng_step *step);

/* Takes up the cursor of a good step (client-1), once its events are handed out (client-2). */
void ng_follow_accept(struct ng_follow *follow, const struct ng_exchange *exchange,
                      const struct ng_step *step);

/* Halves the page. Gives false where it is one event already. */
bool ng_follow_ask_less(struct ng_follow *follow);

#endif
