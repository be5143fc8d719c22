#include "conformance/append_command.h"

#include "conformance/monotonic.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    char folder[64]; /* TMPDIR and FOLDER of the test, so that left-overs are seen */
    struct ng_append_command_options options;
    struct ng_append_command *command;
    char message[300];
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (fixture == NULL) {
        return -1;
    }
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/nogap-append-test-XXXXXX");
    fixture->options.timeout = 20;
    return mkdtemp(fixture->folder) == NULL || setenv("TMPDIR", fixture->folder, 1) != 0 ||
                   setenv("NOGAP_COUNT", "outer", 1) != 0
               ? -1
               : 0;
}

/* Fails where anything is left in TMPDIR. */
static int tear_down(void **state) {
    struct fixture *fixture = *state;
    ng_append_command_free(fixture->command);
    int result = rmdir(fixture->folder);
    free(fixture);
    return result;
}

static enum ng_status run(struct fixture *fixture, const char *command, uint64_t count) {
    fixture->options.command = command;
    fixture->message[0] = '\0';
    ng_append_command_free(fixture->command);
    assert_int_equal(ng_append_command_new(&fixture->options, &fixture->command), NG_OK);
    return ng_append_command_run(fixture->command, count, fixture->message,
                                 sizeof fixture->message);
}

static void expect_words(const struct fixture *fixture, const char *part) {
    if (strstr(fixture->message, part) == NULL) {
        fail_msg("%s is not in: %s", part, fixture->message);
    }
    assert_null(strpbrk(fixture->message, "\r\n\x1b"));
}

static void gives_the_count(void **state) {
    assert_int_equal(run(*state, "test \"$NOGAP_COUNT\" = 7", 7), NG_OK);
    assert_int_equal(run(*state, "test \"$NOGAP_COUNT\" = 7", 8), NG_IO);
    assert_int_equal(run(*state, "test \"$NOGAP_COUNT\" = 18446744073709551615", UINT64_MAX),
                     NG_OK);
    assert_int_equal(run(*state, "test \"$(env | grep -c NOGAP_COUNT)\" = 1", 8), NG_OK);
    assert_int_equal(run(*state, "test -n \"$PATH\"", 8), NG_OK);
    assert_string_equal(getenv("NOGAP_COUNT"), "outer");
}

static void quotes_the_last_line_of_a_failure(void **state) {
    assert_int_equal(run(*state, "echo first; printf 'no such \\033table\\n' >&2; exit 3", 1),
                     NG_IO);
    expect_words(*state,
                 "the append command ended with exit status 3; it printed last: no such ?table");
    assert_int_equal(run(*state, "kill -9 $$", 1), NG_IO);
    expect_words(*state, "ended with signal 9, and printed nothing");
    assert_int_equal(run(*state, "/nowhere/at/all", 1), NG_IO);
    expect_words(*state, "exit status 127");
}

static void cuts_a_command_that_hangs(void **state) {
    struct fixture *fixture = *state;
    fixture->options.timeout = 0.2;
    double before = ng_monotonic_now();
    assert_int_equal(run(fixture, "echo waiting; trap '' TERM; while :; do sleep 1; done", 1),
                     NG_IO);
    expect_words(fixture, "did not end within 0.2 seconds; it printed last: waiting");
    assert_true(ng_monotonic_now() - before < 10);
}

/* A child that the command leaves behind holds a file open only as long as it lives. */
static void leaves_nobody_behind(void **state) {
    struct fixture *fixture = *state;
    char command[200];
    char path[100];
    (void)snprintf(path, sizeof path, "%s/pid", fixture->folder);
    (void)snprintf(command, sizeof command, "sleep 600 & echo $! > %s", path);
    assert_int_equal(run(fixture, command, 1), NG_OK);
    FILE *file = fopen(path, "r");
    char digits[20] = "";
    assert_non_null(file);
    assert_non_null(fgets(digits, sizeof digits, file));
    (void)fclose(file);
    (void)unlink(path);
    pid_t child = (pid_t)strtol(digits, NULL, 10);
    assert_true(child > 1);
    assert_int_equal(kill(child, 0), -1);
    assert_int_equal(errno, ESRCH);
}

static bool never(void *context) {
    (void)context;
    return false;
}

static void ends_with_the_run(void **state) {
    struct fixture *fixture = *state;
    fixture->options.goes_on = never;
    assert_int_equal(run(fixture, "sleep 600", 1), NG_STOPPED);
    expect_words(fixture, "together with the run");
}

static void says_where_no_folder_can_be_made(void **state) {
    struct fixture *fixture = *state;
    struct ng_append_command *command = NULL;
    fixture->options.command = "true";
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_int_equal(ng_append_command_new(&fixture->options, &command), NG_IO);
    assert_int_equal(errno, ENOENT);
    assert_null(command);
}

#define CHECK(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHECK(gives_the_count),           CHECK(quotes_the_last_line_of_a_failure),
        CHECK(cuts_a_command_that_hangs), CHECK(leaves_nobody_behind),
        CHECK(ends_with_the_run),         CHECK(says_where_no_folder_can_be_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
