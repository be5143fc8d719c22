#include "conformance/json_string.h"

#include "conformance/json_plain.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Decoded characters are gathered here; strings with escapes are rarely longer. */
#define NG_SINK_BYTES 512

/* Hashes bytes that come in parts, as if they had come in one. */
struct sink {
    size_t used;
    bool streaming; /* `state` is in use because the bytes did not fit */
    unsigned char bytes[NG_SINK_BYTES];
    XXH3_state_t state;
};

static void sink_flush(struct sink *sink) {
    if (!sink->streaming) {
        (void)XXH3_64bits_reset(&sink->state);
        sink->streaming = true;
    }
    (void)XXH3_64bits_update(&sink->state, sink->bytes, sink->used);
    sink->used = 0;
}

static void sink_add(struct sink *sink, const unsigned char *bytes, size_t size) {
    if (size > NG_SINK_BYTES - sink->used) {
        sink_flush(sink);
        if (size > NG_SINK_BYTES) {
            (void)XXH3_64bits_update(&sink->state, bytes, size);
            return;
        }
    }
    memcpy(sink->bytes + sink->used, bytes, size);
    sink->used += size;
}

static uint64_t sink_hash(struct sink *sink) {
    if (!sink->streaming) {
        return XXH3_64bits(sink->bytes, sink->used);
    }
    sink_flush(sink);
    return XXH3_64bits_digest(&sink->state);
}

/* The value of a hexadecimal digit, or 16. */
static unsigned hex_value(unsigned char byte) {
    if (ng_json_is_digit(byte)) {
        return byte - (unsigned)'0';
    }
    unsigned char lower = byte | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - (unsigned)'a' + 10 : 16;
}

/* Reads the four digits of a \u escape. */
static const unsigned char *read_unit(struct ng_json_reader *reader, const unsigned char *at,
                                      uint32_t *unit) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++, at++) {
        unsigned digit = at < reader->end ? hex_value(*at) : 16;
        if (digit == 16) {
            return ng_json_wrong(reader, at, "a hexadecimal digit of a \\u escape");
        }
        value = value * 16 + digit;
    }
    *unit = value;
    return at;
}

static size_t encode(uint32_t character, unsigned char out[4]) {
    if (character < 0x80) {
        out[0] = (unsigned char)character;
        return 1;
    }
    size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (unsigned char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (unsigned char)(first[size] | character);
    return size;
}

/* Reads a \u escape after its `u`, and the second half of a surrogate pair with it. */
static const unsigned char *read_character(struct ng_json_reader *reader, const unsigned char *at,
                                           uint32_t *character) {
    uint32_t second;
    at = read_unit(reader, at, character);
    bool is_first_half = at != NULL && (*character & 0xFC00) == 0xD800;
    if (!is_first_half || reader->end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return at;
    }
    struct ng_json_reader ahead = *reader;
    const unsigned char *after = read_unit(&ahead, at + 2, &second);
    if (after == NULL || (second & 0xFC00) != 0xDC00) {
        return at;
    }
    *character = 0x10000 + ((*character & 0x3FF) << 10) + (second & 0x3FF);
    return after;
}

/* Reads an escape after its backslash. */
static const unsigned char *read_escape(struct ng_json_reader *reader, const unsigned char *at,
                                        unsigned char out[4], size_t *size) {
    static const char names[] = "\"\\/bfnrt";
    static const unsigned char meanings[] = "\"\\/\b\f\n\r\t";
    if (at < reader->end && *at == 'u') {
        uint32_t character = 0;
        at = read_character(reader, at + 1, &character);
        *size = at == NULL ? 0 : encode(character, out);
        return at;
    }
    const char *name = at < reader->end && *at != '\0' ? strchr(names, *at) : NULL;
    if (name == NULL) {
        return ng_json_wrong(reader, at, "one of \"\\/bfnrtu after a backslash");
    }
    out[0] = meanings[name - names];
    *size = 1;
    return at + 1;
}

/* Goes over characters that stand for themselves, to a quote or a backslash. */
static const unsigned char *skip_characters(struct ng_json_reader *reader,
                                            const unsigned char *at) {
    for (;;) {
        at = ng_plain_end(at, reader->end, NG_PLAIN_STRICT);
        if (at == reader->end) {
            return ng_json_wrong(reader, at, "the end of a string");
        }
        if (*at == '"' || *at == '\\') {
            return at;
        }
        while (at < reader->end && *at >= 0x80) {
            struct ng_utf8 utf8 = ng_utf8_begin(*at);
            if (utf8.left == 0) {
                return ng_json_wrong(reader, at, "a UTF-8 character");
            }
            do {
                at++;
                if (at == reader->end || !ng_utf8_next(&utf8, *at)) {
                    return ng_json_wrong(reader, at, "the next byte of a UTF-8 character");
                }
            } while (utf8.left > 0);
            at++;
        }
        if (at < reader->end && *at < 0x20) {
            return ng_json_wrong(reader, at, "an escape in the place of a control character");
        }
    }
}

/* Reads the rest of a string from its first escape on. */
static const unsigned char *read_escaped(struct ng_json_reader *reader, const unsigned char *start,
                                         const unsigned char *at, uint64_t *hash) {
    struct sink sink;
    sink.used = 0;
    sink.streaming = false;
    sink_add(&sink, start, (size_t)(at - start));
    while (*at == '\\') {
        unsigned char decoded[4];
        size_t size;
        start = read_escape(reader, at + 1, decoded, &size);
        if (start == NULL) {
            return NULL;
        }
        sink_add(&sink, decoded, size);
        at = skip_characters(reader, start);
        if (at == NULL) {
            return NULL;
        }
        sink_add(&sink, start, (size_t)(at - start));
    }
    *hash = sink_hash(&sink);
    return at + 1;
}

const unsigned char *ng_json_string(struct ng_json_reader *reader, const unsigned char *at,
                                    uint64_t *hash) {
    const unsigned char *start = at;
    at = skip_characters(reader, at);
    if (at == NULL) {
        return NULL;
    }
    if (*at == '\\') {
        return read_escaped(reader, start, at, hash);
    }
    *hash = XXH3_64bits(start, (size_t)(at - start));
    return at + 1;
}

size_t ng_json_unescape(const unsigned char *text, size_t size, char *out, size_t out_size) {
    struct ng_json_reader reader = {.end = text + size};
    size_t used = 0;
    while (text < reader.end) {
        unsigned char decoded[4] = {*text};
        size_t decoded_size = 1;
        text = *text == '\\' ? read_escape(&reader, text + 1, decoded, &decoded_size) : text + 1;
        if (text == NULL || decoded_size > out_size - 1 - used) {
            break;
        }
        memcpy(out + used, decoded, decoded_size);
        used += decoded_size;
    }
    out[used] = '\0';
    return used;
}
