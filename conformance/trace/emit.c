#include "conformance/trace/emit.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#define DIGITS_OF_DIGEST 16
#define DIGESTS_AT_ONCE 256
#define MICROSECONDS 1000000
/* Longer than any run, and safe to multiply. */
#define LONGEST_SECONDS 1e12

static const char hexadecimal[] = "0123456789abcdef";

static void put(struct ng_emitter *emitter, const char *bytes, size_t size) {
    if (emitter->problem || !size || fwrite(bytes, 1, size, emitter->file) == size)
        return;
    emitter->problem = errno ? errno : EIO;
}

static void put_text(struct ng_emitter *emitter, const char *text) {
    put(emitter, text, strlen(text));
}

static void begin_value(struct ng_emitter *emitter, const char *name) {
    if (emitter->separate)
        put_text(emitter, ",");
    emitter->separate = true;
    if (!name)
        return;
    put_text(emitter, "\"");
    put_text(emitter, name);
    put_text(emitter, "\":");
}

void ng_emit_open(struct ng_emitter *emitter, const char *name, char bracket) {
    begin_value(emitter, name);
    put(emitter, &bracket, 1);
    emitter->separate = false;
}

void ng_emit_close(struct ng_emitter *emitter, char bracket) {
    put(emitter, &bracket, 1);
    emitter->separate = true;
}

static bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void ng_emit_text(struct ng_emitter *emitter, const char *name, const char *text) {
    if (!text)
        return;
    begin_value(emitter, name);
    put_text(emitter, "\"");
    while (*text) {
        size_t plain = 0;
        while (is_plain((unsigned char)text[plain]))
            plain++;
        put(emitter, text, plain);
        text += plain;
        if (*text) {
            unsigned char byte = (unsigned char)*text++;
            const char escaped[] = {
                '\\', 'u', '0', '0', hexadecimal[byte >> 4], hexadecimal[byte & 15]};
            put(emitter, escaped, sizeof escaped);
        }
    }
    put_text(emitter, "\"");
}

void ng_emit_words(struct ng_emitter *emitter, const char *name, const char *text) {
    if (text[0])
        ng_emit_text(emitter, name, text);
}

void ng_emit_count(struct ng_emitter *emitter, const char *name, uint64_t count) {
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%" PRIu64, count);
    ng_emit_text(emitter, name, digits);
}

void ng_emit_number(struct ng_emitter *emitter, const char *name, int number) {
    char digits[16];
    (void)snprintf(digits, sizeof digits, "%d", number);
    begin_value(emitter, name);
    put_text(emitter, digits);
}

/* Without printf's %f, which writes the locale's point. */
void ng_emit_seconds(struct ng_emitter *emitter, double seconds) {
    char digits[40];
    if (!(seconds > 0 && seconds < LONGEST_SECONDS))
        seconds = 0;
    uint64_t units = (uint64_t)(seconds * MICROSECONDS + 0.5);
    (void)snprintf(digits, sizeof digits, "%" PRIu64 ".%06" PRIu64, units / MICROSECONDS,
                   units % MICROSECONDS);
    begin_value(emitter, "seconds");
    put_text(emitter, digits);
}

void ng_emit_flag(struct ng_emitter *emitter, const char *name, bool flag) {
    if (!flag)
        return;
    begin_value(emitter, name);
    put_text(emitter, "true");
}

void ng_emit_digests(struct ng_emitter *emitter, const char *name, const uint64_t *digests,
                     size_t count) {
    char digits[DIGESTS_AT_ONCE * DIGITS_OF_DIGEST];
    size_t used = 0;
    if (!count)
        return;
    begin_value(emitter, name);
    put_text(emitter, "\"");
    for (size_t i = 0; i < count; i++) {
        for (unsigned shift = 64; shift > 0; shift -= 4)
            digits[used++] = hexadecimal[(digests[i] >> (shift - 4)) & 15];
        if (used == sizeof digits) {
            put(emitter, digits, used);
            used = 0;
        }
    }
    put(emitter, digits, used);
    put_text(emitter, "\"");
}

void ng_emit_line_end(struct ng_emitter *emitter) {
    put_text(emitter, "\n");
    if (fflush(emitter->file) && !emitter->problem)
        emitter->problem = errno;
    emitter->separate = false;
}
