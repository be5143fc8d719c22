#include "conformance/field.h"

#include <stdlib.h>
#include <string.h>

static bool is_token_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') ||
           (byte != '\0' && strchr("!#$%&'*+-.^_`|~", byte) != NULL);
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool ng_field_is_name(const char *text) {
    size_t size = 0;
    while (is_token_byte(text[size])) {
        size++;
    }
    return size > 0 && text[size] == '\0';
}

bool ng_field_is_value(const char *text) {
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if ((byte < 0x20 && byte != '\t') || byte == 0x7f) {
            return false;
        }
    }
    return true;
}

bool ng_field_same_name(const char *name, const char *other) {
    while (*name != '\0' && lower(*name) == lower(*other)) {
        name++;
        other++;
    }
    return lower(*name) == lower(*other);
}

/* The writes are volatile, since a compiler may leave out those to memory that is freed next. */
void ng_secret_free(char *secret) {
    if (secret == NULL) {
        return;
    }
    for (volatile char *byte = secret; *byte != '\0'; byte++) {
        *byte = '\0';
    }
    free(secret);
}

static enum ng_status copy_field(const char *name, size_t name_size, const char *value,
                                 size_t value_size, struct ng_field *field, const char **problem) {
    struct ng_field made = {.name = strndup(name, name_size), .value = strndup(value, value_size)};
    enum ng_status status = NG_OK;
    if (made.name == NULL || made.value == NULL) {
        status = NG_NO_MEMORY;
    } else if (!ng_field_is_name(made.name)) {
        *problem = "the name of a field is letters, digits and hyphens, without a space";
        status = NG_MALFORMED;
    } else if (!ng_field_is_value(made.value)) {
        *problem = "the value of a field holds a control character, such as a line end";
        status = NG_MALFORMED;
    }
    if (status != NG_OK) {
        ng_field_deinit(&made);
        return status;
    }
    *field = made;
    return NG_OK;
}

enum ng_status ng_field_parse(const char *text, struct ng_field *field, const char **problem) {
    const char *colon = strchr(text, ':');
    if (colon == NULL) {
        *problem = "a field is written 'Name: value', and there is no colon";
        return NG_MALFORMED;
    }
    const char *value = colon + 1;
    while (is_blank(*value)) {
        value++;
    }
    size_t size = strlen(value);
    while (size > 0 && is_blank(value[size - 1])) {
        size--;
    }
    return copy_field(text, (size_t)(colon - text), value, size, field, problem);
}

enum ng_status ng_field_make(const char *name, const char *value, struct ng_field *field,
                             const char **problem) {
    return copy_field(name, strlen(name), value, strlen(value), field, problem);
}

void ng_field_deinit(struct ng_field *field) {
    free(field->name);
    ng_secret_free(field->value);
    *field = (struct ng_field){NULL, NULL};
}
