#include "conformance/raw_answer.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

static const char start[] = "HTTP/1.";
/* "HTTP/1.1 200" */
#define STATUS_AT (sizeof start + 1)
#define STATUS_LINE_MIN (STATUS_AT + 3)

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Whether the byte at that place can stand there in a status line. */
static bool fits_status_line(size_t at, char byte) {
    if (at < sizeof start - 1)
        return byte == start[at];
    if (at == STATUS_AT - 1)
        return byte == ' ';
    return is_digit(byte);
}

static enum ng_raw_form read_status_line(const char *bytes, size_t size, int *status) {
    size_t seen = size < STATUS_LINE_MIN ? size : STATUS_LINE_MIN;
    for (size_t i = 0; i < seen; i++)
        if (!fits_status_line(i, bytes[i]))
            return NG_RAW_NO_HTTP;
    if (seen < STATUS_LINE_MIN)
        return NG_RAW_CUT;
    const char *digits = bytes + STATUS_AT;
    *status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    return *status < 100 ? NG_RAW_NO_HTTP : NG_RAW_WHOLE;
}

/* Bytes up to and with the empty line; 0 where it has not come yet. */
static size_t find_head_end(const char *bytes, size_t size) {
    size_t line = 0;
    for (const char *end = memchr(bytes, '\n', size); end;) {
        size_t next = (size_t)(end - bytes) + 1;
        if (next - line == 1 || (next - line == 2 && bytes[line] == '\r'))
            return next;
        line = next;
        end = memchr(bytes + next, '\n', size - next);
    }
    return 0;
}

/* Takes a line that ends in LF or CR LF; false where its end has not come yet. */
static bool take_line(const char *bytes, size_t size, size_t *at, const char **line,
                      size_t *line_size) {
    const char *end = *at < size ? memchr(bytes + *at, '\n', size - *at) : NULL;
    if (!end)
        return false;
    *line = bytes + *at;
    *line_size = (size_t)(end - *line);
    *at += *line_size + 1;
    if (*line_size > 0 && (*line)[*line_size - 1] == '\r')
        --*line_size;
    return true;
}

bool ng_raw_answer_line(const struct ng_raw_answer *answer, size_t *at, const char **line,
                        size_t *size) {
    return take_line(answer->head, answer->head_size, at, line, size);
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t';
}

/* Whether a line is a field of that name, with its trimmed value. */
static bool is_field(const char *line, size_t size, const char *name, const char **value,
                     size_t *value_size) {
    size_t length = strlen(name);
    if (size <= length || line[length] != ':' || strncasecmp(line, name, length) != 0)
        return false;
    const char *from = line + length + 1, *end = line + size;
    while (from < end && is_space(*from))
        from++;
    while (end > from && is_space(end[-1]))
        end--;
    *value = from;
    *value_size = (size_t)(end - from);
    return true;
}

bool ng_raw_answer_field(const struct ng_raw_answer *answer, const char *name, const char **value,
                         size_t *size) {
    size_t at = 0, line_size;
    const char *line;
    while (ng_raw_answer_line(answer, &at, &line, &line_size))
        if (is_field(line, line_size, name, value, size))
            return true;
    return false;
}

/* Reads decimal digits or, with base 16, hexadecimal ones. False for none, for any other byte and
 * for more than a size holds. */
static bool read_number(const char *text, size_t size, unsigned base, size_t *number) {
    size_t value = 0;
    for (size_t i = 0; i < size; i++) {
        int byte = text[i] | 0x20;
        unsigned digit = is_digit(text[i])                          ? (unsigned)(text[i] - '0')
                         : base == 16 && byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a') + 10
                                                                    : base;
        if (digit >= base || value > (SIZE_MAX - digit) / base)
            return false;
        value = value * base + digit;
    }
    *number = value;
    return size > 0;
}

/* Takes one chunk: its data, 0 bytes for the last one, behind which `*at` stays before the
 * trailers. */
static enum ng_raw_form take_chunk(const struct ng_raw_answer *answer, size_t *at,
                                   const char **data, size_t *data_size) {
    size_t next = *at, line_size;
    const char *line;
    if (!take_line(answer->body, answer->body_size, &next, &line, &line_size))
        return NG_RAW_CUT;
    const char *extension = memchr(line, ';', line_size);
    size_t digits = extension ? (size_t)(extension - line) : line_size;
    while (digits > 0 && is_space(line[digits - 1]))
        digits--;
    if (!read_number(line, digits, 16, data_size))
        return NG_RAW_NO_HTTP;
    *data = answer->body + next;
    if (*data_size > 0) {
        size_t left = answer->body_size - next;
        if (*data_size > left) {
            *data_size = left;
            *at = answer->body_size;
            return NG_RAW_CUT;
        }
        next += *data_size;
        size_t end = next;
        if (!take_line(answer->body, answer->body_size, &next, &line, &line_size)) {
            *at = end;
            return end == answer->body_size || answer->body[end] == '\r' ? NG_RAW_CUT
                                                                         : NG_RAW_NO_HTTP;
        }
        if (line_size > 0)
            return NG_RAW_NO_HTTP;
    }
    *at = next;
    return NG_RAW_WHOLE;
}

