#include "conformance/json_digest.h"

#include "conformance/json_plain.h"
#include "conformance/json_stream.h"
#include "conformance/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The digest of bytes that lie in a block of their own size. */
static enum ng_status digest_of(const char *bytes, size_t size, uint64_t *digest,
                                struct ng_json_fault *fault) {
    char *copy = malloc(size == 0 ? 1 : size);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    enum ng_status status = ng_json_digest(copy, size, digest, fault);
    free(copy);
    return status;
}

static uint64_t digest_text(const char *text) {
    uint64_t digest = 0;
    struct ng_json_fault fault = {0, ""};
    if (digest_of(text, strlen(text), &digest, &fault) != NG_OK) {
        fail_msg("%s: at %zu, expected %s", text, fault.offset, fault.expected);
    }
    assert_true(digest != 0);
    return digest;
}

/* Each line is a value in several spellings; different lines are different values. */
static const char *const values[][6] = {
    {"null", " null", "null\r\n\t "},
    {"true"},
    {"false"},
    {"\"null\"", "\"\\u006eull\""},
    {"\"\""},
    {"\"A\"", "\"\\u0041\""},
    {"\"/\"", "\"\\/\"", "\"\\u002f\"", "\"\\u002F\""},
    {"\"\\u0000\""},
    {"\"\\\"\\\\\\b\\f\\n\\r\\t\"", "\"\\u0022\\u005c\\u0008\\u000C\\u000a\\u000D\\u0009\""},
    {"\"\xC3\xA9\"", "\"\\u00e9\"", "\"\\u00E9\""},
    {"\"e\xCC\x81\""},
    {"\"\xE2\x82\xAC\"", "\"\\u20AC\""},
    {"\"\x7F\"", "\"\\u007F\""},
    {"\"\xC2\x80\"", "\"\\u0080\""},
    {"\"\xDF\xBF\"", "\"\\u07FF\""},
    {"\"\xE0\xA0\x80\"", "\"\\u0800\""},
    {"\"\xEF\xBF\xBF\"", "\"\\uFFFF\""},
    {"\"\xF0\x90\x80\x80\"", "\"\\uD800\\uDC00\""},
    {"\"\xF0\x9F\x98\x80\"", "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\""},
    {"\"\xF4\x8F\xBF\xBF\"", "\"\\udbff\\udfff\""},
    {"\"\\ud83d\""},
    {"\"\\ude00\""},
    {"\"\\ude00\\ud83d\""},
    {"\"\\ud83d\\ud83d\\ude00\"", "\"\\ud83d\xF0\x9F\x98\x80\""},
    {"\"\\ud83dx\"", "\"\\ud83d\\u0078\""},
    {"\"\\ud83d\\nude00\""},
    {"\"\\ud83d \\ude00\""},
    {"[]", "[ ]", " [\n] "},
    {"{}", "{ }"},
    {"[[]]", "[ [ ] ]"},
    {"[{}]"},
    {"[[],[]]"},
    {"[null]"},
    {"[0]"},
    {"[1,2]", "[ 1 , 2 ]"},
    {"[2,1]"},
    {"[[1],2]"},
    {"[1,[2]]"},
    {"[12]"},
    {"[\"1\",2]"},
    {"{\"a\":1}", "{ \"a\" : 1 }", "{\"\\u0061\":1.0}"},
    {"{\"a\":\"1\"}"},
    {"{\"a\":[1]}"},
    {"[\"a\",1]"},
    {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "{ \"b\" : 2 ,\n\"a\" : 1 }"},
    {"{\"a\":2,\"b\":1}"},
    {"{\"a\":1,\"a\":1}"},
    {"{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}"},
    {"{\"a\":{\"b\":1}}"},
    {"{\"b\":{\"a\":1}}"},
    {"{\"a\":\"b\"}"},
    {"{\"b\":\"a\"}"},
    {"{\"a\":{\"x\":1},\"b\":{\"y\":2}}", "{\"b\":{\"y\":2},\"a\":{\"x\":1}}"},
    {"{\"a\":{\"x\":2},\"b\":{\"y\":1}}"},
    {"{\"a\":{\"y\":2},\"b\":{\"x\":1}}"},
    {"{\"a\":{},\"b\":[]}"},
    {"{\"a\":[],\"b\":{}}"},
};

static void is_the_same_for_all_spellings_and_only_for_them(void **state) {
    uint64_t digests[COUNT(values)];
    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        digests[i] = digest_text(values[i][0]);
        for (size_t j = 1; j < COUNT(values[i]) && values[i][j] != NULL; j++) {
            if (digest_text(values[i][j]) != digests[i]) {
                fail_msg("%s and %s are the same value", values[i][0], values[i][j]);
            }
        }
        for (size_t j = 0; j < i; j++) {
            if (digests[i] == digests[j]) {
                fail_msg("%s and %s are different values", values[i][0], values[j][0]);
            }
        }
    }
}

