/* The standard streams of the program. */
#ifndef REF_STREAMS_H
#define REF_STREAMS_H

#include <stdbool.h>

/* Gives a standard stream that is closed to /dev/null, so that neither the log nor a connection
 * takes its number and is written to in its place. What is written there is an error, not lost in
 * silence. Call it before anything is opened. */
void ref_streams_prepare(void);

/* Whether all that was printed on standard output is written. */
bool ref_streams_finish(void);

#endif
