#include "conformance/split.h"

#include "conformance/json_digest.h"
#include "conformance/json_pointer.h"
#include "conformance/limits.h"
#include "conformance/split_scan.h"

#include <stdlib.h>
#include <string.h>

/* The buffer's first size. */
#define NG_BUFFER_BYTES ((size_t)4096)

/* What the next byte belongs to. */
enum part {
    PART_ENVELOPE,       /* what stands around the array of events */
    PART_ELEMENT_OR_END, /* after its opening bracket */
    PART_ELEMENT,        /* after a comma */
    PART_IN_ELEMENT,     /* an element that began in an earlier piece */
    PART_AFTER_ELEMENT,
    PART_OVER, /* a fault, or the end: the form is known */
};

struct ng_split {
    struct ng_split_options options;
    struct ng_json_pointer events, cursor;
    struct ng_json_path events_path, cursor_path;
    struct ng_json_stream stream;
    enum part part;
    enum ng_body_form form; /* of PART_OVER */
    uint64_t bytes;         /* before the piece at hand */
    uint64_t offset;        /* where it is over */
    const unsigned char *piece;
    bool array_seen, cursor_seen, is_null;
    char cursor_text[NG_FIELD_MAX];
    struct ng_scan scan;
    uint64_t element_offset; /* of the element in the buffer */
    size_t size, capacity;
    unsigned char *buffer;
};

enum ng_status ng_split_new(const struct ng_split_options *options, struct ng_split **split) {
    struct ng_split *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->options = *options;
    enum ng_status status = ng_json_pointer_parse(options->events_pointer, &made->events);
    if (status == NG_OK && options->cursor_pointer != NULL) {
        status = ng_json_pointer_parse(options->cursor_pointer, &made->cursor);
    }
    if (status != NG_OK) {
        ng_split_free(made);
        return status;
    }
    ng_split_reset(made);
    *split = made;
    return NG_OK;
}

void ng_split_free(struct ng_split *split) {
    if (split != NULL) {
        free(split->buffer);
        free(split);
    }
}

void ng_split_reset(struct ng_split *split) {
    ng_json_path_reset(&split->events_path, &split->events);
    ng_json_path_reset(&split->cursor_path, &split->cursor);
    ng_json_stream_reset(&split->stream);
    split->part = PART_ENVELOPE;
    split->bytes = 0;
    split->offset = 0;
    split->array_seen = false;
    split->cursor_seen = split->options.cursor_pointer == NULL;
    split->is_null = false;
    split->cursor_text[0] = '\0';
}

static void stop(struct ng_split *split, enum ng_body_form form, uint64_t offset) {
    split->part = PART_OVER;
    split->form = form;
    split->offset = offset;
}

/* The offset in the body of a place in the piece at hand. */
static uint64_t offset_of(const struct ng_split *split, const unsigned char *at) {
    return split->bytes + (uint64_t)(at - split->piece);
}

/* Takes what the digest said of an element that begins at that offset. */
static enum ng_status take_element(struct ng_split *split, enum ng_status status, uint64_t offset,
                                   const struct ng_json_fault *fault, const unsigned char *bytes,
                                   size_t size, uint64_t digest) {
    split->part = PART_AFTER_ELEMENT;
    if (status == NG_OK && size <= NG_EVENT_BYTES_MAX) {
        return split->options.event(split->options.context, (const char *)bytes, size, digest);
    }
    if (status == NG_MALFORMED) {
        stop(split, NG_BODY_INVALID, offset + fault->offset);
        return NG_OK;
    }
    stop(split, NG_BODY_TOO_LARGE, offset);
    return status == NG_NO_MEMORY ? NG_NO_MEMORY : NG_OK;
}

/* Ends the body inside the buffered element: with that form, or with what is wrong in it. */
static void stop_in_element(struct ng_split *split, enum ng_body_form form, uint64_t offset) {
    uint64_t digest;
    struct ng_json_fault fault;
    enum ng_status status =
        ng_json_digest((const char *)split->buffer, split->size, &digest, &fault);
    stop(split, form, offset);
    if (status == NG_MALFORMED && fault.offset < split->size) {
        stop(split, NG_BODY_INVALID, split->element_offset + fault.offset);
    } else if (status == NG_TOO_DEEP) {
        stop(split, NG_BODY_TOO_LARGE, split->element_offset);
    }
}

static enum ng_status keep(struct ng_split *split, const unsigned char *bytes, size_t size) {
    size_t capacity = split->capacity == 0 ? NG_BUFFER_BYTES : split->capacity;
    while (capacity < split->size + size) {
        capacity *= 2;
    }
    if (capacity != split->capacity) {
        unsigned char *buffer = realloc(split->buffer, capacity);
        if (buffer == NULL) {
            return NG_NO_MEMORY;
        }
        split->buffer = buffer;
        split->capacity = capacity;
    }
    memcpy(split->buffer + split->size, bytes, size);
    split->size += size;
    return NG_OK;
}

/* Buffers the element that began in an earlier piece, or cannot end in this one. */
static enum ng_status continue_element(struct ng_split *split, const unsigned char **at,
                                       const unsigned char *end) {
    bool is_over;
    size_t size = ng_scan_next(&split->scan, *at, (size_t)(end - *at), &is_over);
    size_t room = NG_EVENT_BYTES_MAX + 1 - split->size;
    enum ng_status status = keep(split, *at, size < room ? size : room);
    *at += size;
    if (status != NG_OK) {
        return status;
    }
    if (split->size > NG_EVENT_BYTES_MAX) {
        stop_in_element(split, NG_BODY_TOO_LARGE, split->element_offset);
    } else if (is_over) {
        uint64_t digest = 0;
        struct ng_json_fault fault;
        status = ng_json_digest((const char *)split->buffer, split->size, &digest, &fault);
        return take_element(split, status, split->element_offset, &fault, split->buffer,
                            split->size, digest);
    }
    return NG_OK;
}

