/*
 * Colours and lines of the text report.
 */
#ifndef NG_STYLE_H
#define NG_STYLE_H

#include "conformance/report/buffer.h"

enum ng_ink {
    NG_INK_PLAIN,
    NG_INK_STRONG,
    NG_INK_FAINT,
    NG_INK_GOOD,
    NG_INK_CARE,
    NG_INK_BAD,
};

struct ng_style {
    bool colour;
    bool utf8;
};

/* The width that running text is wrapped at. */
#define NG_TEXT_COLUMNS 96

/* Appends text in a colour. What came from a target is made harmless (escape.h). */
void ng_style_paint(struct ng_buffer *buffer, struct ng_style style, enum ng_ink ink,
                    const char *text);

/* Appends text of several words, wrapped; its first line begins at column `indent`, where the
   caller stands, and so do the others. Ends with a line end. */
void ng_style_wrap(struct ng_buffer *buffer, struct ng_style style, size_t indent,
                   const char *text);

#endif
