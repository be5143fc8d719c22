#include "conformance/http_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define GOOD "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Length: 7\r\n\r\n[1,2,3]"
#define CHUNKED "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nTransfer-Encoding: chunked\r\n\r\n"

static const char gzip_answer[] =
    "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Encoding: gzip\r\nContent-Length: 27\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x8b\x36\xd4\x31\xd2\x31\x8e\x05\x00\xe9\xb3\x6d\xfd"
    "\x07"
    "\x00\x00\x00";
static const char half_gzip_answer[] =
    "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x8b\x36";
/* The zero bytes that follow are one deflated block, each of them a thousand zero bytes. */
static const char gzip_bomb[] =
    "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Encoding: gzip\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xec\xc1\x01\x01\x00\x00\x00\x80\x90\xfe\xaf\xee\x08"
    "\x0a";

static const struct raw_script scripts[] = {
    {"/good", RAW_KEEP, GOOD, 0},
    {"/slow", RAW_TRICKLE, GOOD, 0},
    {"/until-close", RAW_CLOSE, "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\n\r\n[1,2,3]", 0},
    {"/chunked", RAW_KEEP, CHUNKED "3\r\n[1,\r\n4\r\n2,3]\r\n0\r\n\r\n", 0},
    {"/trailer", RAW_KEEP,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-EXO-Last-Idx\r\n\r\n"
     "7\r\n[1,2,3]\r\n0\r\nX-EXO-Last-Idx: 3\r\n\r\n",
     0},
    {"/folded", RAW_KEEP,
     "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx:\r\n 3\r\nContent-Length: 7\r\n\r\n[1,2,3]", 0},
    {"/repeated", RAW_KEEP,
     "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nx-exo-last-idx: 3\r\nContent-Length: 2\r\n\r\n[]", 0},
    {"/joined", RAW_KEEP, "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3, 3\r\nContent-Length: 2\r\n\r\n[]",
     0},
    {"/missing", RAW_KEEP, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", 0},
    {"/interim", RAW_KEEP,
     "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX-EXO-Last-Idx: 9\r\n\r\n" GOOD, 0},
    {"/redirect", RAW_KEEP,
     "HTTP/1.1 307 Temporary Redirect\r\nLocation: /good\r\nContent-Length: 0\r\n\r\n", 0},
    {"/refusal", RAW_KEEP,
     "HTTP/1.1 422 Unprocessable Entity\r\nContent-Type: application/json\r\n"
     "Content-Length: 13\r\n\r\n{\"detail\":[]}",
     0},
    {"/no-content", RAW_KEEP, "HTTP/1.1 204 No Content\r\n\r\n", 0},
    {"/short", RAW_CLOSE,
     "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Length: 70\r\n\r\n[1,2,3", 0},
    {"/bad-chunk", RAW_CLOSE, CHUNKED "3\r\n[1,\r\nzz\r\n2,3]\r\n0\r\n\r\n", 0},
    {"/cut-chunk", RAW_CLOSE, CHUNKED "3\r\n[1,\r\n", 0},
    {"/cut-head", RAW_CLOSE, "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\n", 0},
    {"/cut-status", RAW_CLOSE, "HTTP/1.1 2", 0},
    {"/close", RAW_CLOSE, "", 0},
    {"/noise", RAW_CLOSE, "[1,2,3]\n", 0},
    {"/other-protocol", RAW_CLOSE, "SSH-2.0-OpenSSH_9.2\r\n", 0},
    {"/no-status", RAW_CLOSE, "HTTP/1.1 OK\r\n\r\n", 0},
    {"/no-colon", RAW_CLOSE, "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx 3\r\n\r\n[]", 0},
    {"/bad-length", RAW_CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n[1,2,3]", 0},
    {"/silent", RAW_HANG, "", 0},
    {"/stuck", RAW_HANG, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n[1,", 0},
    {"/many-lines", RAW_MANY_LINES, "HTTP/1.1 200 OK\r\n", 0},
    {"/long-line", RAW_LONG_LINE, "HTTP/1.1 200 OK\r\nX-Filler: ", 0},
    {"/gzip", RAW_KEEP, gzip_answer, sizeof gzip_answer - 1},
    {"/half-gzip", RAW_KEEP, half_gzip_answer, sizeof half_gzip_answer - 1},
    {"/bomb", RAW_ZEROS, gzip_bomb, sizeof gzip_bomb - 1},
    {"/odd-encoding", RAW_KEEP,
     "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 2\r\n\r\n[]", 0},
    {"/body-for-head", RAW_KEEP, GOOD, 0},
    {"/head", RAW_KEEP, "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: 3\r\nContent-Length: 7\r\n\r\n", 0},
    {"/echo", RAW_ECHO, NULL, 0},
    {"remote.invalid:80", RAW_KEEP, "HTTP/1.1 200 Connected\r\nX-EXO-Last-Idx: 99\r\n\r\n", 0},
    {"/..//%2e/echo", RAW_ECHO, NULL, 0},
};

int http_set_up(void **state) {
    struct http_fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    if (fixture == NULL || ng_profile_exo(&fixture->profile) != NG_OK) {
        return -1;
    }
    fixture->server = raw_server_start(scripts, sizeof scripts / sizeof scripts[0]);
    fixture->options =
        (struct ng_http_options){.url = fixture->url, .profile = &fixture->profile, .timeout = 5};
    ng_exchange_init(&fixture->exchange);
    return fixture->server == NULL ? -1 : 0;
}

int http_tear_down(void **state) {
    struct http_fixture *fixture = *state;
    ng_http_free(fixture->http);
    ng_exchange_deinit(&fixture->exchange);
    raw_server_stop(fixture->server);
    ng_profile_deinit(&fixture->profile);
    free(fixture);
    return 0;
}

void http_aim(struct http_fixture *fixture, const char *path) {
    (void)snprintf(fixture->url, sizeof fixture->url, "http://127.0.0.1:%u%s",
                   raw_server_port(fixture->server), path);
    enum ng_status status = fixture->http == NULL
                                ? ng_http_new(&fixture->options, &fixture->http, fixture->message,
                                              sizeof fixture->message)
                                : ng_http_set_url(fixture->http, fixture->url, fixture->message,
                                                  sizeof fixture->message);
    assert_int_equal(status, NG_OK);
}

const struct ng_exchange *http_get(struct http_fixture *fixture, const char *path) {
    struct ng_ask ask = {.method = NG_GET};
    http_aim(fixture, path);
    assert_int_equal(ng_http_send(fixture->http, &ask, &fixture->exchange), NG_OK);
    return &fixture->exchange;
}

void http_expect_good(const struct ng_exchange *exchange) {
    assert_int_equal(exchange->transport, NG_TRANSPORT_OK);
    assert_int_equal(exchange->status, 200);
    assert_int_equal(exchange->cursor_form, NG_CURSOR_OK);
    assert_int_equal(exchange->cursor, 3);
    assert_string_equal(exchange->cursor_text, "3");
    assert_int_equal(exchange->body_form, NG_BODY_ARRAY);
    assert_int_equal(exchange->event_count, 3);
    assert_int_equal(exchange->body_bytes, 7);
}
