#include "reference/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Writes a character and returns its length, 0 for what is no character. */
static size_t encode(uint32_t point, unsigned char bytes[4]) {
    static const unsigned char leads[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        return 0;
    }
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (unsigned char)(0x80 + point % 64);
        point /= 64;
    }
    bytes[0] = (unsigned char)(leads[length] + point);
    return length;
}

/* What the bytes would be if any form was good, to be encoded again: only the right form comes back
 * as it was. */
static uint32_t decode(const unsigned char *bytes, size_t length) {
    static const unsigned char leads[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    uint32_t point = (uint32_t)bytes[0] - leads[length];
    for (size_t i = 1; i < length; i++) {
        point = point * 64 + ((uint32_t)bytes[i] - 0x80);
    }
    return point;
}

static size_t length_by_encoding(const unsigned char *bytes, size_t size) {
    for (size_t length = 1; length <= 4 && length <= size; length++) {
        unsigned char again[4];
        if (encode(decode(bytes, length), again) == length && memcmp(bytes, again, length) == 0) {
            return length;
        }
    }
    return 0;
}

static void knows_every_character(void **state) {
    unsigned char bytes[4];
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        size_t length = encode(point, bytes);
        if (length > 0 && ref_utf8_length(bytes, length) != length) {
            fail_msg("U+%04X is refused", (unsigned)point);
        }
    }
}

/* Each lead with each second byte, and the edges of what may follow. */
static void knows_what_is_no_character(void **state) {
    static const unsigned char edges[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    size_t ways = sizeof edges * sizeof edges;
    (void)state;
    for (unsigned first = 0; first < 65536; first++) {
        for (size_t way = 0; way < ways; way++) {
            const unsigned char bytes[] = {(unsigned char)(first >> 8), (unsigned char)first,
                                           edges[way % sizeof edges], edges[way / sizeof edges]};
            for (size_t size = 0; size <= sizeof bytes; size++) {
                if (ref_utf8_length(bytes, size) != length_by_encoding(bytes, size)) {
                    fail_msg("%02X %02X %02X %02X, %zu of them", bytes[0], bytes[1], bytes[2],
                             bytes[3], size);
                }
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_every_character),
        cmocka_unit_test(knows_what_is_no_character),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
