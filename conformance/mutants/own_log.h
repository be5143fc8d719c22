/*
 * The events that a mutant makes where no log is given.
 */
#ifndef MUTANT_OWN_LOG_H
#define MUTANT_OWN_LOG_H

#include "conformance/mutants/buffer.h"

#define MUTANT_OWN_EVENTS 10

/* An event shaped like exo's, other for each index. */
void mutant_own_event(uint64_t index, struct mutant_buffer *into);

#endif
