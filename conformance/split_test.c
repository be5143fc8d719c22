#include "conformance/split_transcript.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cJSON.h>

#include <cmocka.h>

struct body {
    const char *text;
    const char *expected;
    const char
        *cjson_differs; /* why cJSON thinks otherwise of its being an array; NULL: it does not */
};

#define SIXTY_DIGITS "111111111122222222223333333333444444444455555555556666666666"

static const struct body bodies[] = {
    /* complete arrays */
    {"[]", "array", NULL},
    {" [ ] ", "array", NULL},
    {"[1]", "1|array", NULL},
    {"[ 1 , \"a\" ,{},[ ], null,true\t,\r\nfalse , -1.5e+3]\n",
     "1|\"a\"|{}|[ ]|null|true|false|-1.5e+3|array", NULL},
    {"[{\"a\":[1,2,{\"b\":\"]}\"}]},{\"c\":\"\\\"]\\\\\"}]",
     "{\"a\":[1,2,{\"b\":\"]}\"}]}|{\"c\":\"\\\"]\\\\\"}|array", NULL},
    {"[\"\\u00e9\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"]",
     "\"\\u00e9\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"|array", NULL},
    {"[\"\",\"\"]", "\"\"|\"\"|array", NULL},
    {"[[[[]]],[{}]]", "[[[]]]|[{}]|array", NULL},
    {"[\"\\ud800\"]", "\"\\ud800\"|array", "half a surrogate pair is refused"},
    {"[" SIXTY_DIGITS "]", SIXTY_DIGITS "|array", NULL},
    /* no arrays */
    {"", "none", NULL},
    {" \r\n\t", "none", NULL},
    {"null", "null", NULL},
    {" null ", "null", NULL},
    {"{}", "other", NULL},
    {"\"null\"", "other", NULL},
    {"\"\\u00e9\\n\xC3\xA9\xF4\x8F\xBF\xBF\"", "other", NULL},
    {"12", "other", NULL},
    {"-0", "other", NULL},
    {"1.5", "other", NULL},
    {"1e5", "other", NULL},
    {"10E-5 ", "other", NULL},
    {"0e+5 ", "other", NULL},
    {"true", "other", NULL},
    {"false", "other", NULL},
    {"{\"events\":[1,2],\"n\":{\"a\":[]}}", "other", NULL},
    /* cut */
    {"[", "cut@1", NULL},
    {"[ ", "cut@2", NULL},
    {"[1", "cut@2", NULL},
    {"[1,", "1|cut@3", NULL},
    {"[1,2", "1|cut@4", NULL},
    {"[1 ", "1|cut@3", NULL},
    {"[tru", "cut@4", NULL},
    {"[{\"a\":", "cut@6", NULL},
    {"[\"a", "cut@3", NULL},
    {"[\"\\", "cut@3", NULL},
    {"[\"\\u00", "cut@6", NULL},
    {"[\"\xE2\x82", "cut@4", NULL},
    {"[-", "cut@2", NULL},
    {"[1.", "cut@3", NULL},
    {"[1e", "cut@3", NULL},
    {"nul", "cut@3", NULL},
    {"-", "cut@1", NULL},
    {"1.", "cut@2", NULL},
    {"1e", "cut@2", NULL},
    {"1e+", "cut@3", NULL},
    {"\"a", "cut@2", NULL},
    {"\"\\", "cut@2", NULL},
    {"\"\\u1", "cut@4", NULL},
    {"\"\xC3", "cut@2", NULL},
    {"{\"a\"", "cut@4", NULL},
    {"{\"a\":1", "cut@6", NULL},
    /* wrong between elements */
    {"[1,]", "1|invalid@3", NULL},
    {"[,1]", "invalid@1", NULL},
    {"[,]", "invalid@1", NULL},
    {"[1,,2]", "1|invalid@3", NULL},
    {"[1 2]", "1|invalid@3", NULL},
    {"[1}", "1|invalid@2", NULL},
    {"[1:2]", "1|invalid@2", NULL},
    {"[}", "invalid@1", NULL},
    {"[\"a\"\"b\"]", "\"a\"|invalid@4", NULL},
    {"[{}{}]", "{}|invalid@3", NULL},
    {"[1]x", "1|invalid@3", NULL},
    {"[1],", "1|invalid@3", NULL},
    {"[1][2]", "1|invalid@3", NULL},
    {"{\"a\":1}\n{\"a\":2}\n", "invalid@8", NULL},
    {"]", "invalid@0", NULL},
    {"<html>", "invalid@0", NULL},
    {"\xEF\xBB\xBF[]", "invalid@0", "a byte order mark is skipped"},
    {"[1\x01]", "1|invalid@2", "all control characters count as white space"},
    {"[\x01]", "invalid@1", "all control characters count as white space"},
    /* wrong in an element */
    {"[ {] ]", "invalid@3", NULL},
    {"[[}]", "invalid@2", NULL},
    {"[{\"a\":1]]", "invalid@7", NULL},
    {"[{\"a\" 1}]", "invalid@6", NULL},
    {"[{\"a\":}]", "invalid@6", NULL},
    {"[{1:2}]", "invalid@2", NULL},
    {"[{,}]", "invalid@2", NULL},
    {"[{\"a\":1,}]", "invalid@8", NULL},
    {"[[1,]]", "invalid@4", NULL},
    {"[[1 2]]", "invalid@4", NULL},
    {"[tru]", "invalid@4", NULL},
    {"[trux", "invalid@4", NULL},
    {"[truex]", "invalid@5", NULL},
    {"[Null]", "invalid@1", NULL},
    {"[nan]", "invalid@2", NULL},
    {"[+1]", "invalid@1", NULL},
    {"[-]", "invalid@2", NULL},
    {"[-a]", "invalid@2", NULL},
    {"[1e]", "invalid@3", NULL},
    {"[1a]", "invalid@2", NULL},
    {"['a']", "invalid@1", NULL},
    {"[\"\\x\"]", "invalid@3", NULL},
    {"[\"\\u12g4\"]", "invalid@6", "a broken \\u escape is read as U+0000"},
    {"[\"a\\", "cut@4", NULL},
    {"[01]", "invalid@2", "leading zeros are read"},
    {"[1.]", "invalid@3", "a point without digits is read"},
    {"[.5]", "invalid@1", NULL},
    {"[\"a\nb\"]", "invalid@3", "control characters are read in strings"},
    {"[\"\xFF\"]", "invalid@2", "UTF-8 is not checked"},
    {"[\"\xC0\xAF\"]", "invalid@2", "UTF-8 is not checked"},
    {"[\"\xE2\x28\xA1\"]", "invalid@3", "UTF-8 is not checked"},
    {"[\"\xED\xA0\x80\"]", "invalid@3", "UTF-8 is not checked"},
    {"[\"\xF4\x90\x80\x80\"]", "invalid@3", "UTF-8 is not checked"},
    {"[\"\xC3\"]", "invalid@3", "UTF-8 is not checked"},
    {"[{\"a\":\"\x1F\" ", "invalid@7", NULL},
    /* wrong in another value */
    {"{\"a\":1,}", "invalid@7", NULL},
    {"{\"a\" 1}", "invalid@5", NULL},
    {"{1}", "invalid@1", NULL},
    {"{\"a\":[1}", "invalid@7", NULL},
    {"{\"a\":[}", "invalid@6", NULL},
    {"nulL", "invalid@3", NULL},
    {"-a", "invalid@1", NULL},
    {"01", "invalid@1", NULL},
    {"1.x", "invalid@2", NULL},
    {"1ex", "invalid@2", NULL},
    {"1e+x", "invalid@3", NULL},
    {"1e5x", "invalid@3", NULL},
    {"1.5.", "invalid@3", NULL},
    {"\"\x1F\"", "invalid@1", NULL},
    {"\"\\x", "invalid@2", NULL},
    {"\"\\u000g", "invalid@6", NULL},
    {"\"\\uZ", "invalid@3", NULL},
    {"\"\x80", "invalid@1", NULL},
    {"\"\xC3(", "invalid@2", NULL},
    {"12 34", "invalid@3", NULL},
};

