/* How the log of the target is made to grow: the options and the profile, made into a hook. */
#ifndef NG_CLI_GROWTH_H
#define NG_CLI_GROWTH_H

#include "conformance/append.h"
#include "conformance/cli/options.h"
#include "conformance/profile.h"

struct ng_growth_wishes {
    const struct ng_options *options;
    const struct ng_profile *profile;
    const char *endpoint;          /* its URL, as it is now */
    const struct ng_field *fields; /* of the user */
    size_t field_count;
    struct ng_target *target; /* NULL without --launch */
    double timeout;
    bool (*goes_on)(void *context);
    void *context;
    uint64_t seed;
};

/* Makes the hook that the command line names, or else the profile, or else the one that appends to
   {log}; NULL where there is none. Made anew after each start of a launched target, whose port may
   be another one. What the profile names with {port} is left out where nothing is launched.

   The user's fields go to a URL of the command line, and to one of the profile only on the
   endpoint's own host: a profile may be somebody else's, and credentials are not. Errors: those of
   ng_append_new, with `message`. */
NG_MUST_CHECK enum ng_status ng_growth_make(const struct ng_growth_wishes *wishes,
                                            struct ng_append **append, char *message,
                                            size_t message_size);

#endif
