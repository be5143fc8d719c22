#include "conformance/http_post.h"

#include "conformance/monotonic.h"
#include "conformance/raw_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char event[] = "{\"e\":1}";

static const struct raw_script scripts[] = {
    {.path = "/made", .action = RAW_CLOSE, .bytes = "HTTP/1.1 201 Created\r\n\r\n{\"count\":1}"},
    {.path = "/nothing", .action = RAW_CLOSE, .bytes = "HTTP/1.1 204 No Content\r\n\r\n"},
    {.path = "/early", .action = RAW_CLOSE, .bytes = "HTTP/1.1 100 Continue\r\n\r\n"},
    {.path = "/moved",
     .action = RAW_CLOSE,
     .bytes = "HTTP/1.1 307 Moved\r\nLocation: /made\r\nContent-Length: 0\r\n\r\n"},
    {.path = "/wrong",
     .action = RAW_CLOSE,
     .bytes = "HTTP/1.1 403 Forbidden\r\n\r\nno\r\n\x1b[2Jword for you"},
    {.path = "/hang", .action = RAW_HANG, .bytes = "HTTP/1.1 200 OK\r\n"},
    {.path = "/short",
     .action = RAW_CLOSE,
     .bytes = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"},
    {.path = "/endless", .action = RAW_LONG_LINE, .bytes = "HTTP/1.1 200 OK\r\n\r\n"},
};

struct fixture {
    struct raw_server *server;
    struct ng_http_post_options options;
    char url[100];
    char message[300];
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (fixture == NULL) {
        return -1;
    }
    fixture->options = (struct ng_http_post_options){.url = fixture->url, .timeout = 20};
    fixture->server = raw_server_start(scripts, sizeof scripts / sizeof scripts[0]);
    return fixture->server == NULL ? -1 : 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    raw_server_stop(fixture->server);
    free(fixture);
    return 0;
}

static enum ng_status make(struct fixture *fixture, struct ng_http_post **post) {
    fixture->message[0] = '\0';
    return ng_http_post_new(&fixture->options, post, fixture->message, sizeof fixture->message);
}

/* POSTs one event to the path. */
static enum ng_status post_to(struct fixture *fixture, const char *path) {
    struct ng_http_post *post = NULL;
    (void)snprintf(fixture->url, sizeof fixture->url, "http://127.0.0.1:%u%s",
                   raw_server_port(fixture->server), path);
    assert_int_equal(make(fixture, &post), NG_OK);
    enum ng_status status =
        ng_http_post_send(post, event, sizeof event - 1, fixture->message, sizeof fixture->message);
    ng_http_post_free(post);
    return status;
}

static void expect_words(const struct fixture *fixture, const char *part) {
    if (strstr(fixture->message, part) == NULL) {
        fail_msg("%s is not in: %s", part, fixture->message);
    }
    assert_null(strpbrk(fixture->message, "\r\n\x1b"));
}

static void takes_every_2xx(void **state) {
    assert_int_equal(post_to(*state, "/made"), NG_OK);
    assert_int_equal(post_to(*state, "/made?into=feed"), NG_OK);
    assert_int_equal(post_to(*state, "/nothing"), NG_OK);
}

static void quotes_other_statuses(void **state) {
    assert_int_equal(post_to(*state, "/wrong"), NG_IO);
    expect_words(*state, "answered with 403: no???[2Jword for you");
}

static void follows_no_redirect(void **state) {
    struct fixture *fixture = *state;
    assert_int_equal(post_to(fixture, "/moved"), NG_IO);
    expect_words(fixture, "307");
    assert_int_equal(raw_server_connections(fixture->server), 1);
}

static void wants_whole_answers(void **state) {
    assert_int_equal(post_to(*state, "/short"), NG_IO);
    assert_int_equal(post_to(*state, "/early"), NG_IO);
    double before = ng_monotonic_now();
    assert_int_equal(post_to(*state, "/endless"), NG_IO);
    expect_words(*state, "the POST of an event failed");
    assert_true(ng_monotonic_now() - before < 15);
}

static void gives_up_in_time(void **state) {
    struct fixture *fixture = *state;
    fixture->options.timeout = 0.2;
    double before = ng_monotonic_now();
    assert_int_equal(post_to(fixture, "/hang"), NG_IO);
    assert_true(ng_monotonic_now() - before < 10);
}

static bool never(void *context) {
    (void)context;
    return false;
}

static void ends_with_the_run(void **state) {
    struct fixture *fixture = *state;
    fixture->options.goes_on = never;
    assert_int_equal(post_to(fixture, "/hang"), NG_STOPPED);
}

static void tells_an_unreachable_place(void **state) {
    struct fixture *fixture = *state;
    struct ng_http_post *post = NULL;
    fixture->options.url = "http://127.0.0.1:1/events";
    assert_int_equal(make(fixture, &post), NG_OK);
    assert_int_equal(
        ng_http_post_send(post, event, sizeof event - 1, fixture->message, sizeof fixture->message),
        NG_UNREACHABLE);
    expect_words(fixture, "the POST of an event failed");
    ng_http_post_free(post);
}

static void refuses_bad_urls_and_fields(void **state) {
    static const char *const urls[] = {"ftp://host/", "http://",       "http://host:0/",
                                       "http://h/#x", "http://h/?a b", "http://h/ "};
    static char name[] = "X", value[] = "secret\r\nY: z";
    const struct ng_field field = {name, value};
    struct fixture *fixture = *state;
    struct ng_http_post *post = NULL;
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        fixture->options.url = urls[i];
        assert_int_equal(make(fixture, &post), NG_MALFORMED);
        expect_words(fixture, "the URL to append at cannot be used");
    }
    fixture->options.url = "http://127.0.0.1:1/";
    fixture->options.fields = &field;
    fixture->options.field_count = 1;
    assert_int_equal(make(fixture, &post), NG_MALFORMED);
    assert_null(strstr(fixture->message, "secret"));
    assert_null(post);
    ng_http_post_free(NULL);
}

#define CHECK(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CHECK(takes_every_2xx),
        CHECK(quotes_other_statuses),
        CHECK(follows_no_redirect),
        CHECK(wants_whole_answers),
        CHECK(gives_up_in_time),
        CHECK(ends_with_the_run),
        CHECK(tells_an_unreachable_place),
        CHECK(refuses_bad_urls_and_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
