/* Judging some of a run's exchanges again; for shrink.c. */
#ifndef NG_TRACE_AGAIN_H
#define NG_TRACE_AGAIN_H

#include "conformance/trace/shrink.h"

struct ng_again {
    const struct ng_kept_run *run;
    const struct ng_finding *finding; /* the one that is looked for */
    size_t work;                      /* digests judged so far */
    enum ng_status status;            /* NG_NO_MEMORY once memory ended; then nothing shows it */
};

/* Whether an item can be left out of a run; settling and notes follow the others. */
bool ng_kept_is_free(const struct ng_kept *item);

/* Whether the items marked in `some` give the finding. Where `end` is not NULL, it becomes one past
   the first item that does. */
bool ng_again_shows(struct ng_again *again, const bool *some, size_t *end);

#endif
