/*
 * Text made safe for an HTML page: no byte of it can begin or end markup, leave an attribute, or
 * change how the text around it is read.
 */
#ifndef NG_HTML_ESCAPE_H
#define NG_HTML_ESCAPE_H

#include "conformance/report/buffer.h"

/* So many bytes of a value are shown; the others are counted. */
#define NG_HTML_VALUE_MAX 2000

/* Appends a string for the inside of an element or of a quoted attribute: made visible as escape.h
   does, with <, >, &, " and ' as references, cut at NG_HTML_VALUE_MAX. Pure; linear. */
void ng_html_text(struct ng_buffer *buffer, const char *text);

/* The same, never cut: for commands, which are there to be copied. */
void ng_html_whole(struct ng_buffer *buffer, const char *text);

#endif