static bool cjson_says_array(const char *text, size_t size) {
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    copy[size] = '\0';
    cJSON *json = cJSON_ParseWithLengthOpts(copy, size + 1, NULL, 1);
    bool is_array = cJSON_IsArray(json);
    cJSON_Delete(json);
    free(copy);
    return is_array;
}

static void gives_the_same_however_it_is_cut(void **state) {
    struct ng_split *split = ng_split_for_transcript("", NULL);
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        ng_expect_transcript(split, bodies[i].text, strlen(bodies[i].text), bodies[i].expected);
    }
    ng_split_free(split);
}

static void stops_at_a_nul(void **state) {
    struct ng_split *split = ng_split_for_transcript("", NULL);
    (void)state;
    ng_expect_transcript(split, "[1\0]", 4, "1|invalid@2");
    ng_expect_transcript(split, "[\"\\\0\"]", 6, "invalid@3");
    ng_expect_transcript(split, "\"\\\0\"", 4, "invalid@2");
    ng_expect_transcript(split, "[]\0", 3, "invalid@2");
    ng_split_free(split);
}

static void agrees_with_cjson_bar_the_named_differences(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        const char *expected = bodies[i].expected;
        size_t length = strlen(expected);
        bool is_array = length >= 5 && strcmp(expected + length - 5, "array") == 0;
        bool agrees = is_array == cjson_says_array(bodies[i].text, strlen(bodies[i].text));
        if (agrees != (bodies[i].cjson_differs == NULL)) {
            fail_msg("%s: is_array %d, expected difference: %s", bodies[i].text, is_array,
                     bodies[i].cjson_differs == NULL ? "none" : bodies[i].cjson_differs);
        }
    }
}

