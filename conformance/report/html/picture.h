/*
 * The index line of a finding as a picture (inline SVG), and in words below it: what was asked for,
 * expected and received, the cursors, and what a client that goes on from the cursor loses or
 * handles twice.
 */
#ifndef NG_HTML_PICTURE_H
#define NG_HTML_PICTURE_H

#include "conformance/finding.h"
#include "conformance/report/buffer.h"

/* Appends a figure, or nothing where the drawing is not drawable. `number` makes the ids of the
   figure unlike those of all others on the page. Pure; constant cost. */
void ng_html_picture(struct ng_buffer *buffer, const struct ng_drawing *drawing, size_t number);

#endif
