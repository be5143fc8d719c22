#include "conformance/json_digest.h"

#include "conformance/json_mix.h"
#include "conformance/json_number.h"
#include "conformance/json_plain.h"
#include "conformance/json_reader.h"
#include "conformance/json_string.h"
#include "conformance/limits.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Levels that need no allocation. */
#define NG_INLINE_LEVELS 32

/* An array or object that is not closed yet. */
struct level {
    uint64_t content; /* the hash of what it holds so far */
    uint64_t key;     /* of the member whose value is being read */
    uint64_t count;
    bool is_object;
};

struct digester {
    struct ng_json_reader reader;
    enum ng_status status; /* of a fault; NG_MALFORMED unless said otherwise */
    size_t depth;
    size_t capacity;
    struct level *levels; /* `few`, or a block of NG_JSON_DEPTH_MAX levels */
    struct level few[NG_INLINE_LEVELS];
};

static inline const unsigned char *skip_space(const unsigned char *at, const unsigned char *end) {
    if (at<end && * at> ' ') {
        return at;
    }
    while (at < end && ng_json_is_space(*at)) {
        at++;
    }
    return at;
}

/* Reads a string from the byte after its opening quote. */
static inline __attribute__((always_inline)) const unsigned char *
read_string(struct ng_json_reader *reader, const unsigned char *at, uint64_t *hash) {
    const unsigned char *end = ng_plain_end(at, reader->end, NG_PLAIN_STRICT);
    if (end < reader->end && *end == '"') {
        *hash = XXH3_64bits(at, (size_t)(end - at));
        return end + 1;
    }
    return ng_json_string(reader, at, hash);
}

/* Reads a key and its colon, to the first byte of the value. */
static inline const unsigned char *read_key(struct ng_json_reader *reader, const unsigned char *at,
                                            struct level *level) {
    if (at == reader->end || *at != '"') {
        return ng_json_wrong(reader, at, "a key in quotes");
    }
    at = read_string(reader, at + 1, &level->key);
    if (at == NULL) {
        return NULL;
    }
    at = skip_space(at, reader->end);
    if (at == reader->end || *at != ':') {
        return ng_json_wrong(reader, at, "a colon after a key");
    }
    return skip_space(at + 1, reader->end);
}

static const unsigned char *read_literal(struct ng_json_reader *reader, const unsigned char *at,
                                         uint64_t *hash) {
    const char *rest = *at == 't' ? "true" : *at == 'f' ? "false" : "null";
    *hash = ng_mix(NG_MIX_LITERAL + *at);
    for (; *rest != '\0'; rest++, at++) {
        if (at == reader->end || *at != (unsigned char)*rest) {
            return ng_json_wrong(reader, at, "one of true, false and null");
        }
    }
    return at;
}

/* Reads a number or a literal. */
static const unsigned char *read_bare(struct ng_json_reader *reader, const unsigned char *at,
                                      uint64_t *hash) {
    if (at < reader->end && (*at == '-' || ng_json_is_digit(*at))) {
        return ng_json_number(reader, at, hash);
    }
    if (at < reader->end && (*at == 't' || *at == 'f' || *at == 'n')) {
        return read_literal(reader, at, hash);
    }
    return ng_json_wrong(reader, at, "a JSON value");
}

/* Makes room for one more level. */
static enum ng_status grow(struct digester *digester) {
    if (digester->capacity == NG_JSON_DEPTH_MAX) {
        return NG_TOO_DEEP;
    }
    struct level *levels = malloc(NG_JSON_DEPTH_MAX * sizeof *levels);
    if (levels == NULL) {
        return NG_NO_MEMORY;
    }
    memcpy(levels, digester->few, sizeof digester->few);
    digester->levels = levels;
    digester->capacity = NG_JSON_DEPTH_MAX;
    return NG_OK;
}

static inline const unsigned char *open_container(struct digester *digester,
                                                  const unsigned char *at, bool is_object) {
    if (digester->depth == digester->capacity) {
        enum ng_status status = grow(digester);
        if (status != NG_OK) {
            digester->status = status;
            return ng_json_wrong(&digester->reader, at, "a value that is nested less deeply");
        }
    }
    struct level *level = &digester->levels[digester->depth++];
    level->content = 0;
    level->count = 0;
    level->is_object = is_object;
    return skip_space(at + 1, digester->reader.end);
}

