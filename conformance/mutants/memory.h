/*
 * What a server remembers from one answer to the next.
 */
#ifndef MUTANT_MEMORY_H
#define MUTANT_MEMORY_H

#include "conformance/mutants/mutant.h"

/* Puts the body and the cursor of the first turn with this key in place of those of the turn; a
   first turn is kept. Past 64 keys nothing is kept. */
void mutant_keep_answer(struct mutant_turn *turn, uint64_t key);

/* The same, but for a first turn, which is not kept. */
void mutant_recall_answer(struct mutant_turn *turn, uint64_t key);

/* A number for the query as it was sent. */
uint64_t mutant_query_key(const struct mutant_turn *turn);

/* Gives the number of that place and puts another there. */
uint64_t mutant_exchange_number(struct mutant_turn *turn, size_t place, uint64_t number);

/* The greatest of the number of that place and this one, which it then is. */
uint64_t mutant_raise_number(struct mutant_turn *turn, size_t place, uint64_t number);

/* Adds one to the number of that place and gives the sum. */
uint64_t mutant_count_up(struct mutant_turn *turn, size_t place);

#endif
