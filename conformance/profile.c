#include "conformance/profile.h"

#include <stdlib.h>
#include <string.h>

enum ng_status ng_profile_exo(struct ng_profile *profile) {
    struct ng_profile made = {
        .name = strdup("exo"),
        .since = strdup("since"),
        .limit = strdup("limit"),
        .fixed_query = strdup(""),
        .events_pointer = strdup(""),
        .cursor_place = NG_CURSOR_IN_FIELD,
        .cursor_name = strdup("X-EXO-Last-Idx"),
        .refusal_statuses = {422},
        .refusal_status_count = 1,
    };
    if (made.name == NULL || made.since == NULL || made.limit == NULL || made.fixed_query == NULL ||
        made.events_pointer == NULL || made.cursor_name == NULL) {
        ng_profile_deinit(&made);
        return NG_NO_MEMORY;
    }
    *profile = made;
    return NG_OK;
}

void ng_profile_deinit(struct ng_profile *profile) {
    free(profile->name);
    free(profile->since);
    free(profile->limit);
    free(profile->no_limit);
    free(profile->fixed_query);
    for (size_t i = 0; i < profile->field_count; i++) {
        ng_field_deinit(&profile->fields[i]);
    }
    free(profile->fields);
    free(profile->events_pointer);
    free(profile->cursor_name);
    free(profile->append_post);
    free(profile->append_command);
    *profile = (struct ng_profile){0};
}

enum ng_status ng_profile_since(const struct ng_profile *profile, uint64_t index, uint64_t *wire) {
    uint64_t back = profile->cursor_names_last ? 1 : 0;
    if (index == UINT64_MAX) {
        *wire = index;
    } else if (index + profile->first_index < back) {
        return NG_NOT_FOUND;
    } else {
        *wire = index + profile->first_index - back;
    }
    return NG_OK;
}

uint64_t ng_profile_cursor(const struct ng_profile *profile, uint64_t wire) {
    if (wire == UINT64_MAX) {
        return UINT64_MAX;
    }
    uint64_t next = wire + (profile->cursor_names_last ? 1 : 0);
    return next < profile->first_index ? 0 : next - profile->first_index;
}

bool ng_profile_refuses_with(const struct ng_profile *profile, int status) {
    for (size_t i = 0; i < profile->refusal_status_count; i++) {
        if (profile->refusal_statuses[i] == status) {
            return true;
        }
    }
    return false;
}
