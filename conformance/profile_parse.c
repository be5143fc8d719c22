#include "conformance/json_place.h"
#include "conformance/profile.h"
#include "conformance/profile_check.h"
#include "conformance/profile_reader.h"

#include <stdlib.h>
#include <string.h>

#define TIMEOUT_MAX 86400.0
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static enum ng_status read_comment(struct ng_reader *reader, const cJSON *value) {
    return cJSON_IsString(value) ? NG_OK
                                 : ng_reader_fail_named(reader, value->string, "expected a string");
}

static enum ng_status read_name(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_text, "expected a string that is not empty",
                          &reader->profile->name);
}

static const char parameter_words[] =
    "expected a parameter's name as it stands in a query, without & = # + and spaces";

static enum ng_status read_since(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_parameter_name, parameter_words,
                          &reader->profile->since);
}

static enum ng_status read_limit(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_parameter_name, parameter_words,
                          &reader->profile->limit);
}

static enum ng_status read_no_limit(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_parameter_value,
                          "expected a limit that means none, such as \"1000000000\", as it stands "
                          "in a query",
                          &reader->profile->no_limit);
}

static enum ng_status read_fixed_query(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_fixed_query,
                          "expected parameters such as \"feed=normal&style=main_only\", without a "
                          "question mark in front",
                          &reader->profile->fixed_query);
}

static enum ng_status read_field(struct ng_reader *reader, const cJSON *value) {
    struct ng_profile *profile = reader->profile;
    const char *problem = "expected a string";
    struct ng_field field;
    if (!cJSON_IsString(value)) {
        return ng_reader_fail_named(reader, value->string, problem);
    }
    enum ng_status status = ng_field_make(value->string, value->valuestring, &field, &problem);
    if (status != NG_OK) {
        return status == NG_MALFORMED ? ng_reader_fail_named(reader, value->string, problem)
                                      : status;
    }
    struct ng_field *longer =
        realloc(profile->fields, (profile->field_count + 1) * sizeof *profile->fields);
    if (longer == NULL) {
        ng_field_deinit(&field);
        return NG_NO_MEMORY;
    }
    profile->fields = longer;
    profile->fields[profile->field_count++] = field;
    return NG_OK;
}

static enum ng_status read_fields(struct ng_reader *reader, const cJSON *value) {
    enum ng_status status = NG_OK;
    size_t index = 0;
    if (!cJSON_IsObject(value)) {
        return ng_reader_fail_named(reader, value->string,
                                    "expected an object of names and values");
    }
    reader->depth++;
    for (const cJSON *field = value->child; status == NG_OK && field != NULL; field = field->next) {
        reader->path[reader->depth - 1] = index++;
        status = read_field(reader, field);
    }
    reader->depth--;
    return status;
}

static enum ng_status read_request(struct ng_reader *reader, const cJSON *value) {
    static const struct ng_member members[] = {
        {"since", read_since},       {"limit", read_limit},
        {"no_limit", read_no_limit}, {"fixed_query", read_fixed_query},
        {"fields", read_fields},     {"comment", read_comment},
    };
    return ng_reader_object(reader, value, members, COUNT(members));
}

static enum ng_status read_events(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(
        reader, value, ng_is_json_pointer,
        "expected a JSON Pointer to the array of events, such as \"/results\", or "
        "\"\" where the body is the array; 16 steps and 255 bytes at most",
        &reader->profile->events_pointer);
}

/* The cursor's place: one of "field", "body" and "last_event". */
static enum ng_status read_place(struct ng_reader *reader, const cJSON *value,
                                 enum ng_cursor_place place, bool (*is_good)(const char *text),
                                 const char *expected) {
    if (reader->profile->cursor_name != NULL) {
        return ng_reader_fail_named(
            reader, value->string,
            "the cursor has one place: \"field\", \"body\" or \"last_event\"");
    }
    reader->profile->cursor_place = place;
    return ng_reader_text(reader, value, is_good, expected, &reader->profile->cursor_name);
}

static enum ng_status read_cursor_field(struct ng_reader *reader, const cJSON *value) {
    return read_place(reader, value, NG_CURSOR_IN_FIELD, ng_field_is_name,
                      "expected the name of a field of the answer, such as \"X-EXO-Last-Idx\"");
}

