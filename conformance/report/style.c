#include "conformance/report/style.h"

#include "conformance/report/escape.h"

#include <string.h>

static const char *start_of(enum ng_ink ink) {
    switch (ink) {
    case NG_INK_PLAIN:
        return "";
    case NG_INK_STRONG:
        return "\033[1m";
    case NG_INK_FAINT:
        return "\033[2m";
    case NG_INK_GOOD:
        return "\033[32m";
    case NG_INK_CARE:
        return "\033[33m";
    case NG_INK_BAD:
        return "\033[1;31m";
    }
    return "";
}

void ng_style_paint(struct ng_buffer *buffer, struct ng_style style, enum ng_ink ink,
                    const char *text) {
    bool coloured = style.colour && ink != NG_INK_PLAIN;
    ng_buffer_text(buffer, coloured ? start_of(ink) : "");
    ng_escape_text(buffer, text, style.utf8);
    ng_buffer_text(buffer, coloured ? "\033[0m" : "");
}

/* Columns of well-formed UTF-8, one for each character. */
static size_t width_of(const char *bytes, size_t size) {
    size_t width = 0;
    for (size_t i = 0; i < size; i++) {
        if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
            width++;
        }
    }
    return width;
}

void ng_style_wrap(struct ng_buffer *buffer, struct ng_style style, size_t indent,
                   const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, style.utf8);
    size_t column = indent;
    const char *at = ng_buffer_string(&safe);
    while (*at != '\0') {
        size_t spaces = strspn(at, " ");
        size_t size = strcspn(at + spaces, " ");
        size_t width = width_of(at + spaces, size);
        /* A line that begins so would be a command to the runner of GitHub Actions. */
        bool is_command = strncmp(at + spaces, "::", 2) == 0;
        if (column > indent && !is_command && column + spaces + width > NG_TEXT_COLUMNS) {
            ng_buffer_byte(buffer, '\n');
            ng_buffer_repeat(buffer, ' ', indent);
            column = indent;
            at += spaces;
            spaces = 0;
        }
        ng_buffer_add(buffer, at, spaces + size);
        column += spaces + width;
        at += spaces + size;
    }
    ng_buffer_byte(buffer, '\n');
    buffer->failed = buffer->failed || safe.failed;
    ng_buffer_deinit(&safe);
}
