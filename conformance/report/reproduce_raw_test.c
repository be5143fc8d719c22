/* The command of a raw request. */
#include "conformance/report/reproduce_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_bytes(void **state) {
    (void)state;
    ng_expect_command(&(struct ng_reproduction){.url = "http://h:1/e",
                                                .raw = "GET {path} %z\r\nHost: {host}\r\n"},
                      "printf 'GET /e %%z\\r\\nHost: h:1\\r\\n' | curl -gsS -m 10 'telnet://h:1'");
    ng_expect_command(
        &(struct ng_reproduction){.url = "http://h", .raw = "{path}it's\\{byte 00}1{fields}"},
        "printf '/it\\047s\\\\\\0001' | curl -gsS -m 10 'telnet://h:80'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://[::1]/e", .raw = ""},
                      "printf '' | curl -gsS -m 10 'telnet://[::1]:80'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://[::1]:8/e", .raw = "a{b"},
                      "printf 'a{b' | curl -gsS -m 10 'telnet://[::1]:8'");
}

static void test_repetitions(void **state) {
    (void)state;
    ng_expect_command(
        &(struct ng_reproduction){.url = "http://h:1", .raw = "a{1500 times \"%\r\n&}b"},
        "{ printf 'a'; awk 'BEGIN{while(i++<1500)printf \"\\\"%%\\r\\n&\"}'; printf 'b'; } | "
        "curl -gsS -m 10 'telnet://h:1'");
}

static void test_secrets(void **state) {
    (void)state;
    static const char *const names[] = {"Authorization"};
    const struct ng_reproduction with = {
        .url = "http://h:1", .raw = "G\r\n{fields}\r\n", .secret_names = names, .secret_count = 1};
    ng_expect_command(&with,
                      ": \"${NOGAP_HEADER_AUTHORIZATION:?}\" && "
                      "{ printf 'G\\r\\nAuthorization: '; "
                      "printf '%s\\r\\n' \"$NOGAP_HEADER_AUTHORIZATION\"; printf '\\r\\n'; } | "
                      "curl -gsS -m 10 'telnet://h:1'");
    struct ng_reproduction without = with;
    without.raw = "G";
    ng_expect_command(&without, "printf 'G' | curl -gsS -m 10 'telnet://h:1'");
}

/* A Host field of the user's stands where the URL's would stand. */
static void test_a_host_of_the_users(void **state) {
    (void)state;
    static const char *const names[] = {"host", "X-Key"};
    ng_expect_command(&(struct ng_reproduction){.url = "http://h:1",
                                                .raw = "Host: {host}\r\n{fields}\r\n",
                                                .secret_names = names,
                                                .secret_count = 2},
                      ": \"${NOGAP_HEADER_HOST:?}\" && : \"${NOGAP_HEADER_X_KEY:?}\" && "
                      "{ printf 'Host: '; printf '%s' \"$NOGAP_HEADER_HOST\"; "
                      "printf '\\r\\nX-Key: '; printf '%s\\r\\n' \"$NOGAP_HEADER_X_KEY\"; "
                      "printf '\\r\\n'; } | curl -gsS -m 10 'telnet://h:1'");
}

static void test_a_plain_request_behind_it(void **state) {
    (void)state;
    ng_expect_command(
        &(struct ng_reproduction){
            .url = "http://h:1/e", .query = "limit=1", .raw = "G", .raw_first = true},
        "printf 'G' | curl -gsS -m 10 'telnet://h:1'; curl -gisS -m 10 'http://h:1/e?limit=1'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_repetitions),
        cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_a_host_of_the_users),
        cmocka_unit_test(test_a_plain_request_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
