#include "conformance/report/github.h"
#include "conformance/report/markdown.h"
#include "conformance/report/markdown_text.h"
#include "conformance/report/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MANY 3000

/* A sample of which the third case, which fails, stands there many times. */
static struct ng_case_result *repeat(struct ng_sample *sample, size_t wanted) {
    struct ng_case_result *many = calloc(MANY, sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < MANY; i++) {
        memcpy(&many[i], &sample->cases[wanted], sizeof many[i]);
    }
    sample->result.cases = many;
    sample->result.case_count = MANY;
    return many;
}

static void test_words(void **state) {
    (void)state;
    static const struct {
        const char *text, *markdown;
    } pairs[] = {
        {"e3 to e6, cursor 7 (3 times); a=b 50% 'x' \"y\" -- /?", NULL},
        {"range-1: all", NULL},
        {"a|b`c*d_e<f>&g\\h", "a&#124;b&#96;c&#42;d&#95;e&#60;f&#62;&#38;g&#92;h"},
        {"@all #1 http://x www.x 1.2",
         "&#64;&#8203;all &#35;&#8203;1 http&#58;&#8203;//x www&#46;&#8203;x 1.2"},
        {"a\nb\001", "a&#92;nb&#92;x01"},
        {"\xC3\xA9\xFF", "\xC3\xA9&#92;xff"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct ng_buffer buffer;
        ng_buffer_init(&buffer);
        ng_markdown_words(&buffer, pairs[i].text);
        assert_string_equal(ng_buffer_string(&buffer),
                            pairs[i].markdown == NULL ? pairs[i].text : pairs[i].markdown);
        ng_buffer_deinit(&buffer);
    }
}

static void test_fence(void **state) {
    (void)state;
    struct ng_buffer lines;
    struct ng_buffer buffer;
    ng_buffer_init(&lines);
    ng_buffer_init(&buffer);
    ng_markdown_code(&buffer, "sh", &lines);
    assert_int_equal(buffer.size, 0);
    ng_buffer_text(&lines, "a `b`\n");
    ng_markdown_code(&buffer, "sh", &lines);
    assert_string_equal(ng_buffer_string(&buffer), "```sh\na `b`\n```\n\n");
    ng_buffer_clear(&buffer);
    ng_buffer_text(&lines, "````\n");
    ng_markdown_code(&buffer, "", &lines);
    assert_string_equal(ng_buffer_string(&buffer), "`````\na `b`\n````\n`````\n\n");
    ng_buffer_deinit(&lines);
    ng_buffer_deinit(&buffer);
}

/* A report that is cut ends with the number of what is left out, and holds no half of a row. */
static void check_cut(struct ng_sample *sample, size_t max, const char *words) {
    struct ng_report_options options = ng_sample_options(sample);
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_buffer_text(&buffer, "before\n");
    ng_markdown_write(&sample->result, &options, max, &buffer);
    assert_false(buffer.failed);
    assert_true(buffer.size > max / 2);
    assert_true(buffer.size <= max + strlen("before\n"));
    assert_non_null(strstr(ng_buffer_string(&buffer), words));
    for (const char *line = ng_buffer_string(&buffer); *line != '\0';
         line += strcspn(line, "\n") + 1) {
        assert_true(line[0] != '|' || line[strcspn(line, "\n") - 1] == '|');
    }
    ng_buffer_deinit(&buffer);
}

static void test_cut(void **state) {
    (void)state;
    struct ng_sample sample;
    ng_sample_init(&sample);
    ng_sample_inject(&sample);
    struct ng_case_result *many = repeat(&sample, 2);
    check_cut(&sample, NG_MARKDOWN_BYTES_MIN,
              "\nCut: there is no room here for 9000 findings and 29");
    check_cut(&sample, NG_MARKDOWN_BYTES_MAX,
              "\nCut: there is no room here for 9000 findings and 2");
    free(many);
    many = repeat(&sample, 3);
    check_cut(&sample, NG_MARKDOWN_BYTES_MIN, "\nCut: there is no room here for 2");
    free(many);
    sample.result.cases = sample.cases;
    ng_sample_deinit(&sample);
}

static void test_a_long_url_is_cut(void **state) {
    (void)state;
    static char url[10 * NG_MARKDOWN_BYTES_MIN];
    static char profile[sizeof url];
    struct ng_sample sample;
    ng_sample_init(&sample);
    memset(url, ':', sizeof url - 1);
    memset(profile, '@', sizeof profile - 1);
    memset(sample.result.reason, '#', sizeof sample.result.reason - 1);
    sample.info.url = url;
    sample.info.profile = profile;
    struct ng_report_options options = ng_sample_options(&sample);
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_markdown_write(&sample.result, &options, NG_MARKDOWN_BYTES_MIN, &buffer);
    assert_true(buffer.size <= NG_MARKDOWN_BYTES_MIN);
    const char *head = strstr(ng_buffer_string(&buffer), "Endpoint ");
    assert_non_null(head);
    assert_non_null(strstr(head, "&#58;&#8203;..., profile &#64;"));
    assert_non_null(strstr(head, "&#64;&#8203;..., seed "));
    ng_buffer_deinit(&buffer);
    ng_sample_deinit(&sample);
}

static size_t count_lines(const char *text, const char *begin) {
    size_t count = 0;
    for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
        count += strncmp(text, begin, strlen(begin)) == 0 ? 1 : 0;
    }
    return count;
}