static void is_the_same_on_every_machine(void **state) {
    (void)state;
    assert_true(digest_text("{\"a\":[1,-2.5e-3,\"\xC3\xA9\",null,true,{}]}") ==
                UINT64_C(0x67433FC4C379BED0));
}

/* Writes a string of that many letters; those from `first` on at each `step` become escapes. */
static void write_letters(char *out, size_t size, size_t first, size_t step) {
    *out++ = '"';
    for (size_t i = 0; i < size; i++) {
        bool is_escape = i >= first && (i - first) % step == 0;
        memcpy(out, is_escape ? "\\u0078" : "x", is_escape ? 6 : 1);
        out += is_escape ? 6 : 1;
    }
    memcpy(out, "\"", 2);
}

/* Strings of all sizes around those at which hashing takes another way. */
static void hashes_long_strings_with_escapes_as_without(void **state) {
    static char text[1400 * 6 + 3];
    (void)state;
    for (size_t size = 1; size < 1400; size += size < 600 ? 1 : 97) {
        write_letters(text, size, size, 1);
        uint64_t expected = digest_text(text);
        write_letters(text, size, size % 7, 7);
        assert_true(digest_text(text) == expected);
        write_letters(text, size, 0, size);
        assert_true(digest_text(text) == expected);
        write_letters(text, size, size - 1, 1);
        assert_true(digest_text(text) == expected);
    }
}

static void says_where_and_what_is_wrong(void **state) {
    static const struct {
        const char *text;
        size_t offset;
        const char *expected;
    } faults[] = {
        {"", 0, "a JSON value"},
        {"  ", 2, "a JSON value"},
        {" x", 1, "a JSON value"},
        {"[1,]", 3, "a JSON value"},
        {"{,}", 1, "a key in quotes"},
        {"{\"a\":1,}", 7, "a key in quotes"},
        {"{", 1, "a key in quotes"},
        {"{\"a\" 1}", 5, "a colon after a key"},
        {"{\"a\"", 4, "a colon after a key"},
        {"{\"a\\x\":1}", 4, "one of \"\\/bfnrtu after a backslash"},
        {"{\"a\":1]", 6, "a comma or } after a member"},
        {"[1}", 2, "a comma or ] after an element"},
        {"[1", 2, "a comma or ] after an element"},
        {"1 2", 2, "nothing after the value"},
        {"[] ]", 3, "nothing after the value"},
        {"nul", 3, "one of true, false and null"},
        {"[nulL]", 4, "one of true, false and null"},
        {"\"a", 2, "the end of a string"},
        {"\"a\\", 3, "one of \"\\/bfnrtu after a backslash"},
        {"\"\\u00", 5, "a hexadecimal digit of a \\u escape"},
        {"\"\\ud83d\\u", 9, "a hexadecimal digit of a \\u escape"},
        {"\"\\ud83d\\u12x4\"", 11, "a hexadecimal digit of a \\u escape"},
        {"\"\\u00`0\"", 5, "a hexadecimal digit of a \\u escape"},
        {"\"\\n\n\"", 3, "an escape in the place of a control character"},
        {"\"\xC3\xA9\x1F\"", 3, "an escape in the place of a control character"},
        {"\"\x80\"", 1, "a UTF-8 character"},
        {"\"\xF5\x80\x80\x80\"", 1, "a UTF-8 character"},
        {"\"\xE0\x9F\xBF\"", 2, "the next byte of a UTF-8 character"},
        {"\"\xF0\x8F\xBF\xBF\"", 2, "the next byte of a UTF-8 character"},
        {"\"\xC3", 2, "the next byte of a UTF-8 character"},
        {"\"\xC3\xA9", 3, "the end of a string"},
        {"-", 1, "a digit"},
        {"1.", 2, "a digit"},
        {"1e+", 3, "a digit"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(faults); i++) {
        struct ng_json_fault fault = {0, ""};
        uint64_t digest = 7;
        enum ng_status status = digest_of(faults[i].text, strlen(faults[i].text), &digest, &fault);
        if (status != NG_MALFORMED || fault.offset != faults[i].offset) {
            fail_msg("%s: status %d, at %zu", faults[i].text, (int)status, fault.offset);
        }
        assert_string_equal(fault.expected, faults[i].expected);
        assert_true(digest == 7);
    }
}

static void takes_the_value_in_front(void **state) {
    static const struct {
        const char *text;
        size_t used;
    } fronts[] = {{"1,2", 1}, {"{}{}", 2}, {"\"a\"b", 3}, {"[1]]", 3}, {"12", 2}, {"01", 1}};
    (void)state;
    for (size_t i = 0; i < COUNT(fronts); i++) {
        struct ng_json_fault fault;
        uint64_t digest = 0;
        size_t used = 0;
        assert_int_equal(
            ng_json_digest_front(fronts[i].text, strlen(fronts[i].text), &used, &digest, &fault),
            NG_OK);
        assert_true(used == fronts[i].used);
        assert_true(digest_of(fronts[i].text, used, &digest, &fault) == NG_OK);
    }
}

static void has_a_limit_of_depth(void **state) {
    static char text[2 * (NG_JSON_DEPTH_MAX + 1)];
    struct ng_json_fault fault = {0, ""};
    uint64_t deep = 0;
    uint64_t digest = 0;
    (void)state;
    memset(text, '[', NG_JSON_DEPTH_MAX);
    memset(text + NG_JSON_DEPTH_MAX, ']', NG_JSON_DEPTH_MAX);
    assert_int_equal(digest_of(text, (size_t)2 * NG_JSON_DEPTH_MAX, &deep, &fault), NG_OK);
    assert_int_equal(digest_of(text + 1, (size_t)2 * NG_JSON_DEPTH_MAX - 2, &digest, &fault),
                     NG_OK);
    assert_true(digest != deep);
    memset(text, '[', NG_JSON_DEPTH_MAX + 1);
    memset(text + NG_JSON_DEPTH_MAX + 1, ']', NG_JSON_DEPTH_MAX + 1);
    assert_int_equal(digest_of(text, sizeof text, &digest, &fault), NG_TOO_DEEP);
    assert_true(fault.offset == NG_JSON_DEPTH_MAX);
}

/* The same grammar is written a second time, for text in pieces: both agree about each text and
   the place of its fault. */
static void check_against_stream(const char *text, size_t size) {
    struct ng_json_stream stream;
    struct ng_json_fault fault = {0, ""};
    uint64_t digest = 0;
    enum ng_status status = digest_of(text, size, &digest, &fault);
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + size;
    enum ng_token token;
    ng_json_stream_reset(&stream);
    do {
        token = ng_json_stream_next(&stream, &at, end);
    } while (token != NG_TOKEN_NONE && token != NG_TOKEN_WRONG);
    bool is_complete = token == NG_TOKEN_NONE && ng_json_stream_complete(&stream);
    if (is_complete != (status == NG_OK) ||
        (status != NG_OK && fault.offset != (size_t)(at - (const unsigned char *)text))) {
        fail_msg("%.*s: digest: %d at %zu, stream: %d at %zu", (int)size, text, (int)status,
                 fault.offset, (int)token, (size_t)(at - (const unsigned char *)text));
    }
}

static void agrees_with_the_stream_on_all_short_texts(void **state) {
    static const char *const alphabets[] = {"[]{}:,\"1 n", "-01.eE+ ,", "\"\\ud8cnx1"};
    (void)state;
    for (size_t i = 0; i < COUNT(alphabets); i++) {
        size_t letters = strlen(alphabets[i]);
        for (size_t code = 0; code < letters * letters * letters * letters * letters; code++) {
            char text[5];
            size_t rest = code;
            for (size_t place = 0; place < sizeof text; place++, rest /= letters) {
                text[place] = alphabets[i][rest % letters];
            }
            check_against_stream(text, sizeof text);
        }
    }
}

static void agrees_with_the_stream_on_all_characters(void **state) {
    static const unsigned char edges[] = {0x00, 0x22, 0x7F, 0x80, 0x8F,
                                          0x90, 0x9F, 0xA0, 0xBF, 0xC0};
    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        for (size_t code = 0; code < COUNT(edges) * COUNT(edges) * COUNT(edges); code++) {
            const unsigned char text[] = {'"',
                                          (unsigned char)first,
                                          edges[code % COUNT(edges)],
                                          edges[code / COUNT(edges) % COUNT(edges)],
                                          edges[code / COUNT(edges) / COUNT(edges)],
                                          '"'};
            check_against_stream((const char *)text, sizeof text);
        }
    }
}

