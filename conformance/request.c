#include "conformance/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char encoding_name[] = "Accept-Encoding";

char *ng_field_line(const char *name, const char *value) {
    size_t size = strlen(name) + strlen(value) + sizeof ": ";
    char *line = malloc(size);
    if (line != NULL) {
        (void)snprintf(line, size, *value == '\0' ? "%s;%s" : "%s: %s", name, value);
    }
    return line;
}

static bool is_named(const struct ng_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (ng_field_same_name(fields[i].name, name)) {
            return true;
        }
    }
    return false;
}

static bool add(struct ng_field_lines *lines, const char *name, const char *value) {
    char *line = ng_field_line(name, value);
    if (line == NULL) {
        return false;
    }
    lines->lines[lines->count++] = line;
    return true;
}

enum ng_status ng_field_lines_make(const struct ng_field *profile, size_t profile_count,
                                   const struct ng_field *user, size_t user_count,
                                   struct ng_field_lines *lines) {
    struct ng_field_lines made = {calloc(profile_count + user_count + 1, sizeof(char *)), 0, false};
    bool added = made.lines != NULL;
    if (added && !is_named(user, user_count, encoding_name) &&
        !is_named(profile, profile_count, encoding_name)) {
        added = add(&made, encoding_name, "identity");
        made.first_is_default = true;
    }
    for (size_t i = 0; added && i < profile_count; i++) {
        if (!is_named(user, user_count, profile[i].name)) {
            added = add(&made, profile[i].name, profile[i].value);
        }
    }
    for (size_t i = 0; added && i < user_count; i++) {
        added = add(&made, user[i].name, user[i].value);
    }
    if (!added) {
        ng_field_lines_deinit(&made);
        return NG_NO_MEMORY;
    }
    *lines = made;
    return NG_OK;
}

void ng_field_lines_deinit(struct ng_field_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        ng_secret_free(lines->lines[i]);
    }
    free(lines->lines);
    *lines = (struct ng_field_lines){NULL, 0, false};
}

enum ng_status ng_request_target_init(struct ng_request_target *target, const char *path) {
    char *text = strdup(*path == '\0' ? "/" : path);
    if (text == NULL) {
        return NG_NO_MEMORY;
    }
    size_t size = strlen(text);
    *target = (struct ng_request_target){text, size, size + 1};
    return NG_OK;
}

void ng_request_target_deinit(struct ng_request_target *target) {
    free(target->text);
    *target = (struct ng_request_target){NULL, 0, 0};
}

enum ng_status ng_request_target_set(struct ng_request_target *target, const char *query) {
    size_t query_size = query == NULL ? 0 : strlen(query);
    if (query_size > NG_QUERY_BYTES_MAX) {
        return NG_TOO_LARGE;
    }
    size_t needed = target->path_size + query_size + sizeof "?";
    if (needed > target->capacity) {
        char *larger = realloc(target->text, needed);
        if (larger == NULL) {
            return NG_NO_MEMORY;
        }
        target->text = larger;
        target->capacity = needed;
    }
    char *end = target->text + target->path_size;
    if (query != NULL) {
        *end++ = '?';
        memcpy(end, query, query_size);
    }
    end[query_size] = '\0';
    return NG_OK;
}

const char *ng_request_problem(const struct ng_ask *ask) {
    if (ask->query != NULL && strpbrk(ask->query, "\r\n") != NULL) {
        return "a query with a line end cannot stand on a request line";
    }
    if (ask->header_name != NULL &&
        (!ng_field_is_name(ask->header_name) || !ng_field_is_value(ask->header_value))) {
        return "the additional field is not of the form 'Name: value' on one line";
    }
    return NULL;
}
