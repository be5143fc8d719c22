/*
 * Makes events for the log of a server that the runner starts: shaped like exo's, all different; a
 * log may hold one twice (equal_events.h).
 */
#ifndef NG_EVENT_MAKER_H
#define NG_EVENT_MAKER_H

#include <stddef.h>
#include <stdint.h>

/* Room for the longest event, its line end and a NUL. */
#define NG_MADE_EVENT_MAX 512

/* Writes the event with that index as one line of JSON, its line end and a NUL. Gives the size
   without the NUL. The same seed and index give the same event; the index is the last part of its
   eventId, so that events of different indexes are never equal (below 2^48). Some hold what
   servers change that read events and write them again: escapes, other scripts, numbers that no
   double holds, times, markup. Pure. */
size_t ng_make_event(uint64_t seed, uint64_t index, char line[NG_MADE_EVENT_MAX]);

#endif
