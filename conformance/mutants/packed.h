/*
 * Answers that are packed for clients that accept it.
 */
#ifndef MUTANT_PACKED_H
#define MUTANT_PACKED_H

#include "conformance/mutants/mutant.h"

/* Sends the answer, with its body packed by gzip where the client accepts that. */
void mutant_send_packed(struct mutant_turn *turn);

#endif
