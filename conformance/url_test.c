#include "conformance/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ng_url parsed(const char *text) {
    struct ng_url url;
    const char *problem = NULL;
    assert_int_equal(ng_url_parse(text, &url, &problem), NG_OK);
    return url;
}

static void expect_slice(const char *bytes, size_t size, const char *expected) {
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(bytes, expected, size);
}

static void expect_problem(const char *text, const char *part) {
    struct ng_url url;
    const char *problem = NULL;
    assert_int_equal(ng_url_parse(text, &url, &problem), NG_MALFORMED);
    assert_non_null(strstr(problem, part));
}

static void takes_urls_apart(void **state) {
    (void)state;
    struct ng_url url = parsed("http://127.0.0.1:52415/events");
    assert_false(url.secure);
    assert_null(url.user);
    expect_slice(url.host, url.host_size, "127.0.0.1");
    expect_slice(url.path, url.path_size, "/events");

    url = parsed("HTTPS://me:p@ss@feed.example/a/../b%2F");
    assert_true(url.secure);
    expect_slice(url.user, url.user_size, "me:p@ss");
    expect_slice(url.host, url.host_size, "feed.example");
    expect_slice(url.path, url.path_size, "/a/../b%2F");

    url = parsed("http://[::1]:80");
    expect_slice(url.host, url.host_size, "::1");
    expect_slice(url.path, url.path_size, "");

    url = parsed("http://[fe80::1]/x@y");
    assert_null(url.user);
    expect_slice(url.host, url.host_size, "fe80::1");
}

static void says_what_is_wrong(void **state) {
    (void)state;
    expect_problem("", "http://");
    expect_problem("localhost:52415/events", "http://");
    expect_problem("ftp://host/events", "http://");
    expect_problem("http:///events", "host");
    expect_problem("http://me@/events", "host");
    expect_problem("http://[]/events", "host");
    expect_problem("http://[::1/events", "]");
    expect_problem("http://host:/events", "port");
    expect_problem("http://host:0/events", "port");
    expect_problem("http://host:65536/events", "port");
    expect_problem("http://host:99999999999999999999/events", "port");
    expect_problem("http://host:80x/events", "port");
    expect_problem("http://[::1]80/events", "port");
    expect_problem("http://host/events?since=1", "query");
    expect_problem("http://host/events#top", "fragment");
    expect_problem("http://host/my events", "%20");
    expect_problem("http://host/events\r\n", "control");
}

static void knows_loopback(void **state) {
    (void)state;
    static const char *const local[] = {"http://localhost/",  "http://LOCALHOST:1",
                                        "http://a.localhost", "http://127.0.0.1:8",
                                        "http://127.1.2.3/",  "https://[::1]:1/"};
    static const char *const remote[] = {"http://localhost.example/", "http://127.example.org/",
                                         "http://10.0.0.1/",          "http://[::2]/",
                                         "http://notlocalhost/",      "http://127.0.0.1.example/"};
    for (size_t i = 0; i < sizeof local / sizeof local[0]; i++) {
        struct ng_url url = parsed(local[i]);
        assert_true(ng_url_is_loopback(&url));
    }
    for (size_t i = 0; i < sizeof remote / sizeof remote[0]; i++) {
        struct ng_url url = parsed(remote[i]);
        assert_false(ng_url_is_loopback(&url));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_urls_apart),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(knows_loopback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
