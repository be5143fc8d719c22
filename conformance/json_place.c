#include "conformance/json_place.h"

#include <string.h>

void ng_json_line_column(const char *text, size_t size, size_t offset, size_t *line,
                         size_t *column) {
    size_t lines = 1;
    size_t characters = 1;
    for (size_t i = 0; i < size && i < offset; i++) {
        if (text[i] == '\n') {
            lines++;
            characters = 1;
        } else if (((unsigned char)text[i] & 0xc0) != 0x80) {
            characters++;
        }
    }
    *line = lines;
    *column = characters;
}

/* The offset after the string that begins at `at`. */
static size_t skip_string(const char *text, size_t size, size_t at) {
    for (at++; at < size && text[at] != '"'; at++) {
        at += text[at] == '\\' ? 1 : 0;
    }
    return at < size ? at + 1 : size;
}

static size_t skip_space(const char *text, size_t size, size_t at) {
    while (at < size && memchr(" \t\r\n", text[at], 4) != NULL) {
        at++;
    }
    return at;
}

/* The offset after the value, or the name, that begins at `at`. */
static size_t skip_value(const char *text, size_t size, size_t at) {
    size_t depth = 0;
    while (at < size) {
        char byte = text[at];
        if (byte == '"') {
            at = skip_string(text, size, at);
        } else {
            if (depth == 0 && memchr(",:]}", byte, 4) != NULL) {
                return at;
            }
            depth += byte == '[' || byte == '{' ? 1 : 0;
            depth -= byte == ']' || byte == '}' ? 1 : 0;
            at++;
        }
        if (depth == 0 && (byte == '"' || byte == ']' || byte == '}')) {
            return at;
        }
    }
    return size;
}

/* The offset of the value of the member whose name begins at `at`. */
static size_t value_of_member(const char *text, size_t size, size_t at) {
    at = skip_space(text, size, skip_value(text, size, at));
    return at < size && text[at] == ':' ? skip_space(text, size, at + 1) : at;
}

size_t ng_json_offset(const char *text, size_t size, const size_t *path, size_t depth) {
    size_t start = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    size_t at = skip_space(text, size, start);
    bool is_member = false;
    for (size_t level = 0; level < depth; level++) {
        size_t value = is_member ? value_of_member(text, size, at) : at;
        if (value >= size) {
            return at;
        }
        is_member = text[value] == '{';
        at = skip_space(text, size, value + 1);
        for (size_t child = 0; child < path[level] && at < size; child++) {
            at = is_member ? value_of_member(text, size, at) : at;
            at = skip_space(text, size, skip_value(text, size, at));
            at = at < size ? skip_space(text, size, at + 1) : size;
        }
    }
    return at;
}

size_t ng_json_depth(const char *text, size_t size, size_t offset) {
    size_t depth = 0;
    for (size_t at = 0; at < size && at < offset;) {
        char byte = text[at];
        depth += byte == '[' || byte == '{' ? 1 : 0;
        depth -= depth > 0 && (byte == ']' || byte == '}') ? 1 : 0;
        at = byte == '"' ? skip_string(text, size, at) : at + 1;
    }
    return depth;
}

bool ng_json_holds_nul(const char *text, size_t size, size_t *offset) {
    for (size_t i = 0; i + 1 < size; i++) {
        if (text[i] == '\\') {
            if (size - i >= 6 && memcmp(text + i, "\\u0000", 6) == 0) {
                *offset = i;
                return true;
            }
            i++;
        }
    }
    return false;
}
