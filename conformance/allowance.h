/*
 * What a run may still send, and when: the budget of --max-requests, the rate of --rate and the
 * deadline. All threads of a session take from the one allowance.
 */
#ifndef NG_ALLOWANCE_H
#define NG_ALLOWANCE_H

#include "conformance/run.h"

#include <pthread.h>

struct ng_allowance {
    const struct ng_run_options *options;
    double started;       /* when the run began, of the control's clock */
    pthread_mutex_t lock; /* of all below */
    double next_request;  /* not before this time */
    uint64_t taken;
};

/* Sets up the allowance of a run that begins now; the options outlive it. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_allowance_init(struct ng_allowance *allowance,
                                               const struct ng_run_options *options);
void ng_allowance_deinit(struct ng_allowance *allowance);

/* Takes one request and waits until its time has come. Gives NULL where it may be sent now, or else
   why not: then nothing is taken. The wait ends early where the run does, or where `goes_on`, which
   may be NULL, says so. Thread safe. */
const char *ng_allowance_take(struct ng_allowance *allowance, bool (*goes_on)(void *context),
                              void *context);

#endif
