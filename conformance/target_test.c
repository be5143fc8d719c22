#include "conformance/event_maker.h"
#include "conformance/monotonic.h"
#include "conformance/target.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SERVER "exec python3 -m http.server --bind 127.0.0.1 {port} "

struct fixture {
    char folder[64]; /* TMPDIR of the test, so that left-overs are seen */
    struct ng_target_options options;
    struct ng_target *target;
    char message[2000];
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (fixture == NULL) {
        return -1;
    }
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/nogap-target-test-XXXXXX");
    fixture->options = (struct ng_target_options){.ready_timeout = 20, .stop_timeout = 5};
    return mkdtemp(fixture->folder) == NULL || setenv("TMPDIR", fixture->folder, 1) != 0 ? -1 : 0;
}

/* Fails where anything is left in TMPDIR. */
static int tear_down(void **state) {
    struct fixture *fixture = *state;
    ng_target_free(fixture->target);
    int result = rmdir(fixture->folder);
    free(fixture);
    return result;
}

static void make(struct fixture *fixture, const char *command) {
    fixture->options.command = command;
    assert_int_equal(ng_target_new(&fixture->options, &fixture->target, fixture->message,
                                   sizeof fixture->message),
                     NG_OK);
}

static enum ng_status start(struct fixture *fixture, uint64_t events) {
    return ng_target_start(fixture->target, events, fixture->message, sizeof fixture->message);
}

static void expect_in_message(const struct fixture *fixture, const char *part) {
    if (strstr(fixture->message, part) == NULL) {
        fail_msg("%s is not in: %s", part, fixture->message);
    }
}

/* Reads a small file of the target's folder, which is the only one in TMPDIR. */
static void read_file(const struct fixture *fixture, const char *name, char *text, size_t size) {
    char path[400] = "";
    DIR *folder = opendir(fixture->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] != '.') {
            (void)snprintf(path, sizeof path, "%s/%s/%s", fixture->folder, entry->d_name, name);
        }
    }
    (void)closedir(folder);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    (void)fclose(file);
}

static void starts_and_stops_a_server(void **state) {
    struct fixture *fixture = *state;
    make(fixture, SERVER);
    assert_false(ng_target_has_log(fixture->target));
    double before = ng_monotonic_now();
    assert_int_equal(start(fixture, 3), NG_OK);
    print_message("ready after %.3f seconds\n", ng_monotonic_now() - before);
    assert_memory_equal(ng_target_url(fixture->target), "http://127.0.0.1:", 17);
    assert_int_equal(ng_target_append(fixture->target, 1), NG_NOT_FOUND);
    ng_target_stop(fixture->target);
    ng_target_stop(fixture->target);
}

/* Writes the group's number to a file, and starts a child that would outlive its shell. */
#define FAMILY "echo $$ > {log}.group; (trap '' TERM HUP; sleep 600) & " SERVER

static void expect_group_gone(const struct fixture *fixture) {
    char digits[20];
    read_file(fixture, "log.ndjson.group", digits, sizeof digits);
    pid_t group = (pid_t)strtol(digits, NULL, 10);
    assert_true(group > 1);
    double deadline = ng_monotonic_now() + 5;
    while (kill(-group, 0) == 0 && ng_monotonic_now() < deadline) {
        ng_monotonic_wait(0.005);
    }
    assert_int_equal(kill(-group, 0), -1);
    assert_int_equal(errno, ESRCH);
}

static void kills_what_does_not_end_by_itself(void **state) {
    struct fixture *fixture = *state;
    fixture->options.stop_timeout = 0.2;
    make(fixture, FAMILY);
    assert_int_equal(start(fixture, 1), NG_OK);
    double before = ng_monotonic_now();
    ng_target_stop(fixture->target);
    assert_true(ng_monotonic_now() - before < 4);
    expect_group_gone(fixture);
}

static void lets_a_server_end_by_itself(void **state) {
    struct fixture *fixture = *state;
    char text[4000];
    make(fixture, "trap 'echo goodbye; kill $!; exit' TERM; python3 -m http.server --bind "
                  "127.0.0.1 {port} & echo {log} > /dev/null; wait");
    assert_int_equal(start(fixture, 0), NG_OK);
    ng_target_stop(fixture->target);
    read_file(fixture, "output", text, sizeof text);
    assert_non_null(strstr(text, "goodbye"));
}

static void starts_again_on_a_new_log_and_port(void **state) {
    struct fixture *fixture = *state;
    char first_url[100];
    make(fixture, SERVER " --directory / # {log}");
    assert_true(ng_target_has_log(fixture->target));
    assert_int_equal(ng_target_append(fixture->target, 1), NG_NOT_FOUND);
    assert_int_equal(start(fixture, 4), NG_OK);
    (void)snprintf(first_url, sizeof first_url, "%s", ng_target_url(fixture->target));
    assert_int_equal(start(fixture, 1), NG_OK);
    assert_string_not_equal(ng_target_url(fixture->target), first_url);
    assert_int_equal(ng_target_append(fixture->target, 1), NG_OK);

    char log[4 * NG_MADE_EVENT_MAX];
    char expected[2 * NG_MADE_EVENT_MAX];
    size_t size = ng_make_event(0, 0, expected);
    (void)ng_make_event(0, 1, expected + size);
    read_file(fixture, "log.ndjson", log, sizeof log);
    assert_string_equal(log, expected);
}

