/* The standard streams: what they can show, and what happens when nobody reads them. */
#ifndef NG_CLI_STREAMS_H
#define NG_CLI_STREAMS_H

#include <stdbool.h>
#include <stdio.h>

/* Makes the standard streams safe to use: one that is closed becomes /dev/null, so that no socket
   takes its place, stdout without leave to write there; and a reader that goes away, like a file
   that grows beyond its limit, is an error of a write, not the end of the program. */
void ng_streams_prepare(void);

/* Whether stdout is a terminal that shows colours, and nobody asked for none (NO_COLOR). */
bool ng_streams_colour(void);

/* Whether the user's locale names UTF-8. */
bool ng_streams_utf8(void);

/* The terminal for a progress line, or NULL. */
FILE *ng_streams_progress(void);

/* Whether stdout is a pipe that nobody reads any more: then nobody misses what was not written. */
bool ng_streams_nobody_reads(void);

/* Whether everything written to stdout is on its way, or nobody reads it. */
bool ng_streams_finish(void);

#endif
