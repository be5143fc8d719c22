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

#include <stdlib.h>
#include <string.h>

/* The largest piece where the input says how large each is. */
#define PIECE_MAX 16

/* Where the events and the cursor stand. */
static const struct {
    const char *events;
    const char *cursor;
} places[] = {
    {"", NULL}, {"/results", NULL},        {"/results", "/last_seq"}, {"/0/a", "/1"},
    {"", "/0"}, {"/a~1b/2", "/a~1b/~0/c"}, {"/results", "/results"},  {"results", NULL},
};

static bool is_pointer(const char *text) {
    return *text == '\0' || *text == '/';
}

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

/* Splits a text in pieces of at most `largest` bytes, as `cuts` say where they are not NULL. A
   piece ends where its block ends, so that a sanitizer sees a read behind it. */
static struct outcome split(struct ng_split *splitter, struct outcome *heard, struct fuzz_text text,
                            size_t largest, struct fuzz_producer *cuts) {
    char *block = malloc(largest);
    FUZZ_ASSERT(block != NULL || largest == 0);
    *heard = (struct outcome){0};
    ng_split_reset(splitter);
    for (size_t at = 0; at < text.size;) {
        size_t piece = cuts != NULL ? (size_t)fuzz_take_between(cuts, 1, largest) : largest;
        piece = piece < text.size - at ? piece : text.size - at;
        char *start = block + largest - piece;
        memcpy(start, text.data + at, piece);
        FUZZ_ASSERT(ng_split_push(splitter, start, piece) == NG_OK);
        at += piece;
    }
    free(block);
    heard->form = ng_split_finish(splitter);
    FUZZ_ASSERT(ng_split_finish(splitter) == heard->form);
    FUZZ_ASSERT(ng_split_bytes(splitter) == text.size);
    FUZZ_ASSERT(ng_split_offset(splitter) <= text.size);
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

static void compare_with_cjson(const struct outcome *outcome, struct fuzz_text text) {
    struct json_differences differences = json_differences_of(text.data, text.size);
    cJSON *tree = json_oracle_parse(text.data, text.size);
    bool is_array = outcome->form == NG_BODY_ARRAY;
    bool cjson_says_array = cJSON_IsArray(tree);
    FUZZ_ASSERT(!is_array || cjson_says_array || differences.is_narrow);
    FUZZ_ASSERT(is_array || !cjson_says_array || differences.is_lenient);
    if (is_array && cjson_says_array)
        FUZZ_ASSERT((uint64_t)cJSON_GetArraySize(tree) == outcome->elements);
    cJSON_Delete(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    size_t place = (size_t)fuzz_take_between(&input, 0, sizeof places / sizeof *places - 1);
    struct fuzz_producer cuts = input;
    struct fuzz_text text = fuzz_take_rest(&input);
    struct outcome heard, whole, cut;
    struct ng_split *splitter = NULL;
    const struct ng_split_options options = {.events_pointer = places[place].events,
                                             .cursor_pointer = places[place].cursor,
                                             .event = on_event,
                                             .context = &heard};
    enum ng_status status = ng_split_new(&options, &splitter);
    FUZZ_ASSERT(status == (is_pointer(places[place].events) ? NG_OK : NG_MALFORMED));
    if (status != NG_OK) {
        ng_split_free(splitter);
        return 0;
    }
    whole = split(splitter, &heard, text, text.size, NULL);
    cut = split(splitter, &heard, text, 1, NULL);
    expect_same(&whole, &cut);
    cut = split(splitter, &heard, text, PIECE_MAX, &cuts);
    expect_same(&whole, &cut);
    if (*places[place].events == '\0')
        compare_with_cjson(&whole, text);
    ng_split_free(splitter);
    return 0;
}
