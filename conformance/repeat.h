/*
 * A run that is held several times: a server, or a case, that does not come to the same verdict
 * each time is unstable, and that is said; nothing is ever tried again in silence.
 */
#ifndef NG_REPEAT_H
#define NG_REPEAT_H

#include "conformance/run.h"

/* Orders the cases of each class anew; the classes stay where they are. The same seed and
   repetition give the same order. Pure. */
void ng_shuffle_cases(const struct ng_case **cases, size_t count, uint64_t seed,
                      uint64_t repetition);

/* Holds the run info.repetitions times, at least once, in the same way each time but for the order
   of the cases where `shuffle`, and merges what came out. Where it can be, the target is launched
   anew on its first log between two repetitions.

   Of a case the worst verdict counts, with its findings; requests, events and seconds are added up.
   A case that came to different verdicts is `unstable`, at best inconclusive, and its reason says
   how often which verdict came; the run is then inconclusive at best. The listener hears each case
   once, at the end. The deadline is that of all repetitions together; after it, or when the user
   interrupts, the run ends inconclusive at best. Errors and ownership: as ng_run. */
NG_MUST_CHECK enum ng_status ng_run_repeatedly(const struct ng_run_options *options, bool shuffle,
                                               struct ng_run_result *result);

#endif
