#include "conformance/json_stream.h"

#include "conformance/json_plain.h"
#include "conformance/json_string.h"

/* Three families, told apart by their order: between tokens, in a string, in anything else. */
enum state {
    VALUE,
    ELEMENT_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    AFTER_VALUE,
    STRING,
    ESCAPE,
    HEXADECIMAL,
    UTF8,
    LITERAL,
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT_MARK,
    EXPONENT_SIGN,
    EXPONENT,
};

void ng_json_stream_reset(struct ng_json_stream *stream) {
    stream->state = VALUE;
    stream->depth = 0;
    stream->is_empty = true;
    stream->text_size = 0;
}

bool ng_json_stream_is_object(const struct ng_json_stream *stream, size_t depth) {
    size_t bit = depth - 1;
    return (stream->is_object[bit / 8] >> (bit % 8) & 1) != 0;
}

void ng_json_stream_close(struct ng_json_stream *stream) {
    stream->depth--;
    stream->state = AFTER_VALUE;
}

bool ng_json_stream_complete(const struct ng_json_stream *stream) {
    bool can_end = stream->state == AFTER_VALUE || stream->state == ZERO ||
                   stream->state == INTEGER || stream->state == FRACTION ||
                   stream->state == EXPONENT;
    return can_end && stream->depth == 0;
}

size_t ng_json_stream_text(const struct ng_json_stream *stream, char *out, size_t out_size) {
    return ng_json_unescape(stream->text, stream->text_size, out, out_size);
}

static void keep_text(struct ng_json_stream *stream, const unsigned char *bytes, size_t size) {
    size_t room = NG_STREAM_TEXT_MAX - stream->text_size;
    size = size < room ? size : room;
    memcpy(stream->text + stream->text_size, bytes, size);
    stream->text_size += size;
}

static enum ng_token open_container(struct ng_json_stream *stream, bool is_object) {
    if (stream->depth == NG_JSON_DEPTH_MAX) {
        return NG_TOKEN_TOO_DEEP;
    }
    size_t bit = stream->depth++;
    unsigned mask = 1U << (bit % 8);
    unsigned bits = stream->is_object[bit / 8];
    stream->is_object[bit / 8] = (unsigned char)(is_object ? bits | mask : bits & ~mask);
    stream->state = is_object ? KEY_OR_END : ELEMENT_OR_END;
    return is_object ? NG_TOKEN_OBJECT : NG_TOKEN_ARRAY;
}

static enum ng_token begin_string(struct ng_json_stream *stream, bool is_key) {
    stream->is_key = is_key;
    stream->text_size = 0;
    stream->state = STRING;
    return NG_TOKEN_NONE;
}

static enum ng_token begin_value(struct ng_json_stream *stream, unsigned char byte) {
    if (byte == '{' || byte == '[') {
        return open_container(stream, byte == '{');
    }
    if (byte == '"') {
        return begin_string(stream, false);
    }
    stream->text_size = 0;
    if (byte == '-' || ng_json_is_digit(byte)) {
        stream->state = byte == '-' ? MINUS : byte == '0' ? ZERO : INTEGER;
    } else if (byte == 't' || byte == 'f' || byte == 'n') {
        stream->literal = byte == 't' ? "rue" : byte == 'f' ? "alse" : "ull";
        stream->state = LITERAL;
    } else {
        return NG_TOKEN_WRONG;
    }
    keep_text(stream, &byte, 1);
    return NG_TOKEN_NONE;
}

static enum ng_token after_value(struct ng_json_stream *stream, unsigned char byte) {
    if (stream->depth == 0) {
        return NG_TOKEN_WRONG;
    }
    bool is_object = ng_json_stream_is_object(stream, stream->depth);
    if (byte == ',') {
        stream->state = is_object ? KEY : VALUE;
        return NG_TOKEN_NONE;
    }
    if (byte != (is_object ? '}' : ']')) {
        return NG_TOKEN_WRONG;
    }
    ng_json_stream_close(stream);
    return NG_TOKEN_END;
}

/* Takes a byte between tokens that is no white space. */
static enum ng_token between(struct ng_json_stream *stream, unsigned char byte) {
    stream->is_empty = false;
    if (stream->state == AFTER_VALUE) {
        return after_value(stream, byte);
    }
    if (stream->state == COLON) {
        stream->state = VALUE;
        return byte == ':' ? NG_TOKEN_NONE : NG_TOKEN_WRONG;
    }
    bool may_end = stream->state == KEY_OR_END || stream->state == ELEMENT_OR_END;
    bool wants_key = stream->state == KEY_OR_END || stream->state == KEY;
    if (may_end && byte == (wants_key ? '}' : ']')) {
        ng_json_stream_close(stream);
        return NG_TOKEN_END;
    }
    if (!wants_key) {
        return begin_value(stream, byte);
    }
    return byte == '"' ? begin_string(stream, true) : NG_TOKEN_WRONG;
}