static enum ng_status read_cursor_body(struct ng_reader *reader, const cJSON *value) {
    return read_place(reader, value, NG_CURSOR_IN_BODY, ng_is_inner_pointer,
                      "expected a JSON Pointer into the body, such as \"/last_seq\", of 16 steps "
                      "and 255 bytes at most");
}

static enum ng_status read_cursor_last_event(struct ng_reader *reader, const cJSON *value) {
    return read_place(reader, value, NG_CURSOR_IN_LAST_EVENT, ng_is_inner_pointer,
                      "expected a JSON Pointer into an event, such as \"/id\", of 16 steps and 255 "
                      "bytes at most");
}

static enum ng_status read_cursor_names(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_choice(reader, value, "next", "last", &reader->profile->cursor_names_last);
}

static enum ng_status read_cursor(struct ng_reader *reader, const cJSON *value) {
    static const struct ng_member members[] = {
        {"field", read_cursor_field},
        {"body", read_cursor_body},
        {"last_event", read_cursor_last_event},
        {"names", read_cursor_names},
        {"comment", read_comment},
    };
    struct ng_profile *profile = reader->profile;
    char *usual = profile->cursor_name;
    profile->cursor_name = NULL;
    enum ng_status status = ng_reader_object(reader, value, members, COUNT(members));
    if (profile->cursor_name == NULL) {
        profile->cursor_name = usual;
    } else {
        free(usual);
    }
    return status;
}

static enum ng_status read_first_index(struct ng_reader *reader, const cJSON *value) {
    if (!cJSON_IsNumber(value) || (value->valuedouble != 0 && value->valuedouble != 1)) {
        return ng_reader_fail_named(reader, value->string, "expected 0 or 1");
    }
    reader->profile->first_index = value->valuedouble == 1 ? 1 : 0;
    return NG_OK;
}

static enum ng_status read_past_end(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_choice(reader, value, "clamp", "echo", &reader->profile->past_end_echo);
}

static enum ng_status read_refusal_statuses(struct ng_reader *reader, const cJSON *value) {
    struct ng_profile *profile = reader->profile;
    int size = cJSON_GetArraySize(value);
    size_t count = 0;
    if (!cJSON_IsArray(value) || size < 1 || size > NG_REFUSAL_STATUSES_MAX) {
        return ng_reader_fail_named(reader, value->string, "expected an array of 1 to 16 statuses");
    }
    reader->depth++;
    for (const cJSON *status = value->child; status != NULL; status = status->next) {
        reader->path[reader->depth - 1] = count;
        if (!cJSON_IsNumber(status) || status->valuedouble != status->valueint ||
            status->valueint < 400 || status->valueint > 499) {
            return ng_reader_fail(reader, "expected a status from 400 to 499");
        }
        profile->refusal_statuses[count++] = status->valueint;
    }
    reader->depth--;
    profile->refusal_status_count = count;
    return NG_OK;
}

static enum ng_status read_answer(struct ng_reader *reader, const cJSON *value) {
    static const struct ng_member members[] = {
        {"events", read_events},
        {"cursor", read_cursor},
        {"first_index", read_first_index},
        {"past_end", read_past_end},
        {"refusal_statuses", read_refusal_statuses},
        {"comment", read_comment},
    };
    return ng_reader_object(reader, value, members, COUNT(members));
}

static enum ng_status read_append_post(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_append_url, "expected an http or https URL",
                          &reader->profile->append_post);
}

static enum ng_status read_append_command(struct ng_reader *reader, const cJSON *value) {
    return ng_reader_text(reader, value, ng_is_text, "expected a shell command",
                          &reader->profile->append_command);
}

static enum ng_status read_append(struct ng_reader *reader, const cJSON *value) {
    static const struct ng_member members[] = {
        {"post", read_append_post},
        {"command", read_append_command},
        {"comment", read_comment},
    };
    return ng_reader_object(reader, value, members, COUNT(members));
}

