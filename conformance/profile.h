/*
 * A profile: how a server spells the contract. The built-in profile `exo` is SPEC.md itself; others
 * are JSON files (fixtures/profiles/, described by fixtures/profiles/schema.json).
 */
#ifndef NG_PROFILE_H
#define NG_PROFILE_H

#include "conformance/exchange.h"
#include "conformance/field.h"

enum ng_cursor_place {
    NG_CURSOR_IN_FIELD,      /* a field of the answer: cursor_name is its name */
    NG_CURSOR_IN_BODY,       /* cursor_name is a JSON Pointer into the body, such as /last_seq */
    NG_CURSOR_IN_LAST_EVENT, /* cursor_name is a JSON Pointer into the last event */
};

#define NG_REFUSAL_STATUSES_MAX 16

struct ng_profile {
    char *name;
    char *since; /* the parameters' names */
    char *limit;
    /* The text of a limit that means none; sent with a `since` that has no limit, for servers that
       look at neither without the other. NULL: leaving the limit out means none. */
    char *no_limit;
    char *fixed_query; /* parameters sent with each request, such as "feed=normal"; "" for none */
    struct ng_field *fields;
    size_t field_count;
    char *events_pointer; /* where the array of events stands in the body; "" for the body itself */
    enum ng_cursor_place cursor_place;
    char *cursor_name;
    bool cursor_names_last; /* the cursor is that of the last event seen, not of the next one */
    uint64_t first_index;   /* 0 or 1: the server's own number of the first event */
    bool past_end_echo;     /* a since past the end comes back as the cursor */
    int refusal_statuses[NG_REFUSAL_STATUSES_MAX]; /* reject-5: the statuses of a well-made refusal
                                                    */
    size_t refusal_status_count;
    char *append_post;    /* a URL, or NULL */
    char *append_command; /* or NULL */
    double timeout;       /* seconds for each request; 0: the default */
};

struct ng_profile_error {
    size_t line, column; /* of the file, counted from 1; 0 where it is not a place */
    char message[NG_QUOTE_MAX * 2];
};

/* Makes the built-in profile `exo`. Errors: NG_NO_MEMORY. Own the result with ng_profile_deinit. */
NG_MUST_CHECK enum ng_status ng_profile_exo(struct ng_profile *profile);

/* Reads a profile from JSON text; members not given are exo's, unknown members are errors.
   Errors: NG_MALFORMED with the place and what was expected in *error, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_profile_parse(const char *json, size_t size,
                                              struct ng_profile *profile,
                                              struct ng_profile_error *error);
void ng_profile_deinit(struct ng_profile *profile);

/* The number that a client sends as `since` in order to get the events from `index` on.
   Errors: NG_NOT_FOUND where only leaving the parameter out says it (index 0 of a server whose
   cursors name the last event and count from 0). Saturates. */
NG_MUST_CHECK enum ng_status ng_profile_since(const struct ng_profile *profile, uint64_t index,
                                              uint64_t *wire);

/* The index of the next event, from a cursor as the server sent it. Saturates. */
uint64_t ng_profile_cursor(const struct ng_profile *profile, uint64_t wire);

/* Whether the status is one that the profile names for refusals. */
bool ng_profile_refuses_with(const struct ng_profile *profile, int status);

#endif
