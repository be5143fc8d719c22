#include "fuzz/message.h"

#include "conformance/json_reader.h"
#include "fuzz/fuzz.h"

#include <string.h>

void fuzz_expect_message(const char *message) {
    const unsigned char *at = (const unsigned char *)message;
    FUZZ_ASSERT(*at != '\0');
    while (*at != '\0') {
        FUZZ_ASSERT(*at >= 0x20 && *at != 0x7F);
        struct ng_utf8 utf8 = ng_utf8_begin(*at);
        FUZZ_ASSERT(*at < 0x80 || utf8.left > 0);
        for (at++; utf8.left > 0; at++)
            FUZZ_ASSERT(ng_utf8_next(&utf8, *at));
    }
}

void fuzz_expect_place(const char *text, unsigned long size, unsigned long line,
                       unsigned long column) {
    const char *at = text, *end = text + size;
    FUZZ_ASSERT(line > 0 && column > 0);
    for (unsigned long passed = 1; passed < line; passed++) {
        at = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        FUZZ_ASSERT(at != NULL);
        at++;
    }
    const char *line_end = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    FUZZ_ASSERT(column <= (unsigned long)((line_end != NULL ? line_end : end) - at) + 1);
}