static enum ng_status read_timeout(struct ng_reader *reader, const cJSON *value) {
    if (!cJSON_IsNumber(value) || value->valuedouble < 0 || value->valuedouble > TIMEOUT_MAX) {
        return ng_reader_fail_named(
            reader, value->string,
            "expected seconds for each request, from 0 (the default) to 86400");
    }
    reader->profile->timeout = value->valuedouble;
    return NG_OK;
}

/* Lets the reader stand at the member of that name, which is there. */
static const cJSON *go_to(struct ng_reader *reader, const cJSON *object, const char *name) {
    const cJSON *member = object->child;
    size_t index = 0;
    for (; strcmp(member->string, name) != 0; member = member->next) {
        index++;
    }
    reader->path[reader->depth++] = index;
    return member;
}

/* What no member alone can show to be wrong. */
static enum ng_status check_whole(struct ng_reader *reader, const cJSON *root) {
    const struct ng_profile *profile = reader->profile;
    if (!cJSON_HasObjectItem(root, "name")) {
        return ng_reader_fail(reader, "\"name\" is missing: the name that reports show");
    }
    if (profile->cursor_place == NG_CURSOR_IN_BODY && profile->events_pointer[0] == '\0') {
        (void)go_to(reader, go_to(reader, root, "answer"), "cursor");
        return ng_reader_fail_named(
            reader, "cursor",
            "a body that is the array of events has no room for a cursor; say with "
            "\"events\" where the array stands, such as \"/results\"");
    }
    if (strcmp(profile->since, profile->limit) == 0) {
        (void)go_to(reader, root, "request");
        return ng_reader_fail(reader, "\"since\" and \"limit\" are the same parameter");
    }
    if (profile->append_post != NULL && profile->append_command != NULL) {
        (void)go_to(reader, root, "append");
        return ng_reader_fail(reader, "\"append\": give \"post\" or \"command\", not both");
    }
    return NG_OK;
}

static enum ng_status read_profile(struct ng_reader *reader, const cJSON *root) {
    static const struct ng_member members[] = {
        {"name", read_name},       {"request", read_request}, {"answer", read_answer},
        {"append", read_append},   {"timeout", read_timeout}, {"comment", read_comment},
        {"$schema", read_comment},
    };
    enum ng_status status = ng_reader_object(reader, root, members, COUNT(members));
    return status == NG_OK ? check_whole(reader, root) : status;
}

/* The offset of what stands after the value and is no white space, or the size. */
static size_t rest_after(const char *json, size_t size, size_t offset) {
    while (offset < size && memchr(" \t\r\n", json[offset], 4) != NULL) {
        offset++;
    }
    return offset;
}

/* Says what is wrong at an offset where the text is no JSON, or goes on behind it. */
static enum ng_status fail_json(struct ng_reader *reader, size_t offset) {
    if (ng_json_depth(reader->json, reader->size, offset) >= CJSON_NESTING_LIMIT) {
        return ng_reader_fail_at(reader, offset,
                                 "this is nested too deep; no profile needs so many brackets");
    }
    return ng_reader_fail_at(reader, offset,
                             "this is not JSON: look here, and just before, for a comma, a quote "
                             "or a bracket that is missing or one too many");
}

enum ng_status ng_profile_parse(const char *json, size_t size, struct ng_profile *profile,
                                struct ng_profile_error *error) {
    struct ng_profile made = {0};
    struct ng_reader reader = {.json = json, .size = size, .profile = &made, .error = error};
    const char *end = json;
    size_t offset = 0;
    if (ng_json_holds_nul(json, size, &offset)) {
        return ng_reader_fail_at(&reader, offset,
                                 "no text of a profile can hold the character \\u0000");
    }
    cJSON *root = size == 0 ? NULL : cJSON_ParseWithLengthOpts(json, size, &end, false);
    offset = (size_t)(end - json);
    if (root != NULL) {
        offset = rest_after(json, size, offset);
    }
    if (root == NULL || offset < size) {
        cJSON_Delete(root);
        return fail_json(&reader, offset);
    }
    enum ng_status status = ng_profile_exo(&made);
    if (status == NG_OK) {
        status = read_profile(&reader, root);
    }
    cJSON_Delete(root);
    if (status != NG_OK) {
        ng_profile_deinit(&made);
        return status;
    }
    *profile = made;
    return NG_OK;
}
