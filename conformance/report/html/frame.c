#include "conformance/report/html/frame.h"

#include "conformance/report/html/escape.h"

#include <string.h>

/* style.css and script.js as they stand, and the hashes that the policy names them by. */
extern const unsigned char ng_html_style[];
extern const size_t ng_html_style_size;
extern const unsigned char ng_html_script[];
extern const size_t ng_html_script_size;
extern const char ng_html_style_hash[];
extern const char ng_html_script_hash[];

/* Patterns for what is lost and what comes twice: colours alone would not tell them apart. */
static const char patterns[] =
    "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">"
    "<defs>"
    "<pattern id=\"lost\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect class=\"lost-ground\" width=\"6\" height=\"6\"/>"
    "<rect class=\"lost-ink\" width=\"2.4\" height=\"6\"/></pattern>"
    "<pattern id=\"twice\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    "<rect class=\"twice-ground\" width=\"6\" height=\"6\"/>"
    "<circle class=\"twice-ink\" cx=\"3\" cy=\"3\" r=\"1.7\"/></pattern>"
    "</defs></svg>\n";

static void add_embedded(struct ng_buffer *buffer, const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        ng_buffer_byte(buffer, (char)bytes[i]);
    }
}

void ng_html_begin(struct ng_buffer *buffer, const char *title) {
    ng_buffer_printf(buffer,
                     "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'\">\n",
                     ng_html_style_hash, ng_html_script_hash);
    ng_buffer_text(buffer,
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    ng_html_text(buffer, title);
    ng_buffer_text(buffer, "</title>\n<style>");
    add_embedded(buffer, ng_html_style, ng_html_style_size);
    ng_buffer_text(buffer, "</style>\n</head>\n<body>\n");
    ng_buffer_text(buffer, patterns);
}

void ng_html_end(struct ng_buffer *buffer, const char *version) {
    ng_buffer_text(buffer, "<footer><p>Made by nogap ");
    ng_html_text(buffer, version);
    ng_buffer_text(buffer, ". This file is complete: it loads nothing.</p>"
                           "<p class=\"spoken\" role=\"status\" id=\"said\"></p></footer>\n"
                           "<script>");
    add_embedded(buffer, ng_html_script, ng_html_script_size);
    ng_buffer_text(buffer, "</script>\n</body>\n</html>\n");
}

void ng_html_badge(struct ng_buffer *buffer, enum ng_verdict verdict) {
    const char *name = ng_verdict_name(verdict);
    ng_buffer_printf(buffer, "<span class=\"badge %s\">%s</span>", name, name);
}

void ng_html_command(struct ng_buffer *buffer, const char *command, size_t number) {
    ng_buffer_text(buffer, "<div class=\"command\">");
    if (number > 0) {
        ng_buffer_printf(buffer, "<span class=\"number\">%zu.</span>", number);
    }
    ng_buffer_text(buffer, "<pre><code>");
    ng_html_whole(buffer, command);
    ng_buffer_text(buffer, "</code></pre><button type=\"button\" class=\"copy\" hidden>Copy");
    if (number > 0) {
        ng_buffer_printf(buffer, "<span class=\"spoken\"> command %zu</span>", number);
    }
    ng_buffer_text(buffer, "</button></div>\n");
}

/* A first word with a digit or a hyphen is a name: of an event, of a case, of an option. */
static bool begins_with_name(const char *text) {
    return strcspn(text, "0123456789-") < strcspn(text, " ");
}

void ng_html_sentence(struct ng_buffer *buffer, const char *text) {
    char first = text[0];
    if (first >= 'a' && first <= 'z' && !begins_with_name(text)) {
        ng_buffer_byte(buffer, (char)(first - 'a' + 'A'));
        text++;
    }
    ng_html_text(buffer, text);
}
