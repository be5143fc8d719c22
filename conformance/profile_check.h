/* Whether a text of a profile can be what it is to be. Pure. */
#ifndef NG_PROFILE_CHECK_H
#define NG_PROFILE_CHECK_H

#include <stdbool.h>

/* A parameter's name, as it stands in a query. */
bool ng_is_parameter_name(const char *text);

/* A parameter's value, as it stands in a query. */
bool ng_is_parameter_value(const char *text);

/* Parameters such as "feed=normal&style=main_only", or "". */
bool ng_is_fixed_query(const char *text);

/* A JSON Pointer (RFC 6901), of which "" is the whole value, within the caps of json_pointer.h. */
bool ng_is_json_pointer(const char *text);

/* A JSON Pointer to something within the value. */
bool ng_is_inner_pointer(const char *text);

/* An absolute http or https URL, with or without a query. */
bool ng_is_append_url(const char *text);

/* Not empty. */
bool ng_is_text(const char *text);

#endif
