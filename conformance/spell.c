#include "conformance/spell.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for 2^64-1 in decimal digits. */
#define NUMBER_ROOM 24

static char *append(char *at, const char *text) {
    size_t length = strlen(text);
    memcpy(at, text, length);
    at[length] = '\0';
    return at + length;
}

static char *append_parameter(char *at, const char *start, const char *name, const char *value) {
    if (!value)
        return at;
    if (at > start && at[-1] != '&')
        at = append(at, "&");
    at = append(at, name);
    at = append(at, "=");
    return append(at, value);
}

static size_t length_of(const char *text) {
    return text ? strlen(text) : 0;
}

enum ng_status ng_spell_words(const struct ng_profile *profile,
                              const struct ng_words_of_query *words, char **query) {
    const char *limit = words->since && !words->limit ? profile->no_limit : words->limit;
    size_t size = strlen(profile->fixed_query) + strlen(profile->since) + strlen(profile->limit) +
                  length_of(words->since) + length_of(limit) + length_of(words->before) +
                  length_of(words->after) + sizeof "&=&=&&";
    char *text = malloc(size);
    if (!text)
        return NG_NO_MEMORY;
    char *at = append(text, profile->fixed_query);
    if (words->before) {
        if (at > text)
            at = append(at, "&");
        at = append(at, words->before);
    }
    if (words->limit_first)
        at = append_parameter(at, text, profile->limit, limit);
    at = append_parameter(at, text, profile->since, words->since);
    if (!words->limit_first)
        at = append_parameter(at, text, profile->limit, limit);
    if (words->after)
        at = append(at, words->after);
    if (at == text) {
        free(text);
        text = NULL;
    }
    *query = text;
    return NG_OK;
}

enum ng_status ng_spell_reading(const struct ng_profile *profile, const struct ng_reading *reading,
                                char **query) {
    char since[NUMBER_ROOM], limit[NUMBER_ROOM];
    uint64_t wire;
    struct ng_words_of_query words = {0};
    if (!ng_profile_since(profile, reading->since, &wire)) {
        (void)snprintf(since, sizeof since, "%" PRIu64, wire);
        words.since = since;
    }
    if (reading->has_limit) {
        (void)snprintf(limit, sizeof limit, "%" PRIu64, reading->limit);
        words.limit = limit;
    }
    return ng_spell_words(profile, &words, query);
}
