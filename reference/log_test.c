/* The log over a real file, and asked by several threads. */
#include "reference/body.h"
#include "reference/log.h"
#include "reference/log_file.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define READERS 2
#define APPENDS 2000

struct fixture {
    char folder[64];
    char path[96];
    struct ref_log_file *file;
    struct ref_log *log;
    struct ref_problem problem;
    char said[4096];
};

static void remember(void *context, const char *line) {
    struct fixture *fixture = context;
    size_t used = strlen(fixture->said);
    (void)snprintf(fixture->said + used, sizeof fixture->said - used, "%s\n", line);
}

static void write_file(const char *path, const char *mode, const char *text) {
    FILE *file = fopen(path, mode);
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct timespec changed_at(const struct stat *state) {
#ifdef __APPLE__
    return state->st_mtimespec;
#else
    return state->st_mtim;
#endif
}

static void open_log(struct fixture *fixture) {
    struct ref_voice voice = {remember, fixture};
    assert_int_equal(ref_log_file_new(fixture->path, &fixture->file), REF_OK);
    assert_int_equal(ref_log_new(ref_log_file_source(fixture->file), "the log", voice,
                                 &fixture->log, &fixture->problem),
                     REF_OK);
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL) {
        return -1;
    }
    (void)snprintf(fixture->folder, sizeof fixture->folder, "/tmp/nogap-log-test-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL) {
        free(fixture);
        return -1;
    }
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/log.ndjson", fixture->folder);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    ref_log_free(fixture->log);
    ref_log_file_free(fixture->file);
    (void)unlink(fixture->path);
    (void)rmdir(fixture->path);
    (void)rmdir(fixture->folder);
    free(fixture);
    return 0;
}

static void expect_body(struct fixture *fixture, const char *expected) {
    struct ref_snapshot snapshot = ref_log_snapshot(fixture->log);
    struct ref_answer answer = {.has_events = true, .range = {0, snapshot.count}};
    struct ref_body body;
    char text[256];
    ref_body_make(&answer, &snapshot, &body);
    assert_true(body.size < sizeof text);
    ref_body_copy(&body, text);
    text[body.size] = '\0';
    assert_string_equal(text, expected);
    ref_snapshot_release(&snapshot);
}

static void follows_a_file(void **state) {
    struct fixture *fixture = *state;
    write_file(fixture->path, "w", "1\n2\n");
    open_log(fixture);
    assert_int_equal(fixture->problem.status, REF_OK);
    expect_body(fixture, "[1,2]");
    write_file(fixture->path, "a", "3\n4");
    expect_body(fixture, "[1,2,3]");
    write_file(fixture->path, "a", "5\n");
    expect_body(fixture, "[1,2,3,45]");
    assert_string_equal(fixture->said, "");
}

static void says_once_what_changed(void **state) {
    struct fixture *fixture = *state;
    write_file(fixture->path, "w", "1\n");
    open_log(fixture);
    write_file(fixture->path, "a", "x\n");
    expect_body(fixture, "[1]");
    expect_body(fixture, "[1]");
    write_file(fixture->path, "r+", "1\n2\n");
    expect_body(fixture, "[1,2]");
    write_file(fixture->path, "w", "3\n4\n");
    expect_body(fixture, "[3,4]");
    assert_int_equal(unlink(fixture->path), 0);
    expect_body(fixture, "[3,4]");
    expect_body(fixture, "[3,4]");
    write_file(fixture->path, "w", "5\n6\n7\n");
    expect_body(fixture, "[5,6,7]");
    assert_string_equal(
        fixture->said,
        "the log:2:1: this is not the start of a JSON value; the 1 event before it is served "
        "meanwhile\n"
        "the log: mended; the log goes on\n"
        "the log: truncated or replaced; a new log is served, from its first event on\n"
        "the log: no such file; the 2 events read so far are served meanwhile\n"
        "the log: truncated or replaced; a new log is served, from its first event on\n"
        "the log: mended; the log goes on\n");
}

/* The file's time goes back to what it was: so does a second change within one tick of a coarse
 * clock look. */
