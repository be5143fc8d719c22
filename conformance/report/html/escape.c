#include "conformance/report/html/escape.h"

#include "conformance/report/escape.h"

#include <string.h>

static const char *reference(char byte) {
    switch (byte) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void add(struct ng_buffer *buffer, const char *text, size_t size) {
    struct ng_buffer visible;
    ng_buffer_init(&visible);
    ng_escape(&visible, text, size, true);
    for (size_t i = 0; i < visible.size; i++) {
        const char *name = reference(visible.bytes[i]);
        if (name == NULL) {
            ng_buffer_byte(buffer, visible.bytes[i]);
        } else {
            ng_buffer_text(buffer, name);
        }
    }
    buffer->failed = buffer->failed || visible.failed;
    ng_buffer_deinit(&visible);
}

void ng_html_text(struct ng_buffer *buffer, const char *text) {
    size_t size = strlen(text);
    if (size <= NG_HTML_VALUE_MAX) {
        add(buffer, text, size);
        return;
    }
    add(buffer, text, NG_HTML_VALUE_MAX);
    ng_buffer_text(buffer, "\xE2\x80\xA6 (and "); /* three dots */
    ng_buffer_count(buffer, size - NG_HTML_VALUE_MAX, "more byte");
    ng_buffer_byte(buffer, ')');
}

void ng_html_whole(struct ng_buffer *buffer, const char *text) {
    add(buffer, text, strlen(text));
}
