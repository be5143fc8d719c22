/*
 * A private folder for one run.
 */
#ifndef NG_FOLDER_H
#define NG_FOLDER_H

#include "conformance/status.h"

/* Makes a folder that only this user can enter, under TMPDIR or /tmp. Errors: NG_IO, NG_NO_MEMORY.
   The caller frees *path. */
NG_MUST_CHECK enum ng_status ng_folder_make(char **path);

/* Removes a folder and what is in it; symbolic links are removed, not followed. Errors: NG_IO; what
   could be removed is gone. */
NG_MUST_CHECK enum ng_status ng_folder_remove(const char *path);

/* Joins a folder and a name with a slash. NULL: no memory. The caller frees it. */
char *ng_folder_join(const char *folder, const char *name);

#endif
