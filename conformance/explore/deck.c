#include "conformance/explore/deck.h"

#include "conformance/chance.h"

unsigned ng_deck_draw(struct ng_deck *deck, unsigned size, uint64_t *state) {
    if (deck->left == 0) {
        for (unsigned i = 0; i < size; i++)
            deck->cards[i] = (unsigned char)i;
        deck->left = size;
    }
    unsigned at = (unsigned)ng_chance_below(state, deck->left);
    unsigned char card = deck->cards[at];
    deck->cards[at] = deck->cards[--deck->left];
    return card;
}
