/* The server without a socket and threads of its own: its caller brings connections and time. */
#include "reference/server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

/* A server that takes this many turns without an answer owes it. */
#define TURNS_MAX 64

static const char events[] = "1\n2\n3\n";

struct fixture {
    struct ref_log *log;
    struct ref_server *server;
};

static enum ref_status look(void *context, struct ref_stamp *stamp) {
    (void)context;
    *stamp = (struct ref_stamp){.size = strlen(events), .settled = true};
    return REF_OK;
}

static enum ref_status read_events(void *context, uint64_t offset, char *bytes, size_t size,
                                   size_t *got) {
    (void)context;
    *got = strlen(events + offset) < size ? strlen(events + offset) : size;
    memcpy(bytes, events + offset, *got);
    return REF_OK;
}

static int set_up(void **state) {
    static struct fixture fixture;
    struct ref_source source = {NULL, look, read_events};
    struct ref_voice silent = {NULL, NULL};
    struct ref_problem problem;
    *state = &fixture;
    if (ref_log_new(source, "log", silent, &fixture.log, &problem) != REF_OK) {
        return -1;
    }
    return ref_server_start_inside(fixture.log, &fixture.server) == REF_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    ref_server_stop(fixture->server);
    ref_log_free(fixture->log);
    return 0;
}

static int connect_to(struct ref_server *server) {
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    assert_int_equal(ref_server_adopt(server, ends[1]), REF_OK);
    return ends[0];
}

/* Reads until the bytes end with `end`, or, with an empty `end`, until the connection does. */
static void hear_until(struct ref_server *server, int connection, const char *end, char *text,
                       size_t room) {
    size_t size = 0;
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        assert_int_equal(ref_server_step(server), REF_OK);
        ssize_t got = recv(connection, text + size, room - size - 1, MSG_DONTWAIT);
        size += got > 0 ? (size_t)got : 0;
        text[size] = '\0';
        if (got == 0 ||
            (size >= strlen(end) && *end != '\0' && strcmp(text + size - strlen(end), end) == 0)) {
            return;
        }
    }
    fail_msg("no answer ends with \"%s\": %s", end, text);
}

static void say(int connection, const char *text) {
    assert_int_equal(send(connection, text, strlen(text), 0), strlen(text));
}

static void answers_one_connection_again_and_again(void **state) {
    struct fixture *fixture = *state;
    char text[1024];
    int connection = connect_to(fixture->server);
    for (int i = 0; i < 3; i++) {
        say(connection, "GET /events?since=1 HTTP/1.1\r\nHost: log\r\n\r\n");
        hear_until(fixture->server, connection, "\r\n\r\n[2,3]", text, sizeof text);
        assert_non_null(strstr(text, "\r\nX-EXO-Last-Idx: 3\r\n"));
        assert_int_equal(ref_server_connections(fixture->server), 1);
    }
    (void)close(connection);
}

static void answers_only_when_it_is_given_a_turn(void **state) {
    struct fixture *fixture = *state;
    char text[1024];
    int connection = connect_to(fixture->server);
    say(connection, "GET /events HTTP/1.1\r\nHost: log\r\n\r\n");
    assert_true(recv(connection, text, sizeof text, MSG_DONTWAIT) < 0);
    hear_until(fixture->server, connection, "[1,2,3]", text, sizeof text);
    (void)close(connection);
}

static void counts_connections_and_forgets_those_that_end(void **state) {
    struct fixture *fixture = *state;
    char text[1024];
    assert_int_equal(ref_server_connections(fixture->server), 0);
    int first = connect_to(fixture->server);
    int second = connect_to(fixture->server);
    assert_int_equal(ref_server_step(fixture->server), REF_OK);
    assert_int_equal(ref_server_connections(fixture->server), 2);
    (void)close(first);
    assert_int_equal(ref_server_step(fixture->server), REF_OK);
    assert_int_equal(ref_server_step(fixture->server), REF_OK);
    assert_int_equal(ref_server_connections(fixture->server), 1);
    assert_int_equal(shutdown(second, SHUT_WR), 0);
    hear_until(fixture->server, second, "", text, sizeof text);
    assert_int_equal(ref_server_connections(fixture->server), 0);
    (void)close(second);
}

static void closes_what_is_no_connected_socket(void **state) {
    struct fixture *fixture = *state;
    int ends[2];
    char byte = 0;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(ref_server_adopt(fixture->server, ends[1]), REF_ERROR_DAEMON);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    (void)close(ends[0]);
    assert_int_equal(ref_server_connections(fixture->server), 0);
}

/* The library may close a connection in the middle of an answer; here there is none. */
static void stops_with_a_connection_open(void **state) {
    struct fixture *fixture = *state;
    char byte = 0;
    int connection = connect_to(fixture->server);
    assert_int_equal(ref_server_step(fixture->server), REF_OK);
    ref_server_stop(fixture->server);
    fixture->server = NULL;
    assert_int_equal(recv(connection, &byte, 1, 0), 0);
    (void)close(connection);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_one_connection_again_and_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_only_when_it_is_given_a_turn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_connections_and_forgets_those_that_end, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(closes_what_is_no_connected_socket, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_with_a_connection_open, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
