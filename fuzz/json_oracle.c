#include "fuzz/json_oracle.h"

#include "conformance/json_reader.h"

#include <string.h>

#define NUMBER_CHARACTERS_MAX 62
#define NUMBER_DIGITS_MAX 15
#define EXPONENT_MAX 280
#define DEPTH_MAX 1000

/* What is left to be looked at. */
struct text {
    const unsigned char *at;
    const unsigned char *end;
    struct json_differences found;
};

static bool is_in_number(unsigned char byte) {
    return byte != '\0' && strchr("0123456789+-eE.", byte) != NULL;
}

static size_t skip_digits(struct text *text) {
    const unsigned char *from = text->at;
    while (text->at < text->end && ng_json_is_digit(*text->at))
        text->at++;
    return (size_t)(text->at - from);
}

static bool skip_one(struct text *text, const char *of) {
    bool is_there = text->at < text->end && *text->at != '\0' && strchr(of, *text->at) != NULL;
    text->at += is_there;
    return is_there;
}

/* Looks at what cJSON takes for a number: everything up to a byte that stands in none. */
static void look_at_number(struct text *text) {
    const unsigned char *from = text->at;
    (void)skip_one(text, "-");
    const unsigned char *first = text->at;
    size_t whole = skip_digits(text), fraction = 0;
    bool strict = whole == 1 || (whole > 1 && *first != '0');
    if (skip_one(text, ".")) {
        fraction = skip_digits(text);
        strict = strict && fraction > 0;
    }
    unsigned exponent = 0;
    if (skip_one(text, "eE")) {
        (void)skip_one(text, "+-");
        const unsigned char *digit = text->at;
        size_t count = skip_digits(text);
        strict = strict && count > 0;
        for (; digit < text->at && exponent <= EXPONENT_MAX; digit++)
            exponent = exponent * 10 + *digit - '0';
    }
    while (text->at < text->end && is_in_number(*text->at)) {
        text->at++;
        strict = false;
    }
    size_t size = (size_t)(text->at - from);
    text->found.is_lenient = text->found.is_lenient || !strict;
    text->found.is_narrow = text->found.is_narrow || size > NUMBER_CHARACTERS_MAX;
    if (whole + fraction > NUMBER_DIGITS_MAX || exponent > EXPONENT_MAX)
        text->found.is_lossy = true;
}

/* The four digits of a \u escape, or -1 where they are none. */
static int escaped_unit(const unsigned char *at, const unsigned char *end) {
    static const char digits[] = "0123456789abcdef";
    int unit = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        const char *digit =
            at[i] == '\0' ? NULL
                          : strchr(digits, at[i] >= 'A' && at[i] <= 'F' ? at[i] | 0x20 : at[i]);
        if (digit == NULL)
            return -1;
        unit = unit * 16 + (int)(digit - digits);
    }
    return unit;
}

static void look_at_escape(struct text *text) {
    int unit = escaped_unit(text->at, text->end);
    if (unit < 0) {
        bool is_unit = text->end - text->at > 1 && text->at[1] == 'u';
        text->found.is_lenient = text->found.is_lenient || is_unit;
        text->at += text->end - text->at < 2 ? 1 : 2;
        return;
    }
    text->at += 6;
    if (unit == 0)
        text->found.is_lossy = true;
    if (unit < 0xD800 || unit > 0xDFFF)
        return;
    int next = escaped_unit(text->at, text->end);
    if (unit > 0xDBFF || next < 0xDC00 || next > 0xDFFF)
        text->found.is_narrow = true;
    else
        text->at += 6;
}

static void look_at_string(struct text *text) {
    while (text->at < text->end && *text->at != '"') {
        unsigned char byte = *text->at;
        if (byte == '\\') {
            look_at_escape(text);
            continue;
        }
        text->at++;
        if (byte < 0x20)
            text->found.is_lenient = true;
        if (byte < 0x80)
            continue;
        struct ng_utf8 utf8 = ng_utf8_begin(byte);
        bool fits = utf8.left > 0;
        while (fits && utf8.left > 0 && text->at < text->end)
            fits = ng_utf8_next(&utf8, *text->at++);
        text->found.is_lenient = text->found.is_lenient || !fits || utf8.left > 0;
    }
    text->at += text->at < text->end;
}

struct json_differences json_differences_of(const char *bytes, size_t size) {
    struct text text = {.at = (const unsigned char *)bytes};
    size_t depth = 0;
    text.end = text.at + size;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        text.found.is_lenient = true;
    while (text.at < text.end) {
        unsigned char byte = *text.at;
        if (byte == '-' || ng_json_is_digit(byte)) {
            look_at_number(&text);
            continue;
        }
        text.at++;
        if (byte == '"')
            look_at_string(&text);
        else if (byte < 0x20 && !ng_json_is_space(byte))
            text.found.is_lenient = true;
        else if (byte == '[' || byte == '{')
            text.found.is_narrow = ++depth > DEPTH_MAX || text.found.is_narrow;
        else if ((byte == ']' || byte == '}') && depth > 0)
            depth--;
    }
    return text.found;
}

cJSON *json_oracle_parse(const char *text, size_t size) {
    const char *end = text;
    cJSON *tree = size == 0 ? NULL : cJSON_ParseWithLengthOpts(text, size, &end, false);
    while (tree != NULL && end < text + size && ng_json_is_space((unsigned char)*end))
        end++;
    if (tree != NULL && end < text + size) {
        cJSON_Delete(tree);
        return NULL;
    }
    return tree;
}
