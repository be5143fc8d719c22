/* Spells a range for a profile's server. */
#ifndef NG_TAIL_RANGE_QUERY_H
#define NG_TAIL_RANGE_QUERY_H

#include "conformance/profile.h"

/* Makes the query that asks for that range, with the profile's fixed parameters. Errors:
   NG_NO_MEMORY. The caller frees *query. */
NG_MUST_CHECK enum ng_status ng_range_query(const struct ng_profile *profile,
                                            const struct ng_reading *reading, char **query);

#endif
