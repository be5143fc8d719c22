/* Whether two paths name one file, however they are spelled. */
#ifndef NG_CLI_SAME_FILE_H
#define NG_CLI_SAME_FILE_H

#include <stdbool.h>

/* Compares by what stands there: two that are regular files by device and number, two that are not
   there yet by their folder and name. Pipes and devices, to which two can write, are one only where
   they are spelled alike. Of a link that leads nowhere it knows the spelling alone. */
bool ng_is_same_file(const char *left, const char *right);

#endif
