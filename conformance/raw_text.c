#include "conformance/raw_text.h"

#include "conformance/limits.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char times_word[] = " times ";

static int digit_of(char byte) {
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool is_word(const char *inner, size_t size, const char *word) {
    return strlen(word) == size && memcmp(inner, word, size) == 0;
}

static bool read_byte(const char *inner, size_t size, struct ng_raw_piece *piece) {
    if (size != 7 || memcmp(inner, "byte ", 5) != 0) {
        return false;
    }
    int high = digit_of(inner[5]);
    int low = digit_of(inner[6]);
    if (high < 0 || low < 0) {
        return false;
    }
    *piece = (struct ng_raw_piece){.part = NG_RAW_BYTE, .byte = (unsigned char)(high * 16 + low)};
    return true;
}

static bool read_times(const char *inner, size_t size, struct ng_raw_piece *piece) {
    size_t word = sizeof times_word - 1;
    size_t times = 0;
    size_t at = 0;
    for (; at < size && inner[at] >= '0' && inner[at] <= '9'; at++) {
        times = times * 10 + (size_t)(inner[at] - '0');
        if (times > NG_RAW_REQUEST_BYTES_MAX) {
            return false;
        }
    }
    if (at == 0 || size - at <= word || memcmp(inner + at, times_word, word) != 0) {
        return false;
    }
    *piece = (struct ng_raw_piece){
        .part = NG_RAW_TIMES, .text = inner + at + word, .size = size - at - word, .times = times};
    return true;
}

static bool read_braces(const char *inner, size_t size, struct ng_raw_piece *piece) {
    static const char *const words[] = {"host", "path", "fields"};
    static const enum ng_raw_part parts[] = {NG_RAW_HOST, NG_RAW_PATH, NG_RAW_FIELDS};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word(inner, size, words[i])) {
            *piece = (struct ng_raw_piece){.part = parts[i]};
            return true;
        }
    }
    return read_byte(inner, size, piece) || read_times(inner, size, piece);
}

enum ng_status ng_raw_text_next(const char **at, struct ng_raw_piece *piece) {
    const char *text = *at;
    size_t size = strcspn(text, "{}");
    if (size > 0) {
        *piece = (struct ng_raw_piece){.part = NG_RAW_PLAIN, .text = text, .size = size};
        *at = text + size;
        return NG_OK;
    }
    if (*text == '\0') {
        return NG_NOT_FOUND;
    }
    size_t inner = strcspn(text + 1, "{}");
    if (*text == '}' || text[1 + inner] != '}' || !read_braces(text + 1, inner, piece)) {
        return NG_MALFORMED;
    }
    *at = text + inner + 2;
    return NG_OK;
}

/* Where bytes are counted, `bytes` is NULL. */
struct writing {
    char *bytes;
    size_t size;
    bool too_large;
};

static void write_bytes(struct writing *writing, const char *bytes, size_t size) {
    if (size > NG_RAW_REQUEST_BYTES_MAX - writing->size) {
        writing->too_large = true;
        return;
    }
    if (writing->bytes != NULL) {
        memcpy(writing->bytes + writing->size, bytes, size);
    }
    writing->size += size;
}

static void write_piece(struct writing *writing, const struct ng_raw_piece *piece,
                        const struct ng_raw_values *values) {
    switch (piece->part) {
    case NG_RAW_PLAIN:
        write_bytes(writing, piece->text, piece->size);
        break;
    case NG_RAW_HOST:
        write_bytes(writing, values->host, strlen(values->host));
        break;
    case NG_RAW_PATH:
        write_bytes(writing, values->path, strlen(values->path));
        break;
    case NG_RAW_FIELDS:
        write_bytes(writing, values->fields, strlen(values->fields));
        break;
    case NG_RAW_BYTE:
        write_bytes(writing, (const char *)&piece->byte, 1);
        break;
    case NG_RAW_TIMES:
        for (size_t i = 0; i < piece->times && !writing->too_large; i++) {
            write_bytes(writing, piece->text, piece->size);
        }
        break;
    }
}

static enum ng_status write_text(struct writing *writing, const char *text,
                                 const struct ng_raw_values *values) {
    struct ng_raw_piece piece;
    enum ng_status status = ng_raw_text_next(&text, &piece);
    for (; status == NG_OK; status = ng_raw_text_next(&text, &piece)) {
        write_piece(writing, &piece, values);
        if (writing->too_large) {
            return NG_TOO_LARGE;
        }
    }
    return status == NG_NOT_FOUND ? NG_OK : status;
}

enum ng_status ng_raw_text_bytes(const char *text, const struct ng_raw_values *values, char **bytes,
                                 size_t *size) {
    struct writing counted = {.bytes = NULL};
    enum ng_status status = write_text(&counted, text, values);
    if (status != NG_OK) {
        return status;
    }
    struct writing written = {.bytes = malloc(counted.size + 1)};
    if (written.bytes == NULL) {
        return NG_NO_MEMORY;
    }
    status = write_text(&written, text, values);
    *bytes = written.bytes;
    *size = written.size;
    return status;
}
