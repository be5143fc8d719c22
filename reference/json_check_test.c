#include "reference/json_check.h"
#include "reference/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

struct bad {
    const char *text;
    size_t offset;
    enum ref_json_fault fault;
};

/* The input stands in a block of exactly its size, so that a sanitizer sees a read behind it. */
static enum ref_json_fault check(const char *text, size_t size, size_t *offset) {
    char *exact = malloc(size + (size == 0));
    assert_non_null(exact);
    memcpy(exact, text, size);
    enum ref_json_fault fault = ref_json_check((struct ref_bytes){exact, size}, offset);
    free(exact);
    return fault;
}

static void accepts_json(void **state) {
    static const char *const texts[] = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0e-0",
        "1234567890.125E+10",
        "1e3",
        "\"\"",
        "\"plain text that is longer than eight bytes\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\\ud800\"",
        "\"\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf\"",
        "\"\xf0\x90\x80\x80 \xf3\xbf\xbf\xbf \xf4\x8f\xbf\xbf\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "[ ]",
        "{ }",
        "[1, 2,3 ,[4]]",
        " \t\r\n{\"a\" : 1 , \"a\":{\"b\":[]},\"\":null} \t\r\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        size_t offset = 999;
        if (check(texts[i], strlen(texts[i]), &offset) != REF_JSON_FINE) {
            fail_msg("%s is refused at %zu", texts[i], offset);
        }
        assert_int_equal(offset, 999);
    }
}

static const struct bad bads[] = {
    {"", 0, REF_JSON_NO_VALUE},
    {" \t\r\n", 4, REF_JSON_NO_VALUE},
    {"\xEF\xBB\xBF{}", 0, REF_JSON_BYTE_ORDER_MARK},
    {"tru", 0, REF_JSON_NOT_A_VALUE},
    {"[nul]", 1, REF_JSON_NOT_A_VALUE},
    {"falsy", 0, REF_JSON_NOT_A_VALUE},
    {"nullx", 4, REF_JSON_TEXT_AFTER_VALUE},
    {"NaN", 0, REF_JSON_NOT_A_VALUE},
    {"Infinity", 0, REF_JSON_NOT_A_VALUE},
    {"'a'", 0, REF_JSON_NOT_A_VALUE},
    {"+1", 0, REF_JSON_NOT_A_VALUE},
    {".5", 0, REF_JSON_NOT_A_VALUE},
    {"-", 1, REF_JSON_END_IN_VALUE},
    {"-x", 1, REF_JSON_BAD_NUMBER},
    {"01", 1, REF_JSON_BAD_NUMBER},
    {"-012", 2, REF_JSON_BAD_NUMBER},
    {"00", 1, REF_JSON_BAD_NUMBER},
    {"09", 1, REF_JSON_BAD_NUMBER},
    {"0/", 1, REF_JSON_TEXT_AFTER_VALUE},
    {"0:", 1, REF_JSON_TEXT_AFTER_VALUE},
    {"/", 0, REF_JSON_NOT_A_VALUE},
    {":", 0, REF_JSON_NOT_A_VALUE},
    {"1.", 2, REF_JSON_END_IN_VALUE},
    {"1.e", 2, REF_JSON_BAD_NUMBER},
    {"1e", 2, REF_JSON_END_IN_VALUE},
    {"1e+", 3, REF_JSON_END_IN_VALUE},
    {"1E-x", 3, REF_JSON_BAD_NUMBER},
    {"0x10", 1, REF_JSON_TEXT_AFTER_VALUE},
    {"1 2", 2, REF_JSON_TEXT_AFTER_VALUE},
    {"{} {}", 3, REF_JSON_TEXT_AFTER_VALUE},
    {"\"", 1, REF_JSON_END_IN_STRING},
    {"\"abcdefghijk", 12, REF_JSON_END_IN_STRING},
    {"\"\\", 2, REF_JSON_END_IN_STRING},
    {"\"\\x\"", 1, REF_JSON_BAD_ESCAPE},
    {"\"\\u12", 5, REF_JSON_END_IN_STRING},
    /* A wrong pattern for the backslash in words of eight bytes marks most other bytes, but these.
     */
    {"\"a4\\zzKzz\"", 3, REF_JSON_BAD_ESCAPE},
    {"\"\\u12G4\"", 1, REF_JSON_BAD_ESCAPE},
    {"\"\\u123\"", 1, REF_JSON_BAD_ESCAPE},
    {"\"\\u12g4\"", 1, REF_JSON_BAD_ESCAPE},
    {"\"12345678\t\"", 9, REF_JSON_CONTROL_IN_STRING},
    {"\"\x1f\"", 1, REF_JSON_CONTROL_IN_STRING},
    {"\"\x80\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xc1\xbf\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xe0\x9f\xbf\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xed\xa0\x80\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xf0\x8f\xbf\xbf\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xf4\x90\x80\x80\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xf5\x80\x80\x80\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xe2\x82\"", 1, REF_JSON_NOT_UTF8},
    {"\"\xe2\x82", 1, REF_JSON_NOT_UTF8},
    {"\"\xf0\x9f\x98x\"", 1, REF_JSON_NOT_UTF8},
    {"[", 1, REF_JSON_END_IN_VALUE},
    {"[1", 2, REF_JSON_END_IN_VALUE},
    {"[1,", 3, REF_JSON_END_IN_VALUE},
    {"[1,]", 3, REF_JSON_NOT_A_VALUE},
    {"[,1]", 1, REF_JSON_NOT_A_VALUE},
    {"[1 2]", 3, REF_JSON_COMMA_OR_BRACKET_EXPECTED},
    {"[1}", 2, REF_JSON_COMMA_OR_BRACKET_EXPECTED},
    {"]", 0, REF_JSON_NOT_A_VALUE},
    {"{", 1, REF_JSON_END_IN_VALUE},
    {"{\"a\"", 4, REF_JSON_END_IN_VALUE},
    {"{\"a", 3, REF_JSON_END_IN_STRING},
    {"{\"a\":", 5, REF_JSON_END_IN_VALUE},
    {"{\"a\":1", 6, REF_JSON_END_IN_VALUE},
    {"{\"a\":1,", 7, REF_JSON_END_IN_VALUE},
    {"{\"a\":1,}", 7, REF_JSON_NAME_EXPECTED},
    {"{a:1}", 1, REF_JSON_NAME_EXPECTED},
    {"{\"a\" 1}", 5, REF_JSON_COLON_EXPECTED},
    {"{\"a\":1 \"b\":2}", 7, REF_JSON_COMMA_OR_BRACE_EXPECTED},
    {"{\"a\":}", 5, REF_JSON_NOT_A_VALUE},
    {"{\"a\":1]", 6, REF_JSON_COMMA_OR_BRACE_EXPECTED},
    {"[1] // no", 4, REF_JSON_TEXT_AFTER_VALUE},
};

