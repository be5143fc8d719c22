#include "conformance/cli/fields.h"

#include "conformance/cli/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct ng_fields fields;
static struct ng_message message;

/* A file with that content; its path is static. */
static const char *write_file(const char *content, size_t size) {
    static char path[64];
    (void)snprintf(path, sizeof path, "/tmp/nogap-fields-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, content, size), size);
    assert_int_equal(close(descriptor), 0);
    return path;
}

static enum ng_status collect(enum ng_field_source source, const char *text) {
    struct ng_options options = {.fields = {{.source = source, .text = text}}, .field_count = 1};
    message.text[0] = '\0';
    return ng_fields_collect(&options, &fields, &message);
}

static enum ng_status collect_file(const char *content) {
    const char *path = write_file(content, strlen(content));
    enum ng_status status = collect(NG_FIELD_FILE, path);
    assert_int_equal(unlink(path), 0);
    return status;
}

static void test_collects_in_order_from_all_sources(void **state) {
    (void)state;
    static const char lines[] = "# a comment\n\n  \nB: two\r\nC: three";
    const char *path = write_file(lines, sizeof lines - 1);
    struct ng_options options = {.fields = {{NG_FIELD_GIVEN, "A: one"},
                                            {NG_FIELD_FILE, path},
                                            {NG_FIELD_ENVIRONMENT, "NOGAP_TEST_FIELD"}},
                                 .field_count = 3};
    assert_int_equal(setenv("NOGAP_TEST_FIELD", "D: four", 1), 0);
    assert_int_equal(ng_fields_collect(&options, &fields, &message), NG_OK);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(fields.count, 4);
    static const char *const values[] = {"one", "two", "three", "four"};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(fields.items[i].name[0], 'A' + (int)i);
        assert_ptr_equal(fields.names[i], fields.items[i].name);
        assert_string_equal(fields.items[i].value, values[i]);
    }
    ng_fields_deinit(&fields);
    assert_int_equal(fields.count, 0);
}

static void test_a_byte_order_mark_is_no_part_of_a_name(void **state) {
    (void)state;
    assert_int_equal(collect_file("\xef\xbb\xbf"
                                  "A: one\nB: two\n"),
                     NG_OK);
    assert_int_equal(fields.count, 2);
    assert_string_equal(fields.items[0].name, "A");
    ng_fields_deinit(&fields);
    assert_int_equal(collect_file("\xef\xbb\xbf# a comment\n"), NG_OK);
    assert_int_equal(fields.count, 0);
    assert_int_equal(collect_file("A: one\n\xef\xbb\xbf"
                                  "B: two\n"),
                     NG_MALFORMED);
}

static void test_says_what_is_wrong_and_no_value(void **state) {
    (void)state;
    assert_int_equal(collect_file("A: one\n\ncanary\n"), NG_MALFORMED);
    assert_non_null(strstr(message.text, ", line 3: "));
    assert_null(strstr(message.text, "canary"));
    assert_int_equal(setenv("NOGAP_TEST_FIELD", "canary", 1), 0);
    assert_int_equal(collect(NG_FIELD_ENVIRONMENT, "NOGAP_TEST_FIELD"), NG_MALFORMED);
    assert_non_null(strstr(message.text, "--header-env NOGAP_TEST_FIELD: "));
    assert_null(strstr(message.text, "canary"));
    assert_int_equal(setenv("NOGAP_TEST_FIELD", "", 1), 0);
    assert_int_equal(collect(NG_FIELD_ENVIRONMENT, "NOGAP_TEST_FIELD"), NG_MALFORMED);
    assert_non_null(strstr(message.text, "empty"));
    assert_int_equal(unsetenv("NOGAP_TEST_FIELD"), 0);
    assert_int_equal(collect(NG_FIELD_ENVIRONMENT, "NOGAP_TEST_FIELD"), NG_MALFORMED);
    assert_non_null(strstr(message.text, "not set"));
}

static void test_files_that_cannot_be_used(void **state) {
    (void)state;
    assert_int_equal(collect(NG_FIELD_FILE, "/no/such/file"), NG_IO);
    assert_non_null(strstr(message.text, "/no/such/file cannot be opened: "));
    assert_int_equal(collect(NG_FIELD_FILE, "/"), NG_IO);
    assert_non_null(strstr(message.text, "/ cannot be read: "));
    const char *path = write_file("A: \0one\n", 8);
    assert_int_equal(collect(NG_FIELD_FILE, path), NG_MALFORMED);
    assert_non_null(strstr(message.text, "NUL"));
    assert_int_equal(truncate(path, (off_t)NG_FILE_BYTES_MAX + 1), 0);
    assert_int_equal(collect(NG_FIELD_FILE, path), NG_TOO_LARGE);
    assert_int_equal(unlink(path), 0);
}

static void test_there_is_an_end_to_fields(void **state) {
    (void)state;
    char lines[(NG_FIELDS_MAX + 1) * 5 + 1];
    for (size_t i = 0; i <= NG_FIELDS_MAX; i++) {
        memcpy(lines + i * 5, "A: b\n", 6);
    }
    assert_int_equal(collect_file(lines), NG_TOO_LARGE);
    assert_non_null(strstr(message.text, "more than 256 fields"));
    lines[(size_t)NG_FIELDS_MAX * 5] = '\0';
    assert_int_equal(collect_file(lines), NG_OK);
    ng_fields_deinit(&fields);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_collects_in_order_from_all_sources),
        cmocka_unit_test(test_a_byte_order_mark_is_no_part_of_a_name),
        cmocka_unit_test(test_says_what_is_wrong_and_no_value),
        cmocka_unit_test(test_files_that_cannot_be_used),
        cmocka_unit_test(test_there_is_an_end_to_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