static void copies_the_log_source(void **state) {
    struct fixture *fixture = *state;
    char log[100];
    make(fixture, SERVER " # {log}");
    assert_int_equal(start(fixture, NG_TARGET_SOURCE), NG_IO);
    ng_target_free(fixture->target);
    fixture->options.log_source = NOGAP_SOURCE_DIR "/fixtures/logs/one.ndjson";
    make(fixture, SERVER " # {log}");
    assert_int_equal(start(fixture, NG_TARGET_SOURCE), NG_OK);
    read_file(fixture, "log.ndjson", log, sizeof log);
    assert_true(log[0] == '{');
    ng_target_free(fixture->target);
    fixture->options.log_source = "/no/such/log";
    make(fixture, SERVER " # {log}");
    assert_int_equal(start(fixture, NG_TARGET_SOURCE), NG_IO);
    expect_in_message(fixture, "/no/such/log: No such file");
}

static void says_how_a_server_ended(void **state) {
    struct fixture *fixture = *state;
    make(fixture, "echo listening on {port} fails >&2; exit 3");
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    expect_in_message(fixture, "exit status 3");
    expect_in_message(fixture, " fails");
    ng_target_free(fixture->target);
    make(fixture, "kill -9 $$ {port}");
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    expect_in_message(fixture, "signal 9");
    expect_in_message(fixture, "it printed nothing");
    ng_target_free(fixture->target);
    make(fixture, "no-such-program {port}");
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    expect_in_message(fixture, "exit status 127");
    expect_in_message(fixture, "not found");
}

static void waits_no_longer_than_it_may(void **state) {
    struct fixture *fixture = *state;
    fixture->options.ready_timeout = 0.2;
    fixture->options.stop_timeout = 0.2;
    make(fixture, "echo waiting; sleep 600; echo {port}");
    double before = ng_monotonic_now();
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    assert_true(ng_monotonic_now() - before < 4);
    expect_in_message(fixture, "did not answer");
    expect_in_message(fixture, "needs a larger --timeout");
    expect_in_message(fixture, "waiting");
}

static double end_of_run;

static const char *ends_in_time(void *context) {
    (void)context;
    return ng_monotonic_now() > end_of_run ? "the time is over" : NULL;
}

static void ends_with_the_run(void **state) {
    struct fixture *fixture = *state;
    fixture->options.stop_timeout = 0.2;
    fixture->options.why_end = ends_in_time;
    make(fixture, "echo waiting; sleep 600; echo {port} {log}");
    double before = ng_monotonic_now();
    end_of_run = before + 0.2;
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    assert_true(ng_monotonic_now() - before < 4);
    expect_in_message(fixture, "the time is over before the server answered at http://127.0.0.1:");
    expect_in_message(fixture, "waiting");

    end_of_run = ng_monotonic_now() + 0.1;
    assert_int_equal(start(fixture, UINT64_MAX - 1), NG_STOPPED);
    assert_string_equal(fixture->message, "the time is over while {log} was written");
    end_of_run = ng_monotonic_now() + 20;
    ng_target_free(fixture->target);
    make(fixture, SERVER " # {log}");
    assert_int_equal(start(fixture, 1), NG_OK);
    end_of_run = 0;
    assert_int_equal(ng_target_append(fixture->target, UINT64_MAX), NG_STOPPED);
}

static void refuses_what_cannot_work(void **state) {
    struct fixture *fixture = *state;
    fixture->options.command = "serve";
    char *message = fixture->message;
    size_t size = sizeof fixture->message;
    assert_int_equal(ng_target_new(&fixture->options, &fixture->target, message, size),
                     NG_MALFORMED);
    expect_in_message(fixture, "{port}");
    fixture->options.command = SERVER;
    assert_int_equal(setenv("TMPDIR", "/no/such/folder", 1), 0);
    assert_int_equal(ng_target_new(&fixture->options, &fixture->target, message, size), NG_IO);
    expect_in_message(fixture, "No such file");

    char spaced[100];
    (void)snprintf(spaced, sizeof spaced, "%s/a b", fixture->folder);
    assert_int_equal(mkdir(spaced, 0700), 0);
    assert_int_equal(setenv("TMPDIR", spaced, 1), 0);
    assert_int_equal(ng_target_new(&fixture->options, &fixture->target, message, size), NG_IO);
    expect_in_message(fixture, "shell");
    assert_int_equal(rmdir(spaced), 0);
    assert_null(fixture->target);
}

static void hands_no_descriptors_on(void **state) {
    struct fixture *fixture = *state;
    int leak = open("/dev/null", O_RDONLY);
    assert_true(leak > 2);
    char command[100];
    (void)snprintf(command, sizeof command,
                   "if [ -e /dev/fd/%d ]; then exit 9; fi; exit 4 # {port}", leak);
    make(fixture, command);
    assert_int_equal(start(fixture, 0), NG_UNREACHABLE);
    expect_in_message(fixture, "exit status 4");
    (void)close(leak);
}

static void kills_all_from_a_handler(void **state) {
    struct fixture *fixture = *state;
    fixture->options.stop_timeout = 20;
    make(fixture, FAMILY);
    assert_int_equal(start(fixture, 0), NG_OK);
    ng_target_kill_all();
    double before = ng_monotonic_now();
    ng_target_stop(fixture->target);
    assert_true(ng_monotonic_now() - before < 10);
    expect_group_gone(fixture);
}

#define CHECK(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHECK(starts_and_stops_a_server),   CHECK(kills_what_does_not_end_by_itself),
        CHECK(lets_a_server_end_by_itself), CHECK(starts_again_on_a_new_log_and_port),
        CHECK(copies_the_log_source),       CHECK(says_how_a_server_ended),
        CHECK(waits_no_longer_than_it_may), CHECK(refuses_what_cannot_work),
        CHECK(hands_no_descriptors_on),     CHECK(kills_all_from_a_handler),
        CHECK(ends_with_the_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
