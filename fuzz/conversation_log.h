/*
 * A truthful log for fuzz_conversation.c: what it is asked, what it answers, and what can be made
 * of an answer that is not truthful any more.
 */
#ifndef FUZZ_CONVERSATION_LOG_H
#define FUZZ_CONVERSATION_LOG_H

#include "conformance/exchange.h"
#include "fuzz/data_producer.h"

struct conversation_log {
    uint64_t count;
    uint64_t kinds; /* how many different events it holds, one after the other, again and again */
    bool echoes;    /* a since past the end may come back as the cursor */
    bool implies;   /* an answer without events has no cursor */
};

/* Events in one answer, so that an answer stays small wherever the log ends. */
#define CONVERSATION_EVENTS_MAX 48

/* An ask of any form; its texts are static. A range of more than CONVERSATION_EVENTS_MAX events of
   the log as it will be is never asked for. */
struct ng_ask conversation_ask(const struct conversation_log *log, struct fuzz_producer *input);

/* A page, and a read without a limit that begins at `since` or so near to the end that it is small.
 */
struct ng_ask conversation_page(uint64_t since, uint64_t limit);
struct ng_ask conversation_tail(uint64_t since, uint64_t count);

/* Fills in the truthful answer to exchange->ask of the log when it held `count` events. Where the
   ask allows more than one, the input chooses. */
void conversation_answer(const struct conversation_log *log, uint64_t count,
                         struct fuzz_producer *input, struct ng_exchange *exchange);

/* Changes something in an answer; the input says what, and into what. */
void conversation_spoil(struct fuzz_producer *input, struct ng_exchange *exchange);

#endif
