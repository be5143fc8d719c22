/* Spells requests for a profile's server. */
#ifndef NG_SPELL_H
#define NG_SPELL_H

#include "conformance/exchange.h"
#include "conformance/profile.h"

/* What a request says. Texts go out as they stand after the parameter's name and `=`; NULL leaves
   the parameter out. */
struct ng_words_of_query {
    const char *since;
    const char *limit;
    bool limit_first;
    const char *before; /* put before the parameters as it stands, such as "x=1&"; or NULL */
    const char *after;  /* put behind them, such as "&x=1"; or NULL */
};

/* Makes the query that says these words, with the profile's fixed parameters, and with its
   `no_limit` beside a since without a limit; *query is NULL where there is nothing to say. Errors:
   NG_NO_MEMORY. The caller frees *query. Pure. */
NG_MUST_CHECK enum ng_status ng_spell_words(const struct ng_profile *profile,
                                            const struct ng_words_of_query *words, char **query);

/* The same for a range in its plain spelling; since is left out where no number says it. */
NG_MUST_CHECK enum ng_status ng_spell_reading(const struct ng_profile *profile,
                                              const struct ng_reading *reading, char **query);

#endif
