#include "conformance/http_fixture.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <cmocka.h>

static void reads_every_framing(void **state) {
    static const char *const paths[] = {"/good",   "/slow",    "/until-close",   "/chunked",
                                        "/folded", "/interim", "/body-for-head", "/gzip"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        http_expect_good(http_get(*state, paths[i]));
        assert_string_equal(ng_http_last_error(((struct http_fixture *)*state)->http), "");
    }
}

static void keeps_one_connection(void **state) {
    struct http_fixture *fixture = *state;
    for (int i = 0; i < 5; i++) {
        http_expect_good(http_get(fixture, "/good"));
        http_expect_good(http_get(fixture, "/chunked"));
        (void)http_get(fixture, "/redirect");
        (void)http_get(fixture, "/no-content");
    }
    assert_int_equal(raw_server_connections(fixture->server), 1);
    assert_int_equal(ng_http_bytes(fixture->http), 70);
}

static void goes_on_after_a_closed_connection(void **state) {
    struct http_fixture *fixture = *state;
    http_expect_good(http_get(fixture, "/until-close"));
    http_expect_good(http_get(fixture, "/good"));
    assert_int_equal(http_get(fixture, "/short")->transport, NG_TRANSPORT_TRUNCATED);
    http_expect_good(http_get(fixture, "/good"));
    assert_int_equal(raw_server_connections(fixture->server), 3);
}

static void tells_cursor_forms_apart(void **state) {
    assert_int_equal(http_get(*state, "/repeated")->cursor_form, NG_CURSOR_REPEATED);
    assert_int_equal(http_get(*state, "/joined")->cursor_form, NG_CURSOR_MALFORMED);
    assert_int_equal(http_get(*state, "/missing")->cursor_form, NG_CURSOR_MISSING);
    const struct ng_exchange *exchange = http_get(*state, "/trailer");
    assert_int_equal(exchange->transport, NG_TRANSPORT_OK);
    assert_int_equal(exchange->event_count, 3);
    assert_int_equal(exchange->cursor_form, NG_CURSOR_MISSING);
}

static void takes_other_statuses_as_they_are(void **state) {
    const struct ng_exchange *exchange = http_get(*state, "/redirect");
    assert_int_equal(exchange->status, 307);
    assert_string_equal(exchange->location, "/good");
    assert_int_equal(exchange->body_form, NG_BODY_NONE);

    exchange = http_get(*state, "/refusal");
    assert_int_equal(exchange->status, 422);
    assert_string_equal(exchange->media_type, "application/json");
    assert_int_equal(exchange->body_form, NG_BODY_OTHER);
    assert_string_equal(exchange->body_sample, "{\"detail\":[]}");

    assert_int_equal(http_get(*state, "/no-content")->status, 204);
}

static void sends_other_methods(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {.method = NG_HEAD};
    http_aim(fixture, "/head");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_int_equal(fixture->exchange.transport, NG_TRANSPORT_OK);
    assert_int_equal(fixture->exchange.cursor, 3);
    assert_int_equal(fixture->exchange.body_form, NG_BODY_NONE);

    ask.method = NG_OPTIONS;
    http_aim(fixture, "/echo");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_non_null(strstr(fixture->exchange.body_sample, "OPTIONS /echo HTTP/1.1"));

    assert_non_null(strstr(http_get(fixture, "/echo")->body_sample, "GET /echo HTTP/1.1"));
    assert_int_equal(raw_server_connections(fixture->server), 1);
}

static void expect_request_line(struct http_fixture *fixture, const char *path, const char *query) {
    struct ng_ask ask = {.method = NG_GET, .query = query};
    char line[200];
    http_aim(fixture, path);
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    (void)snprintf(line, sizeof line, "GET %s%s%s HTTP/1.1", path, query == NULL ? "" : "?",
                   query == NULL ? "" : query);
    assert_memory_equal(fixture->exchange.body_sample, line, strlen(line));
}

static void sends_queries_byte_for_byte(void **state) {
    static const char *const queries[] = {
        "",          "since=3",          "since= 3", "since=+3",       "since=%zz",
        "since=%",   "[{\"}]^`|",        "a#b",      "since=\xd9\xa3", "\\",
        "a?b?c",     "&&since=1&",       "<>",       "since=%33%2",    "../..",
        "~!*'();:@", "since=3 HTTP/9.9",
    };
    expect_request_line(*state, "/echo", NULL);
    expect_request_line(*state, "/..//%2e/echo", "x");
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        expect_request_line(*state, "/echo", queries[i]);
    }
}

static void sends_long_queries_whole(void **state) {
    struct http_fixture *fixture = *state;
    char *query = malloc(NG_QUERY_BYTES_MAX + 2);
    assert_non_null(query);
    memset(query, 'a', NG_QUERY_BYTES_MAX + 1);
    query[NG_QUERY_BYTES_MAX + 1] = '\0';
    struct ng_ask ask = {.method = NG_GET, .query = query};
    http_aim(fixture, "/echo");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_TOO_LARGE);
    assert_true(ng_http_last_error(fixture->http)[0] != '\0');
    ask.query = query + 1;
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_int_equal(fixture->exchange.transport, NG_TRANSPORT_OK);
    assert_true(fixture->exchange.body_bytes > NG_QUERY_BYTES_MAX);
    free(query);
}