/* Checks one body against cJSON and against itself, byte by byte. */
static void check(struct ng_split *split, const char *text, size_t size) {
    char whole[NG_TRANSCRIPT_MAX];
    char bytewise[NG_TRANSCRIPT_MAX];
    char halves[NG_TRANSCRIPT_MAX];
    ng_split_transcript(split, text, size, size, 1, whole);
    ng_split_transcript(split, text, size, 0, 1, bytewise);
    ng_split_transcript(split, text, size, size / 2, size, halves);
    assert_string_equal(whole, bytewise);
    assert_string_equal(whole, halves);
    bool is_array = ng_split_finish(split) == NG_BODY_ARRAY;
    if (is_array != cjson_says_array(text, size)) {
        fail_msg("%s: split says array %d, cJSON does not", text, is_array);
    }
}

/* Characters of which no text is made that cJSON is known to read otherwise. */
static const char alphabet[] = "[]{}:,\"\\1false ";

static void agrees_with_cjson_on_all_short_texts(void **state) {
    struct ng_split *split = ng_split_for_transcript("", NULL);
    const size_t letters = sizeof alphabet - 1;
    (void)state;
    for (size_t code = 0; code < letters * letters * letters * letters; code++) {
        char text[] = "[....";
        size_t rest = code;
        for (size_t i = 1; i <= 4; i++, rest /= letters) {
            text[i] = alphabet[rest % letters];
        }
        check(split, text, 5);
    }
    ng_split_free(split);
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void agrees_with_cjson_on_spoiled_texts(void **state) {
    static const char good[] = "[{\"a\":[1,false,\"t\\\"\\\\\"],\"f\":{}} ,[[],1e1, \"\\f1\"],11]";
    struct ng_split *split = ng_split_for_transcript("", NULL);
    uint32_t seed = 1;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (uint32_t changes = next_random(&seed) % 4; changes > 0; changes--) {
            uint32_t place = next_random(&seed) % (sizeof good - 1);
            text[place] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
        }
        check(split, text, sizeof good - 1);
    }
    ng_split_free(split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_same_however_it_is_cut),
        cmocka_unit_test(stops_at_a_nul),
        cmocka_unit_test(agrees_with_cjson_bar_the_named_differences),
        cmocka_unit_test(agrees_with_cjson_on_all_short_texts),
        cmocka_unit_test(agrees_with_cjson_on_spoiled_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
