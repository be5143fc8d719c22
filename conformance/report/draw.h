/*
 * The index line of a finding: what was expected drawn above what was received, and what it does to
 * a client. Not to scale; the indexes are written above.
 *
 *     index     3     4           7     8
 *     expected  [=================)        e3 to e6  cursor 7
 *     received        [=================)  e4 to e7  cursor 7
 *
 * A circumflex marks a cursor that is not the end of the events beside it.
 */
#ifndef NG_DRAW_H
#define NG_DRAW_H

#include "conformance/finding.h"

#define NG_PICTURE_LINES 3
#define NG_PICTURE_LINE_MAX 640

struct ng_picture {
    char lines[NG_PICTURE_LINES][NG_PICTURE_LINE_MAX];
    /* Which events a client that goes on from the cursor loses or handles twice, or else which are
       missing or too many; without a full stop; "" where there is nothing to say. */
    char consequence[NG_PICTURE_LINE_MAX];
};

/* Draws a drawing; any values. `utf8` draws the bars with a character outside ASCII. Errors:
   NG_NOT_FOUND where the drawing is not drawable. Pure; constant cost. */
NG_MUST_CHECK enum ng_status ng_draw(const struct ng_drawing *drawing, bool utf8,
                                     struct ng_picture *picture);

#endif
