#include "conformance/tail/range_query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for 2^64-1 in decimal digits. */
#define NUMBER_ROOM 24

enum ng_status ng_range_query(const struct ng_profile *profile, const struct ng_reading *reading,
                              char **query) {
    char since[NUMBER_ROOM] = "";
    char limit_digits[NUMBER_ROOM] = "";
    const char *limit = profile->no_limit != NULL ? profile->no_limit : "";
    uint64_t wire = 0;
    if (ng_profile_since(profile, reading->since, &wire) == NG_OK) {
        (void)snprintf(since, sizeof since, "%" PRIu64, wire);
    }
    if (reading->has_limit) {
        (void)snprintf(limit_digits, sizeof limit_digits, "%" PRIu64, reading->limit);
        limit = limit_digits;
    }
    size_t size = strlen(profile->fixed_query) + strlen(profile->since) + strlen(profile->limit) +
                  strlen(since) + strlen(limit) + sizeof "&=&=";
    char *text = malloc(size);
    if (text == NULL) {
        return NG_NO_MEMORY;
    }
    bool has_fixed = *profile->fixed_query != '\0';
    bool has_since = *since != '\0';
    bool has_limit = *limit != '\0' && (has_since || reading->has_limit);
    (void)snprintf(text, size, "%s%s%s%s%s%s%s%s%s", profile->fixed_query,
                   has_fixed && (has_since || has_limit) ? "&" : "",
                   has_since ? profile->since : "", has_since ? "=" : "", since,
                   has_since && has_limit ? "&" : "", has_limit ? profile->limit : "",
                   has_limit ? "=" : "", has_limit ? limit : "");
    *query = text;
    return NG_OK;
}
