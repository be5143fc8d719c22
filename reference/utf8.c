#include "reference/utf8.h"

#include <stdbool.h>

/* The shortest form of each length has a lowest second byte, and surrogates and U+10FFFF a highest.
 */
static bool second_byte_fits(unsigned char lead, unsigned char second) {
    unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
}

static size_t length_by_lead(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t ref_utf8_length(const unsigned char *bytes, size_t size) {
    size_t length = size == 0 ? 0 : length_by_lead(bytes[0]);
    if (length <= 1) {
        return length;
    }
    if (length > size || !second_byte_fits(bytes[0], bytes[1])) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}
