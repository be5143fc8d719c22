#include "conformance/report/markdown_text.h"

#include "conformance/report/escape.h"

#include <string.h>

#define FENCE_MIN 3

/* What is markup nowhere inside a line. */
static bool is_plain(char character) {
    static const char others[] = " ,;./=%?'\"()-";
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') || (unsigned char)character >= 0x80 ||
           strchr(others, character) != NULL;
}

/* Whether a link could begin or go on behind the character at `at`: a name, a number, a host. */
static bool leads_to_link(char before, const char *at) {
    bool leads =
        *at == '@' || *at == '#' || *at == ':' || (*at == '.' && (before == 'w' || before == 'W'));
    return leads && at[1] != ' ' && at[1] != '\0';
}

void ng_markdown_words(struct ng_buffer *buffer, const char *text) {
    struct ng_buffer safe;
    ng_buffer_init(&safe);
    ng_escape_text(&safe, text, true);
    char before = ' ';
    for (const char *at = ng_buffer_string(&safe); *at != '\0'; at++) {
        bool links = leads_to_link(before, at);
        if (!links && (is_plain(*at) || *at == ':')) {
            ng_buffer_byte(buffer, *at);
        } else {
            ng_buffer_printf(buffer, "&#%d;", *at);
        }
        ng_buffer_text(buffer, links ? "&#8203;" : "");
        before = *at;
    }
    buffer->failed = buffer->failed || safe.failed;
    ng_buffer_deinit(&safe);
}

static size_t longest_run(const char *text, char wanted) {
    size_t longest = 0;
    size_t run = 0;
    for (; *text != '\0'; text++) {
        run = *text == wanted ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void ng_markdown_code(struct ng_buffer *buffer, const char *language,
                      const struct ng_buffer *lines) {
    if (lines->size == 0) {
        return;
    }
    size_t fence = longest_run(ng_buffer_string(lines), '`') + 1;
    fence = fence < FENCE_MIN ? FENCE_MIN : fence;
    ng_buffer_repeat(buffer, '`', fence);
    ng_buffer_printf(buffer, "%s\n", language);
    ng_buffer_text(buffer, ng_buffer_string(lines));
    ng_buffer_repeat(buffer, '`', fence);
    ng_buffer_text(buffer, "\n\n");
    buffer->failed = buffer->failed || lines->failed;
}
