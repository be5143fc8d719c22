#include "conformance/cli/file.h"

#include "conformance/field.h"
#include "conformance/monotonic.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/nogap-file-XXXXXX";
static char pipe_path[64];
static char *bytes;
static size_t size;
static struct ng_message message;

/* The clock of these tests: time passes only where somebody waits. */
static double passed;
static int writer;
static void (*act)(double now);

double ng_monotonic_now(void) {
    return passed;
}

void ng_monotonic_wait(double seconds) {
    passed += seconds;
    if (act != NULL) {
        act(passed);
    }
}

static enum ng_status read_from(const char *path, void (*acts)(double now)) {
    message.text[0] = '\0';
    bytes = NULL;
    passed = 0;
    act = acts;
    return ng_file_read(path, 8, &bytes, &size, &message);
}

static void check_read(const char *expected) {
    assert_string_equal(bytes, expected);
    assert_int_equal(size, strlen(expected));
    ng_secret_free(bytes);
}

static int make_pipe(void **state) {
    (void)state;
    writer = -1;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(pipe_path, sizeof pipe_path, "%s/pipe", folder);
    return mkfifo(pipe_path, 0600);
}

static int remove_pipe(void **state) {
    (void)state;
    return unlink(pipe_path) != 0 || rmdir(folder) != 0;
}

static void test_a_pipe_without_a_writer(void **state) {
    (void)state;
    assert_int_equal(read_from(pipe_path, NULL), NG_IO);
    assert_non_null(strstr(message.text, "pipe: nobody wrote to this pipe for 30 seconds"));
    assert_null(bytes);
}

static void test_a_writer_who_says_nothing(void **state) {
    (void)state;
    int silent = open(pipe_path, O_RDWR);
    assert_true(silent >= 0);
    assert_int_equal(read_from(pipe_path, NULL), NG_IO);
    assert_non_null(strstr(message.text, "nobody wrote"));
    assert_int_equal(close(silent), 0);
}

/* Comes after 20 seconds, writes twice and goes. */
static void write_slowly(double now) {
    if (writer < 0 && now > 20 && now < 21) {
        writer = open(pipe_path, O_WRONLY | O_NONBLOCK);
        assert_int_equal(write(writer, "one", 3), 3);
    }
    if (writer >= 0 && now > 45) {
        assert_int_equal(write(writer, "two", 3), 3);
        assert_int_equal(close(writer), 0);
        writer = -1;
    }
}

static void test_a_slow_writer(void **state) {
    (void)state;
    assert_int_equal(read_from(pipe_path, write_slowly), NG_OK);
    check_read("onetwo");
}

/* What a shell's <(...) gives: a pipe that is open, and whose writer may be gone. */
static void test_a_pipe_that_was_handed_over(void **state) {
    (void)state;
    static const char *const texts[] = {"", "12345678"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int ends[2];
        char path[32];
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], texts[i], strlen(texts[i])), strlen(texts[i]));
        assert_int_equal(close(ends[1]), 0);
        (void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
        assert_int_equal(read_from(path, NULL), NG_OK);
        check_read(texts[i]);
        assert_true(passed < 1);
        assert_int_equal(close(ends[0]), 0);
    }
}

static void test_what_is_no_small_text(void **state) {
    (void)state;
    assert_int_equal(read_from("/dev/zero", NULL), NG_TOO_LARGE);
    assert_non_null(strstr(message.text, "more than 8 bytes"));
    assert_int_equal(read_from(folder, NULL), NG_IO);
    assert_non_null(strstr(message.text, "Is a directory"));
    assert_int_equal(read_from("/dev/null", NULL), NG_OK);
    check_read("");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pipe_without_a_writer),
        cmocka_unit_test(test_a_writer_who_says_nothing),
        cmocka_unit_test(test_a_slow_writer),
        cmocka_unit_test(test_a_pipe_that_was_handed_over),
        cmocka_unit_test(test_what_is_no_small_text),
    };
    (void)alarm(60);
    return cmocka_run_group_tests(tests, make_pipe, remove_pipe);
}
