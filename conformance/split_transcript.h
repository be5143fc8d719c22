/*
 * For tests: what a splitter makes of a body, as one line of text that can be compared.
 */
#ifndef NG_SPLIT_TRANSCRIPT_H
#define NG_SPLIT_TRANSCRIPT_H

#include "conformance/split.h"

#define NG_TRANSCRIPT_MAX 4096

/* Pushes the body in pieces (to `cut`, then in pieces of `piece` bytes, each copied to a block of
   its own size, so that a sanitizer sees a read past its end) and writes each element with a bar
   after it, the form, the offset of a fault, and the cursor where there is one: "1|2|array",
   "1|invalid@5", "array cursor=7". */
void ng_split_transcript(struct ng_split *split, const char *body, size_t size, size_t cut,
                         size_t piece, char out[NG_TRANSCRIPT_MAX]);

/* Makes a splitter whose elements go to the transcript being written. */
struct ng_split *ng_split_for_transcript(const char *events_pointer, const char *cursor_pointer);

/* Checks that the body, in one piece, gives that transcript, and that it gives the same one cut in
   two at each place and byte by byte. */
void ng_expect_transcript(struct ng_split *split, const char *body, size_t size,
                          const char *expected);

#endif