static void refuses_to_send_two_requests(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {.method = NG_GET, .query = "a HTTP/1.1\r\n\r\nGET /good"};
    http_aim(fixture, "/echo");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_MALFORMED);
    assert_true(ng_http_last_error(fixture->http)[0] != '\0');
    assert_int_equal(raw_server_connections(fixture->server), 0);
}

static void sends_fields(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {.method = NG_GET, .header_name = "Origin", .header_value = "http://a"};
    const char *sample = fixture->exchange.body_sample;
    http_aim(fixture, "/echo");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_non_null(strstr(sample, "  Origin: http://a  "));
    ask.header_value = "";
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_non_null(strstr(sample, "  Origin:  "));
    ask.header_name = NULL;
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_null(strstr(sample, "Origin"));
    assert_non_null(strstr(sample, "  Accept-Encoding: identity  "));
}

/* An ask's own Accept-Encoding takes the place of the default one, for that ask alone. */
static void sends_another_encoding(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {
        .method = NG_GET, .header_name = "accept-encoding", .header_value = "gzip"};
    const char *sample = fixture->exchange.body_sample;
    http_aim(fixture, "/echo");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_non_null(strstr(sample, "  accept-encoding: gzip  "));
    assert_null(strstr(sample, "identity"));
    ask.header_name = NULL;
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_null(strstr(sample, "gzip"));
    assert_non_null(strstr(sample, "  Accept-Encoding: identity  "));
}

/* A proxy is a tunnel to other hosts, and this host needs none. */
static void tunnels_through_a_proxy(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {.method = NG_GET};
    char proxy[100];
    (void)snprintf(proxy, sizeof proxy, "http://127.0.0.1:%u", raw_server_port(fixture->server));
    assert_int_equal(setenv("http_proxy", proxy, 1), 0);
    http_expect_good(http_get(fixture, "/good"));
    /* The server serves one connection at a time: the first one is to be closed. */
    ng_http_free(fixture->http);
    fixture->options.url = "http://remote.invalid/echo";
    enum ng_status status =
        ng_http_new(&fixture->options, &fixture->http, fixture->message, sizeof fixture->message);
    assert_int_equal(status, NG_OK);
    status = ng_http_send(fixture->http, &ask, &fixture->exchange);
    assert_int_equal(unsetenv("http_proxy"), 0);
    assert_int_equal(status, NG_OK);
    assert_int_equal(fixture->exchange.status, 200);
    assert_int_equal(fixture->exchange.cursor_form, NG_CURSOR_MISSING);
    assert_non_null(strstr(fixture->exchange.body_sample, "Host: remote.invalid"));
    assert_null(strstr(fixture->exchange.body_sample, "Proxy-"));
    assert_int_equal(raw_server_connections(fixture->server), 2);
}

/* Whether a descriptor is the client's end of a connection to that port. */
static bool leads_to(int descriptor, unsigned port) {
    struct sockaddr_in peer = {.sin_family = AF_INET};
    socklen_t size = sizeof peer;
    return getpeername(descriptor, (struct sockaddr *)&peer, &size) == 0 &&
           ntohs(peer.sin_port) == port;
}

static void keeps_its_connection_from_children(void **state) {
    struct http_fixture *fixture = *state;
    int found = 0;
    http_expect_good(http_get(fixture, "/good"));
    for (int descriptor = 0; descriptor < 256; descriptor++) {
        if (leads_to(descriptor, raw_server_port(fixture->server))) {
            assert_int_equal(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
            found++;
        }
    }
    assert_int_equal(found, 1);
}

static void refuses_bad_options(void **state) {
    struct http_fixture *fixture = *state;
    static char name[] = "X-Key", value[] = "1\r\nHost: other", secret[] = "hidden\n";
    const struct ng_field fields[] = {{name, value}, {name, secret}};
    struct ng_http *http = NULL;
    struct ng_http_options options = fixture->options;
    char *message = fixture->message;
    size_t size = sizeof fixture->message;
    options.url = "http://127.0.0.1/x?since=1";
    assert_int_equal(ng_http_new(&options, &http, message, size), NG_MALFORMED);
    assert_non_null(strstr(message, "query"));
    options.url = "http://127.0.0.1/";
    options.field_count = 1;
    options.fields = fields + 1;
    assert_int_equal(ng_http_new(&options, &http, message, size), NG_MALFORMED);
    assert_non_null(strstr(message, "field 1"));
    assert_null(strstr(message, "hidden"));
    options.fields = fields;
    assert_int_equal(ng_http_new(&options, &http, message, size), NG_MALFORMED);
    assert_null(http);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HTTP_CHECK(reads_every_framing),
        HTTP_CHECK(keeps_one_connection),
        HTTP_CHECK(goes_on_after_a_closed_connection),
        HTTP_CHECK(tells_cursor_forms_apart),
        HTTP_CHECK(takes_other_statuses_as_they_are),
        HTTP_CHECK(sends_other_methods),
        HTTP_CHECK(sends_queries_byte_for_byte),
        HTTP_CHECK(sends_long_queries_whole),
        HTTP_CHECK(refuses_to_send_two_requests),
        HTTP_CHECK(sends_fields),
        HTTP_CHECK(sends_another_encoding),
        HTTP_CHECK(tunnels_through_a_proxy),
        HTTP_CHECK(keeps_its_connection_from_children),
        HTTP_CHECK(refuses_bad_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
