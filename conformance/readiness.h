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
    NG_READY_RUN_ENDS, /* nor before goes_on said no */
};

struct ng_readiness_options {
    const char *url;
    struct ng_process *process;
    double seconds;
    bool (*goes_on)(void *context); /* asked about ten times a second */
    void *context;
};

/* Asks the URL by HEAD until any HTTP status comes, the process ends, the seconds are over, or the
   run ends. `why` gets the words for the last failure. Errors: NG_MALFORMED for a URL that is none,
   NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_readiness_wait(const struct ng_readiness_options *wishes,
                                               enum ng_readiness *readiness, char *why,
                                               size_t why_size);

#endif
