#include "conformance/append.h"

#include "conformance/raw_server.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define SERVER "exec python3 -m http.server --bind 127.0.0.1 {port} --directory / # {log}"

static char message[1500];

static void posts_each_event_in_a_request(void **state) {
    static const struct raw_script scripts[] = {
        {.path = "/ok", .action = RAW_CLOSE, .bytes = "HTTP/1.1 201 Created\r\n\r\n"},
        {.path = "/later", .action = RAW_CLOSE, .bytes = "HTTP/1.1 202 Accepted\r\n\r\n"},
        {.path = "/no", .action = RAW_CLOSE, .bytes = "HTTP/1.1 500 No\r\n\r\n"},
    };
    (void)state;
    char url[100];
    struct ng_append *append = NULL;
    struct ng_http_post_options post = {.url = url, .timeout = 20};
    const struct ng_append_options options = {.post = &post};
    struct raw_server *server = raw_server_start(scripts, 3);
    assert_non_null(server);
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%u/ok", raw_server_port(server));
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 3, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 0, message, sizeof message), NG_OK);
    assert_int_equal(raw_server_connections(server), 3);
    assert_true(ng_append_is_acknowledged(append));
    ng_append_free(append);

    (void)snprintf(url, sizeof url, "http://127.0.0.1:%u/later", raw_server_port(server));
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 1, message, sizeof message), NG_OK);
    assert_false(ng_append_is_acknowledged(append));
    ng_append_free(append);

    (void)snprintf(url, sizeof url, "http://127.0.0.1:%u/no", raw_server_port(server));
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 3, message, sizeof message), NG_IO);
    assert_int_equal(raw_server_connections(server), 5);
    assert_non_null(strstr(message, "500"));
    ng_append_free(append);
    raw_server_stop(server);
}

static void hands_on_what_is_wrong(void **state) {
    (void)state;
    struct ng_append *append = NULL;
    const struct ng_http_post_options post = {.url = "file:///etc/passwd"};
    const struct ng_append_options options = {.post = &post};
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_MALFORMED);
    assert_null(append);
    ng_append_free(NULL);
}

struct caller {
    struct ng_append *append;
    pthread_t thread;
};

static void *call(void *context) {
    const struct caller *caller = context;
    char text[300];
    for (int i = 0; i < 5; i++) {
        if (ng_append_events(caller->append, 2, text, sizeof text) != NG_OK) {
            return NULL;
        }
    }
    return context;
}

/* Two threads at once: with two commands at a time, one would not find its own file again. */
static void serves_one_call_at_a_time(void **state) {
    (void)state;
    char folder[] = "/tmp/nogap-append-test-XXXXXX";
    char command[200];
    struct caller callers[2];
    struct ng_append_command_options wishes = {.command = command, .timeout = 20};
    const struct ng_append_options options = {.command = &wishes};
    struct ng_append *append = NULL;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(command, sizeof command, "mkdir %s/busy && sleep 0.01 && rmdir %s/busy", folder,
                   folder);
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_OK);
    for (int i = 0; i < 2; i++) {
        callers[i].append = append;
        assert_int_equal(pthread_create(&callers[i].thread, NULL, call, &callers[i]), 0);
    }
    for (int i = 0; i < 2; i++) {
        void *result = NULL;
        assert_int_equal(pthread_join(callers[i].thread, &result), 0);
        assert_non_null(result);
    }
    ng_append_free(append);
    assert_int_equal(remove(folder), 0);
}

static void appends_to_the_log_of_a_launched_server(void **state) {
    (void)state;
    const struct ng_target_options wishes = {
        .command = SERVER, .ready_timeout = 20, .stop_timeout = 5};
    struct ng_target *target = NULL;
    struct ng_append *append = NULL;
    assert_int_equal(ng_target_new(&wishes, &target, message, sizeof message), NG_OK);
    const struct ng_append_options options = {.target = target};
    assert_int_equal(ng_append_new(&options, &append, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 1, message, sizeof message), NG_IO);
    assert_string_equal(message, "there is no {log} to append to");
    assert_int_equal(ng_target_start(target, 1, message, sizeof message), NG_OK);
    assert_int_equal(ng_append_events(append, 2, message, sizeof message), NG_OK);
    assert_false(ng_append_is_acknowledged(append));
    ng_append_free(append);
    ng_target_free(target);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posts_each_event_in_a_request),
        cmocka_unit_test(hands_on_what_is_wrong),
        cmocka_unit_test(serves_one_call_at_a_time),
        cmocka_unit_test(appends_to_the_log_of_a_launched_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
