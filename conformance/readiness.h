/*
 * Waits until a server that was just started answers.
 */
#ifndef NG_READINESS_H
#define NG_READINESS_H

#include "conformance/process.h"

enum ng_readiness {
    NG_READY,
    NG_READY_ENDED,    /* the process ended by itself */
    NG_READY_TOO_LATE, /* no HTTP answer within the time */
};

/* Asks the URL by HEAD until any HTTP status comes, the process ends, or the seconds are over.
   `why` gets the words for the last failure. Errors: NG_MALFORMED for a URL that is none,
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_readiness_wait(const char *url, struct ng_process *process,
                                               double seconds, enum ng_readiness *readiness,
                                               char *why, size_t why_size);

#endif
