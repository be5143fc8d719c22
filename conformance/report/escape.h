/*
 * Text that came from a target, made safe to show: nothing of it can move a cursor, change a colour
 * or turn a line around.
 */
#ifndef NG_ESCAPE_H
#define NG_ESCAPE_H

#include "conformance/report/buffer.h"

/* Appends `size` bytes of any kind as one line. Printable ASCII stays as it is; with `utf8`, so do
   printable characters in well-formed UTF-8. A tab and the line ends become \t, \n and \r; every
   byte of anything else (controls, malformed UTF-8, characters that change the direction of text)
   becomes \xNN. The result is ASCII, or well-formed UTF-8. Pure; linear. */
void ng_escape(struct ng_buffer *buffer, const char *bytes, size_t size, bool utf8);

/* The same for a string. */
void ng_escape_text(struct ng_buffer *buffer, const char *text, bool utf8);

#endif
