#include "conformance/tail/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char url[] = "http://127.0.0.1:52415/\"events";
static char profile[] = "exo";
static char output[] = "/var/log/events.ndjson";

static char *print(const struct ng_tail_record *record) {
    char *text = NULL;
    assert_int_equal(ng_tail_record_print(record, &text), NG_OK);
    return text;
}

static void test_what_is_written_is_read_again(void **state) {
    (void)state;
    struct ng_tail_record found;
    const struct ng_tail_record record = {.url = url,
                                          .profile = profile,
                                          .cursor = UINT64_MAX,
                                          .last = {1, UINT64_MAX},
                                          .last_count = 2,
                                          .output = output,
                                          .bytes = UINT64_MAX - 1};
    char *text = print(&record);
    assert_int_equal(ng_tail_record_parse(text, &found), NG_OK);
    assert_string_equal(found.url, url);
    assert_string_equal(found.profile, profile);
    assert_string_equal(found.output, output);
    assert_true(found.cursor == record.cursor);
    assert_true(found.bytes == record.bytes);
    assert_int_equal(found.last_count, 2);
    assert_memory_equal(found.last, record.last, sizeof found.last);
    ng_tail_record_deinit(&found);
    free(text);
}

static void test_the_form_is_that_of_the_manual(void **state) {
    (void)state;
    const struct ng_tail_record record = {.url = profile, .profile = profile, .cursor = 12};
    char *text = print(&record);
    assert_string_equal(text, "{\"nogap-tail\":1,\"url\":\"exo\",\"profile\":\"exo\","
                              "\"cursor\":\"12\",\"last\":[],\"output\":null}\n");
    free(text);
}

static void test_a_file_that_was_cut_anywhere_is_refused(void **state) {
    (void)state;
    struct ng_tail_record found = {.cursor = 7};
    const struct ng_tail_record record = {
        .url = url, .profile = profile, .cursor = 12, .last_count = 1, .output = output};
    char *text = print(&record);
    for (size_t size = strlen(text); size-- > 0;) {
        text[size] = '\0';
        assert_int_equal(ng_tail_record_parse(text, &found), NG_MALFORMED);
    }
    assert_int_equal(found.cursor, 7);
    free(text);
}

static void test_other_files_are_refused(void **state) {
    (void)state;
#define START "{\"nogap-tail\":1,\"url\":\"u\",\"profile\":\"p\","
    static const char *const texts[] = {
        "hello\n",
        "{}\n",
        "[]\n",
        "{\"nogap-tail\":2,\"url\":\"u\",\"profile\":\"p\",\"cursor\":\"1\",\"last\":[],"
        "\"output\":null}\n",
        START "\"cursor\":1,\"last\":[],\"output\":null}\n",
        START "\"cursor\":\"-1\",\"last\":[],\"output\":null}\n",
        START "\"cursor\":\"1\",\"output\":null}\n",
        START "\"cursor\":\"1\",\"last\":[]}\n",
        START "\"cursor\":\"1\",\"last\":[\"1\"],\"output\":null}\n",
        START "\"cursor\":\"1\",\"last\":[\"000000000000000g\"],\"output\":null}\n",
        START "\"cursor\":\"0\",\"last\":[\"0000000000000001\"],\"output\":null}\n",
        START "\"cursor\":\"1\",\"last\":[],\"output\":{\"path\":\"a\"}}\n",
        START "\"cursor\":\"1\",\"last\":[],\"output\":{\"bytes\":\"1\"}}\n",
        START "\"cursor\":\"1\",\"last\":[],\"output\":null} more\n",
    };
    struct ng_tail_record found;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (ng_tail_record_parse(texts[i], &found) != NG_MALFORMED) {
            fail_msg("it was read: %s", texts[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read_again),
        cmocka_unit_test(test_the_form_is_that_of_the_manual),
        cmocka_unit_test(test_a_file_that_was_cut_anywhere_is_refused),
        cmocka_unit_test(test_other_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
