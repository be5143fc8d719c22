#include "conformance/json_pointer.h"
#include "conformance/split_transcript.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct {
    const char *events;
    const char *cursor;
    const char *body;
    const char *expected;
} envelopes[] = {
    {"/results", "/last_seq", "{\"results\":[1,{\"a\":2}],\"last_seq\":7}",
     "1|{\"a\":2}|array cursor=7"},
    {"/results", "/last_seq", " { \"last_seq\" : \"7-x\" , \"results\" : [ ] } ",
     "array cursor=7-x"},
    {"/results", NULL, "{\"results\":[1],\"last_seq\":7}", "1|array"},
    {"/results", "/last_seq", "{\"results\":[1]}", "1|array"},
    {"/results", "/n", "{\"results\":[],\"n\":-1.5e3}", "array cursor=-1.5e3"},
    {"/results", "/n", "{\"results\":[],\"n\":null}", "array cursor=null"},
    {"/results", "/n", "{\"results\":[],\"n\":true}", "array cursor=true"},
    {"/results", "/n", "{\"results\":[],\"n\":\"\\u0037\\n\\ud83d\\ude00\"}",
     "array cursor=7\n\xF0\x9F\x98\x80"},
    {"/results", "/n", "{\"results\":[],\"n\":[7],\"n\":{\"n\":7}}", "array"},
    {"/r\xC3\xA9s", "/n", "{\"r\\u00e9s\":[1],\"\\u006e\":7}", "1|array cursor=7"},
    /* deeper */
    {"/a/b", "/a/c/d", "{\"a\":{\"c\":{\"d\":7,\"e\":8},\"b\":[1]},\"b\":[2]}", "1|array cursor=7"},
    {"/a/b", "/c/d",
     "{\"b\":[0],\"a\":{\"a\":{\"b\":[0]},\"x\":[[{\"b\":[]}]],\"b\":[1]},\"c\":{\"d\":7}}",
     "1|array cursor=7"},
    {"/a/b", "/b", "{\"c\":{\"b\":[1]},\"a\":{},\"b\":7}", "other cursor=7"},
    {"/a/b/c", NULL, "{\"a\":{\"x\":{\"c\":[1]},\"b\":{\"c\":[2]}}}", "2|array"},
    {"/a/b", "/x", "{\"a\":{\"x\":0},\"c\":{\"b\":[1]}}", "other"},
    {"/a", "/a/c", "{\"a\":[1],\"b\":{\"c\":7}}", "1|array"},
    /* arrays on the way */
    {"/0", "/1", "[[1,2],7]", "1|2|array cursor=7"},
    {"/1/0/a", "/0", "[7,[{\"a\":[1]},{\"a\":[2]}],9]", "1|array cursor=7"},
    {"/2", "/10", "[[0],[0],[1],3,4,5,6,7,8,9,10,11]", "1|array cursor=10"},
    {"/1/1", NULL, "[[[0],[0]],[[0],[1],[0]],[[0],[0]]]", "1|array"},
    {"/01", NULL, "[[0],[1]]", "other"},
    {"/0", NULL, "{\"0\":[1]}", "1|array"},
    /* odd keys */
    {"/", "/~1", "{\"\":[1],\"/\":7}", "1|array cursor=7"},
    {"/~0/~01", NULL, "{\"~\":{\"~1\":[1]}}", "1|array"},
    {"/a~1b", NULL, "{\"a\":{\"b\":[0]},\"a/b\":[1]}", "1|array"},
    {"/a", NULL, "{\"a\\u0000\":[0],\"aa\":[0],\"b\":[0],\"a\":[1]}", "1|array"},
    /* the first time counts */
    {"/a", "/b", "{\"a\":[1],\"b\":7,\"a\":[2],\"b\":8}", "1|array cursor=7"},
    /* no array where one is looked for */
    {"/a", NULL, "{}", "other"},
    {"/a", NULL, "[[1]]", "other"},
    {"/a", NULL, "null", "null"},
    {"/a", NULL, "{\"a\":null}", "other"},
    {"/a", NULL, "{\"a\":{}}", "other"},
    {"/a", NULL, "{\"a\":7}", "other"},
    {"", "/a", "[{\"a\":7}]", "{\"a\":7}|array"},
    {"/a", "/a/0", "{\"a\":[7]}", "7|array"},
    {"/a", "/b", " \"\\u00e9\xC3\xA9\" ", "other"},
    /* faults around the array */
    {"/a", "/b", "{\"b\":7,\"a\":[1],}", "1|invalid@15 cursor=7"},
    {"/a", "/b", "{\"a\":[1]]", "1|invalid@8"},
    {"/a", "/b", "{\"a\":[1],\"b\":7", "1|cut@14"},
    {"/a", "/b", "{\"a\":[1],\"b\":7}}", "1|invalid@15 cursor=7"},
    {"/a", "/b", "{\"a\":[1 ", "1|cut@8"},
    {"/a", "/b", "{\"a\":[1,2", "1|cut@9"},
    {"/a", "/b", "{\"a\":[1,x", "1|invalid@8"},
    {"/a", "/b", "{\"x\":\"\\q\",\"a\":[1]}", "invalid@7"},
};

static void finds_events_and_cursor_however_it_is_cut(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(envelopes); i++) {
        struct ng_split *split = ng_split_for_transcript(envelopes[i].events, envelopes[i].cursor);
        ng_expect_transcript(split, envelopes[i].body, strlen(envelopes[i].body),
                             envelopes[i].expected);
        ng_split_free(split);
    }
}

