/*
 * The frame of an HTML page: one file without network, its style and its script inside, under a
 * policy that lets nothing else run or load. Pages of any kind are made between begin and end.
 *
 * The style knows, for all pages: `.badge` with the name of a verdict as second class; `.lead`,
 * `.facts` (a dl in a row), `.tally`, `.card`, `.told` (a list without bullets), `.scroll` (a table
 * wider than the window) and table; the colours are the custom properties at the head of style.css.
 */
#ifndef NG_HTML_FRAME_H
#define NG_HTML_FRAME_H

#include "conformance/report/buffer.h"
#include "conformance/verdict.h"

/* Appends everything up to the start tag of main, which the caller writes. `title` is any text. */
void ng_html_begin(struct ng_buffer *buffer, const char *title);

/* Appends everything after the end tag of main, which the caller writes. `version` is nogap's. */
void ng_html_end(struct ng_buffer *buffer, const char *version);

/* Appends a verdict as a word in its colour: "fail". */
void ng_html_badge(struct ng_buffer *buffer, enum ng_verdict verdict);

/* Appends a command with a button that copies it; the button shows only where a script runs.
   `number` is written before it; 0: none. */
void ng_html_command(struct ng_buffer *buffer, const char *command, size_t number);

/* Appends text with its first letter in capital, unless the first word is a name (e3, since-only).
   Made safe (escape.h). */
void ng_html_sentence(struct ng_buffer *buffer, const char *text);

#endif
