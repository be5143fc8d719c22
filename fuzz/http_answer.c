#include "fuzz/http_answer.h"

#include "fuzz/fuzz.h"

#include <string.h>
#include <strings.h>

static bool is(struct fuzz_text text, const char *word) {
    return text.size == strlen(word) && strncasecmp(text.data, word, text.size) == 0;
}

/* Takes a line without its CRLF; false when it has no end yet. */
static bool take_line(struct fuzz_producer *bytes, struct fuzz_text *line) {
    const uint8_t *end = bytes->size == 0 ? NULL : memchr(bytes->data, '\n', bytes->size);
    if (end == NULL) {
        return false;
    }
    FUZZ_ASSERT(end > bytes->data && end[-1] == '\r');
    *line = fuzz_take_text(bytes, (size_t)(end - bytes->data) - 1);
    (void)fuzz_take_text(bytes, 2);
    return true;
}

static bool is_of_token(char byte) {
    static const char marks[] = "!#$%&'*+-.^_`|~";
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || memchr(marks, byte, sizeof marks - 1) != NULL;
}

static uint64_t number_of(struct fuzz_text text) {
    uint64_t number = 0;
    FUZZ_ASSERT(text.size > 0 && text.size < 19);
    for (size_t i = 0; i < text.size; i++) {
        FUZZ_ASSERT(text.data[i] >= '0' && text.data[i] <= '9');
        number = number * 10 + (uint64_t)(text.data[i] - '0');
    }
    return number;
}

static unsigned read_status(struct fuzz_text line) {
    FUZZ_ASSERT(line.size >= 13 && memcmp(line.data, "HTTP/1.", 7) == 0);
    FUZZ_ASSERT((line.data[7] == '0' || line.data[7] == '1') && line.data[8] == ' ' &&
                line.data[12] == ' ');
    unsigned status = (unsigned)number_of((struct fuzz_text){line.data + 9, 3});
    FUZZ_ASSERT(status >= 100 && status <= 599);
    return status;
}

static void read_field(struct fuzz_text line, struct fuzz_http_answer *answer, bool *has_length) {
    struct fuzz_producer rest = {(const uint8_t *)line.data, line.size};
    FUZZ_ASSERT(memchr(line.data, ':', line.size) != NULL &&
                memchr(line.data, '\0', line.size) == NULL);
    struct fuzz_text name = fuzz_take_until(&rest, ':');
    for (size_t i = 0; i < name.size; i++) {
        FUZZ_ASSERT(is_of_token(name.data[i]));
    }
    FUZZ_ASSERT(name.size > 0 && rest.size > 0 && *rest.data == ' ');
    (void)fuzz_take_text(&rest, 1);
    struct fuzz_text value = fuzz_take_rest(&rest);
    FUZZ_ASSERT(!is(name, "Transfer-Encoding") && !is(name, "X-Injected"));
    if (is(name, "Content-Length")) {
        FUZZ_ASSERT(!*has_length);
        *has_length = true;
        answer->announced = number_of(value);
    } else if (is(name, "X-EXO-Last-Idx")) {
        FUZZ_ASSERT(answer->cursor.data == NULL);
        answer->cursor = value;
    } else if (is(name, "Connection")) {
        answer->closes = is(value, "close");
    }
}

/* Takes the lines up to the empty one. */
static bool take_head(struct fuzz_producer *bytes, struct fuzz_http_answer *answer) {
    struct fuzz_text line;
    bool has_length = false;
    if (!take_line(bytes, &line)) {
        return false;
    }
    *answer = (struct fuzz_http_answer){.status = read_status(line)};
    while (take_line(bytes, &line)) {
        if (line.size == 0) {
            bool has_none = answer->status < 200 || answer->status == 204;
            FUZZ_ASSERT(has_length != has_none);
            return true;
        }
        read_field(line, answer, &has_length);
    }
    return false;
}

static bool has_body(const struct fuzz_producer *rest, enum fuzz_body expected) {
    bool is_next = rest->size >= 5 && memcmp(rest->data, "HTTP/", 5) == 0;
    return expected == FUZZ_BODY_WHOLE ||
           (expected == FUZZ_BODY_FREE && rest->size > 0 && !is_next);
}

bool fuzz_http_take(struct fuzz_producer *bytes, enum fuzz_body expected,
                    struct fuzz_http_answer *answer) {
    struct fuzz_producer rest = *bytes;
    if (!take_head(&rest, answer)) {
        return false;
    }
    uint64_t size = has_body(&rest, expected) ? answer->announced : 0;
    if (rest.size < size) {
        return false;
    }
    answer->body = fuzz_take_text(&rest, (size_t)size);
    *bytes = rest;
    return true;
}
