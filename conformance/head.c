#include "conformance/head.h"

#include "conformance/field.h"

#include <string.h>

struct slice {
    const char *bytes;
    size_t size;
};

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static struct slice trimmed(const char *bytes, size_t size) {
    while (size > 0 && is_blank(bytes[0])) {
        bytes++;
        size--;
    }
    while (size > 0 && is_blank(bytes[size - 1])) {
        size--;
    }
    return (struct slice){bytes, size};
}

/* Appends to a value, after a separator where there is one already; what has no room is cut. */
static void append(char value[NG_FIELD_MAX], const char *separator, struct slice more) {
    size_t size = strlen(value);
    if (size > 0) {
        for (; *separator != '\0' && size + 1 < NG_FIELD_MAX; separator++) {
            value[size++] = *separator;
        }
    }
    size_t room = NG_FIELD_MAX - 1 - size;
    size_t taken = more.size < room ? more.size : room;
    if (taken > 0) {
        memcpy(value + size, more.bytes, taken);
    }
    value[size + taken] = '\0';
}

static void append_cursor(struct ng_head *head, const char *separator, struct slice more) {
    bool joined = head->cursor[0] != '\0' && more.size > 0;
    head->cursor_is_digits = head->cursor_is_digits && !joined;
    for (size_t i = 0; i < more.size; i++) {
        head->cursor_is_digits = head->cursor_is_digits && is_digit(more.bytes[i]);
    }
    append(head->cursor, separator, more);
}

static void append_value(struct ng_head *head, char *value, const char *separator,
                         struct slice more) {
    if (more.size == 0) {
        return;
    }
    if (value == head->cursor) {
        append_cursor(head, separator, more);
    } else {
        append(value, separator, more);
    }
}

/* Where the value of a field is kept, or NULL. */
static char *place_of(struct ng_head *head, const char *name) {
    if (head->cursor_name != NULL && ng_field_same_name(name, head->cursor_name)) {
        head->cursor_lines++;
        return head->cursor;
    }
    const struct {
        const char *name;
        char *value;
    } kept[] = {
        {"Content-Type", head->media_type},
        {"Cache-Control", head->cache_control},
        {"Access-Control-Allow-Origin", head->allow_origin},
        {"Access-Control-Expose-Headers", head->expose_headers},
        {"ETag", head->entity_tag},
        {"Last-Modified", head->last_modified},
        {"Location", head->location},
    };
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        if (ng_field_same_name(name, kept[i].name)) {
            return kept[i].value;
        }
    }
    return NULL;
}

static void take_field(struct ng_head *head, const char *line, size_t size) {
    char name[NG_FIELD_MAX];
    head->folds_into = NULL;
    const char *colon = memchr(line, ':', size);
    if (colon == NULL) {
        return;
    }
    struct slice text = trimmed(line, (size_t)(colon - line));
    if (text.size >= sizeof name) {
        return;
    }
    memcpy(name, text.bytes, text.size);
    name[text.size] = '\0';
    head->folds_into = place_of(head, name);
    if (head->folds_into != NULL) {
        size_t before_value = (size_t)(colon + 1 - line);
        append_value(head, head->folds_into, ", ", trimmed(colon + 1, size - before_value));
    }
}

/* Reads "HTTP/1.1 200 Reason"; 0 where there is no status. */
static int status_of(const char *line, size_t size) {
    const char *space = memchr(line, ' ', size);
    if (space == NULL) {
        return 0;
    }
    struct slice rest = trimmed(space, size - (size_t)(space - line));
    if (rest.size < 3 || !is_digit(rest.bytes[0]) || !is_digit(rest.bytes[1]) ||
        !is_digit(rest.bytes[2]) || (rest.size > 3 && rest.bytes[3] != ' ')) {
        return 0;
    }
    return (rest.bytes[0] - '0') * 100 + (rest.bytes[1] - '0') * 10 + (rest.bytes[2] - '0');
}

void ng_head_begin(struct ng_head *head, const char *cursor_name) {
    *head = (struct ng_head){.cursor_name = cursor_name, .cursor_is_digits = true};
}

enum ng_status ng_head_line(struct ng_head *head, const char *line, size_t size) {
    if (head->complete) {
        return NG_OK;
    }
    if (size > NG_HEADER_BYTES_MAX - head->bytes) {
        return NG_TOO_LARGE;
    }
    size_t bytes = head->bytes + size;
    head->bytes = bytes;
    while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r')) {
        size--;
    }
    if (size == 0) {
        head->complete = head->status >= 200;
        head->within = false;
    } else if (is_blank(line[0])) {
        if (head->folds_into != NULL) {
            append_value(head, head->folds_into, " ", trimmed(line, size));
        }
    } else if (!head->within && size >= 5 && memcmp(line, "HTTP/", 5) == 0) {
        ng_head_begin(head, head->cursor_name);
        head->bytes = bytes;
        head->within = true;
        head->status = status_of(line, size);
        return head->status < 100 ? NG_MALFORMED : NG_OK;
    } else {
        take_field(head, line, size);
    }
    return NG_OK;
}

void ng_head_fill(const struct ng_head *head, struct ng_exchange *exchange) {
    exchange->status = head->status;
    memcpy(exchange->cursor_text, head->cursor, NG_FIELD_MAX);
    memcpy(exchange->media_type, head->media_type, NG_FIELD_MAX);
    memcpy(exchange->cache_control, head->cache_control, NG_FIELD_MAX);
    memcpy(exchange->allow_origin, head->allow_origin, NG_FIELD_MAX);
    memcpy(exchange->expose_headers, head->expose_headers, NG_FIELD_MAX);
    memcpy(exchange->entity_tag, head->entity_tag, NG_FIELD_MAX);
    memcpy(exchange->last_modified, head->last_modified, NG_FIELD_MAX);
    memcpy(exchange->location, head->location, NG_FIELD_MAX);
}

enum ng_cursor_form ng_head_cursor(const struct ng_head *head, uint64_t *wire) {
    if (head->cursor_lines == 0) {
        return NG_CURSOR_MISSING;
    }
    if (head->cursor_lines > 1) {
        return NG_CURSOR_REPEATED;
    }
    if (!head->cursor_is_digits || ng_cursor_parse(head->cursor, wire) != NG_OK) {
        return NG_CURSOR_MALFORMED;
    }
    return NG_CURSOR_OK;
}
