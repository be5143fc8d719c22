#include "conformance/port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Two pairs among so many that pick alike are less likely than one in a million. */
#define CHILDREN 8

static int listen_on(unsigned port) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(listener >= 0);
    if (bind(listener, (const struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 1) != 0) {
        (void)close(listener);
        return -1;
    }
    return listener;
}

static void candidates_are_below_ports_of_outgoing_connections(void **state) {
    (void)state;
    unsigned lowest = NG_PORT_LAST;
    unsigned highest = NG_PORT_FIRST;
    for (uint64_t seed = 0; seed < 100000; seed++) {
        unsigned port = ng_port_candidate(seed, (unsigned)(seed % NG_PORT_TRIES));
        assert_in_range(port, 15000, 31999);
        lowest = port < lowest ? port : lowest;
        highest = port > highest ? port : highest;
    }
    assert_in_range(ng_port_candidate(UINT64_MAX, UINT32_MAX), 15000, 31999);
    assert_in_range(lowest, 15000, 15010);
    assert_in_range(highest, 31989, 31999);
}

static void candidates_of_neighbours_differ(void **state) {
    (void)state;
    size_t alike = 0;
    for (uint64_t seed = 0; seed < 10000; seed++) {
        alike += ng_port_candidate(seed, 0) == ng_port_candidate(seed + 1, 0);
        alike += ng_port_candidate(seed, 0) == ng_port_candidate(seed, 1);
    }
    assert_in_range(alike, 0, 10);
}

static void picks_no_port_that_is_listened_on(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        unsigned port = 0;
        int listener = listen_on(ng_port_candidate(seed, 0));
        assert_int_equal(ng_port_pick_from(seed, &port), NG_OK);
        assert_int_not_equal(port, ng_port_candidate(seed, 0));
        assert_in_range(port, NG_PORT_FIRST, NG_PORT_LAST);
        if (listener >= 0) {
            (void)close(listener);
        }
    }
}

static void a_picked_port_can_be_listened_on(void **state) {
    (void)state;
    unsigned port = 0;
    int listener = -1;
    for (int tries = 0; tries < 5 && listener < 0; tries++) {
        assert_int_equal(ng_port_pick(&port), NG_OK);
        listener = listen_on(port);
    }
    assert_true(listener >= 0);
    (void)close(listener);
}

static void tells_why_there_is_none(void **state) {
    (void)state;
    struct rlimit before;
    unsigned port = 7;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    const struct rlimit none = {0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    enum ng_status status = ng_port_pick(&port);
    int reason = errno;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(status, NG_IO);
    assert_int_equal(reason, EMFILE);
    assert_int_equal(port, 7);
}

static unsigned pick_in_child(void) {
    int ends[2];
    unsigned port = 0;
    int status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bool is_told = ng_port_pick(&port) == NG_OK &&
                       write(ends[1], &port, sizeof port) == (ssize_t)sizeof port;
        _exit(is_told ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    assert_int_equal(read(ends[0], &port, sizeof port), sizeof port);
    (void)close(ends[0]);
    (void)close(ends[1]);
    return port;
}

static void processes_pick_different_ports(void **state) {
    (void)state;
    unsigned ports[CHILDREN];
    size_t alike = 0;
    for (size_t i = 0; i < CHILDREN; i++) {
        ports[i] = pick_in_child();
        for (size_t j = 0; j < i; j++) {
            alike += ports[i] == ports[j];
        }
    }
    assert_in_range(alike, 0, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(candidates_are_below_ports_of_outgoing_connections),
        cmocka_unit_test(candidates_of_neighbours_differ),
        cmocka_unit_test(picks_no_port_that_is_listened_on),
        cmocka_unit_test(a_picked_port_can_be_listened_on),
        cmocka_unit_test(tells_why_there_is_none),
        cmocka_unit_test(processes_pick_different_ports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
