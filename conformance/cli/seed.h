/* Where a run's seed comes from when nobody gives one. */
#ifndef NG_CLI_SEED_H
#define NG_CLI_SEED_H

#include <stdint.h>

/* A number that differs from run to run, short enough to be typed again. */
uint64_t ng_seed_from_clock(void);

#endif
