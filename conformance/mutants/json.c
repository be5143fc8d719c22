#include "conformance/mutants/json.h"

#include <stdio.h>
#include <string.h>

#define DEPTH_MAX 256

struct writer {
    const char *at, *end;
    struct mutant_buffer *into;
    struct mutant_json_style style;
    unsigned depth;
    unsigned spelt; /* strings and numbers so far: each is spelt in its own way */
    bool replaced;
};

static bool write_value(struct writer *writer);

static void skip_space(struct writer *writer) {
    while (writer->at < writer->end && strchr(" \t\r\n", *writer->at) && *writer->at)
        writer->at++;
}

static bool is_next(struct writer *writer, char byte) {
    skip_space(writer);
    if (writer->at == writer->end || *writer->at != byte)
        return false;
    writer->at++;
    return true;
}

static void new_line(struct writer *writer) {
    if (!writer->style.pretty)
        return;
    mutant_buffer_byte(writer->into, '\n');
    for (unsigned i = 0; i < writer->depth; i++)
        mutant_buffer_text(writer->into, "  ");
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Skips the string at the cursor, its quotes included. */
static bool skip_string(struct writer *writer) {
    for (writer->at++; writer->at < writer->end; writer->at++) {
        if ((unsigned char)*writer->at < 0x20)
            return false;
        if (*writer->at == '"') {
            writer->at++;
            return true;
        }
        if (*writer->at == '\\' && ++writer->at == writer->end)
            return false;
    }
    return false;
}

static void write_escaped(struct writer *writer, const char *from, const char *until) {
    uint64_t random = writer->style.random + writer->spelt;
    for (; from < until; from++) {
        char escape[8];
        if (*from == '\\') {
            size_t size = from[1] == 'u' && until - from > 6 ? 6 : 2;
            mutant_buffer_add(writer->into, from, size);
            from += size - 1;
            continue;
        }
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        if (is_letter(*from) && (random >> 62) == 0) {
            (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)(unsigned char)*from);
            mutant_buffer_text(writer->into, escape);
        } else {
            mutant_buffer_byte(writer->into, *from);
        }
    }
}

static bool write_string(struct writer *writer, bool is_key) {
    const char *start = writer->at;
    if (writer->at == writer->end || *writer->at != '"' || !skip_string(writer))
        return false;
    writer->spelt++;
    if (!is_key && writer->style.replace_string && !writer->replaced) {
        writer->replaced = true;
        mutant_buffer_byte(writer->into, '"');
        mutant_buffer_text(writer->into, writer->style.replace_string);
        mutant_buffer_byte(writer->into, '"');
    } else if (writer->style.escape) {
        write_escaped(writer, start, writer->at);
    } else {
        mutant_buffer_add(writer->into, start, (size_t)(writer->at - start));
    }
    return true;
}

static size_t digits(struct writer *writer) {
    const char *start = writer->at;
    while (writer->at < writer->end && *writer->at >= '0' && *writer->at <= '9')
        writer->at++;
    return (size_t)(writer->at - start);
}

static bool is_one_of(const struct writer *writer, const char *bytes) {
    return writer->at < writer->end && *writer->at && strchr(bytes, *writer->at);
}

static bool write_number(struct writer *writer) {
    static const char *const tails[] = {"", ".0", "e0", "0e-1", ".00", "E+0"};
    const char *start = writer->at;
    if (is_one_of(writer, "-"))
        writer->at++;
    bool leads_with_zero = is_one_of(writer, "0");
    size_t whole = digits(writer);
    if (!whole || (leads_with_zero && whole > 1))
        return false;
    bool is_whole = !is_one_of(writer, ".eE") && !(leads_with_zero && *start == '-');
    if (is_one_of(writer, ".")) {
        writer->at++;
        if (!digits(writer))
            return false;
    }
    if (is_one_of(writer, "eE")) {
        writer->at++;
        if (is_one_of(writer, "+-"))
            writer->at++;
        if (!digits(writer))
            return false;
    }
    mutant_buffer_add(writer->into, start, (size_t)(writer->at - start));
    writer->spelt++;
    if (writer->style.other_numbers && is_whole && whole < 15 && !leads_with_zero)
        mutant_buffer_text(writer->into, tails[(writer->style.random + writer->spelt) % 6]);
    return true;
}

