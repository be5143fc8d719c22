#include "conformance/cli/written_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ARGUMENTS_MAX 16

static char folder[] = "/tmp/nogap-written-XXXXXX";
static struct ng_message message;

/* Checks a command line whose arguments are parted by bars. */
static enum ng_status check(const char *line) {
    static char program[] = "nogap";
    static char copy[256];
    char *arguments[ARGUMENTS_MAX] = {program};
    struct ng_options options;
    int count = 1;
    (void)snprintf(copy, sizeof copy, "%s", line);
    for (char *at = copy; at != NULL; count++) {
        char *bar = strchr(at, '|');
        arguments[count] = at;
        at = bar != NULL ? bar + 1 : NULL;
        if (bar != NULL) {
            *bar = '\0';
        }
    }
    message.text[0] = '\0';
    assert_int_equal(ng_options_parse(count, arguments, &options, &message), NG_OK);
    return ng_written_files_check(&options, &message);
}

static void check_refused(const char *line, const char *words) {
    assert_int_equal(check(line), NG_MALFORMED);
    assert_non_null(strstr(message.text, words));
}

static void make_file(const char *name) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static int enter_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return -1;
    }
    make_file("there");
    make_file("other");
    return mkdir("in", 0700) != 0 || symlink("there", "link") != 0 || symlink(".", "loop") != 0 ||
           mkfifo("pipe", 0600) != 0;
}

static int leave_folder(void **state) {
    static const char *const names[] = {"there", "other", "link", "loop", "pipe"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)unlink(names[i]);
    }
    (void)rmdir("in");
    return chdir("/") != 0 || rmdir(folder) != 0;
}

static void test_each_result_has_a_file_of_its_own(void **state) {
    (void)state;
    check_refused("http://h/|--report|json=x|--report|tap=x", "--report 'x' and --report 'x'");
    check_refused("http://h/|--report|json=y|--report|tap=x|--trace|x", "--trace 'x'");
    check_refused("http://h/|--trace|x|--write-waivers|x", "are one file; give each its own");
    assert_int_equal(check("http://h/|--report|json=x|--report|tap=y|--trace|z"), NG_OK);
    assert_int_equal(check("http://h/|--report|json|--report|tap=-|--report|text=x"), NG_OK);
}

static void test_no_result_takes_the_place_of_what_is_read(void **state) {
    (void)state;
    check_refused("judge|x|--report|json=x", "--report 'x' and the trace 'x'");
    check_refused("run|--launch|s {log}|--log|there|--trace|there", "--log 'there'");
    check_refused("run|--launch|s {log}|--log|there|--write-waivers|there", "--log 'there'");
    check_refused("http://h/|--waivers|there|--report|json=there", "--waivers 'there'");
    check_refused("http://h/|--header-file|other|--trace|other", "--header-file 'other'");
    check_refused("http://h/|--profile|./other|--trace|other", "--profile './other'");
    check_refused("tail|http://h/|--header-file|other|-o|other", "--output 'other'");
    check_refused("matrix|a=there|b=other|--html|other", "the report 'other'");
    assert_int_equal(check("http://h/|--waivers|there|--write-waivers|there"), NG_OK);
    assert_int_equal(check("http://h/|--profile|exo|--trace|exo"), NG_OK);
    assert_int_equal(check("matrix|there=other|--html|there"), NG_OK);
    assert_int_equal(check("http://h/|--waivers|there|--header-file|there"), NG_OK);
}

static void test_one_file_is_spelled_in_many_ways(void **state) {
    (void)state;
    static const char *const there[] = {"./there", "in/../there", "link", "loop/there"};
    static const char *const new[] = {"./new", "in/../new", "loop/new"};
    char line[256];
    for (size_t i = 0; i < sizeof there / sizeof there[0]; i++) {
        (void)snprintf(line, sizeof line, "http://h/|--trace|there|--report|json=%s", there[i]);
        check_refused(line, there[i]);
    }
    for (size_t i = 0; i < sizeof new / sizeof new[0]; i++) {
        (void)snprintf(line, sizeof line, "http://h/|--trace|new|--report|json=%s", new[i]);
        check_refused(line, new[i]);
    }
    (void)snprintf(line, sizeof line, "http://h/|--trace|new|--report|json=%s/new", folder);
    check_refused(line, folder);
    assert_int_equal(check("http://h/|--trace|new|--report|json=in/new"), NG_OK);
    assert_int_equal(check("http://h/|--trace|new|--report|json=nowhere/new"), NG_OK);
    assert_int_equal(check("http://h/|--trace|there|--report|json=other"), NG_OK);
    assert_int_equal(check("http://h/|--trace|there|--report|json=in/there"), NG_OK);
}

static void test_pipes_take_more_than_one(void **state) {
    (void)state;
    check_refused("http://h/|--trace|pipe|--report|json=pipe", "'pipe'");
    assert_int_equal(check("http://h/|--trace|pipe|--report|json=./pipe"), NG_OK);
    check_refused("run|--launch|s {log}|--log|pipe", "--log 'pipe' is no regular file");
    check_refused("run|--launch|s {log}|--log|in", "--log 'in' is no regular file");
    assert_int_equal(check("run|--launch|s {log}|--log|link"), NG_OK);
    assert_int_equal(check("run|--launch|s {log}|--log|new"), NG_OK);
}

static void test_the_standard_output_takes_one_result(void **state) {
    (void)state;
    check_refused("http://h/|--trace|-", "--trace -: expected a file");
    check_refused("http://h/|--write-waivers|-", "--write-waivers -: the standard output holds");
    check_refused("http://h/|--report|json|--write-waivers|-", "--write-waivers -");
    check_refused("http://h/|--report|tap=x|--report|json=-|--write-waivers|-", "--write-waivers");
    check_refused("judge|t|--write-waivers|-", "--write-waivers -");
    assert_int_equal(check("http://h/|--report|json=x|--write-waivers|-"), NG_OK);
    assert_int_equal(check("judge|t|--report|json=x|--write-waivers|-"), NG_OK);
    assert_int_equal(check("matrix|a|--html|-"), NG_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_result_has_a_file_of_its_own),
        cmocka_unit_test(test_no_result_takes_the_place_of_what_is_read),
        cmocka_unit_test(test_one_file_is_spelled_in_many_ways),
        cmocka_unit_test(test_pipes_take_more_than_one),
        cmocka_unit_test(test_the_standard_output_takes_one_result),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