static void skips_plain_characters_the_portable_way_too(void **state) {
    unsigned char text[80];
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t place = 0; place < 40; place++) {
            for (size_t size = place; size < 40; size += 3) {
                for (int kind = NG_PLAIN_STRICT; kind <= NG_PLAIN_QUOTED; kind++) {
                    enum ng_plain plain = (enum ng_plain)kind;
                    memset(text, 'x', sizeof text);
                    text[place] = (unsigned char)byte;
                    text[place + 1] = (unsigned char)(byte ^ 1);
                    const unsigned char *end = text + size;
                    const unsigned char *expected = text;
                    while (expected < end && ng_is_plain(*expected, plain)) {
                        expected++;
                    }
                    assert_ptr_equal(ng_plain_end_portable(text, end, plain), expected);
                    assert_ptr_equal(ng_plain_end(text, end, plain), expected);
                }
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_for_all_spellings_and_only_for_them),
        cmocka_unit_test(is_the_same_on_every_machine),
        cmocka_unit_test(hashes_long_strings_with_escapes_as_without),
        cmocka_unit_test(says_where_and_what_is_wrong),
        cmocka_unit_test(takes_the_value_in_front),
        cmocka_unit_test(has_a_limit_of_depth),
        cmocka_unit_test(agrees_with_the_stream_on_all_short_texts),
        cmocka_unit_test(agrees_with_the_stream_on_all_characters),
        cmocka_unit_test(skips_plain_characters_the_portable_way_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
