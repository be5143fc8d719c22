/* What the command line of tail means as a whole. */
#ifndef NG_CLI_TAIL_WISHES_H
#define NG_CLI_TAIL_WISHES_H

#include "conformance/cli/options.h"

/* Fills in what depends on other options (`seen` says which were given) and checks that all go
   together. Errors: NG_MALFORMED with *message. Pure. */
NG_MUST_CHECK enum ng_status ng_tail_wishes_settle(struct ng_options *options, const bool *seen,
                                                   struct ng_message *message);

#endif
