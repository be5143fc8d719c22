#include "conformance/split_transcript.h"

#include "conformance/json_digest.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const form_names[] = {
    [NG_BODY_NONE] = "none",       [NG_BODY_ARRAY] = "array", [NG_BODY_NULL] = "null",
    [NG_BODY_OTHER] = "other",     [NG_BODY_CUT] = "cut",     [NG_BODY_INVALID] = "invalid",
    [NG_BODY_TOO_LARGE] = "large",
};

static char *transcript;

static void put(const char *text, size_t size) {
    size_t used = strlen(transcript);
    assert_true(used + size < NG_TRANSCRIPT_MAX);
    memcpy(transcript + used, text, size);
    transcript[used + size] = '\0';
}

static enum ng_status on_event(void *context, const char *bytes, size_t size, uint64_t digest) {
    uint64_t again = 0;
    struct ng_json_fault fault;
    (void)context;
    assert_int_equal(ng_json_digest(bytes, size, &again, &fault), NG_OK);
    assert_true(again == digest);
    put(bytes, size);
    put("|", 1);
    return NG_OK;
}

struct ng_split *ng_split_for_transcript(const char *events_pointer, const char *cursor_pointer) {
    struct ng_split *split = NULL;
    struct ng_split_options options = {
        .events_pointer = events_pointer, .cursor_pointer = cursor_pointer, .event = on_event};
    assert_int_equal(ng_split_new(&options, &split), NG_OK);
    return split;
}

static void push(struct ng_split *split, const char *bytes, size_t size) {
    char *copy = malloc(size == 0 ? 1 : size);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    assert_int_equal(ng_split_push(split, copy, size), NG_OK);
    free(copy);
}

void ng_split_transcript(struct ng_split *split, const char *body, size_t size, size_t cut,
                         size_t piece, char out[NG_TRANSCRIPT_MAX]) {
    char words[64];
    transcript = out;
    out[0] = '\0';
    ng_split_reset(split);
    push(split, body, cut);
    for (size_t at = cut; at < size; at += piece) {
        push(split, body + at, size - at < piece ? size - at : piece);
    }
    enum ng_body_form form = ng_split_finish(split);
    assert_int_equal(ng_split_finish(split), form);
    assert_true(ng_split_bytes(split) == size);
    bool has_place = form == NG_BODY_INVALID || form == NG_BODY_CUT;
    int length = has_place ? snprintf(words, sizeof words, "%s@%" PRIu64, form_names[form],
                                      ng_split_offset(split))
                           : snprintf(words, sizeof words, "%s", form_names[form]);
    put(words, (size_t)length);
    if (ng_split_cursor(split)[0] != '\0') {
        put(" cursor=", strlen(" cursor="));
        put(ng_split_cursor(split), strlen(ng_split_cursor(split)));
    }
}

void ng_expect_transcript(struct ng_split *split, const char *body, size_t size,
                          const char *expected) {
    char found[NG_TRANSCRIPT_MAX];
    ng_split_transcript(split, body, size, size, 1, found);
    assert_string_equal(found, expected);
    for (size_t cut = 0; cut < size; cut++) {
        ng_split_transcript(split, body, size, cut, size, found);
        assert_string_equal(found, expected);
    }
    ng_split_transcript(split, body, size, 0, 1, found);
    assert_string_equal(found, expected);
}
