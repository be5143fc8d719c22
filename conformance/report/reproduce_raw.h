/*
 * One raw request as a command line that sends its bytes again.
 */
#ifndef NG_REPRODUCE_RAW_H
#define NG_REPRODUCE_RAW_H

#include "conformance/report/reproduce.h"

/* Appends the command for reproduction->raw: printf, and awk for repetitions, write the bytes;
   curl's telnet:// carries them and prints what comes back, for ten seconds at most. One line of
   ASCII for a POSIX shell, without control bytes. What cannot be read as raw_text.h says stands for
   itself. Pure; linear. */
void ng_reproduce_raw(struct ng_buffer *buffer, const struct ng_reproduction *reproduction);

#endif
