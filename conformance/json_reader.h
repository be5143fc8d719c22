/*
 * What the parts of the JSON digest share: the text, the first byte that is wrong in it, and small
 * questions about characters. A function that reads a part of the text takes the place where it
 * begins and gives the place after it, or NULL at a fault.
 */
#ifndef NG_JSON_READER_H
#define NG_JSON_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ng_json_reader {
    const unsigned char *end;
    const unsigned char *wrong; /* the first wrong byte, or `end` where the text is too short */
    const char *expected;       /* what could have stood there; static storage */
};

/* Notes a fault; gives NULL. */
static inline const unsigned char *ng_json_wrong(struct ng_json_reader *reader,
                                                 const unsigned char *at, const char *expected) {
    reader->wrong = at;
    reader->expected = expected;
    return NULL;
}

static inline bool ng_json_is_space(unsigned char byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static inline bool ng_json_is_digit(unsigned char byte) {
    return byte >= '0' && byte <= '9';
}

/* What may follow the first byte of a UTF-8 sequence. */
struct ng_utf8 {
    unsigned char left;      /* how many bytes are still to come; 0: no first byte, or done */
    unsigned char low, high; /* the bounds of the next one */
};

/* Reads the first byte of a sequence of two to four bytes (RFC 3629: nothing over U+10FFFF, no
   surrogates, no longer form than needed); `left` is 0 where it is none. */
static inline struct ng_utf8 ng_utf8_begin(unsigned char first) {
    struct ng_utf8 none = {0, 0x80, 0xBF};
    struct ng_utf8 utf8 = {1, 0x80, 0xBF};
    if (first < 0xC2 || first > 0xF4) {
        return none;
    }
    if (first >= 0xE0) {
        utf8.left = first >= 0xF0 ? 3 : 2;
        utf8.low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        utf8.high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    }
    return utf8;
}

/* Takes the next byte of a sequence; gives false where it does not fit. */
static inline bool ng_utf8_next(struct ng_utf8 *utf8, unsigned char byte) {
    if (byte < utf8->low || byte > utf8->high) {
        return false;
    }
    utf8->left--;
    utf8->low = 0x80;
    utf8->high = 0xBF;
    return true;
}

#endif
