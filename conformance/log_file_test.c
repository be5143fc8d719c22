#include "conformance/equal_events.h"
#include "conformance/event_maker.h"
#include "conformance/folder.h"
#include "conformance/log_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    char *folder;
    char *path;
    struct ng_log_file log;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (fixture == NULL || ng_folder_make(&fixture->folder) != NG_OK) {
        return -1;
    }
    fixture->path = ng_folder_join(fixture->folder, "log");
    fixture->log = ng_log_file_none(3);
    return fixture->path == NULL ? -1 : 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    ng_log_file_close(&fixture->log);
    int result = ng_folder_remove(fixture->folder) == NG_OK ? 0 : -1;
    free(fixture->path);
    free(fixture->folder);
    free(fixture);
    return result;
}

/* Expects that a file holds the made events from 0 up to `count`, after a prefix. */
static void expect_events(const char *path, const char *prefix, uint64_t count) {
    FILE *file = fopen(path, "rb");
    char made[NG_MADE_EVENT_MAX];
    char read[NG_MADE_EVENT_MAX] = "";
    assert_non_null(file);
    assert_int_equal(fread(read, 1, strlen(prefix), file), strlen(prefix));
    assert_string_equal(read, prefix);
    for (uint64_t i = 0; i < count; i++) {
        (void)ng_make_event(3, ng_equal_event(i), made);
        assert_non_null(fgets(read, sizeof read, file));
        assert_string_equal(read, made);
    }
    assert_null(fgets(read, sizeof read, file));
    (void)fclose(file);
}

static void appends_made_events(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    expect_events(fixture->path, "", 0);
    assert_int_equal(ng_log_file_append(&fixture->log, 0), NG_OK);
    assert_int_equal(ng_log_file_append(&fixture->log, 3), NG_OK);
    assert_int_equal(ng_log_file_append(&fixture->log, 2000), NG_OK);
    expect_events(fixture->path, "", 2003);
}

static void begins_again_with_a_new_file(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    assert_int_equal(ng_log_file_append(&fixture->log, 5), NG_OK);
    FILE *old = fopen(fixture->path, "rb");
    assert_non_null(old);
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    assert_int_equal(ng_log_file_append(&fixture->log, 2), NG_OK);
    expect_events(fixture->path, "", 2);
    char first[NG_MADE_EVENT_MAX];
    assert_non_null(fgets(first, sizeof first, old));
    (void)fclose(old);
}

static void copies_a_source_and_ends_its_last_line(void **state) {
    struct fixture *fixture = *state;
    static const char *const sources[] = {"", "{}\n", "{}\n[1]"};
    static const char *const copies[] = {"", "{}\n", "{}\n[1]\n"};
    char *source = ng_folder_join(fixture->folder, "source");
    assert_non_null(source);
    for (size_t i = 0; i < 3; i++) {
        FILE *file = fopen(source, "wb");
        assert_non_null(file);
        assert_true(fputs(sources[i], file) >= 0);
        (void)fclose(file);
        assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
        assert_int_equal(ng_log_file_copy(&fixture->log, source), NG_OK);
        assert_int_equal(ng_log_file_append(&fixture->log, 1), NG_OK);
        expect_events(fixture->path, copies[i], 1);
    }
    assert_int_equal(ng_log_file_copy(&fixture->log, "/no/such/file"), NG_IO);
    free(source);
}

static bool goes_on_for_a_while(void *context) {
    int *left = context;
    return --*left > 0;
}

static void ends_with_the_run_after_a_whole_line(void **state) {
    struct fixture *fixture = *state;
    int left = 3;
    fixture->log.goes_on = goes_on_for_a_while;
    fixture->log.context = &left;
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    assert_int_equal(ng_log_file_append(&fixture->log, UINT64_MAX), NG_STOPPED);
    assert_true(fixture->log.made > 0);
    expect_events(fixture->path, "", fixture->log.made);

    char *source = ng_folder_join(fixture->folder, "source");
    assert_non_null(source);
    assert_int_equal(rename(fixture->path, source), 0);
    left = 1;
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    assert_int_equal(ng_log_file_copy(&fixture->log, source), NG_STOPPED);
    left = 100;
    assert_int_equal(ng_log_file_copy(&fixture->log, source), NG_OK);
    free(source);
}

static void keeps_the_log_private(void **state) {
    struct fixture *fixture = *state;
    struct stat status;
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);
    assert_int_equal(stat(fixture->folder, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    assert_int_equal(ng_log_file_create(&fixture->log, "/no/such/folder/log"), NG_IO);
}

static void removes_folders_but_follows_no_links(void **state) {
    struct fixture *fixture = *state;
    char *outer = NULL;
    assert_int_equal(ng_folder_make(&outer), NG_OK);
    char *inner = ng_folder_join(outer, "inner");
    char *link = ng_folder_join(outer, "link");
    assert_int_equal(mkdir(inner, 0700), 0);
    assert_int_equal(symlink(fixture->folder, link), 0);
    char *file = ng_folder_join(inner, "file");
    FILE *made = fopen(file, "wb");
    assert_non_null(made);
    (void)fclose(made);
    assert_int_equal(ng_log_file_create(&fixture->log, fixture->path), NG_OK);

    assert_int_equal(ng_folder_remove(outer), NG_OK);
    assert_int_not_equal(access(outer, F_OK), 0);
    assert_int_equal(access(fixture->path, F_OK), 0);
    assert_int_equal(ng_folder_remove(outer), NG_IO);
    free(file);
    free(link);
    free(inner);
    free(outer);
}

#define CHECK(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHECK(appends_made_events),
        CHECK(begins_again_with_a_new_file),
        CHECK(copies_a_source_and_ends_its_last_line),
        CHECK(ends_with_the_run_after_a_whole_line),
        CHECK(keeps_the_log_private),
        CHECK(removes_folders_but_follows_no_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
