#include "conformance/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect_filled(const char *text, const char *expected) {
    char *filled = NULL;
    assert_int_equal(ng_command_fill(text, 8080, "/tmp/log", &filled), NG_OK);
    assert_string_equal(filled, expected);
    free(filled);
}

static void fills_marks(void **state) {
    (void)state;
    expect_filled("", "");
    expect_filled("serve", "serve");
    expect_filled("serve --port {port} {log}", "serve --port 8080 /tmp/log");
    expect_filled("{port}{port}{log}", "80808080/tmp/log");
    expect_filled("awk '{print}' {log} {} {port", "awk '{print}' /tmp/log {} {port");
    expect_filled("http://[::1]:{port}/x", "http://[::1]:8080/x");
}

static void knows_what_is_named(void **state) {
    (void)state;
    assert_true(ng_command_names_port("a {port}"));
    assert_false(ng_command_names_port("a {ports}"));
    assert_true(ng_command_names_log("{log}"));
    assert_false(ng_command_names_log("log"));
}

static void knows_paths_that_a_shell_leaves_alone(void **state) {
    (void)state;
    assert_true(ng_command_is_plain_path("/tmp/nogap-Ab3_x/log.ndjson"));
    assert_true(ng_command_is_plain_path("/var/folders/x+y,1:2@3%4=5"));
    static const char *const others[] = {"",      "tmp/a", "/a b",  "/a;b", "/a'b", "/a\"b",
                                         "/$a",   "/`a`",  "/a\\b", "/a*",  "/~a",  "/a\nb",
                                         "/(a)b", "/a&b",  "/a|b",  "/a>b", "/{a}", "/\xc3\xbc"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(ng_command_is_plain_path(others[i]));
    }
}

static void finds_commands_that_cannot_work(void **state) {
    (void)state;
    assert_null(ng_command_problem("serve {port}", NULL));
    assert_null(ng_command_problem("serve {port}", "http://localhost:{port}/x"));
    assert_null(ng_command_problem("serve", "http://localhost:80/x"));
    assert_non_null(strstr(ng_command_problem("serve", NULL), "does not name {port}"));
    assert_non_null(
        strstr(ng_command_problem("serve", "http://a:{port}/"), "does not name {port}"));
    assert_non_null(strstr(ng_command_problem("serve {port}", "http://a:1/"), "the URL does not"));
    assert_non_null(strstr(ng_command_problem(" ", "http://a:1/"), "empty"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_marks),
        cmocka_unit_test(knows_what_is_named),
        cmocka_unit_test(knows_paths_that_a_shell_leaves_alone),
        cmocka_unit_test(finds_commands_that_cannot_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
