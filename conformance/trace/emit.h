/*
 * Writes lines of JSON to a file as they come, in constant memory. A failure is kept.
 */
#ifndef NG_TRACE_EMIT_H
#define NG_TRACE_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct ng_emitter {
    FILE *file;
    bool separate; /* the next value stands behind another one */
    int problem;   /* errno of the first write that failed, or 0 */
};

/* Names are plain ASCII. A name of NULL makes an element of an array. */
void ng_emit_open(struct ng_emitter *emitter, const char *name, char bracket);
void ng_emit_close(struct ng_emitter *emitter, char bracket);

/* A string of bytes: `"`, `\` and all that is not printable ASCII becomes \u00HH, one for each
   byte. Nothing where `text` is NULL. */
void ng_emit_text(struct ng_emitter *emitter, const char *name, const char *text);

/* The same; nothing where it is empty. */
void ng_emit_words(struct ng_emitter *emitter, const char *name, const char *text);

/* A 64-bit number, as a string of digits. */
void ng_emit_count(struct ng_emitter *emitter, const char *name, uint64_t count);
void ng_emit_number(struct ng_emitter *emitter, const char *name, int number);

/* A number with six decimals; what is no duration is 0. */
void ng_emit_seconds(struct ng_emitter *emitter, double seconds);

/* `true`; nothing where it is false. */
void ng_emit_flag(struct ng_emitter *emitter, const char *name, bool flag);

/* A string of 16 hexadecimal digits for each digest; nothing where there are none. */
void ng_emit_digests(struct ng_emitter *emitter, const char *name, const uint64_t *digests,
                     size_t count);

/* Ends the line and hands it to the system. */
void ng_emit_line_end(struct ng_emitter *emitter);

#endif
