#include "reference/error_body.h"

#include "reference/limits.h"
#include "reference/percent.h"
#include "reference/utf8.h"

#include <assert.h>

/* Each shown byte takes at most the six bytes of \u0000; the constant text of an entry is under 300
 * bytes. */
static_assert(REF_ERROR_BODY_SIZE >= 2 * (300 + 6 * REF_SHOWN_INPUT_SIZE) + 32,
              "two entries fit into the body");

struct writer {
    char *body;
    size_t size;
};

struct wording {
    const char *type;
    const char *message;
    const char *context;
};

static void put(struct writer *writer, const char *text) {
    size_t size = strlen(text);
    memcpy(writer->body + writer->size, text, size);
    writer->size += size;
}

static void put_escaped(struct writer *writer, unsigned char byte) {
    static const char digits[] = "0123456789abcdef";
    char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15], '\0'};
    put(writer, escape);
}

static void put_character(struct writer *writer, const unsigned char *bytes, size_t length) {
    if (length == 0) {
        put(writer, "\\ufffd");
    } else if (length == 1 && (bytes[0] < 0x20 || bytes[0] == '"' || bytes[0] == '\\')) {
        put_escaped(writer, bytes[0]);
    } else {
        memcpy(writer->body + writer->size, bytes, length);
        writer->size += length;
    }
}

static void put_input(struct writer *writer, struct ref_bytes raw) {
    unsigned char decoded[REF_SHOWN_INPUT_SIZE];
    size_t size = 0;
    while (size < sizeof decoded && ref_percent_next(&raw, &decoded[size])) {
        size++;
    }
    for (size_t at = 0; at < size;) {
        size_t length = ref_utf8_length(decoded + at, size - at);
        put_character(writer, decoded + at, length);
        at += length == 0 ? 1 : length;
    }
    if (raw.size > 0) {
        put(writer, "...");
    }
}

static struct wording wording_of(enum ref_query_problem problem) {
    switch (problem) {
    case REF_QUERY_NEGATIVE:
        return (struct wording){"greater_than_equal", "Input should be greater than or equal to 0",
                                ",\"ctx\":{\"ge\":0}"};
    case REF_QUERY_REPEATED:
        return (struct wording){"repeated_parameter",
                                "The parameter should stand in the query once", ""};
    case REF_QUERY_FINE:
    case REF_QUERY_NOT_AN_INTEGER:
        break;
    }
    return (struct wording){"int_parsing",
                            "Input should be a valid integer, written in plain decimal digits", ""};
}

static void put_entry(struct writer *writer, const char *name,
                      const struct ref_query_fault *fault) {
    struct wording wording = wording_of(fault->problem);
    put(writer, "{\"type\":\"");
    put(writer, wording.type);
    put(writer, "\",\"loc\":[\"query\",\"");
    put(writer, name);
    put(writer, "\"],\"msg\":\"");
    put(writer, wording.message);
    put(writer, "\",\"input\":\"");
    put_input(writer, fault->value);
    put(writer, "\"");
    put(writer, wording.context);
    put(writer, "}");
}

size_t ref_error_body(const struct ref_query_faults *faults, char body[REF_ERROR_BODY_SIZE]) {
    struct writer writer = {body, 0};
    put(&writer, "{\"detail\":[");
    if (faults->since.problem != REF_QUERY_FINE) {
        put_entry(&writer, "since", &faults->since);
        if (faults->limit.problem != REF_QUERY_FINE) {
            put(&writer, ",");
        }
    }
    if (faults->limit.problem != REF_QUERY_FINE) {
        put_entry(&writer, "limit", &faults->limit);
    }
    put(&writer, "]}");
    return writer.size;
}
