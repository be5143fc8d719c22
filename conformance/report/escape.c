#include "conformance/report/escape.h"

#include <string.h>

/* Reads one well-formed UTF-8 sequence of more than one byte (RFC 3629). Gives its length, or 0. */
static size_t read_sequence(const unsigned char *bytes, size_t size, uint32_t *character) {
    static const struct {
        unsigned char mask, lead;
        size_t length;
        uint32_t smallest;
    } forms[] = {{0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}};
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
        if ((bytes[0] & forms[form].mask) != forms[form].lead) {
            continue;
        }
        if (size < forms[form].length) {
            return 0;
        }
        uint32_t value = bytes[0] & (unsigned char)~forms[form].mask;
        for (size_t i = 1; i < forms[form].length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
            value = value << 6 | (bytes[i] & 0x3FU);
        }
        bool surrogate = value >= 0xD800 && value <= 0xDFFF;
        if (value < forms[form].smallest || value > 0x10FFFF || surrogate) {
            return 0;
        }
        *character = value;
        return forms[form].length;
    }
    return 0;
}

/* Controls of the upper half, the characters that are not seen but change what is, and the two that
   are none and that XML forbids. */
static bool is_showable(uint32_t character) {
    static const struct {
        uint32_t first, last;
    } hidden[] = {
        {0x80, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},   {0x200B, 0x200F}, {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE007F},
    };
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (character >= hidden[i].first && character <= hidden[i].last) {
            return false;
        }
    }
    return true;
}

static void escape_byte(struct ng_buffer *buffer, unsigned char byte) {
    switch (byte) {
    case '\t':
        ng_buffer_text(buffer, "\\t");
        break;
    case '\n':
        ng_buffer_text(buffer, "\\n");
        break;
    case '\r':
        ng_buffer_text(buffer, "\\r");
        break;
    default:
        ng_buffer_printf(buffer, "\\x%02x", (unsigned)byte);
        break;
    }
}

void ng_escape(struct ng_buffer *buffer, const char *text, size_t size, bool utf8) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < size) {
        uint32_t character = 0;
        size_t length = 0;
        if (bytes[at] >= 0x20 && bytes[at] < 0x7F) {
            length = 1;
        } else if (utf8 && bytes[at] >= 0x80) {
            length = read_sequence(bytes + at, size - at, &character);
            if (length > 0 && !is_showable(character)) {
                length = 0;
            }
        }
        if (length > 0) {
            ng_buffer_add(buffer, text + at, length);
            at += length;
        } else {
            escape_byte(buffer, bytes[at]);
            at++;
        }
    }
}

void ng_escape_text(struct ng_buffer *buffer, const char *text, bool utf8) {
    ng_escape(buffer, text, strlen(text), utf8);
}