static void says_where_and_why(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bads); i++) {
        size_t offset = 999;
        enum ref_json_fault fault = check(bads[i].text, strlen(bads[i].text), &offset);
        if (fault != bads[i].fault || offset != bads[i].offset) {
            fail_msg("%s: expected %zu: %s; got %zu: %s", bads[i].text, bads[i].offset,
                     ref_json_fault_text(bads[i].fault), offset, ref_json_fault_text(fault));
        }
    }
}

static void refuses_a_nul(void **state) {
    size_t offset = 0;
    (void)state;
    assert_int_equal(check("\"a\0b\"", 5, &offset), REF_JSON_CONTROL_IN_STRING);
    assert_int_equal(offset, 2);
    assert_int_equal(check("\"\\\0\"", 4, &offset), REF_JSON_BAD_ESCAPE);
    assert_int_equal(check("1\0", 2, &offset), REF_JSON_TEXT_AFTER_VALUE);
    assert_int_equal(check("\0", 1, &offset), REF_JSON_NOT_A_VALUE);
}

/* Each special byte at each place of two words, alone and behind another: none may be stepped over.
 */
static void sees_special_bytes_at_every_place(void **state) {
    static const unsigned char specials[] = {'"', '\\', 0x00, 0x01, 0x1f, 0x80, 0xff};
    (void)state;
    for (size_t place = 1; place < 20; place++) {
        for (size_t i = 0; i < COUNT_OF(specials); i++) {
            char text[24] = "\"!!!!!!!!!!!!!!!!!!!!!\"";
            size_t offset = 0;
            text[place] = (char)specials[i];
            assert_int_not_equal(check(text, 23, &offset), REF_JSON_FINE);
            bool ends_there = specials[i] == '"';
            assert_int_equal(offset, ends_there ? place + 1 : place);
        }
    }
}

