/* Finds the profile that --profile names. */
#ifndef NG_CLI_PROFILE_OPTION_H
#define NG_CLI_PROFILE_OPTION_H

#include "conformance/cli/message.h"
#include "conformance/profile.h"

#include <stdbool.h>

/* Whether the name is that of a file: it holds a slash or ends in .json. Pure. */
bool ng_profile_is_file(const char *name);

/* Makes the profile of a name that is built in, or of a file. NULL is exo. Errors: NG_NOT_FOUND,
   NG_MALFORMED, NG_IO and NG_TOO_LARGE with one line in *message, where a malformed file has its
   place as FILE:LINE:COLUMN; NG_NO_MEMORY. Own the result with ng_profile_deinit. */
NG_MUST_CHECK enum ng_status ng_profile_load(const char *name, struct ng_profile *profile,
                                             struct ng_message *message);

#endif
