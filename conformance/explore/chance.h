/*
 * What is left to chance, in numbers that a seed gives. Pure: the same state gives the same numbers
 * on every machine.
 */
#ifndef NG_EXPLORE_CHANCE_H
#define NG_EXPLORE_CHANCE_H

#include <stdint.h>

/* A number from 0 up to, but not including, `bound`; 0 where bound is 0. Any state is a seed. */
uint64_t ng_chance_below(uint64_t *state, uint64_t bound);

/* Cards of one deck at most. */
#define NG_DECK_MAX 128

/* A deck of cards: each card is drawn once before any is drawn again, so that nothing stays unseen
   for longer than two decks. Begins as all zeros. */
struct ng_deck {
    unsigned char cards[NG_DECK_MAX];
    unsigned left;
};

/* Draws one of the cards 0 to size - 1; the size of a deck, at most NG_DECK_MAX, never changes. */
unsigned ng_deck_draw(struct ng_deck *deck, unsigned size, uint64_t *state);

#endif
