#include "reference/json_string.h"

#include "reference/utf8.h"

#include <stdint.h>

#define EVERY_BYTE UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* The high bit of each byte that is a quotation mark, a backslash, a control character or not
 * ASCII. A borrow can set the bit of a plain byte too, but only above one that is marked rightly:
 * the lowest mark is always right. */
static uint64_t special_bytes(uint64_t eight) {
    uint64_t quotation_mark = eight ^ (EVERY_BYTE * '"');
    uint64_t backslash = eight ^ (EVERY_BYTE * '\\');
    return ((eight - EVERY_BYTE * 0x20) | (quotation_mark - EVERY_BYTE) | (backslash - EVERY_BYTE) |
            eight) &
           HIGH_BITS;
}

/* How many of eight bytes stand before the first marked one, as far as that can be told from the
 * marks. */
static size_t plain_before(uint64_t marks) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(marks) / 8;
#else
    (void)marks;
    return 0;
#endif
}

static const unsigned char *skip_plain(const unsigned char *at, const unsigned char *end) {
    while (end - at >= 8) {
        uint64_t eight = 0;
        memcpy(&eight, at, sizeof eight);
        uint64_t marks = special_bytes(eight);
        if (marks != 0) {
            at += plain_before(marks);
            break;
        }
        at += 8;
    }
    while (at < end && *at >= 0x20 && *at < 0x80 && *at != '"' && *at != '\\') {
        at++;
    }
    return at;
}

static bool is_hexadecimal(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
           (byte >= 'A' && byte <= 'F');
}

/* `*at` stands at the backslash. It stays there when the letter behind it is wrong. */
static enum ref_json_fault check_escape(const unsigned char **at, const unsigned char *end) {
    const unsigned char *letter = *at + 1;
    if (letter == end) {
        *at = end;
        return REF_JSON_END_IN_STRING;
    }
    if (*letter != 'u') {
        if (*letter == '\0' || strchr("\"\\/bfnrt", *letter) == NULL) {
            return REF_JSON_BAD_ESCAPE;
        }
        *at = letter + 1;
        return REF_JSON_FINE;
    }
    for (const unsigned char *digit = letter + 1; digit <= letter + 4; digit++) {
        if (digit == end) {
            *at = end;
            return REF_JSON_END_IN_STRING;
        }
        if (!is_hexadecimal(*digit)) {
            return REF_JSON_BAD_ESCAPE;
        }
    }
    *at = letter + 5;
    return REF_JSON_FINE;
}

/* `*at` stands at a byte that is neither plain nor the closing quotation mark. */
static enum ref_json_fault check_special(const unsigned char **at, const unsigned char *end) {
    if (**at == '\\') {
        return check_escape(at, end);
    }
    if (**at < 0x20) {
        return REF_JSON_CONTROL_IN_STRING;
    }
    size_t length = ref_utf8_length(*at, (size_t)(end - *at));
    *at += length;
    return length == 0 ? REF_JSON_NOT_UTF8 : REF_JSON_FINE;
}

enum ref_json_fault ref_json_string_check(const unsigned char **at, const unsigned char *end) {
    for (;;) {
        *at = skip_plain(*at, end);
        if (*at == end) {
            return REF_JSON_END_IN_STRING;
        }
        if (**at == '"') {
            (*at)++;
            return REF_JSON_FINE;
        }
        enum ref_json_fault fault = check_special(at, end);
        if (fault != REF_JSON_FINE) {
            return fault;
        }
    }
}
