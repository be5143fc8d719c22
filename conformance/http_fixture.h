/*
 * For tests only: a client and a server that answers by path, well or badly (http_fixture.c lists
 * the answers).
 */
#ifndef NG_HTTP_FIXTURE_H
#define NG_HTTP_FIXTURE_H

#include "conformance/http.h"
#include "conformance/raw_server.h"

struct http_fixture {
    struct raw_server *server;
    struct ng_profile profile;
    struct ng_http_options options;
    struct ng_http *http;
    struct ng_exchange exchange;
    char url[100];
    char message[200];
};

/* For cmocka: *state is a struct http_fixture. Its options may be changed until the first aim. */
int http_set_up(void **state);
int http_tear_down(void **state);

/* Lets the client talk to that path of the server. */
void http_aim(struct http_fixture *fixture, const char *path);

/* Sends a GET to the path and gives what came of it. */
const struct ng_exchange *http_get(struct http_fixture *fixture, const char *path);

/* Expects the answer with the cursor 3 and three events. */
void http_expect_good(const struct ng_exchange *exchange);

#define HTTP_CHECK(name) cmocka_unit_test_setup_teardown(name, http_set_up, http_tear_down)

#endif
