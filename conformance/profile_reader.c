#include "conformance/profile_reader.h"

#include "conformance/json_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_QUOTE_MAX 40

enum ng_status ng_reader_fail_at(struct ng_reader *reader, size_t offset, const char *message) {
    struct ng_profile_error *error = reader->error;
    ng_json_line_column(reader->json, reader->size, offset, &error->line, &error->column);
    (void)snprintf(error->message, sizeof error->message, "%s", message);
    return NG_MALFORMED;
}

enum ng_status ng_reader_fail(struct ng_reader *reader, const char *message) {
    return ng_reader_fail_at(
        reader, ng_json_offset(reader->json, reader->size, reader->path, reader->depth), message);
}

enum ng_status ng_reader_fail_named(struct ng_reader *reader, const char *name, const char *what) {
    char message[sizeof reader->error->message];
    char quoted[NAME_QUOTE_MAX + 1];
    size_t size = 0;
    for (; size < NAME_QUOTE_MAX && name[size] != '\0'; size++) {
        /* All known names are ASCII, and half a character must not reach a terminal. */
        quoted[size] = name[size] < ' ' || name[size] > '~' ? '?' : name[size];
    }
    quoted[size] = '\0';
    (void)snprintf(message, sizeof message, "\"%s\": %s", quoted, what);
    return ng_reader_fail(reader, message);
}

static enum ng_status fail_unknown(struct ng_reader *reader, const char *name,
                                   const struct ng_member *members, size_t count) {
    char what[sizeof reader->error->message] = "unknown member; known here are";
    size_t size = strlen(what);
    for (size_t i = 0; i < count && size < sizeof what; i++) {
        size += (size_t)snprintf(what + size, sizeof what - size, "%s %s", i == 0 ? "" : ",",
                                 members[i].name);
    }
    return ng_reader_fail_named(reader, name, what);
}

static bool stands_before(const cJSON *object, const cJSON *member) {
    const cJSON *earlier = object->child;
    while (earlier != member && strcmp(earlier->string, member->string) != 0) {
        earlier = earlier->next;
    }
    return earlier != member;
}

static enum ng_status read_member(struct ng_reader *reader, const cJSON *value,
                                  const struct ng_member *members, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(members[i].name, value->string) == 0) {
            return members[i].read(reader, value);
        }
    }
    return fail_unknown(reader, value->string, members, count);
}

enum ng_status ng_reader_object(struct ng_reader *reader, const cJSON *object,
                                const struct ng_member *members, size_t count) {
    enum ng_status status = NG_OK;
    size_t index = 0;
    if (!cJSON_IsObject(object)) {
        return object->string == NULL
                   ? ng_reader_fail(reader, "expected an object")
                   : ng_reader_fail_named(reader, object->string, "expected an object");
    }
    reader->depth++;
    for (const cJSON *value = object->child; status == NG_OK && value != NULL;
         value = value->next) {
        reader->path[reader->depth - 1] = index++;
        status = stands_before(object, value)
                     ? ng_reader_fail_named(reader, value->string, "this member stands here twice")
                     : read_member(reader, value, members, count);
    }
    reader->depth--;
    return status;
}

enum ng_status ng_reader_text(struct ng_reader *reader, const cJSON *value,
                              bool (*is_good)(const char *text), const char *expected,
                              char **into) {
    if (!cJSON_IsString(value) || !is_good(value->valuestring)) {
        return ng_reader_fail_named(reader, value->string, expected);
    }
    char *text = strdup(value->valuestring);
    if (text == NULL) {
        return NG_NO_MEMORY;
    }
    free(*into);
    *into = text;
    return NG_OK;
}

enum ng_status ng_reader_choice(struct ng_reader *reader, const cJSON *value, const char *no,
                                const char *yes, bool *into) {
    bool is_yes = cJSON_IsString(value) && strcmp(value->valuestring, yes) == 0;
    bool is_no = cJSON_IsString(value) && strcmp(value->valuestring, no) == 0;
    if (!is_yes && !is_no) {
        char expected[80];
        (void)snprintf(expected, sizeof expected, "expected \"%s\" or \"%s\"", no, yes);
        return ng_reader_fail_named(reader, value->string, expected);
    }
    *into = is_yes;
    return NG_OK;
}
