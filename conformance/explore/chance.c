#include "conformance/explore/chance.h"

/* splitmix64, and a remainder: small, and even enough for choosing where to look. */
uint64_t ng_chance_below(uint64_t *state, uint64_t bound) {
    *state += 0x9E3779B97F4A7C15u;
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return bound ? mixed % bound : 0;
}

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
