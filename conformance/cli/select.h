/* Chooses the cases of a run by class, --case and --skip. */
#ifndef NG_CLI_SELECT_H
#define NG_CLI_SELECT_H

#include "conformance/cli/options.h"

/* Chooses from `all`, in their order: the cases of the chosen classes whose id matches one of the
   --case patterns, where there are any, and none of the --skip patterns. A pattern without *, ? and
   [ is an id and chooses its case from any class. `chosen` has room for `count` cases. Errors:
   NG_NOT_FOUND with one line in *message, where a pattern matches nothing or nothing is left: a
   filter with a typing error must not look like a run without faults. Pure. */
NG_MUST_CHECK enum ng_status ng_select(const struct ng_options *options,
                                       const struct ng_case *const *all, size_t count,
                                       const struct ng_case **chosen, size_t *chosen_count,
                                       struct ng_message *message);

/* The id of the case that is nearest to a word, or NULL. Pure. */
const char *ng_nearest_case(const struct ng_case *const *all, size_t count, const char *word);

#endif