bool ng_raw_answer_body(const struct ng_raw_answer *answer, size_t *at, const char **bytes,
                        size_t *size) {
    if (answer->framing == NG_RAW_BY_CHUNKS) {
        size_t before = *at;
        enum ng_raw_form form = take_chunk(answer, at, bytes, size);
        return form != NG_RAW_NO_HTTP && *at > before && *size > 0;
    }
    if (*at >= answer->body_size)
        return false;
    *bytes = answer->body + *at;
    *size = answer->body_size - *at;
    *at = answer->body_size;
    return true;
}

/* Finds the end of a chunked body; sets body_size to what belongs to it. */
static enum ng_raw_form end_chunks(struct ng_raw_answer *answer) {
    size_t at = 0, size = 1;
    const char *data;
    while (size > 0) {
        enum ng_raw_form form = take_chunk(answer, &at, &data, &size);
        if (form != NG_RAW_WHOLE)
            return form;
    }
    const char *line;
    do {
        if (!take_line(answer->body, answer->body_size, &at, &line, &size))
            return NG_RAW_CUT;
    } while (size > 0);
    answer->body_size = at;
    return NG_RAW_WHOLE;
}

static bool ends_in_chunked(const char *value, size_t size) {
    static const char chunked[] = "chunked";
    size_t length = sizeof chunked - 1;
    return size >= length && strncasecmp(value + size - length, chunked, length) == 0;
}

/* All Content-Length fields have to say the same number. */
static bool read_length(const struct ng_raw_answer *answer, bool *found, size_t *length) {
    size_t at = 0, size, value_size, number;
    const char *line, *value;
    *found = false;
    while (ng_raw_answer_line(answer, &at, &line, &size)) {
        if (!is_field(line, size, "Content-Length", &value, &value_size))
            continue;
        if (!read_number(value, value_size, 10, &number) || (*found && number != *length))
            return false;
        *length = number;
        *found = true;
    }
    return true;
}

static enum ng_raw_form read_body(struct ng_raw_answer *answer, bool ended, bool to_head) {
    const char *value;
    size_t size, length = 0;
    bool has_length;
    if (answer->status == 204 || answer->status == 304 || to_head) {
        answer->framing = NG_RAW_NO_BODY;
        answer->body_size = 0;
        return NG_RAW_WHOLE;
    }
    if (ng_raw_answer_field(answer, "Transfer-Encoding", &value, &size) &&
        ends_in_chunked(value, size)) {
        answer->framing = NG_RAW_BY_CHUNKS;
        return end_chunks(answer);
    }
    if (!read_length(answer, &has_length, &length))
        return NG_RAW_NO_HTTP;
    if (!has_length) {
        answer->framing = NG_RAW_BY_CLOSE;
        return ended ? NG_RAW_WHOLE : NG_RAW_CUT;
    }
    answer->framing = NG_RAW_BY_LENGTH;
    if (answer->body_size < length)
        return NG_RAW_CUT;
    answer->body_size = length;
    return NG_RAW_WHOLE;
}

enum ng_raw_form ng_raw_answer_read(const char *bytes, size_t size, bool ended, bool to_head,
                                    struct ng_raw_answer *answer) {
    size_t at = 0;
    *answer = (struct ng_raw_answer){0};
    while (true) {
        int status = 0;
        enum ng_raw_form form = read_status_line(bytes + at, size - at, &status);
        size_t head = form == NG_RAW_WHOLE ? find_head_end(bytes + at, size - at) : 0;
        if (form == NG_RAW_NO_HTTP || head == 0)
            return form == NG_RAW_NO_HTTP ? form : NG_RAW_CUT;
        at += head;
        if (status >= 200) {
            *answer = (struct ng_raw_answer){.status = status,
                                             .head = bytes + at - head,
                                             .head_size = head,
                                             .body = bytes + at,
                                             .body_size = size - at};
            break;
        }
    }
    enum ng_raw_form form = read_body(answer, ended, to_head);
    if (form == NG_RAW_WHOLE)
        answer->size = at + answer->body_size;
    return form;
}

size_t ng_raw_answer_count(const char *bytes, size_t size, const struct ng_ask *asks,
                           size_t count) {
    struct ng_raw_answer answer;
    for (size_t i = 0; i < count; i++) {
        bool to_head = asks[i].method == NG_HEAD;
        if (ng_raw_answer_read(bytes, size, false, to_head, &answer) != NG_RAW_WHOLE)
            return i;
        bytes += answer.size;
        size -= answer.size;
    }
    return count;
}
