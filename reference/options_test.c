#include "reference/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MAX_ARGUMENTS 8

/* Splits at spaces; `line` is overwritten. */
static enum ref_status parse(char *line, struct ref_options *options,
                             char message[REF_OPTIONS_MESSAGE_SIZE]) {
    char *arguments[MAX_ARGUMENTS] = {line};
    int count = 1;
    for (char *at = strchr(line, ' '); at != NULL; at = strchr(at, ' ')) {
        *at = '\0';
        at++;
        assert_true(count < MAX_ARGUMENTS);
        arguments[count] = at;
        count++;
    }
    return ref_options_parse(count, arguments, options, message);
}

static void expect_serve(const char *line, const char *address, unsigned port, unsigned threads,
                         const char *path) {
    char copy[256];
    char message[REF_OPTIONS_MESSAGE_SIZE] = "";
    struct ref_options options;
    (void)strncpy(copy, line, sizeof copy);
    if (parse(copy, &options, message) != REF_OK) {
        fail_msg("%s: %s", line, message);
    }
    assert_int_equal(options.command, REF_COMMAND_SERVE);
    assert_string_equal(options.bind, address);
    assert_int_equal(options.port, port);
    assert_int_equal(options.threads, threads);
    assert_string_equal(options.path, path);
}

static void expect_refusal(const char *line, const char *expected) {
    char copy[256];
    char message[REF_OPTIONS_MESSAGE_SIZE] = "";
    struct ref_options options;
    (void)strncpy(copy, line, sizeof copy);
    assert_int_equal(parse(copy, &options, message), REF_ERROR_USAGE);
    assert_string_equal(message, expected);
}

static void reads_flags_in_both_spellings(void **state) {
    (void)state;
    expect_serve("p log", "127.0.0.1", 52415, 1, "log");
    expect_serve("p --bind ::1 --port 0 --threads 4 log", "::1", 0, 4, "log");
    expect_serve("p log --bind=0.0.0.0 --port=65535 --threads=64", "0.0.0.0", 65535, 64, "log");
    expect_serve("p -- --log", "127.0.0.1", 52415, 1, "--log");
}

static void refuses_what_it_does_not_know(void **state) {
    (void)state;
    expect_refusal("p", "the log file is missing: write 'nogap-server LOG.ndjson', or see --help");
    expect_refusal("p --port", "a value is missing behind '--port'; see --help");
    expect_refusal("p log --threads", "a value is missing behind '--threads'; see --help");
    expect_refusal("p log --bind", "a value is missing behind '--bind'; see --help");
    expect_refusal("p --ports 1 log", "there is no option '--ports'; see --help");
    expect_refusal("p -x log", "there is no option '-x'; see --help");
    expect_refusal("p --port 65536 log", "--port takes a number from 0 to 65535, not '65536'");
    expect_refusal("p --port 99999999999999999999 log",
                   "--port takes a number from 0 to 65535, not '99999999999999999999'");
    expect_refusal("p --port -1 log", "--port takes a number from 0 to 65535, not '-1'");
    expect_refusal("p --port= log", "--port takes a number from 0 to 65535, not ''");
    expect_refusal("p --threads 0 log", "--threads takes a number from 1 to 64, not '0'");
    expect_refusal("p --threads 65 log", "--threads takes a number from 1 to 64, not '65'");
    expect_refusal("p --threads 2x log", "--threads takes a number from 1 to 64, not '2x'");
    expect_refusal("p one two", "one log file is served at a time, and 'two' is a second one");
}

static void cuts_what_is_long(void **state) {
    char line[1024];
    char message[REF_OPTIONS_MESSAGE_SIZE];
    struct ref_options options;
    (void)state;
    memset(line, 'x', sizeof line);
    memcpy(line, "p --", 4);
    line[sizeof line - 1] = '\0';
    assert_int_equal(parse(line, &options, message), REF_ERROR_USAGE);
    assert_non_null(strstr(message, "xxx'; see --help"));
}

static void help_and_version_win_over_the_rest(void **state) {
    char help[] = "p --port 1 --help --nonsense";
    char short_help[] = "p -h";
    char version[] = "p --version";
    char short_version[] = "p log -V";
    char message[REF_OPTIONS_MESSAGE_SIZE];
    struct ref_options options;
    (void)state;
    assert_int_equal(parse(help, &options, message), REF_OK);
    assert_int_equal(options.command, REF_COMMAND_HELP);
    assert_int_equal(parse(short_help, &options, message), REF_OK);
    assert_int_equal(options.command, REF_COMMAND_HELP);
    assert_int_equal(parse(version, &options, message), REF_OK);
    assert_int_equal(options.command, REF_COMMAND_VERSION);
    assert_int_equal(parse(short_version, &options, message), REF_OK);
    assert_int_equal(options.command, REF_COMMAND_VERSION);
}

static void needs_no_program_name(void **state) {
    char *none[] = {NULL, NULL};
    char message[REF_OPTIONS_MESSAGE_SIZE];
    struct ref_options options;
    (void)state;
    assert_int_equal(ref_options_parse(0, none, &options, message), REF_ERROR_USAGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_flags_in_both_spellings),
        cmocka_unit_test(refuses_what_it_does_not_know),
        cmocka_unit_test(cuts_what_is_long),
        cmocka_unit_test(help_and_version_win_over_the_rest),
        cmocka_unit_test(needs_no_program_name),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
