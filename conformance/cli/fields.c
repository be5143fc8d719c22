#include "conformance/cli/fields.h"

#include "conformance/cli/file.h"

#include <stdlib.h>
#include <string.h>

/* Where a field stands, for messages: "--header-env TOKEN", "--header-file f, line 3". */
static enum ng_status add_field(struct ng_fields *fields, const char *text, const char *place,
                                struct ng_message *message) {
    const char *problem = NULL;
    if (fields->count == NG_FIELDS_MAX) {
        ng_message_write(message, "%s: more than %d fields", place, NG_FIELDS_MAX);
        return NG_TOO_LARGE;
    }
    struct ng_field *field = &fields->items[fields->count];
    enum ng_status status = ng_field_parse(text, field, &problem);
    if (status == NG_MALFORMED) {
        ng_message_write(message, "%s: %s", place, problem);
    }
    if (status == NG_OK) {
        fields->names[fields->count++] = field->name;
    }
    return status;
}

static enum ng_status add_lines(struct ng_fields *fields, char *lines, const char *path,
                                struct ng_message *message) {
    size_t number = 0;
    for (char *line = lines; line != NULL;) {
        char *newline = strchr(line, '\n');
        if (newline != NULL) {
            *newline = '\0';
        }
        line[strcspn(line, "\r")] = '\0';
        number++;
        if (line[strspn(line, " \t")] != '\0' && line[0] != '#') {
            struct ng_message place;
            ng_message_write(&place, "--header-file %.200s, line %zu", path, number);
            enum ng_status status = add_field(fields, line, place.text, message);
            if (status != NG_OK) {
                return status;
            }
        }
        line = newline != NULL ? newline + 1 : NULL;
    }
    return NG_OK;
}

static enum ng_status add_file(struct ng_fields *fields, const char *path,
                               struct ng_message *message) {
    char *bytes = NULL;
    size_t size = 0;
    enum ng_status status = ng_file_read(path, NG_FILE_BYTES_MAX, &bytes, &size, message);
    if (status != NG_OK) {
        return status;
    }
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    char *lines = strncmp(bytes, byte_order_mark, 3) == 0 ? bytes + 3 : bytes;
    status = add_lines(fields, lines, path, message);
    memset(bytes, ' ', size); /* the line ends that were cut would end the wiping too */
    ng_secret_free(bytes);
    return status;
}

static enum ng_status add_variable(struct ng_fields *fields, const char *name,
                                   struct ng_message *message) {
    const char *value = getenv(name);
    struct ng_message place;
    ng_message_write(&place, "--header-env %.200s", name);
    if (value == NULL || *value == '\0') {
        ng_message_write(message, "%s: the variable is %s; expected 'Name: value' in it",
                         place.text, value == NULL ? "not set" : "empty");
        return NG_MALFORMED;
    }
    return add_field(fields, value, place.text, message);
}

enum ng_status ng_fields_collect(const struct ng_options *options, struct ng_fields *fields,
                                 struct ng_message *message) {
    enum ng_status status = NG_OK;
    fields->count = 0;
    for (size_t i = 0; status == NG_OK && i < options->field_count; i++) {
        const struct ng_field_option *option = &options->fields[i];
        switch (option->source) {
        case NG_FIELD_GIVEN:
            status = add_field(fields, option->text, "--header", message);
            break;
        case NG_FIELD_FILE:
            status = add_file(fields, option->text, message);
            break;
        case NG_FIELD_ENVIRONMENT:
            status = add_variable(fields, option->text, message);
            break;
        }
    }
    if (status != NG_OK) {
        ng_fields_deinit(fields);
    }
    return status;
}

void ng_fields_deinit(struct ng_fields *fields) {
    for (size_t i = 0; i < fields->count; i++) {
        ng_field_deinit(&fields->items[i]);
    }
    fields->count = 0;
}