/* Takes the value that is complete into the innermost container, and closes the containers that end
   after it. The place of the next value comes back; or, with a depth of 0, the place after all. */
static inline const unsigned char *fold(struct digester *digester, const unsigned char *at,
                                        uint64_t *value) {
    struct ng_json_reader *reader = &digester->reader;
    while (digester->depth > 0) {
        struct level *level = &digester->levels[digester->depth - 1];
        level->content = level->is_object ? level->content + ng_mix_member(level->key, *value)
                                          : ng_mix_element(level->content, *value);
        level->count++;
        at = skip_space(at, reader->end);
        if (at < reader->end && *at == ',') {
            at = skip_space(at + 1, reader->end);
            return level->is_object ? read_key(reader, at, level) : at;
        }
        if (at == reader->end || *at != (level->is_object ? '}' : ']')) {
            return ng_json_wrong(reader, at,
                                 level->is_object ? "a comma or } after a member"
                                                  : "a comma or ] after an element");
        }
        at++;
        *value = ng_mix_container(level->is_object ? NG_MIX_OBJECT : NG_MIX_ARRAY, level->content,
                                  level->count);
        digester->depth--;
    }
    return at;
}

/* Goes into an array or object, to its first value; or past it, where it is empty: then *is_value
   is set. */
static inline const unsigned char *enter(struct digester *digester, const unsigned char *at,
                                         bool *is_value, uint64_t *value) {
    struct ng_json_reader *reader = &digester->reader;
    bool is_object = *at == '{';
    at = open_container(digester, at, is_object);
    if (at == NULL) {
        return NULL;
    }
    if (at < reader->end && *at == (is_object ? '}' : ']')) {
        *value = ng_mix_container(is_object ? NG_MIX_OBJECT : NG_MIX_ARRAY, 0, 0);
        *is_value = true;
        digester->depth--;
        return at + 1;
    }
    return is_object ? read_key(reader, at, &digester->levels[digester->depth - 1]) : at;
}

/* Reads a value of any kind. */
static const unsigned char *read_value(struct digester *digester, const unsigned char *at,
                                       uint64_t *value) {
    struct ng_json_reader *reader = &digester->reader;
    do {
        uint64_t read = 0;
        bool is_value = true;
        if (at < reader->end && *at == '"') {
            at = read_string(reader, at + 1, &read);
            read ^= NG_MIX_STRING;
        } else if (at < reader->end && (*at == '{' || *at == '[')) {
            is_value = false;
            at = enter(digester, at, &is_value, &read);
        } else {
            at = read_bare(reader, at, &read);
        }
        if (at != NULL && is_value) {
            at = fold(digester, at, &read);
            *value = read;
        }
    } while (at != NULL && digester->depth > 0);
    return at;
}

enum ng_status ng_json_digest_front(const char *bytes, size_t size, size_t *used, uint64_t *digest,
                                    struct ng_json_fault *fault) {
    const unsigned char *start = (const unsigned char *)bytes;
    struct digester digester;
    digester.reader.end = start + size;
    digester.status = NG_MALFORMED;
    digester.depth = 0;
    digester.capacity = NG_INLINE_LEVELS;
    digester.levels = digester.few;
    uint64_t value = 0;
    const unsigned char *at = read_value(&digester, start, &value);
    if (digester.levels != digester.few) {
        free(digester.levels);
    }
    if (at == NULL) {
        fault->offset = (size_t)(digester.reader.wrong - start);
        fault->expected = digester.reader.expected;
        return digester.status;
    }
    *used = (size_t)(at - start);
    *digest = value == 0 ? 1 : value;
    return NG_OK;
}

enum ng_status ng_json_digest(const char *bytes, size_t size, uint64_t *digest,
                              struct ng_json_fault *fault) {
    const unsigned char *start = (const unsigned char *)bytes;
    size_t space = (size_t)(skip_space(start, start + size) - start);
    size_t used = 0;
    uint64_t value = 0;
    enum ng_status status = ng_json_digest_front(bytes + space, size - space, &used, &value, fault);
    if (status != NG_OK) {
        fault->offset += space;
        return status;
    }
    const unsigned char *rest = skip_space(start + space + used, start + size);
    if (rest < start + size) {
        fault->offset = (size_t)(rest - start);
        fault->expected = "nothing after the value";
        return NG_MALFORMED;
    }
    *digest = value;
    return NG_OK;
}
