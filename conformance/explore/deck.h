/*
 * Choices that come round: what is drawn from a deck is chance, but nothing waits for ever.
 */
#ifndef NG_EXPLORE_DECK_H
#define NG_EXPLORE_DECK_H

#include <stdint.h>

/* Cards of one deck at most. */
#define NG_DECK_MAX 128

/* A deck of cards: each card is drawn once before any is drawn again, so that nothing stays unseen
   for longer than two decks. Begins as all zeros. */
struct ng_deck {
    unsigned char cards[NG_DECK_MAX];
    unsigned left;
};

/* Draws one of the cards 0 to size - 1, by the state of chance.h; the size of a deck, at most
   NG_DECK_MAX, never changes. */
unsigned ng_deck_draw(struct ng_deck *deck, unsigned size, uint64_t *state);

#endif
