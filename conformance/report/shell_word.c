#include "conformance/report/shell_word.h"

#include <string.h>

/* A run of at least this many bytes is written as a repetition of a piece of at most UNIT_MAX. */
#define RUN_MIN 128
#define UNIT_MAX 16

struct run {
    size_t unit;  /* bytes of the repeated piece */
    size_t times; /* 0: there is no run here */
};

static bool is_plain(char byte) {
    return byte >= 0x20 && byte < 0x7F;
}

/* A piece goes through sed inside single quotes, so it holds neither quotes nor odd bytes. */
static bool is_unit_byte(char byte) {
    return is_plain(byte) && byte != '\'';
}

/* Looks for a repetition that begins here; of several, the shortest piece. */
static struct run find_run(const char *bytes, size_t size) {
    for (size_t unit = 1; unit <= UNIT_MAX && unit <= size / 2; unit++) {
        if (!is_unit_byte(bytes[unit - 1])) {
            break;
        }
        size_t same = 0;
        while (unit + same < size && bytes[same] == bytes[unit + same]) {
            same++;
        }
        if (same + unit >= RUN_MIN) {
            return (struct run){.unit = unit, .times = (same + unit) / unit};
        }
    }
    return (struct run){.unit = 0, .times = 0};
}

/* printf writes that many zeros, sed puts the piece in the place of each. */
static void add_run(struct ng_buffer *buffer, const char *bytes, struct run run) {
    ng_buffer_printf(buffer, "\"$(printf %%0%zud 0 | sed 's/0/", run.times);
    for (size_t i = 0; i < run.unit; i++) {
        if (strchr("\\&/", bytes[i]) != NULL) {
            ng_buffer_byte(buffer, '\\');
        }
        ng_buffer_byte(buffer, bytes[i]);
    }
    ng_buffer_text(buffer, "/g')\"");
}

static size_t add_plain(struct ng_buffer *buffer, const char *bytes, size_t size) {
    size_t at = 0;
    ng_buffer_byte(buffer, '\'');
    while (at < size && is_plain(bytes[at]) && find_run(bytes + at, size - at).times == 0) {
        if (bytes[at] == '\'') {
            ng_buffer_text(buffer, "'\\''");
        } else {
            ng_buffer_byte(buffer, bytes[at]);
        }
        at++;
    }
    ng_buffer_byte(buffer, '\'');
    return at;
}

static size_t add_odd(struct ng_buffer *buffer, const char *bytes, size_t size) {
    size_t at = 0;
    ng_buffer_text(buffer, "\"$(printf '");
    while (at < size && !is_plain(bytes[at])) {
        ng_buffer_printf(buffer, "\\%03o", (unsigned)(unsigned char)bytes[at]);
        at++;
    }
    ng_buffer_text(buffer, "')\"");
    return at;
}

void ng_shell_word(struct ng_buffer *buffer, const char *bytes, size_t size) {
    if (size == 0) {
        ng_buffer_text(buffer, "''");
    }
    size_t at = 0;
    while (at < size) {
        struct run run = find_run(bytes + at, size - at);
        if (run.times > 0) {
            add_run(buffer, bytes + at, run);
            at += run.unit * run.times;
        } else if (is_plain(bytes[at])) {
            at += add_plain(buffer, bytes + at, size - at);
        } else {
            at += add_odd(buffer, bytes + at, size - at);
        }
    }
}
