#include "conformance/http_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void names_what_went_wrong(void **state) {
    static const struct {
        const char *path;
        enum ng_transport transport;
        int status;
    } faults[] = {
        {"/short", NG_TRANSPORT_TRUNCATED, 200},
        {"/bad-chunk", NG_TRANSPORT_TRUNCATED, 200},
        {"/cut-chunk", NG_TRANSPORT_TRUNCATED, 200},
        {"/cut-head", NG_TRANSPORT_CLOSED, 0},
        {"/cut-status", NG_TRANSPORT_CLOSED, 0},
        {"/close", NG_TRANSPORT_CLOSED, 0},
        {"/noise", NG_TRANSPORT_NOT_HTTP, 0},
        {"/no-status", NG_TRANSPORT_NOT_HTTP, 0},
        {"/other-protocol", NG_TRANSPORT_NOT_HTTP, 0},
        {"/no-colon", NG_TRANSPORT_NOT_HTTP, 0},
        {"/bad-length", NG_TRANSPORT_NOT_HTTP, 0},
        {"/many-lines", NG_TRANSPORT_TOO_LARGE, 0},
        {"/long-line", NG_TRANSPORT_TOO_LARGE, 0},
        {"/odd-encoding", NG_TRANSPORT_TRUNCATED, 200},
    };
    struct http_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        const struct ng_exchange *exchange = http_get(fixture, faults[i].path);
        assert_int_equal(exchange->transport, faults[i].transport);
        assert_int_equal(exchange->status, faults[i].status);
        assert_true(ng_http_last_error(fixture->http)[0] != '\0');
    }
    http_expect_good(http_get(fixture, "/good"));
}

/* libcurl does not mind a compressed body that ends too early; the body's own end does. */
static void sees_that_a_compressed_body_is_cut(void **state) {
    const struct ng_exchange *exchange = http_get(*state, "/half-gzip");
    assert_int_equal(exchange->transport, NG_TRANSPORT_OK);
    assert_int_equal(exchange->body_form, NG_BODY_CUT);
}

static void limits_every_wait(void **state) {
    struct http_fixture *fixture = *state;
    fixture->options.timeout = 0.2;
    static const char *const paths[] = {"/silent", "/stuck", "/slow"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const struct ng_exchange *exchange = http_get(fixture, paths[i]);
        assert_int_equal(exchange->transport, NG_TRANSPORT_TIMEOUT);
        assert_true(exchange->seconds >= 0.19 && exchange->seconds < 3);
    }
}

/* libcurl looks at no clock while it decodes what it has received. */
static void limits_what_is_decoded(void **state) {
    struct http_fixture *fixture = *state;
    fixture->options.timeout = 0.2;
    const struct ng_exchange *exchange = http_get(fixture, "/bomb");
    assert_int_equal(exchange->transport, NG_TRANSPORT_TIMEOUT);
    assert_int_equal(exchange->status, 200);
    assert_string_equal(ng_http_last_error(fixture->http), "no whole answer within the time limit");
    assert_true(exchange->seconds >= 0.19 && exchange->seconds < 0.5);
}

/* More often than libcurl does it: a kept connection that ends is no answer of the server. */
static void sends_again_when_a_kept_connection_ends(void **state) {
    struct http_fixture *fixture = *state;
    enum {
        ROUNDS = 8
    };
    unsigned before = raw_server_connections(fixture->server);
    for (unsigned i = 0; i < ROUNDS; i++) {
        http_expect_good(http_get(fixture, "/good"));
        assert_int_equal(http_get(fixture, "/close")->transport, NG_TRANSPORT_CLOSED);
    }
    assert_int_equal(raw_server_connections(fixture->server) - before, 2 * ROUNDS);
}

static void tells_no_connection_from_no_answer(void **state) {
    struct http_fixture *fixture = *state;
    struct raw_server *other = raw_server_start(NULL, 0);
    assert_non_null(other);
    unsigned port = raw_server_port(other);
    raw_server_stop(other);
    struct ng_ask ask = {.method = NG_GET};
    http_expect_good(http_get(fixture, "/good"));
    (void)snprintf(fixture->url, sizeof fixture->url, "http://127.0.0.1:%u/good", port);
    assert_int_equal(
        ng_http_set_url(fixture->http, fixture->url, fixture->message, sizeof fixture->message),
        NG_OK);
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_int_equal(fixture->exchange.transport, NG_TRANSPORT_UNREACHABLE);
    assert_int_equal(ng_http_set_url(fixture->http, "http://no-such-host.invalid/",
                                     fixture->message, sizeof fixture->message),
                     NG_OK);
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_int_equal(fixture->exchange.transport, NG_TRANSPORT_UNREACHABLE);
    assert_true(ng_http_last_error(fixture->http)[0] != '\0');
}

/* The body that must not be there is not the beginning of the next answer. */
static void survives_a_body_after_head(void **state) {
    struct http_fixture *fixture = *state;
    struct ng_ask ask = {.method = NG_HEAD};
    http_aim(fixture, "/body-for-head");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    assert_int_equal(fixture->exchange.transport, NG_TRANSPORT_OK);
    assert_int_equal(fixture->exchange.body_form, NG_BODY_NONE);
    http_expect_good(http_get(fixture, "/good"));
    http_expect_good(http_get(fixture, "/good"));
}

static bool give_up_at_once(void *context, uint64_t body_bytes) {
    (void)body_bytes;
    ++*(int *)context;
    return false;
}

static void gives_up_when_told(void **state) {
    struct http_fixture *fixture = *state;
    int calls = 0;
    struct ng_ask ask = {.method = NG_GET};
    fixture->options.progress = give_up_at_once;
    fixture->options.progress_context = &calls;
    http_aim(fixture, "/silent");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_STOPPED);
    assert_string_equal(ng_http_last_error(fixture->http), "no whole answer until then");
    assert_int_equal(calls, 1);
}

static bool give_up_soon(void *context, uint64_t body_bytes) {
    (void)body_bytes;
    return ++*(int *)context < 3;
}

static void gives_up_what_is_decoded_when_told(void **state) {
    struct http_fixture *fixture = *state;
    int calls = 0;
    struct ng_ask ask = {.method = NG_GET};
    fixture->options.progress = give_up_soon;
    fixture->options.progress_context = &calls;
    http_aim(fixture, "/bomb");
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_STOPPED);
    assert_int_equal(calls, 3);
    assert_true(fixture->exchange.seconds < 0.5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HTTP_CHECK(names_what_went_wrong),
        HTTP_CHECK(sees_that_a_compressed_body_is_cut),
        HTTP_CHECK(limits_every_wait),
        HTTP_CHECK(tells_no_connection_from_no_answer),
        HTTP_CHECK(survives_a_body_after_head),
        HTTP_CHECK(gives_up_when_told),
        HTTP_CHECK(limits_what_is_decoded),
        HTTP_CHECK(gives_up_what_is_decoded_when_told),
        HTTP_CHECK(sends_again_when_a_kept_connection_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
