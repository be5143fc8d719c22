/*
 * Lower bounds of the count over the run's logical clock: "from tick t on, the log holds at least v
 * events".
 */
#ifndef NG_MARKS_H
#define NG_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bounds that are kept. Past them the oldest is forgotten, which can only make the judge milder
   towards a request that was on its way for as long as that. */
#define NG_MARKS_MAX 256

struct ng_mark {
    uint64_t tick;
    uint64_t value;
    int source; /* what proved it; the caller's own numbers */
};

/* Ticks and values both rise strictly. */
struct ng_marks {
    struct ng_mark items[NG_MARKS_MAX];
    size_t count;
};

void ng_marks_init(struct ng_marks *marks);

/* Notes that from `tick` on the count is at least `value`; ignored where it says nothing new. Ticks
   come in rising order. */
void ng_marks_add(struct ng_marks *marks, uint64_t tick, uint64_t value, int source);

/* The highest bound proved before `tick`; a mark of value 0 where there is none. */
struct ng_mark ng_marks_before(const struct ng_marks *marks, uint64_t tick);

/* The highest bound of all. */
uint64_t ng_marks_top(const struct ng_marks *marks);

/* Forgets every bound above `value`: its proof turned out to be wrong. */
void ng_marks_retract(struct ng_marks *marks, uint64_t value);

#endif