static bool write_word(struct writer *writer, const char *word) {
    size_t size = strlen(word);
    if ((size_t)(writer->end - writer->at) < size || memcmp(writer->at, word, size) != 0)
        return false;
    writer->at += size;
    mutant_buffer_text(writer->into, word);
    return true;
}

static bool write_array(struct writer *writer) {
    mutant_buffer_byte(writer->into, '[');
    if (is_next(writer, ']')) {
        mutant_buffer_byte(writer->into, ']');
        return true;
    }
    do {
        new_line(writer);
        if (!write_value(writer))
            return false;
    } while (is_next(writer, ',') && (mutant_buffer_byte(writer->into, ','), true));
    if (!is_next(writer, ']'))
        return false;
    mutant_buffer_byte(writer->into, ']');
    return true;
}

static bool write_member(struct writer *writer) {
    skip_space(writer);
    new_line(writer);
    if (!write_string(writer, true) || !is_next(writer, ':'))
        return false;
    mutant_buffer_text(writer->into, writer->style.pretty ? " : " : ":");
    return write_value(writer);
}

/* Puts what stands behind `middle` in front of what stands between `start` and it. */
static void rotate(struct mutant_buffer *buffer, size_t start, size_t middle) {
    struct mutant_buffer front = {0};
    mutant_buffer_add(&front, buffer->bytes + start, middle - start);
    if (front.failed || buffer->failed) {
        buffer->failed = true;
        mutant_buffer_deinit(&front);
        return;
    }
    size_t back = buffer->size - middle;
    memmove(buffer->bytes + start, buffer->bytes + middle, back);
    memcpy(buffer->bytes + start + back, front.bytes, front.size);
    mutant_buffer_deinit(&front);
}

static bool write_object(struct writer *writer) {
    mutant_buffer_byte(writer->into, '{');
    if (is_next(writer, '}')) {
        mutant_buffer_byte(writer->into, '}');
        return true;
    }
    size_t start = writer->into->size;
    for (bool first = true;; first = false) {
        size_t middle = writer->into->size;
        if (!first && !writer->style.turn_keys)
            mutant_buffer_byte(writer->into, ',');
        if (!write_member(writer))
            return false;
        if (!first && writer->style.turn_keys) {
            mutant_buffer_byte(writer->into, ',');
            rotate(writer->into, start, middle);
        }
        if (is_next(writer, '}'))
            break;
        if (!is_next(writer, ','))
            return false;
    }
    mutant_buffer_byte(writer->into, '}');
    return true;
}

static bool write_value(struct writer *writer) {
    skip_space(writer);
    if (writer->at == writer->end || writer->depth >= DEPTH_MAX)
        return false;
    bool written;
    writer->depth++;
    if (*writer->at == '{')
        written = (writer->at++, write_object(writer));
    else if (*writer->at == '[')
        written = (writer->at++, write_array(writer));
    else if (*writer->at == '"')
        written = write_string(writer, false);
    else if (*writer->at == '-' || (*writer->at >= '0' && *writer->at <= '9'))
        written = write_number(writer);
    else
        written =
            write_word(writer, "true") || write_word(writer, "false") || write_word(writer, "null");
    writer->depth--;
    return written;
}

bool mutant_json_write(struct mutant_buffer *into, const char *text, size_t size,
                       const struct mutant_json_style *style) {
    size_t before = into->size;
    struct writer writer = {.at = text, .end = text + size, .into = into, .style = *style};
    bool written = write_value(&writer);
    if (written)
        skip_space(&writer);
    if (!written || writer.at != writer.end) {
        into->size = before;
        return false;
    }
    return true;
}
