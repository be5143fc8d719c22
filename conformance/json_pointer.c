#include "conformance/json_pointer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum ng_status ng_json_pointer_parse(const char *text, struct ng_json_pointer *pointer) {
    size_t used = 0;
    pointer->count = 0;
    if (strlen(text) >= NG_POINTER_BYTES_MAX) {
        return NG_TOO_LARGE;
    }
    if (*text != '\0' && *text != '/') {
        return NG_MALFORMED;
    }
    while (*text == '/') {
        if (pointer->count == NG_POINTER_STEPS_MAX) {
            return NG_TOO_LARGE;
        }
        size_t start = used;
        for (text++; *text != '\0' && *text != '/'; text++) {
            char character = *text;
            if (character == '~') {
                text++;
                if (*text != '0' && *text != '1') {
                    return NG_MALFORMED;
                }
                character = *text == '0' ? '~' : '/';
            }
            pointer->text[used++] = character;
        }
        pointer->steps[pointer->count] = pointer->text + start;
        pointer->sizes[pointer->count] = used - start;
        pointer->count++;
    }
    return NG_OK;
}

void ng_json_path_reset(struct ng_json_path *path, const struct ng_json_pointer *pointer) {
    path->pointer = pointer;
    path->matched = 0;
    path->key_fits = false;
}

static bool is_step(const struct ng_json_path *path, size_t step, const char *text, size_t size) {
    return size == path->pointer->sizes[step] &&
           memcmp(text, path->pointer->steps[step], size) == 0;
}

/* Whether the container of that depth is on the way, and not at its end. */
static bool is_on_way(const struct ng_json_path *path, size_t depth) {
    return depth == path->matched + 1 && depth <= path->pointer->count;
}

/* Whether the next value of the container of that depth is the next step. */
static bool fits(struct ng_json_path *path, const struct ng_json_stream *stream, size_t depth) {
    if (depth == 0) {
        return true;
    }
    if (!is_on_way(path, depth)) {
        return false;
    }
    if (ng_json_stream_is_object(stream, depth)) {
        return path->key_fits;
    }
    char index[24];
    int size = snprintf(index, sizeof index, "%" PRIu64, path->indexes[depth - 1]++);
    return is_step(path, depth - 1, index, (size_t)size);
}

bool ng_json_path_step(struct ng_json_path *path, const struct ng_json_stream *stream,
                       enum ng_token token) {
    if (token == NG_TOKEN_KEY) {
        /* Larger than any pointer, so that a key that was cut never fits. */
        char key[NG_POINTER_BYTES_MAX + 4];
        path->key_fits =
            is_on_way(path, stream->depth) &&
            is_step(path, stream->depth - 1, key, ng_json_stream_text(stream, key, sizeof key));
        return false;
    }
    if (token == NG_TOKEN_END) {
        if (stream->depth > 0 && path->matched >= stream->depth) {
            path->matched = stream->depth - 1;
        }
        return false;
    }
    bool is_container = token == NG_TOKEN_OBJECT || token == NG_TOKEN_ARRAY;
    size_t parent = stream->depth - is_container;
    bool is_next = fits(path, stream, parent);
    if (is_next && is_container && parent < path->pointer->count) {
        path->matched = parent;
        path->indexes[parent] = 0;
    }
    return is_next && parent == path->pointer->count;
}