/* Takes a byte of a string that is not plain. */
static enum ng_token end_or_special(struct ng_json_stream *stream, unsigned char byte) {
    if (byte == '"') {
        stream->is_string = true;
        stream->state = stream->is_key ? COLON : AFTER_VALUE;
        return stream->is_key ? NG_TOKEN_KEY : NG_TOKEN_SCALAR;
    }
    keep_text(stream, &byte, 1);
    if (byte == '\\') {
        stream->state = ESCAPE;
        return NG_TOKEN_NONE;
    }
    stream->utf8 = ng_utf8_begin(byte);
    stream->state = UTF8;
    return stream->utf8.left > 0 ? NG_TOKEN_NONE : NG_TOKEN_WRONG;
}

/* Takes a byte of an escape or of a character of several bytes. */
static enum ng_token in_character(struct ng_json_stream *stream, unsigned char byte) {
    bool fits;
    keep_text(stream, &byte, 1);
    if (stream->state == UTF8) {
        fits = ng_utf8_next(&stream->utf8, byte);
        stream->state = stream->utf8.left > 0 ? UTF8 : STRING;
    } else if (stream->state == ESCAPE) {
        fits = byte != '\0' && strchr("\"\\/bfnrtu", byte) != NULL;
        stream->state = byte == 'u' ? HEXADECIMAL : STRING;
        stream->hex_left = 4;
    } else {
        fits = ng_json_is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
        stream->state = --stream->hex_left > 0 ? HEXADECIMAL : STRING;
    }
    return fits ? NG_TOKEN_NONE : NG_TOKEN_WRONG;
}

/* The state after a byte of a number; AFTER_VALUE where the number is over, VALUE where the byte is
   wrong. */
static enum state number_state(enum state state, unsigned char byte) {
    bool is_digit = ng_json_is_digit(byte);
    bool is_mark = byte == 'e' || byte == 'E';
    if (state == MINUS) {
        return !is_digit ? VALUE : byte == '0' ? ZERO : INTEGER;
    }
    if (state == ZERO || state == INTEGER) {
        return state == INTEGER && is_digit ? INTEGER
               : byte == '.'                ? POINT
               : is_mark                    ? EXPONENT_MARK
                                            : AFTER_VALUE;
    }
    if (state == POINT || state == FRACTION) {
        enum state other = state == POINT ? VALUE : is_mark ? EXPONENT_MARK : AFTER_VALUE;
        return is_digit ? FRACTION : other;
    }
    if (state == EXPONENT_MARK && (byte == '+' || byte == '-')) {
        return EXPONENT_SIGN;
    }
    return is_digit ? EXPONENT : state == EXPONENT ? AFTER_VALUE : VALUE;
}

/* Takes a byte of a literal or a number, or ends the number before it. */
static enum ng_token in_bare(struct ng_json_stream *stream, const unsigned char **at) {
    if (stream->state == LITERAL) {
        if (**at != (unsigned char)*stream->literal) {
            return NG_TOKEN_WRONG;
        }
        stream->literal++;
        stream->state = *stream->literal == '\0' ? AFTER_VALUE : LITERAL;
    } else {
        enum state next = number_state((enum state)stream->state, **at);
        if (next == VALUE) {
            return NG_TOKEN_WRONG;
        }
        stream->state = (int)next;
        if (next == AFTER_VALUE) {
            stream->is_string = false;
            return NG_TOKEN_SCALAR;
        }
    }
    keep_text(stream, *at, 1);
    ++*at;
    stream->is_string = false;
    return stream->state == AFTER_VALUE ? NG_TOKEN_SCALAR : NG_TOKEN_NONE;
}

enum ng_token ng_json_stream_next(struct ng_json_stream *stream, const unsigned char **at,
                                  const unsigned char *end) {
    while (*at < end) {
        enum ng_token token = NG_TOKEN_NONE;
        if (stream->state >= LITERAL) {
            token = in_bare(stream, at);
        } else if (stream->state == STRING) {
            const unsigned char *plain = ng_plain_end(*at, end, NG_PLAIN_STRICT);
            keep_text(stream, *at, (size_t)(plain - *at));
            *at = plain;
            token = plain < end ? end_or_special(stream, *plain) : NG_TOKEN_NONE;
            *at += plain < end && token != NG_TOKEN_WRONG;
        } else if (stream->state > STRING || !ng_json_is_space(**at)) {
            token = stream->state > STRING ? in_character(stream, **at) : between(stream, **at);
            *at += token != NG_TOKEN_WRONG && token != NG_TOKEN_TOO_DEEP;
        } else {
            ++*at;
        }
        if (token != NG_TOKEN_NONE) {
            return token;
        }
    }
    return NG_TOKEN_NONE;
}
