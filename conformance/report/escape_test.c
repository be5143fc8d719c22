#include "conformance/report/escape.h"
#include "conformance/report/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *text, bool utf8, const char *expected) {
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_escape_text(&buffer, text, utf8);
    assert_string_equal(ng_buffer_string(&buffer), expected);
    ng_buffer_deinit(&buffer);
}

static void test_plain(void **state) {
    (void)state;
    check("", true, "");
    check(" ~plain \\ \"text\"", true, " ~plain \\ \"text\"");
}

static void test_controls(void **state) {
    (void)state;
    check("a\tb\nc\rd", true, "a\\tb\\nc\\rd");
    check("\033[31m\033]0;x\a\b\177", true, "\\x1b[31m\\x1b]0;x\\x07\\x08\\x7f");
    check("\xC2\x9B"
          "2J",
          true, "\\xc2\\x9b2J");
    check("\xE2\x80\xAE", true, "\\xe2\\x80\\xae");
    check("\xEF\xBB\xBF", true, "\\xef\\xbb\\xbf");
    check("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", true,
          "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\xEF\xBF\xBD");
    check("\xF3\xA0\x81\x81", true, "\\xf3\\xa0\\x81\\x81");
}

static void test_utf8(void **state) {
    (void)state;
    check("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", true, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    check("\xC3\xA9", false, "\\xc3\\xa9");
}

static void test_malformed(void **state) {
    (void)state;
    check("\xC3", true, "\\xc3");
    check("\xE2\x82", true, "\\xe2\\x82");
    check("\xC0\xAF", true, "\\xc0\\xaf");
    check("\xED\xA0\x80", true, "\\xed\\xa0\\x80");
    check("\xF4\x90\x80\x80", true, "\\xf4\\x90\\x80\\x80");
    check("\x80\xFF", true, "\\x80\\xff");
    check("\xE2\x28\xA1", true, "\\xe2(\\xa1");
}

static void test_nul(void **state) {
    (void)state;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_escape(&buffer, "a\0b", 3, true);
    assert_string_equal(ng_buffer_string(&buffer), "a\\x00b");
    ng_buffer_deinit(&buffer);
}

static void test_wrap(void **state) {
    (void)state;
    const struct ng_style style = {.utf8 = true};
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    char text[200];
    memset(text, 'x', sizeof text);
    text[90] = ' ';
    text[93] = ' ';
    text[99] = '\0';
    ng_style_wrap(&buffer, style, 2, text);
    assert_int_equal(strcspn(ng_buffer_string(&buffer), "\n"), 93);
    assert_string_equal(ng_buffer_string(&buffer) + 93, "\n  xxxxx\n");
    ng_buffer_clear(&buffer);
    memcpy(text + 94, "::add", 5);
    ng_style_wrap(&buffer, style, 2, text);
    assert_int_equal(strcspn(ng_buffer_string(&buffer), "\n"), 99);
    ng_buffer_clear(&buffer);
    ng_style_wrap(&buffer, style, 4, "  two\nlines  ");
    assert_string_equal(ng_buffer_string(&buffer), "  two\\nlines  \n");
    ng_buffer_deinit(&buffer);
}

static void test_colour(void **state) {
    (void)state;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_style_paint(&buffer, (struct ng_style){.colour = true}, NG_INK_GOOD, "a\033b");
    assert_string_equal(ng_buffer_string(&buffer), "\033[32ma\\x1bb\033[0m");
    ng_buffer_deinit(&buffer);
}

static void test_numbers(void **state) {
    (void)state;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_buffer_seconds(&buffer, 0.3149, 2);
    ng_buffer_byte(&buffer, ' ');
    ng_buffer_seconds(&buffer, 59.999, 2);
    ng_buffer_byte(&buffer, ' ');
    ng_buffer_seconds(&buffer, -1.0, 0);
    ng_buffer_byte(&buffer, ' ');
    ng_buffer_seconds(&buffer, 1e300, 1);
    ng_buffer_byte(&buffer, ' ');
    ng_buffer_count(&buffer, 1, "event");
    ng_buffer_byte(&buffer, ' ');
    ng_buffer_count(&buffer, 0, "event");
    assert_string_equal(ng_buffer_string(&buffer), "0.31 60.00 0 0.0 1 event 0 events");
    ng_buffer_deinit(&buffer);
}

static void test_failure_is_kept(void **state) {
    (void)state;
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_buffer_text(&buffer, "kept");
    ng_buffer_repeat(&buffer, 'x', SIZE_MAX / 2);
    assert_true(buffer.failed);
    ng_buffer_text(&buffer, "lost");
    assert_string_equal(ng_buffer_string(&buffer), "kept");
    ng_buffer_deinit(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_colour),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_failure_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
