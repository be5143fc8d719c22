/* How a trace writes the values of enums: a name for each, which never changes. */
#ifndef NG_TRACE_NAMES_H
#define NG_TRACE_NAMES_H

#include <stddef.h>

/* Item i is the name of the enum's value i. */
struct ng_names {
    const char *const *items;
    size_t count;
};

extern const struct ng_names ng_record_names; /* enum ng_trace_kind */
extern const struct ng_names ng_status_names;
extern const struct ng_names ng_method_names;
extern const struct ng_names ng_expectation_names;
extern const struct ng_names ng_context_names;
extern const struct ng_names ng_transport_names;
extern const struct ng_names ng_cursor_form_names;
extern const struct ng_names ng_cursor_place_names;
extern const struct ng_names ng_body_form_names;

#endif
