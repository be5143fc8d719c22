/* The first line. */
#include "conformance/trace/members.h"

#include <stdlib.h>

/* Cases, or names of request fields, that a header can list. */
#define LIST_MAX 4096

static void parse_statuses(struct ng_members *members, struct ng_profile *profile) {
    cJSON *array = ng_take_array(members, "refusal_statuses", NG_REFUSAL_STATUSES_MAX, NG_REQUIRED);
    const cJSON *item;
    cJSON_ArrayForEach(item, array) {
        profile->refusal_statuses[profile->refusal_status_count++] =
            ng_element_number(members->parsing, item);
    }
}

static void parse_profile(struct ng_members *members, struct ng_profile *profile) {
    struct ng_members taken = ng_take_object(members, "profile");
    profile->name = ng_take_text(&taken, "name", NG_REQUIRED);
    profile->since = ng_take_text(&taken, "since", NG_REQUIRED);
    profile->limit = ng_take_text(&taken, "limit", NG_REQUIRED);
    profile->fixed_query = ng_take_text(&taken, "fixed_query", NG_REQUIRED);
    profile->events_pointer = ng_take_text(&taken, "events_pointer", NG_REQUIRED);
    profile->cursor_place = (enum ng_cursor_place)ng_take_name(&taken, "cursor_place",
                                                               &ng_cursor_place_names, NG_REQUIRED);
    profile->cursor_name = ng_take_text(&taken, "cursor_name", NG_REQUIRED);
    profile->cursor_names_last = ng_take_flag(&taken, "cursor_names_last");
    profile->first_index = ng_take_count(&taken, "first_index", NG_REQUIRED);
    profile->past_end_echo = ng_take_flag(&taken, "past_end_echo");
    parse_statuses(&taken, profile);
    ng_members_end(&taken);
}

static void parse_cases(struct ng_members *members, struct ng_trace_header *header) {
    cJSON *array = ng_take_array(members, "cases", LIST_MAX, NG_REQUIRED);
    cJSON *item;
    header->cases = calloc((size_t)cJSON_GetArraySize(array) + 1, sizeof *header->cases);
    if (!header->cases) {
        ng_parse_fail(members->parsing, NG_NO_MEMORY, "out of memory");
        return;
    }
    cJSON_ArrayForEach(item, array) {
        const char *id = ng_element_text(members->parsing, item);
        if (id)
            header->cases[header->case_count++] = ng_find_case(members->parsing, id);
    }
}

static void parse_header_names(struct ng_members *members, struct ng_trace_header *header) {
    cJSON *array = ng_take_array(members, "header_names", LIST_MAX, NG_REQUIRED);
    cJSON *item;
    header->header_names =
        calloc((size_t)cJSON_GetArraySize(array) + 1, sizeof *header->header_names);
    if (!header->header_names) {
        ng_parse_fail(members->parsing, NG_NO_MEMORY, "out of memory");
        return;
    }
    cJSON_ArrayForEach(item, array) {
        header->header_names[header->header_count++] = ng_element_text(members->parsing, item);
    }
}

void ng_parse_header(struct ng_members *members, struct ng_trace_header *header) {
    int version = ng_take_number(members, "format");
    if (version != NG_TRACE_VERSION)
        ng_parse_fail(members->parsing, NG_MALFORMED,
                      "expected a trace of format %d, this is format %d", NG_TRACE_VERSION,
                      version);
    header->version = ng_take_text(members, "nogap", NG_REQUIRED);
    header->target = ng_take_text(members, "target", NG_REQUIRED);
    parse_profile(members, &header->profile);
    header->seed = ng_take_count(members, "seed", NG_REQUIRED);
    header->strict = ng_take_flag(members, "strict");
    header->launched = ng_take_flag(members, "launched");
    parse_cases(members, header);
    parse_header_names(members, header);
}
