/* Takes credentials out of what is shown. */
#ifndef NG_CLI_MASK_H
#define NG_CLI_MASK_H

#include <stddef.h>

/* A copy of the URL in which user and password, where it has any, are three stars:
   "user:secret@host" becomes "***@host". NULL where memory ended; the caller frees it.
 */
char *ng_mask_url(const char *url);

#endif
