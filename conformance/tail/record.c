#include "conformance/tail/record.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 1
#define DIGEST_DIGITS 16
/* Room for 2^64-1 in decimal digits. */
#define NUMBER_ROOM 24

/* Indexes and sizes are strings: readers of JSON keep numbers as doubles. */
static bool add_number(cJSON *object, const char *name, uint64_t number) {
    char text[NUMBER_ROOM];
    (void)snprintf(text, sizeof text, "%" PRIu64, number);
    return cJSON_AddStringToObject(object, name, text) != NULL;
}

static bool add_last(cJSON *tree, const struct ng_tail_record *record) {
    cJSON *last = cJSON_AddArrayToObject(tree, "last");
    bool is_added = last != NULL;
    for (size_t i = 0; i < record->last_count && is_added; i++) {
        char text[NUMBER_ROOM];
        (void)snprintf(text, sizeof text, "%016" PRIx64, record->last[i]);
        cJSON *digest = cJSON_CreateString(text);
        is_added = digest != NULL && cJSON_AddItemToArray(last, digest);
    }
    return is_added;
}

static bool add_output(cJSON *tree, const struct ng_tail_record *record) {
    if (record->output == NULL) {
        return cJSON_AddNullToObject(tree, "output") != NULL;
    }
    cJSON *output = cJSON_AddObjectToObject(tree, "output");
    return output != NULL && cJSON_AddStringToObject(output, "path", record->output) != NULL &&
           add_number(output, "bytes", record->bytes);
}

enum ng_status ng_tail_record_print(const struct ng_tail_record *record, char **text) {
    cJSON *tree = cJSON_CreateObject();
    char *json = NULL;
    char *line = NULL;
    if (tree != NULL && cJSON_AddNumberToObject(tree, "nogap-tail", VERSION) != NULL &&
        cJSON_AddStringToObject(tree, "url", record->url) != NULL &&
        cJSON_AddStringToObject(tree, "profile", record->profile) != NULL &&
        add_number(tree, "cursor", record->cursor) && add_last(tree, record) &&
        add_output(tree, record)) {
        json = cJSON_PrintUnformatted(tree);
    }
    cJSON_Delete(tree);
    if (json != NULL) {
        size_t size = strlen(json) + sizeof "\n";
        line = malloc(size);
        if (line != NULL) {
            (void)snprintf(line, size, "%s\n", json);
        }
        cJSON_free(json);
    }
    *text = line;
    return line != NULL ? NG_OK : NG_NO_MEMORY;
}

static const char *string_of(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* Copies a string. Errors: NG_MALFORMED where there is none, NG_NO_MEMORY. */
static enum ng_status take_string(const cJSON *object, const char *name, char **string) {
    const char *text = string_of(object, name);
    if (text == NULL) {
        return NG_MALFORMED;
    }
    *string = strdup(text);
    return *string != NULL ? NG_OK : NG_NO_MEMORY;
}

static enum ng_status take_number(const cJSON *object, const char *name, uint64_t *number) {
    const char *text = string_of(object, name);
    return text != NULL ? ng_cursor_parse(text, number) : NG_MALFORMED;
}

static enum ng_status take_digest(const char *text, uint64_t *digest) {
    if (text == NULL || strlen(text) != DIGEST_DIGITS ||
        strspn(text, "0123456789abcdef") != DIGEST_DIGITS) {
        return NG_MALFORMED;
    }
    *digest = strtoull(text, NULL, 16);
    return NG_OK;
}

static enum ng_status take_last(const cJSON *tree, struct ng_tail_record *record) {
    const cJSON *last = cJSON_GetObjectItemCaseSensitive(tree, "last");
    const cJSON *item = NULL;
    enum ng_status status = cJSON_IsArray(last) ? NG_OK : NG_MALFORMED;
    cJSON_ArrayForEach(item, last) {
        if (status == NG_OK && record->last_count < NG_TAIL_OVERLAP_MAX) {
            status = take_digest(cJSON_GetStringValue(item), &record->last[record->last_count++]);
        } else {
            status = NG_MALFORMED;
        }
    }
    return record->last_count <= record->cursor ? status : NG_MALFORMED;
}

static enum ng_status take_version(const cJSON *tree) {
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(tree, "nogap-tail");
    return cJSON_IsNumber(version) && version->valueint == VERSION ? NG_OK : NG_MALFORMED;
}

static enum ng_status take_output(const cJSON *tree, struct ng_tail_record *record) {
    const cJSON *output = cJSON_GetObjectItemCaseSensitive(tree, "output");
    if (cJSON_IsNull(output)) {
        return NG_OK;
    }
    enum ng_status status = take_number(output, "bytes", &record->bytes);
    return status == NG_OK ? take_string(output, "path", &record->output) : status;
}

static enum ng_status take(const cJSON *tree, struct ng_tail_record *record) {
    enum ng_status status = take_version(tree);
    if (status == NG_OK) {
        status = take_number(tree, "cursor", &record->cursor);
    }
    if (status == NG_OK) {
        status = take_last(tree, record);
    }
    if (status == NG_OK) {
        status = take_string(tree, "url", &record->url);
    }
    if (status == NG_OK) {
        status = take_string(tree, "profile", &record->profile);
    }
    return status == NG_OK ? take_output(tree, record) : status;
}

enum ng_status ng_tail_record_parse(const char *text, struct ng_tail_record *record) {
    struct ng_tail_record found = {.url = NULL};
    const char *end = NULL;
    size_t size = strlen(text);
    /* The line end is the last byte to be written: without it, something is missing. */
    if (size == 0 || text[size - 1] != '\n') {
        return NG_MALFORMED;
    }
    cJSON *tree = cJSON_ParseWithOpts(text, &end, true);
    enum ng_status status = take(tree, &found);
    cJSON_Delete(tree);
    if (status == NG_OK) {
        *record = found;
    } else {
        ng_tail_record_deinit(&found);
    }
    return status;
}

void ng_tail_record_deinit(struct ng_tail_record *record) {
    free(record->url);
    free(record->profile);
    free(record->output);
    *record = (struct ng_tail_record){.url = NULL};
}
