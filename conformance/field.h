/*
 * Request fields, which may hold credentials, and the texts in which users give them.
 */
#ifndef NG_FIELD_H
#define NG_FIELD_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

struct ng_field {
    char *name;
    char *value; /* a secret: never printed, never in an argument list */
};

/* Makes a field from 'Name: value'; white space around the value is dropped. Errors: NG_MALFORMED
   with what is wrong in *problem (static storage, and never a part of the text), NG_NO_MEMORY. Own
   the result with ng_field_deinit. */
NG_MUST_CHECK enum ng_status ng_field_parse(const char *text, struct ng_field *field,
                                            const char **problem);

/* Makes a field from a name and a value. Errors and ownership: as ng_field_parse. */
NG_MUST_CHECK enum ng_status ng_field_make(const char *name, const char *value,
                                           struct ng_field *field, const char **problem);

/* Wipes the value and gives both strings back. */
void ng_field_deinit(struct ng_field *field);

/* Whether the text can be a field's name (a token of RFC 9110, 5.6.2). */
bool ng_field_is_name(const char *text);

/* Whether the text can be a field's value: no control characters but the tab. */
bool ng_field_is_value(const char *text);

/* Whether two names are the same field's: ASCII letters are equal in both cases. */
bool ng_field_same_name(const char *name, const char *other);

/* Overwrites a heap string that holds a secret and gives it back. Accepts NULL. */
void ng_secret_free(char *secret);

#endif
