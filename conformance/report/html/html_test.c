#include "conformance/report/html/escape.h"
#include "conformance/report/html/frame.h"
#include "conformance/report/html/picture.h"
#include "conformance/report/html/walk.h"
#include "conformance/report/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_has(const struct ng_buffer *buffer, const char *wanted) {
    if (strstr(ng_buffer_string(buffer), wanted) == NULL) {
        fail_msg("%s\nis not in\n%s", wanted, ng_buffer_string(buffer));
    }
}

static void assert_lacks(const struct ng_buffer *buffer, const char *unwanted) {
    if (strstr(ng_buffer_string(buffer), unwanted) != NULL) {
        fail_msg("%s\nis in\n%s", unwanted, ng_buffer_string(buffer));
    }
}

static void escapes(void **state) {
    static const struct {
        const char *text, *safe;
    } examples[] = {
        {"", ""},
        {"plain text 1", "plain text 1"},
        {"<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"},
        {"&lt;", "&amp;lt;"},
        {"a\nb\tc", "a\\nb\\tc"},
        {"\xC3\xA9\xFF\xE2\x80\xAE", "\xC3\xA9\\xff\\xe2\\x80\\xae"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct ng_buffer buffer;
        ng_buffer_init(&buffer);
        ng_html_text(&buffer, examples[i].text);
        assert_string_equal(ng_buffer_string(&buffer), examples[i].safe);
        ng_buffer_clear(&buffer);
        ng_html_whole(&buffer, examples[i].text);
        assert_string_equal(ng_buffer_string(&buffer), examples[i].safe);
        ng_buffer_deinit(&buffer);
    }
}

static void cuts_long_values(void **state) {
    char text[NG_HTML_VALUE_MAX + 8];
    struct ng_buffer buffer;
    (void)state;
    memset(text, 'x', sizeof text);
    text[NG_HTML_VALUE_MAX] = '\0';
    ng_buffer_init(&buffer);
    ng_html_text(&buffer, text);
    assert_int_equal(buffer.size, NG_HTML_VALUE_MAX);
    ng_buffer_clear(&buffer);
    text[NG_HTML_VALUE_MAX] = 'x';
    text[NG_HTML_VALUE_MAX + 7] = '\0';
    ng_html_text(&buffer, text);
    assert_has(&buffer, "x\xE2\x80\xA6 (and 7 more bytes)");
    ng_buffer_clear(&buffer);
    ng_html_whole(&buffer, text);
    assert_int_equal(buffer.size, NG_HTML_VALUE_MAX + 7);
    ng_buffer_deinit(&buffer);
}

static void begins_sentences(void **state) {
    struct ng_buffer buffer;
    (void)state;
    ng_buffer_init(&buffer);
    ng_html_sentence(&buffer, "events <end>");
    ng_html_sentence(&buffer, " e3");
    ng_html_sentence(&buffer, "e3");
    ng_html_sentence(&buffer, "");
    ng_html_sentence(&buffer, "since-only is");
    ng_html_sentence(&buffer, "a b-c");
    assert_string_equal(ng_buffer_string(&buffer), "Events &lt;end&gt; e3e3since-only isA b-c");
    ng_buffer_deinit(&buffer);
}

static void draws_gap_and_overlap(void **state) {
    struct ng_buffer buffer;
    (void)state;
    ng_buffer_init(&buffer);
    ng_html_picture(&buffer, &ng_sample_shifted, 12);
    assert_has(&buffer, "<figure class=\"picture\"><svg role=\"img\" "
                        "aria-labelledby=\"picture-12\" aria-describedby=\"words-12\"");
    assert_has(&buffer,
               "<desc id=\"words-12\">Asked for: from e3 on, at most 4. Expected: e3 to e6, "
               "cursor 7. Received: e4 to e7, cursor 7. A client that goes on from 7 never "
               "sees e3 and handles e7 twice.</desc>");
    assert_has(&buffer, "class=\"lost\" fill=\"url(#lost)\"");
    assert_has(&buffer, "class=\"twice\" fill=\"url(#twice)\"");
    assert_has(&buffer, "1 lost, 1 twice");
    assert_has(&buffer, "lost:</b> e3</li>");
    assert_has(&buffer, "twice:</b> e7</li>");
    ng_buffer_deinit(&buffer);
}

static void draws_a_difference(void **state) {
    struct ng_drawing drawing = ng_sample_shifted;
    struct ng_buffer buffer;
    (void)state;
    drawing.has_cursor = false;
    ng_buffer_init(&buffer);
    ng_html_picture(&buffer, &drawing, 1);
    assert_has(&buffer, "1 missing, 1 not asked for");
    assert_has(&buffer, "e4 to e7, no cursor");
    assert_lacks(&buffer, "class=\"once\"");
    ng_buffer_clear(&buffer);
    ng_html_walk(&buffer, &drawing);
    assert_int_equal(buffer.size, 0);
    ng_buffer_deinit(&buffer);
}

static void draws_any_numbers(void **state) {
    static const uint64_t numbers[] = {0, 1, 7, 99, 10000001, UINT64_MAX};
    enum {
        COUNT = sizeof numbers / sizeof numbers[0]
    };
    struct ng_buffer buffer;
    (void)state;
    srand(1);
    ng_buffer_init(&buffer);
    for (int i = 0; i < 20000; i++) {
        uint64_t n[8];
        for (size_t j = 0; j < 8; j++) {
            n[j] = numbers[rand() % COUNT];
        }
        const struct ng_drawing drawing = {
            true, n[0],           n[1], rand() % 2 == 0, n[2], n[3], rand() % 4 != 0, n[4],
            n[5], rand() % 2 > 0, n[6], rand() % 2 > 0,  n[7],
        };
        ng_buffer_clear(&buffer);
        ng_html_picture(&buffer, &drawing, 1);
        ng_html_walk(&buffer, &drawing);
        assert_false(buffer.failed);
        assert_has(&buffer, "</figure>");
        assert_lacks(&buffer,
                     "\"-"); /* nothing begins left of the picture or has less than no width */
        assert_lacks(&buffer, "nan");
    }
    ng_buffer_deinit(&buffer);
}

static void scrolls_what_is_wide(void **state) {
    struct ng_drawing drawing = ng_sample_shifted;
    struct ng_buffer buffer;
    (void)state;
    drawing.received_first = UINT64_MAX - 10;
    ng_buffer_init(&buffer);
    ng_html_picture(&buffer, &drawing, 1);
    assert_has(&buffer, "class=\"picture wide\" tabindex=\"0\"");
    drawing.drawable = false;
    ng_buffer_clear(&buffer);
    ng_html_picture(&buffer, &drawing, 1);
    ng_html_walk(&buffer, &drawing);
    assert_int_equal(buffer.size, 0);
    ng_buffer_deinit(&buffer);
}

static void walks(void **state) {
    struct ng_drawing drawing = ng_sample_shifted;
    struct ng_buffer buffer;
    (void)state;
    ng_buffer_init(&buffer);
    ng_html_walk(&buffer, &drawing);
    assert_has(&buffer, "has handled e0 to e2; the next event that it needs is e3.");
    assert_has(&buffer, "It handles this answer, e4 to e7, and keeps the cursor 7.");
    assert_has(&buffer, "Lost:</b> e3 did not come, and is never asked for again.");
    assert_has(&buffer, "Twice:</b> e7 is handled a second time.");
    drawing.expected_first = drawing.asked_first = 0;
    drawing.received_first = 5;
    drawing.cursor = 6;
    ng_buffer_clear(&buffer);
    ng_html_walk(&buffer, &drawing);
    assert_has(&buffer, "has handled nothing; the next event that it needs is e0.");
    assert_has(&buffer, "e0 to e4 (5 events) did not come, and are never asked for again.");
    assert_has(&buffer, "e6 to e8 (3 events) are handled a second time.");
    ng_buffer_deinit(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),
        cmocka_unit_test(cuts_long_values),
        cmocka_unit_test(begins_sentences),
        cmocka_unit_test(draws_gap_and_overlap),
        cmocka_unit_test(draws_a_difference),
        cmocka_unit_test(draws_any_numbers),
        cmocka_unit_test(scrolls_what_is_wide),
        cmocka_unit_test(walks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
