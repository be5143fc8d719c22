/*
 * The events that a made log holds more than once: neighbours, near ones and a distant one. A log
 * may well repeat itself, as heartbeats do, and a server that removes duplicates loses events.
 */
#ifndef NG_EQUAL_EVENTS_H
#define NG_EQUAL_EVENTS_H

#include <stdint.h>

/* The first of them; shorter logs hold no equal events, so that most cases can tell an event by
   itself. */
#define NG_FIRST_OF_EQUALS 40

/* How many events are left out where each is kept once, and where one of equal neighbours is. */
#define NG_EQUALS_REPEATED 4
#define NG_EQUALS_NEIGHBOURING 2

/* The index of the event that stands at `index` of a made log: an earlier one where it is repeated,
   else its own. Pure. */
static inline uint64_t ng_equal_event(uint64_t index) {
    switch (index) {
    case 41:
    case 42:
    case 44:
    case 60:
        return NG_FIRST_OF_EQUALS;
    default:
        return index;
    }
}

#endif