static bool is_one_of(int byte, const char *list) {
    return byte != '\0' && strchr(list, byte) != NULL;
}

/* Every byte as the one that a string, an escape, a number or nothing yet goes on with. */
static void knows_every_byte_at_its_place(void **state) {
    static const struct {
        const char *text;
        const char *right;
    } places[] = {
        {"\"\\@\"", "\"\\/bfnrt"},
        {"\"\\u@0aF\"", "0123456789abcdefABCDEF"},
        {"\"\\u00f@\"", "0123456789abcdefABCDEF"},
        {"-@", "0123456789"},
        {"1.@", "0123456789"},
        {"1e@5", "+-0123456789"},
        {"0@5", ".eE"},
        {"10@", "0123456789 \t\r\n"},
        {"@1", "123456789- \t\r\n"},
        {"[1@2]", ",.eE0123456789"},
        {"{\"a\"@1}", ":"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        for (int byte = 1; byte < 256; byte++) {
            char text[16] = "";
            size_t offset = 0;
            size_t size = strlen(places[i].text);
            memcpy(text, places[i].text, size);
            *strchr(text, '@') = (char)byte;
            bool fine = check(text, size, &offset) == REF_JSON_FINE;
            if (fine != is_one_of(byte, places[i].right)) {
                fail_msg("%s, @ being the byte %02X", places[i].text, (unsigned)byte);
            }
        }
    }
}

static void knows_every_byte_of_a_string(void **state) {
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        for (size_t place = 1; place < 12; place++) {
            char text[] = "\"----------------\"";
            size_t offset = 0;
            text[place] = (char)byte;
            bool fine = check(text, sizeof text - 1, &offset) == REF_JSON_FINE;
            assert_int_equal(fine, byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\');
        }
    }
}

static void limits_the_depth(void **state) {
    static char text[2 * REF_JSON_DEPTH + 2];
    size_t offset = 0;
    (void)state;
    memset(text, '[', REF_JSON_DEPTH);
    memset(text + REF_JSON_DEPTH, ']', REF_JSON_DEPTH);
    assert_int_equal(check(text, 2 * REF_JSON_DEPTH, &offset), REF_JSON_FINE);
    memset(text, '[', REF_JSON_DEPTH + 1);
    memset(text + REF_JSON_DEPTH + 1, ']', REF_JSON_DEPTH + 1);
    assert_int_equal(check(text, sizeof text, &offset), REF_JSON_TOO_DEEP);
    assert_int_equal(offset, REF_JSON_DEPTH);
}

/* Containers side by side, once and twice as deep: odd and even depths. */
static void depth_is_not_length(void **state) {
    size_t count = 3 * REF_JSON_DEPTH;
    char *text = malloc(3 * count + 4);
    size_t offset = 0;
    (void)state;
    assert_non_null(text);
    text[0] = '[';
    for (size_t i = 0; i < count; i++) {
        memcpy(text + 1 + 3 * i, i == 0 ? "[{}" : ",{}", 3);
    }
    memcpy(text + 1 + 3 * count, "]]", 2);
    assert_int_equal(check(text + 1, 3 * count + 1, &offset), REF_JSON_FINE);
    assert_int_equal(check(text, 3 * count + 3, &offset), REF_JSON_FINE);
    free(text);
}

static void every_fault_has_its_own_text(void **state) {
    (void)state;
    for (int one = REF_JSON_FINE; one <= REF_JSON_TEXT_AFTER_VALUE; one++) {
        assert_string_not_equal(ref_json_fault_text((enum ref_json_fault)one), "unknown fault");
        for (int other = one + 1; other <= REF_JSON_TEXT_AFTER_VALUE; other++) {
            assert_string_not_equal(ref_json_fault_text((enum ref_json_fault)one),
                                    ref_json_fault_text((enum ref_json_fault)other));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_json),
        cmocka_unit_test(says_where_and_why),
        cmocka_unit_test(refuses_a_nul),
        cmocka_unit_test(sees_special_bytes_at_every_place),
        cmocka_unit_test(knows_every_byte_at_its_place),
        cmocka_unit_test(knows_every_byte_of_a_string),
        cmocka_unit_test(limits_the_depth),
        cmocka_unit_test(depth_is_not_length),
        cmocka_unit_test(every_fault_has_its_own_text),
    };
    return cmocka_run_group_tests_name("json_check", tests, NULL, NULL);
}
