/*
 * A tail walked through the log: what a client that takes a wrong answer for a right one does next.
 */
#ifndef NG_HTML_WALK_H
#define NG_HTML_WALK_H

#include "conformance/finding.h"
#include "conformance/report/buffer.h"

/* Appends the steps as a list, or nothing where the client loses and repeats nothing. Pure. */
void ng_html_walk(struct ng_buffer *buffer, const struct ng_drawing *drawing);

#endif
