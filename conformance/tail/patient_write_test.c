#include "conformance/tail/patient_write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define BYTES ((size_t)1000 * 1000)
#define LINE ((size_t)100)

/* Lines that a pipe cannot hold all, and a patience that is asked so often. */
struct fixture {
    char *bytes;
    int ends[2];
    int questions;
    struct ng_patience patience;
};

static bool goes_on(void *context) {
    struct fixture *fixture = context;
    return fixture->questions-- > 0;
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->bytes = malloc(BYTES);
    assert_non_null(fixture->bytes);
    memset(fixture->bytes, 'x', BYTES);
    for (size_t at = LINE; at <= BYTES; at += LINE) {
        fixture->bytes[at - 1] = '\n';
    }
    assert_int_equal(pipe(fixture->ends), 0);
    fixture->patience = (struct ng_patience){.goes_on = goes_on, .context = fixture};
    assert_true(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    (void)close(fixture->ends[0]);
    (void)close(fixture->ends[1]);
    free(fixture->bytes);
    free(fixture);
    return 0;
}

/* Reads all that comes; gives whether it is what the fixture holds. */
static void *read_all(void *context) {
    const struct fixture *fixture = context;
    char piece[1000];
    size_t sum = 0;
    bool is_equal = true;
    for (ssize_t got = 1; sum < BYTES && got > 0; sum += (size_t)got) {
        got = read(fixture->ends[0], piece, sizeof piece);
        is_equal = is_equal && got > 0 && memcmp(piece, fixture->bytes + sum, (size_t)got) == 0;
    }
    return is_equal ? context : NULL;
}

static void expect_all_read(struct fixture *fixture) {
    pthread_t reader;
    void *result = NULL;
    size_t written = 0;
    fixture->questions = INT_MAX;
    assert_int_equal(pthread_create(&reader, NULL, read_all, fixture), 0);
    enum ng_status status =
        ng_patient_write(fixture->ends[1], fixture->bytes, BYTES, &fixture->patience, &written);
    assert_int_equal(pthread_join(reader, &result), 0);
    assert_int_equal(status, NG_OK);
    assert_int_equal(written, BYTES);
    assert_non_null(result);
}

static void a_reader_gets_all(void **state) {
    struct fixture *fixture = *state;
    expect_all_read(fixture);
    assert_int_equal(fcntl(fixture->ends[1], F_SETFL, O_NONBLOCK), 0);
    expect_all_read(fixture);
}

static void patience_ends_between_lines(void **state) {
    struct fixture *fixture = *state;
    size_t written = 0;
    fixture->questions = 2;
    assert_int_equal(
        ng_patient_write(fixture->ends[1], fixture->bytes, BYTES, &fixture->patience, &written),
        NG_STOPPED);
    assert_int_equal(fixture->questions, -1);
    assert_in_range(written, LINE, BYTES - LINE);
    assert_int_equal(written % LINE, 0);
}

static void a_long_line_is_torn(void **state) {
    struct fixture *fixture = *state;
    size_t written = 0;
    memset(fixture->bytes, 'x', BYTES - 1);
    assert_int_equal(
        ng_patient_write(fixture->ends[1], fixture->bytes, BYTES, &fixture->patience, &written),
        NG_STOPPED);
    assert_in_range(written, LINE, BYTES - LINE);
}

static void nobody_who_reads_is_an_error(void **state) {
    struct fixture *fixture = *state;
    size_t written = 0;
    assert_int_equal(close(fixture->ends[0]), 0);
    assert_int_equal(
        ng_patient_write(fixture->ends[1], fixture->bytes, BYTES, &fixture->patience, &written),
        NG_IO);
    assert_int_equal(errno, EPIPE);
    fixture->ends[0] = -1;
}

static void a_pipe_is_opened_once_it_is_read(void **state) {
    struct fixture *fixture = *state;
    char folder[] = "/tmp/nogap-patient-XXXXXX";
    char path[sizeof folder + sizeof "/pipe"] = "";
    int descriptor = -1;
    assert_non_null(mkdtemp(folder));
    (void)strcat(strcat(path, folder), "/pipe");
    assert_int_equal(mkfifo(path, S_IRUSR | S_IWUSR), 0);
    fixture->questions = 2;
    assert_int_equal(ng_patient_open(path, O_WRONLY, &fixture->patience, &descriptor), NG_STOPPED);
    assert_int_equal(fixture->questions, -1);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(ng_patient_open(path, O_WRONLY, &fixture->patience, &descriptor), NG_OK);
    assert_int_equal(fcntl(descriptor, F_GETFL) & O_NONBLOCK, 0);
    assert_int_equal(close(descriptor), 0);
    assert_int_equal(close(reader), 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(ng_patient_open(path, O_WRONLY, &fixture->patience, &descriptor), NG_IO);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(rmdir(folder), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_reader_gets_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patience_ends_between_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_torn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_who_reads_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_is_opened_once_it_is_read, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("patient_write", tests, NULL, NULL);
}