static void cuts_a_long_cursor_and_never_takes_a_long_key(void **state) {
    static char body[4000];
    static char expected[NG_TRANSCRIPT_MAX];
    struct ng_split *split = ng_split_for_transcript("/a", "/b");
    (void)state;
    memcpy(body, "{\"a\":[],\"b\":\"", 13);
    memset(body + 13, '7', 3000);
    memcpy(body + 3013, "\"}", 3);
    memcpy(expected, "array cursor=", 13);
    memset(expected + 13, '7', NG_FIELD_MAX - 1);
    ng_expect_transcript(split, body, strlen(body), expected);
    memset(body, 'a', 3000);
    memcpy(body, "{\"", 2);
    memcpy(body + 3000, "\":[1]}", 7);
    ng_expect_transcript(split, body, strlen(body), "other");
    memcpy(body, "{\"x", 3);
    for (size_t i = 0; i < 300; i++) {
        memcpy(body + 3 + i * 6, "\\u0061", 6);
    }
    memcpy(body + 3 + 300 * 6, "\":[1]}", 7);
    ng_expect_transcript(split, body, strlen(body), "other");
    ng_split_free(split);
}

static void takes_the_largest_pointer_and_no_key_that_only_begins_like_it(void **state) {
    char pointer[NG_POINTER_BYTES_MAX + 1];
    char body[4 * NG_POINTER_BYTES_MAX];
    struct ng_json_pointer parsed;
    (void)state;
    memset(pointer, 'k', sizeof pointer);
    pointer[0] = '/';
    pointer[sizeof pointer - 1] = '\0';
    assert_int_equal(ng_json_pointer_parse(pointer, &parsed), NG_TOO_LARGE);
    pointer[sizeof pointer - 2] = '\0';
    struct ng_split *split = ng_split_for_transcript(pointer, NULL);
    (void)snprintf(body, sizeof body, "{\"%s\xF0\x9F\x98\x80\":[0],\"%skkkkk\":[0],\"x\":[0]}",
                   pointer + 1, pointer + 1);
    ng_expect_transcript(split, body, strlen(body), "other");
    (void)snprintf(body, sizeof body, "{\"%s\":[1]}", pointer + 1);
    ng_expect_transcript(split, body, strlen(body), "1|array");
    ng_split_free(split);
}

static void refuses_what_is_no_pointer(void **state) {
    static const struct {
        const char *text;
        enum ng_status status;
    } pointers[] = {
        {"", NG_OK},
        {"/", NG_OK},
        {"a", NG_MALFORMED},
        {"/~", NG_MALFORMED},
        {"/~2", NG_MALFORMED},
        {"/a~/b", NG_MALFORMED},
        {"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", NG_OK},
        {"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", NG_TOO_LARGE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(pointers); i++) {
        struct ng_json_pointer pointer;
        struct ng_split *split = NULL;
        struct ng_split_options options = {.events_pointer = pointers[i].text};
        assert_int_equal(ng_json_pointer_parse(pointers[i].text, &pointer), pointers[i].status);
        assert_int_equal(ng_split_new(&options, &split), pointers[i].status);
        ng_split_free(split);
        split = NULL;
        options.events_pointer = "";
        options.cursor_pointer = pointers[i].text;
        assert_int_equal(ng_split_new(&options, &split), pointers[i].status);
        ng_split_free(split);
    }
}

/* A body that is nested that deeply: after `before`, brackets that open, `middle`, and those that
   close. */
static void expect_deep(const char *before, size_t depth, const char *middle,
                        const char *expected) {
    static char body[3 * NG_JSON_DEPTH_MAX];
    char found[NG_TRANSCRIPT_MAX * 3];
    struct ng_split *split = ng_split_for_transcript("/a", NULL);
    size_t size = strlen(before);
    memcpy(body, before, size);
    memset(body + size, '[', depth);
    memcpy(body + size + depth, middle, strlen(middle));
    size += depth + strlen(middle);
    ng_split_transcript(split, body, size, size, 1, found);
    assert_string_equal(found, expected);
    ng_split_transcript(split, body, size, 0, 1, found);
    assert_string_equal(found, expected);
    ng_split_free(split);
}

static void gives_up_what_is_nested_too_deeply(void **state) {
    (void)state;
    expect_deep("", NG_JSON_DEPTH_MAX, "", "cut@4096");
    expect_deep("", NG_JSON_DEPTH_MAX + 1, "", "large");
    expect_deep("{\"b\":", NG_JSON_DEPTH_MAX - 1, "", "cut@4100");
    expect_deep("{\"b\":", NG_JSON_DEPTH_MAX, "", "large");
    expect_deep("{\"a\":[", NG_JSON_DEPTH_MAX, "", "cut@4102");
    expect_deep("{\"a\":[", NG_JSON_DEPTH_MAX, "x", "invalid@4102");
    expect_deep("{\"a\":[", NG_JSON_DEPTH_MAX + 1, "", "large");
    expect_deep("{\"a\":[", NG_JSON_DEPTH_MAX + 1, "x", "large");
    expect_deep("{\"a\":[{x", NG_JSON_DEPTH_MAX + 1, "", "invalid@7");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_events_and_cursor_however_it_is_cut),
        cmocka_unit_test(cuts_a_long_cursor_and_never_takes_a_long_key),
        cmocka_unit_test(takes_the_largest_pointer_and_no_key_that_only_begins_like_it),
        cmocka_unit_test(refuses_what_is_no_pointer),
        cmocka_unit_test(gives_up_what_is_nested_too_deeply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
