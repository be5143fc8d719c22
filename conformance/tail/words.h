/* Says for people what is wrong with an answer. */
#ifndef NG_TAIL_WORDS_H
#define NG_TAIL_WORDS_H

#include "conformance/tail/follow.h"

#define NG_TAIL_WORDS_MAX 480

/* Writes one line about a step that is not good: what was asked, what was expected, what came, and
   what it means for a client, with index numbers. `transport` are the client's words for a
   transport failure. Pure. */
void ng_tail_words(const struct ng_follow *follow, const struct ng_exchange *exchange,
                   const struct ng_step *step, const char *transport, char text[NG_TAIL_WORDS_MAX]);

#endif
