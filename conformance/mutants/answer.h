/*
 * Pieces of an answer on the wire, for entries that send it their own way.
 */
#ifndef MUTANT_ANSWER_H
#define MUTANT_ANSWER_H

#include "conformance/mutants/entry.h"

#define MUTANT_CURSOR_NAME "X-EXO-Last-Idx"

/* Bytes of a chunk, where the answer is chunked. */
#define MUTANT_CHUNK ((size_t)16384)

/* Adds the lines that say how long the body is, and whether the connection stays. */
void mutant_put_framing(struct mutant_turn *turn);
void mutant_put_connection(struct mutant_turn *turn);

/* Puts the status line and the fields, a chunk, the framed body. */
void mutant_put_head(struct mutant_turn *turn, struct mutant_buffer *out);
void mutant_put_chunk(struct mutant_buffer *out, const char *bytes, size_t size);
void mutant_put_body(struct mutant_turn *turn, struct mutant_buffer *out);

/* Puts the whole answer, as mutant_send sends it. */
void mutant_put_answer(struct mutant_turn *turn, struct mutant_buffer *out);

/* Whether the method or the status forbids a body. */
bool mutant_has_no_body(const struct mutant_turn *turn);

/* Sends; where the client is gone the connection ends after the turn. Gives whether all went out.
 */
bool mutant_send_bytes(struct mutant_turn *turn, const void *bytes, size_t size);

/* Sends a buffer and empties it; where memory was short the connection ends instead. */
void mutant_send_buffer(struct mutant_turn *turn, struct mutant_buffer *out);

#endif