/* Reads the element that begins here, or as much of it as the piece holds. */
static enum ng_status begin_element(struct ng_split *split, const unsigned char **at,
                                    const unsigned char *end) {
    const unsigned char *start = *at;
    size_t left = (size_t)(end - start);
    left = left <= NG_EVENT_BYTES_MAX ? left : NG_EVENT_BYTES_MAX + 1;
    size_t used = 0;
    uint64_t digest = 0;
    struct ng_json_fault fault;
    enum ng_status status = ng_json_digest_front((const char *)start, left, &used, &digest, &fault);
    bool is_bare = ng_scan_is_bare(*start);
    bool is_cut = (status == NG_MALFORMED && fault.offset == left) ||
                  (status == NG_OK && used == left && is_bare);
    if (is_cut) {
        split->part = PART_IN_ELEMENT;
        split->scan = ng_scan_begin(*start);
        split->element_offset = offset_of(split, start);
        split->size = 0;
        return continue_element(split, at, end);
    }
    if (status == NG_OK && is_bare && ng_scan_is_bare(start[used])) {
        status = NG_MALFORMED;
        fault.offset = used;
    }
    *at += used;
    return take_element(split, status, offset_of(split, start), &fault, start, used, digest);
}

/* Reads elements and what stands between them. */
static enum ng_status take_elements(struct ng_split *split, const unsigned char **at,
                                    const unsigned char *end) {
    if (ng_json_is_space(**at)) {
        ++*at;
        return NG_OK;
    }
    bool is_after = split->part == PART_AFTER_ELEMENT;
    if (is_after && **at == ',') {
        split->part = PART_ELEMENT;
        ++*at;
        return NG_OK;
    }
    if (**at == ']' && split->part != PART_ELEMENT) {
        ng_json_stream_close(&split->stream);
        (void)ng_json_path_step(&split->cursor_path, &split->stream, NG_TOKEN_END);
        split->part = PART_ENVELOPE;
        ++*at;
        return NG_OK;
    }
    if (is_after) {
        stop(split, NG_BODY_INVALID, offset_of(split, *at));
        return NG_OK;
    }
    return begin_element(split, at, end);
}

/* Reads what stands around the array of events. */
static void take_envelope(struct ng_split *split, const unsigned char **at,
                          const unsigned char *end) {
    struct ng_json_stream *stream = &split->stream;
    enum ng_token token = ng_json_stream_next(stream, at, end);
    if (token == NG_TOKEN_NONE) {
        return;
    }
    if (token == NG_TOKEN_WRONG || token == NG_TOKEN_TOO_DEEP) {
        stop(split, token == NG_TOKEN_WRONG ? NG_BODY_INVALID : NG_BODY_TOO_LARGE,
             offset_of(split, *at));
        return;
    }
    bool is_events = ng_json_path_step(&split->events_path, stream, token);
    bool is_cursor = ng_json_path_step(&split->cursor_path, stream, token);
    if (is_events && token == NG_TOKEN_ARRAY && !split->array_seen) {
        split->array_seen = true;
        split->part = PART_ELEMENT_OR_END;
    }
    if (token == NG_TOKEN_SCALAR) {
        split->is_null = stream->depth == 0 && !stream->is_string && stream->text[0] == 'n';
        if (is_cursor && !split->cursor_seen) {
            split->cursor_seen = true;
            (void)ng_json_stream_text(stream, split->cursor_text, sizeof split->cursor_text);
        }
    }
}

enum ng_status ng_split_push(struct ng_split *split, const char *bytes, size_t size) {
    const unsigned char *at = (const unsigned char *)bytes;
    const unsigned char *end = at + size;
    enum ng_status status = NG_OK;
    split->piece = at;
    while (at < end && split->part != PART_OVER) {
        if (split->part == PART_ENVELOPE) {
            take_envelope(split, &at, end);
        } else if (split->part == PART_IN_ELEMENT) {
            status = continue_element(split, &at, end);
        } else {
            status = take_elements(split, &at, end);
        }
        if (status != NG_OK) {
            stop(split, NG_BODY_TOO_LARGE, offset_of(split, at));
        }
    }
    split->bytes += size;
    return status;
}

enum ng_body_form ng_split_finish(struct ng_split *split) {
    if (split->part == PART_IN_ELEMENT) {
        stop_in_element(split, NG_BODY_CUT, split->bytes);
    } else if (split->part != PART_OVER) {
        enum ng_body_form form = NG_BODY_CUT;
        if (split->part == PART_ENVELOPE && split->stream.is_empty) {
            form = NG_BODY_NONE;
        } else if (split->part == PART_ENVELOPE && ng_json_stream_complete(&split->stream)) {
            form = split->array_seen ? NG_BODY_ARRAY
                   : split->is_null  ? NG_BODY_NULL
                                     : NG_BODY_OTHER;
        }
        stop(split, form, split->bytes);
    }
    return split->form;
}

uint64_t ng_split_offset(const struct ng_split *split) {
    return split->offset;
}

uint64_t ng_split_bytes(const struct ng_split *split) {
    return split->bytes;
}

const char *ng_split_cursor(const struct ng_split *split) {
    return split->cursor_text;
}
