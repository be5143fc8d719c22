#include "reference/json_check.h"

#include "reference/json_string.h"
#include "reference/limits.h"

#include <stdint.h>

/* `at` walks from the text's start to `end`; when a function fails it stands at the fault. */
struct reader {
    const unsigned char *at;
    const unsigned char *end;
    unsigned depth;
};

static enum ref_json_fault check_value(struct reader *reader);

static void skip_space(struct reader *reader) {
    const unsigned char *at = reader->at;
    while (at < reader->end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) {
        at++;
    }
    reader->at = at;
}

static bool take(struct reader *reader, unsigned char wanted) {
    if (reader->at < reader->end && *reader->at == wanted) {
        reader->at++;
        return true;
    }
    return false;
}

/* What stands here instead of `otherwise`: the text's end is said as such. */
static enum ref_json_fault missing(const struct reader *reader, enum ref_json_fault otherwise) {
    return reader->at == reader->end ? REF_JSON_END_IN_VALUE : otherwise;
}

static enum ref_json_fault check_word(struct reader *reader, const char *word) {
    const unsigned char *start = reader->at;
    for (; *word != '\0'; word++) {
        if (!take(reader, (unsigned char)*word)) {
            reader->at = start;
            return REF_JSON_NOT_A_VALUE;
        }
    }
    return REF_JSON_FINE;
}

static bool skip_digits(struct reader *reader) {
    const unsigned char *at = reader->at;
    while (at < reader->end && *at >= '0' && *at <= '9') {
        at++;
    }
    bool any = at > reader->at;
    reader->at = at;
    return any;
}

static enum ref_json_fault check_number(struct reader *reader) {
    (void)take(reader, '-');
    if (!take(reader, '0') && !skip_digits(reader)) {
        return missing(reader, REF_JSON_BAD_NUMBER);
    }
    if (take(reader, '.') && !skip_digits(reader)) {
        return missing(reader, REF_JSON_BAD_NUMBER);
    }
    if (take(reader, 'e') || take(reader, 'E')) {
        if (!take(reader, '-')) {
            (void)take(reader, '+');
        }
        if (!skip_digits(reader)) {
            return missing(reader, REF_JSON_BAD_NUMBER);
        }
    }
    /* 01 is a zero with something behind it; the number is what is wrong. */
    if (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
        return REF_JSON_BAD_NUMBER;
    }
    return REF_JSON_FINE;
}

static enum ref_json_fault check_string(struct reader *reader) {
    reader->at++;
    return ref_json_string_check(&reader->at, reader->end);
}

static enum ref_json_fault check_member(struct reader *reader) {
    skip_space(reader);
    if (reader->at == reader->end || *reader->at != '"') {
        return missing(reader, REF_JSON_NAME_EXPECTED);
    }
    enum ref_json_fault fault = check_string(reader);
    if (fault != REF_JSON_FINE) {
        return fault;
    }
    skip_space(reader);
    if (!take(reader, ':')) {
        return missing(reader, REF_JSON_COLON_EXPECTED);
    }
    return check_value(reader);
}

static enum ref_json_fault check_object(struct reader *reader) {
    skip_space(reader);
    if (take(reader, '}')) {
        return REF_JSON_FINE;
    }
    do {
        enum ref_json_fault fault = check_member(reader);
        if (fault != REF_JSON_FINE) {
            return fault;
        }
        skip_space(reader);
    } while (take(reader, ','));
    return take(reader, '}') ? REF_JSON_FINE : missing(reader, REF_JSON_COMMA_OR_BRACE_EXPECTED);
}

static enum ref_json_fault check_array(struct reader *reader) {
    skip_space(reader);
    if (take(reader, ']')) {
        return REF_JSON_FINE;
    }
    do {
        enum ref_json_fault fault = check_value(reader);
        if (fault != REF_JSON_FINE) {
            return fault;
        }
        skip_space(reader);
    } while (take(reader, ','));
    return take(reader, ']') ? REF_JSON_FINE : missing(reader, REF_JSON_COMMA_OR_BRACKET_EXPECTED);
}

static enum ref_json_fault check_container(struct reader *reader) {
    if (reader->depth == REF_JSON_DEPTH) {
        return REF_JSON_TOO_DEEP;
    }
    reader->depth++;
    bool object = *reader->at == '{';
    reader->at++;
    enum ref_json_fault fault = object ? check_object(reader) : check_array(reader);
    reader->depth--;
    return fault;
}

static enum ref_json_fault check_value(struct reader *reader) {
    skip_space(reader);
    if (reader->at == reader->end) {
        return REF_JSON_END_IN_VALUE;
    }
    switch (*reader->at) {
    case '"':
        return check_string(reader);
    case '{':
    case '[':
        return check_container(reader);
    case 't':
        return check_word(reader, "true");
    case 'f':
        return check_word(reader, "false");
    case 'n':
        return check_word(reader, "null");
    default:
        if (*reader->at == '-' || (*reader->at >= '0' && *reader->at <= '9')) {
            return check_number(reader);
        }
        return REF_JSON_NOT_A_VALUE;
    }
}

static enum ref_json_fault check_text(struct reader *reader) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (check_word(reader, byte_order_mark) == REF_JSON_FINE) {
        reader->at -= sizeof byte_order_mark - 1;
        return REF_JSON_BYTE_ORDER_MARK;
    }
    skip_space(reader);
    if (reader->at == reader->end) {
        return REF_JSON_NO_VALUE;
    }
    enum ref_json_fault fault = check_value(reader);
    if (fault != REF_JSON_FINE) {
        return fault;
    }
    skip_space(reader);
    return reader->at == reader->end ? REF_JSON_FINE : REF_JSON_TEXT_AFTER_VALUE;
}

enum ref_json_fault ref_json_check(struct ref_bytes text, size_t *offset) {
    const unsigned char *start = (const unsigned char *)(text.size == 0 ? "" : text.data);
    struct reader reader = {.at = start, .end = start + text.size, .depth = 0};
    enum ref_json_fault fault = check_text(&reader);
    if (fault != REF_JSON_FINE) {
        *offset = (size_t)(reader.at - start);
    }
    return fault;
}
