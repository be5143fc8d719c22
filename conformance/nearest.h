/* Finds the name that somebody meant. */
#ifndef NG_NEAREST_H
#define NG_NEAREST_H

#include <stddef.h>

/* Words longer than this are not compared. */
#define NG_NEAREST_WORD_MAX 64

/* How many letters must be put in, left out, changed or swapped with their neighbour to make one
   word of the other; SIZE_MAX where a word is longer than NG_NEAREST_WORD_MAX. Cost: the product of
   the sizes. Pure. */
size_t ng_word_distance(const char *left, const char *right);

/* The name that is nearest to the word, or NULL where none is near: further away than a third of
   the word's letters, or two for a short one, and not begun by the word. Pure. */
const char *ng_nearest(const char *word, const char *const *names, size_t count);

#endif
