/*
 * Property: however a body is cut into pieces, its elements, its form, the place of its fault and
 * its cursor are the same; each element has the digest that it has alone; and where the body itself
 * is the array, cJSON agrees on whether it is one, and of how many elements, bar the differences
 * that json_oracle.h names. Clauses: body-1, body-2.
 */
#include "conformance/json_digest.h"
#include "conformance/split.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/json_oracle.h"

#include <string.h>

/* Where the events and the cursor stand. */
static const struct {
    const char *events;
    const char *cursor;
} places[] = {
    {"", NULL},           {"/results", NULL}, {"/results", "/last_seq"},
    {"/0/a", "/1"},       {"", "/0"},         {"/a~1b/2", "/a~1b/~0/c"},
    {"/results", "/results"},
};

/* What came of a body. */
struct outcome {
    enum ng_body_form form;
    uint64_t offset;
    uint64_t elements;
    uint64_t trail; /* of the elements' sizes and digests, in their order */
    char cursor[NG_FIELD_MAX];
};

static enum ng_status on_event(void *context, const char *bytes, size_t size, uint64_t digest) {
    struct outcome *outcome = context;
    struct ng_json_fault fault;
    uint64_t alone = 0;
    FUZZ_ASSERT(size > 0);
    FUZZ_ASSERT(ng_json_digest(bytes, size, &alone, &fault) == NG_OK);
    FUZZ_ASSERT(alone == digest && digest != 0);
    outcome->elements++;
    outcome->trail = (outcome->trail ^ digest ^ size) * UINT64_C(0x9E3779B97F4A7C15);
    return NG_OK;
}

/* The size of the next piece: all, one byte, or what the input says. */
static size_t next_piece(size_t left, size_t largest, struct fuzz_producer *cuts) {
    size_t size = largest > 1 && cuts != NULL ? 1 + fuzz_below(cuts, (uint32_t)largest) : largest;
    return size < left ? size : left;
}

static struct outcome split(struct ng_split *splitter, struct outcome *heard, const char *text,
                            size_t size, size_t largest, struct fuzz_producer *cuts) {
    *heard = (struct outcome){0};
    ng_split_reset(splitter);
    for (size_t at = 0; at < size;) {
        size_t piece = next_piece(size - at, largest, cuts);
        char *copy = fuzz_copy(text + at, piece);
        FUZZ_ASSERT(ng_split_push(splitter, copy, piece) == NG_OK);
        free(copy);
        at += piece;
    }
    heard->form = ng_split_finish(splitter);
    FUZZ_ASSERT(ng_split_finish(splitter) == heard->form);
    FUZZ_ASSERT(ng_split_bytes(splitter) == size);
    FUZZ_ASSERT(ng_split_offset(splitter) <= size);
    if (heard->form == NG_BODY_INVALID || heard->form == NG_BODY_CUT)
        heard->offset = ng_split_offset(splitter);
    memcpy(heard->cursor, ng_split_cursor(splitter), strlen(ng_split_cursor(splitter)));
    return *heard;
}

static void expect_same(const struct outcome *a, const struct outcome *b) {
    FUZZ_ASSERT(a->form == b->form);
    FUZZ_ASSERT(a->offset == b->offset);
    FUZZ_ASSERT(a->elements == b->elements);
    FUZZ_ASSERT(a->trail == b->trail);
    FUZZ_ASSERT(strcmp(a->cursor, b->cursor) == 0);
}

static void compare_with_cjson(const struct outcome *outcome, const char *text, size_t size) {
    struct json_differences differences = json_differences_of(text, size);
    cJSON *tree = json_oracle_parse(text, size);
    bool is_array = outcome->form == NG_BODY_ARRAY;
    bool cjson_says_array = cJSON_IsArray(tree);
    FUZZ_ASSERT(!is_array || cjson_says_array || differences.is_narrow);
    FUZZ_ASSERT(is_array || !cjson_says_array || differences.is_lenient);
    if (is_array && cjson_says_array)
        FUZZ_ASSERT((uint64_t)cJSON_GetArraySize(tree) == outcome->elements);
    cJSON_Delete(tree);
}
