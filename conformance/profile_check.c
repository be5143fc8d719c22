#include "conformance/profile_check.h"

#include "conformance/json_pointer.h"

#include <string.h>
#include <strings.h>

static bool is_printable(const char *text, const char *but_not) {
    for (; *text != '\0'; text++) {
        if (*text <= ' ' || *text > '~' || strchr(but_not, *text) != NULL) {
            return false;
        }
    }
    return true;
}

bool ng_is_parameter_name(const char *text) {
    return *text != '\0' && is_printable(text, "&=#+\"<>");
}

bool ng_is_parameter_value(const char *text) {
    return *text != '\0' && is_printable(text, "&#+\"<>");
}

bool ng_is_fixed_query(const char *text) {
    size_t size = strlen(text);
    bool has_ends = size > 0 && (text[0] == '&' || text[0] == '?' || text[size - 1] == '&');
    return !has_ends && is_printable(text, "#\"<>");
}

bool ng_is_json_pointer(const char *text) {
    struct ng_json_pointer pointer;
    return ng_json_pointer_parse(text, &pointer) == NG_OK;
}

bool ng_is_inner_pointer(const char *text) {
    return *text != '\0' && ng_is_json_pointer(text);
}

bool ng_is_append_url(const char *text) {
    size_t scheme = strncasecmp(text, "https://", 8) == 0  ? 8
                    : strncasecmp(text, "http://", 7) == 0 ? 7
                                                           : 0;
    return scheme > 0 && text[scheme] != '\0' && text[scheme] != '/' && is_printable(text, "#\"<>");
}

bool ng_is_text(const char *text) {
    return *text != '\0';
}