static void sees_a_line_mended_in_the_same_tick(void **state) {
    struct fixture *fixture = *state;
    struct stat before;
    write_file(fixture->path, "w", "1\n[2}\n");
    assert_int_equal(stat(fixture->path, &before), 0);
    open_log(fixture);
    expect_body(fixture, "[1]");
    write_file(fixture->path, "r+", "1\n[2]\n");
    struct timespec back[2] = {{.tv_nsec = UTIME_OMIT}, changed_at(&before)};
    assert_int_equal(utimensat(AT_FDCWD, fixture->path, back, 0), 0);
    expect_body(fixture, "[1,[2]]");
}

static void sees_a_file_that_was_renamed_into_place(void **state) {
    struct fixture *fixture = *state;
    char other[128];
    (void)snprintf(other, sizeof other, "%s.new", fixture->path);
    write_file(fixture->path, "w", "1\n2\n");
    open_log(fixture);
    write_file(other, "w", "1\n3\n");
    assert_int_equal(rename(other, fixture->path), 0);
    expect_body(fixture, "[1,3]");
}

static void reports_what_is_no_file(void **state) {
    struct fixture *fixture = *state;
    open_log(fixture);
    assert_int_equal(fixture->problem.status, REF_ERROR_FILE_MISSING);
    ref_log_free(fixture->log);
    ref_log_file_free(fixture->file);
    assert_int_equal(mkdir(fixture->path, 0700), 0);
    open_log(fixture);
    assert_int_equal(fixture->problem.status, REF_ERROR_FILE_KIND);
    assert_int_equal(rmdir(fixture->path), 0);
    ref_log_free(fixture->log);
    ref_log_file_free(fixture->file);
    assert_int_equal(mkfifo(fixture->path, 0600), 0);
    open_log(fixture);
    assert_int_equal(fixture->problem.status, REF_ERROR_FILE_KIND);
}

static void reports_a_bad_line_at_the_start(void **state) {
    struct fixture *fixture = *state;
    write_file(fixture->path, "w", "1\n{\"a\":}\n3\n");
    open_log(fixture);
    assert_int_equal(fixture->problem.status, REF_ERROR_LINE_NOT_JSON);
    assert_int_equal(fixture->problem.line, 2);
    assert_int_equal(fixture->problem.column, 6);
    expect_body(fixture, "[1]");
    assert_string_equal(fixture->said, "");
}

/* Reads the log until it holds all events: counts never go down, and event i is always i. */
static void *read_until_full(void *context) {
    struct fixture *fixture = context;
    uint64_t seen = 0;
    uint64_t wrong = 0;
    while (seen < APPENDS && wrong == 0) {
        struct ref_snapshot snapshot = ref_log_snapshot(fixture->log);
        struct ref_bytes slices[REF_BLOCKS];
        wrong += snapshot.count < seen;
        for (uint64_t i = seen; i < snapshot.count; i++) {
            char expected[24];
            (void)snprintf(expected, sizeof expected, "%llu", (unsigned long long)i);
            size_t count = ref_snapshot_slices(&snapshot, (struct ref_range){i, i + 1}, slices);
            wrong += count != 1 || !ref_bytes_are(slices[0], expected);
        }
        seen = snapshot.count;
        ref_snapshot_release(&snapshot);
    }
    return wrong == 0 ? NULL : context;
}

static void many_threads_read_while_it_grows(void **state) {
    struct fixture *fixture = *state;
    pthread_t readers[READERS];
    write_file(fixture->path, "w", "");
    open_log(fixture);
    for (size_t i = 0; i < READERS; i++) {
        assert_int_equal(pthread_create(&readers[i], NULL, read_until_full, fixture), 0);
    }
    FILE *file = fopen(fixture->path, "a");
    assert_non_null(file);
    for (unsigned i = 0; i < APPENDS; i++) {
        assert_true(fprintf(file, "%u\n", i) > 0);
        assert_int_equal(fflush(file), 0);
        struct ref_snapshot snapshot = ref_log_snapshot(fixture->log);
        assert_int_equal(snapshot.count, i + 1);
        ref_snapshot_release(&snapshot);
    }
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < READERS; i++) {
        void *fault = NULL;
        assert_int_equal(pthread_join(readers[i], &fault), 0);
        assert_null(fault);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(follows_a_file),
        TEST(says_once_what_changed),
        TEST(sees_a_line_mended_in_the_same_tick),
        TEST(sees_a_file_that_was_renamed_into_place),
        TEST(reports_what_is_no_file),
        TEST(reports_a_bad_line_at_the_start),
        TEST(many_threads_read_while_it_grows),
    };
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