static void test_annotations(void **state) {
    (void)state;
    struct ng_sample sample;
    struct ng_buffer buffer;
    ng_sample_init(&sample);
    struct ng_case_result *many = repeat(&sample, 2);
    struct ng_finding *finding = &many[0].findings.items[0];
    memset(finding->expected, 'x', sizeof finding->expected - 1);
    struct ng_report_options options = ng_sample_options(&sample);
    ng_buffer_init(&buffer);
    ng_github_report(&sample.result, &options, &buffer);
    assert_int_equal(count_lines(ng_buffer_string(&buffer), "::error "), NG_GITHUB_ANNOTATIONS_MAX);
    assert_int_equal(count_lines(ng_buffer_string(&buffer), "::"), NG_GITHUB_ANNOTATIONS_MAX + 1);
    assert_non_null(
        strstr(ng_buffer_string(&buffer),
               "::notice title=nogap::error: 3000 failed; not shown above: 2990 annotations\n"));
    ng_buffer_deinit(&buffer);
    free(many);
    sample.result.cases = sample.cases;
    ng_sample_deinit(&sample);
}

static void test_long_words_are_cut(void **state) {
    (void)state;
    struct ng_sample sample;
    struct ng_buffer buffer;
    ng_sample_init(&sample);
    struct ng_finding *finding = &sample.cases[1].findings.items[0];
    free(finding->query);
    finding->query = malloc(NG_GITHUB_WORDS_MAX * 3);
    assert_non_null(finding->query);
    for (size_t i = 0; i < (NG_GITHUB_WORDS_MAX * 3) - 1; i++) {
        finding->query[i] = (char)('a' + (i * i + i / 7) % 23);
    }
    finding->query[(NG_GITHUB_WORDS_MAX * 3) - 1] = '\0';
    struct ng_report_options options = ng_sample_options(&sample);
    ng_buffer_init(&buffer);
    ng_github_report(&sample.result, &options, &buffer);
    const char *line = ng_buffer_string(&buffer);
    while (strncmp(line, "::error title=nogap fail", 24) != 0) {
        line += strcspn(line, "\n") + 1;
    }
    size_t size = strcspn(line, "\n");
    assert_in_range(size, NG_GITHUB_WORDS_MAX, NG_GITHUB_WORDS_MAX + 200);
    assert_memory_equal(line + size - 3, "...", 3);
    ng_buffer_deinit(&buffer);
    ng_sample_deinit(&sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),       cmocka_unit_test(test_fence),
        cmocka_unit_test(test_cut),         cmocka_unit_test(test_a_long_url_is_cut),
        cmocka_unit_test(test_annotations), cmocka_unit_test(test_long_words_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
