#include "conformance/report/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];
static char file[128];

static int make_folder(void **state) {
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/nogap-output-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(file, sizeof file, "%s/report", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    (void)unlink(file);
    return rmdir(folder);
}

static size_t count_files(void) {
    size_t count = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        count += entry->d_name[0] != '.' ? 1 : 0;
    }
    (void)closedir(directory);
    return count;
}

static void write_old(void) {
    FILE *stream = fopen(file, "w");
    assert_non_null(stream);
    assert_true(fputs("old", stream) >= 0);
    assert_int_equal(fclose(stream), 0);
}

static void check_content(const char *expected) {
    char content[64] = "";
    FILE *stream = fopen(file, "r");
    assert_non_null(stream);
    size_t size = fread(content, 1, sizeof content - 1, stream);
    content[size] = '\0';
    assert_int_equal(fclose(stream), 0);
    assert_string_equal(content, expected);
}

static struct ng_output *open_output(const char *path) {
    struct ng_output *output = NULL;
    char message[256] = "";
    assert_int_equal(ng_output_open(path, &output, message, sizeof message), NG_OK);
    assert_string_equal(message, "");
    return output;
}

static void put(struct ng_output *output, const char *text) {
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_buffer_text(&buffer, text);
    ng_output_put(output, &buffer);
    assert_int_equal(buffer.size, 0);
    ng_buffer_deinit(&buffer);
}

static void close_output(struct ng_output *output) {
    char message[256];
    assert_int_equal(ng_output_close(output, message, sizeof message), NG_OK);
}

static void test_whole(void **state) {
    (void)state;
    write_old();
    struct ng_output *output = open_output(file);
    put(output, "new ");
    check_content("old");
    put(output, "report");
    ng_output_finish(output);
    check_content("old");
    close_output(output);
    check_content("new report");
    assert_int_equal(count_files(), 1);
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    mode_t mask = umask(0);
    (void)umask(mask);
    assert_int_equal(status.st_mode & 0777, 0666 & ~mask);
}

static void test_not_at_all(void **state) {
    (void)state;
    struct ng_output *output = open_output(file);
    put(output, "half a rep");
    close_output(output);
    assert_int_equal(count_files(), 0);
    write_old();
    output = open_output(file);
    put(output, "half a rep");
    close_output(output);
    check_content("old");
    assert_int_equal(count_files(), 1);
}

static void test_memory_ends(void **state) {
    (void)state;
    struct ng_output *output = open_output(file);
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    buffer.failed = true;
    ng_output_put(output, &buffer);
    ng_output_finish(output);
    char message[256];
    assert_int_equal(ng_output_close(output, message, sizeof message), NG_NO_MEMORY);
    assert_non_null(strstr(message, "out of memory"));
    assert_int_equal(count_files(), 0);
}

static void test_symbolic_link(void **state) {
    (void)state;
    char link_path[160];
    (void)snprintf(link_path, sizeof link_path, "%s/link", folder);
    write_old();
    assert_int_equal(symlink("report", link_path), 0);
    struct ng_output *output = open_output(link_path);
    put(output, "new");
    ng_output_finish(output);
    close_output(output);
    check_content("new");
    struct stat status;
    assert_int_equal(lstat(link_path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(unlink(link_path), 0);
}

/* Whoever kept a report from others keeps it. */
static void test_permissions(void **state) {
    (void)state;
    static const mode_t modes[] = {0600, 0664};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        write_old();
        assert_int_equal(chmod(file, modes[i]), 0);
        struct ng_output *output = open_output(file);
        put(output, "new");
        ng_output_finish(output);
        close_output(output);
        check_content("new");
        struct stat status;
        assert_int_equal(stat(file, &status), 0);
        assert_int_equal(status.st_mode & 07777, modes[i]);
    }
}

static void test_left_over(void **state) {
    (void)state;
    char left[160];
    (void)snprintf(left, sizeof left, "%s.%ld-0.tmp", file, (long)getpid());
    FILE *stream = fopen(left, "w");
    assert_non_null(stream);
    assert_int_equal(fclose(stream), 0);
    struct ng_output *output = open_output(file);
    ng_output_finish(output);
    close_output(output);
    check_content("");
    assert_int_equal(unlink(left), 0);
}

/* A pipe stands for everything that is no regular file. Never a device of the system: a fault here
   would put a file in its place. */
static void test_pipe(void **state) {
    (void)state;
    assert_int_equal(mkfifo(file, S_IRUSR | S_IWUSR), 0);
    int reader = open(file, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    struct ng_output *output = open_output(file);
    put(output, "through");
    ng_output_finish(output);
    close_output(output);
    char content[16] = "";
    assert_int_equal(read(reader, content, sizeof content - 1), 7);
    assert_string_equal(content, "through");
    assert_int_equal(close(reader), 0);
    assert_int_equal(count_files(), 1);
}

/* A limit on the size of files stands for a full disk. */
static void test_full(void **state) {
    (void)state;
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const struct rlimit small = {.rlim_cur = 4, .rlim_max = limit.rlim_max};
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    write_old();
    struct ng_output *output = open_output(file);
    put(output, "too much");
    ng_output_finish(output);
    char message[256];
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum ng_status status = ng_output_close(output, message, sizeof message);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    (void)signal(SIGXFSZ, before);
    assert_int_equal(status, NG_IO);
    assert_non_null(strstr(message, "File too large"));
    check_content("old");
    assert_int_equal(count_files(), 1);
}

static int disk_error;
static bool watches_disk;
static int kept;

/* Takes the place of fsync (CMakeLists.txt): what is to be kept is whole, and not in its place yet.
 */
int ng_test_fsync(int descriptor) {
    struct stat status;
    if (disk_error != 0) {
        errno = disk_error;
        return -1;
    }
    if (watches_disk) {
        kept++;
        assert_int_equal(fstat(descriptor, &status), 0);
        assert_int_equal(status.st_size, strlen("new"));
        check_content("old");
    }
    return 0;
}

static void test_kept(void **state) {
    (void)state;
    write_old();
    struct ng_output *output = open_output(file);
    put(output, "new");
    ng_output_finish(output);
    watches_disk = true;
    close_output(output);
    watches_disk = false;
    assert_int_equal(kept, 1);
    check_content("new");
}

static void test_broken_disk(void **state) {
    (void)state;
    write_old();
    struct ng_output *output = open_output(file);
    put(output, "new");
    ng_output_finish(output);
    char message[256];
    disk_error = EIO;
    enum ng_status status = ng_output_close(output, message, sizeof message);
    disk_error = 0;
    assert_int_equal(status, NG_IO);
    assert_non_null(strstr(message, strerror(EIO)));
    check_content("old");
    assert_int_equal(count_files(), 1);
}

static void test_no_folder(void **state) {
    (void)state;
    struct ng_output *output = NULL;
    char message[256];
    assert_int_equal(ng_output_open("/nowhere/report", &output, message, sizeof message), NG_IO);
    assert_string_equal(message, "/nowhere/report cannot be written: No such file or directory");
    assert_null(output);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_whole, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_not_at_all, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_memory_ends, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_symbolic_link, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_permissions, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_left_over, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_pipe, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_full, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_kept, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_broken_disk, make_folder, remove_folder),
        cmocka_unit_test(test_no_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
