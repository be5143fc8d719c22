/*
 * The tail loop of SPEC.md, section 11, over whatever asks, hands out, waits and speaks for it.
 */
#ifndef NG_TAIL_LOOP_H
#define NG_TAIL_LOOP_H

#include "conformance/tail/pace.h"
#include "conformance/tail/words.h"

struct ng_tail_ops {
    void *context;
    /* Asks for a range; the first `again` events were handed out before. *too_large says that the
       answer was given up for its size. Errors: NG_STOPPED where the loop is to end, NG_NO_MEMORY.
     */
    enum ng_status (*ask)(void *context, const struct ng_reading *reading, size_t again,
                          struct ng_exchange *exchange, bool *too_large);
    /* Hands out the new events of the answer that was asked for last, and then keeps the place
       `after` them. Errors: NG_STOPPED where nobody reads any more, NG_IO, NG_NO_MEMORY. */
    enum ng_status (*hand_out)(void *context, const struct ng_follow *after);
    double (*now)(void *context);
    /* Waits so many seconds, or until the loop is to end. */
    void (*wait)(void *context, double seconds);
    bool (*goes_on)(void *context);
    /* The transport's words for its last failure. */
    const char *(*failure)(void *context);
    /* Says one line to a person. */
    void (*say)(void *context, const char *text);
};

struct ng_tail_options {
    bool once;           /* end at the end of the log */
    double interval;     /* seconds of the first wait */
    double interval_max; /* of the longest */
    double retry_for;    /* seconds of failures until the loop gives up; 0: never */
};

enum ng_tail_end {
    NG_TAIL_ENDED,     /* asked to, or at the end of the log */
    NG_TAIL_FAULTY,    /* events may be lost or repeated here */
    NG_TAIL_GAVE_UP,   /* nothing but failures came */
    NG_TAIL_OVER_CAPS, /* an event is larger than what is held here: nobody's fault */
};

/* Follows from *follow on, which moves along. Fills *end, and where it is not NG_TAIL_ENDED what to
   say about it. Errors: NG_IO and NG_NO_MEMORY, from the functions. */
NG_MUST_CHECK enum ng_status ng_tail_loop(const struct ng_tail_options *options,
                                          const struct ng_tail_ops *ops, struct ng_follow *follow,
                                          enum ng_tail_end *end, char words[NG_TAIL_WORDS_MAX]);

#endif
