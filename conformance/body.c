#include "conformance/body.h"

#include "conformance/json_pointer.h"
#include "conformance/split.h"

#include <stdlib.h>
#include <string.h>

struct ng_body {
    const struct ng_profile *profile;
    struct ng_split *split;
    struct ng_exchange *exchange;
    struct ng_json_pointer pointer; /* into the last event, where the cursor stands there */
    char *last;                     /* the last event, where the cursor stands in it */
    size_t last_size, last_capacity;
    enum ng_status (*event)(void *context, const char *bytes, size_t size); /* or NULL */
    void *event_context;
    size_t sample_size;
    char sample[NG_QUOTE_MAX - 1];
};

/* Keeps a copy of the event, which may be the last one, and a space after it: a number ends where
   something else begins. */
static enum ng_status keep_last(struct ng_body *body, const char *bytes, size_t size) {
    if (size >= body->last_capacity) {
        char *last = realloc(body->last, size * 2);
        if (last == NULL) {
            return NG_NO_MEMORY;
        }
        body->last = last;
        body->last_capacity = size * 2;
    }
    memcpy(body->last, bytes, size);
    body->last[size] = ' ';
    body->last_size = size + 1;
    return NG_OK;
}

static enum ng_status take_event(void *context, const char *bytes, size_t size, uint64_t digest) {
    struct ng_body *body = context;
    enum ng_status status = ng_exchange_add_event(body->exchange, digest);
    if (status == NG_OK && body->profile->cursor_place == NG_CURSOR_IN_LAST_EVENT) {
        status = keep_last(body, bytes, size);
    }
    if (status == NG_OK && body->event != NULL) {
        status = body->event(body->event_context, bytes, size);
    }
    return status;
}

enum ng_status ng_body_new(const struct ng_profile *profile, struct ng_body **body) {
    struct ng_body *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->profile = profile;
    struct ng_split_options options = {
        .events_pointer = profile->events_pointer, .event = take_event, .context = made};
    enum ng_status status = NG_OK;
    if (profile->cursor_place == NG_CURSOR_IN_BODY) {
        options.cursor_pointer = profile->cursor_name;
    } else if (profile->cursor_place == NG_CURSOR_IN_LAST_EVENT) {
        status = ng_json_pointer_parse(profile->cursor_name, &made->pointer);
    }
    if (status == NG_OK) {
        status = ng_split_new(&options, &made->split);
    }
    if (status != NG_OK) {
        ng_body_free(made);
        return status;
    }
    *body = made;
    return NG_OK;
}

void ng_body_listen(struct ng_body *body,
                    enum ng_status (*event)(void *context, const char *bytes, size_t size),
                    void *context) {
    body->event = event;
    body->event_context = context;
}

void ng_body_free(struct ng_body *body) {
    if (body != NULL) {
        ng_split_free(body->split);
        free(body->last);
        free(body);
    }
}

void ng_body_begin(struct ng_body *body, struct ng_exchange *exchange) {
    ng_split_reset(body->split);
    body->exchange = exchange;
    body->last_size = 0;
    body->sample_size = 0;
}

enum ng_status ng_body_push(struct ng_body *body, const char *bytes, size_t size) {
    size_t room = sizeof body->sample - body->sample_size;
    size_t sampled = size < room ? size : room;
    memcpy(body->sample + body->sample_size, bytes, sampled);
    body->sample_size += sampled;
    return ng_split_push(body->split, bytes, size);
}

/* The size of the UTF-8 character of several bytes at `at`, or 0. */
static size_t character_size(const unsigned char *at, const unsigned char *end) {
    struct ng_utf8 utf8 = ng_utf8_begin(*at);
    size_t size = 1;
    for (; utf8.left > 0; size++) {
        if (at + size == end || !ng_utf8_next(&utf8, at[size])) {
            return 0;
        }
    }
    return size == 1 ? 0 : size;
}

/* Writes the sample so that it can be shown: as text, whatever it is. */
static void write_sample(const struct ng_body *body, char out[NG_QUOTE_MAX]) {
    const unsigned char *at = (const unsigned char *)body->sample;
    const unsigned char *end = at + body->sample_size;
    while (at < end) {
        size_t size = 1;
        *out = (char)*at;
        if (*at < 0x20 || *at == 0x7F) {
            *out = ' ';
        } else if (*at >= 0x80) {
            size = character_size(at, end);
            *out = '?';
            memcpy(out, at, size);
            size = size == 0 ? 1 : size;
        }
        out += size;
        at += size;
    }
    *out = '\0';
}

/* Writes the text of the scalar that the profile names in the last event, or "". */
static void find_in_last(const struct ng_body *body, char out[NG_FIELD_MAX]) {
    struct ng_json_stream stream;
    struct ng_json_path path;
    const unsigned char *at = (const unsigned char *)body->last;
    const unsigned char *end = at + body->last_size;
    out[0] = '\0';
    ng_json_stream_reset(&stream);
    ng_json_path_reset(&path, &body->pointer);
    enum ng_token token = ng_json_stream_next(&stream, &at, end);
    while (token != NG_TOKEN_NONE) {
        if (ng_json_path_step(&path, &stream, token) && token == NG_TOKEN_SCALAR) {
            (void)ng_json_stream_text(&stream, out, NG_FIELD_MAX);
            return;
        }
        token = ng_json_stream_next(&stream, &at, end);
    }
}

/* Fills the cursor from the body. */
static void fill_cursor(const struct ng_body *body) {
    struct ng_exchange *exchange = body->exchange;
    bool in_last = body->profile->cursor_place == NG_CURSOR_IN_LAST_EVENT;
    if (in_last && body->last_size == 0) {
        exchange->cursor_form = NG_CURSOR_IMPLIED;
        return;
    }
    if (in_last) {
        find_in_last(body, exchange->cursor_text);
    } else {
        memcpy(exchange->cursor_text, ng_split_cursor(body->split), NG_FIELD_MAX);
    }
    uint64_t wire = 0;
    if (exchange->cursor_text[0] == '\0') {
        exchange->cursor_form = NG_CURSOR_MISSING;
    } else if (ng_cursor_parse(exchange->cursor_text, &wire) != NG_OK) {
        exchange->cursor_form = NG_CURSOR_MALFORMED;
    } else {
        exchange->cursor_form = NG_CURSOR_OK;
        exchange->cursor = ng_profile_cursor(body->profile, wire);
    }
}

void ng_body_finish(struct ng_body *body) {
    struct ng_exchange *exchange = body->exchange;
    exchange->body_form = ng_split_finish(body->split);
    exchange->body_bytes = ng_split_bytes(body->split);
    exchange->body_offset = ng_split_offset(body->split);
    exchange->body_sample[0] = '\0';
    if (exchange->body_form != NG_BODY_ARRAY) {
        write_sample(body, exchange->body_sample);
    }
    if (body->profile->cursor_place != NG_CURSOR_IN_FIELD) {
        fill_cursor(body);
    }
}
