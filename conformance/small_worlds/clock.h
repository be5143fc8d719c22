/* Every count function over the clock of a world: the long way, which proves world_counts_fit. */
#ifndef NG_SMALL_WORLD_CLOCK_H
#define NG_SMALL_WORLD_CLOCK_H

#include "conformance/small_worlds/world.h"

/* Whether there is a count of events, from 0 to count_max, for each moment at which an item began
   or ended, that never goes down, so that the count counts[i] lies between the begin and the end of
   each read, and each append ends with counts[i] events, of which it appended its own. */
bool clock_has_count_function(const struct world *world, const uint64_t *counts,
                              uint64_t count_max);

#endif
