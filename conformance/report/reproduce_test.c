#include "conformance/report/reproduce_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const secrets[] = {"Authorization", "X-Api.Key"};

static void test_simple(void **state) {
    (void)state;
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = "since=3&limit=4"},
                      "curl -gisS 'http://h/e?since=3&limit=4'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e"}, "curl -gisS 'http://h/e'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = ""},
                      "curl -gisS 'http://h/e?'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e?a=1", .query = "since=3"},
                      "curl -gisS 'http://h/e?a=1&since=3'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .method = NG_HEAD},
                      "curl -gsS -I 'http://h/e'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .method = NG_OPTIONS},
                      "curl -gisS -X OPTIONS 'http://h/e'");
}

static void test_quoting(void **state) {
    (void)state;
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = "x=it's"},
                      "curl -gisS 'http://h/e?x=it'\\''s'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = "a b"},
                      "curl -gisS --request-target '/e?a b' 'http://h/e'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h", .query = "\xD9\xA3"},
                      "curl -gisS --request-target '/?'\"$(printf '\\331\\243')\" 'http://h'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = "a#\r\n"},
                      "curl -gisS --request-target '/e?a#%0D%0A' 'http://h/e'");
}

static void test_fields(void **state) {
    (void)state;
    ng_expect_command(
        &(struct ng_reproduction){.url = "http://h/e",
                                  .header = "Origin: http://x",
                                  .secret_names = secrets,
                                  .secret_count = 2},
        "curl -gisS -H 'Authorization: '\"${NOGAP_HEADER_AUTHORIZATION:?}\""
        " -H 'X-Api.Key: '\"${NOGAP_HEADER_X_API_KEY:?}\" -H 'Origin: http://x' 'http://h/e'");
    ng_expect_command(
        &(struct ng_reproduction){.url = "http://h/e", .header = "Accept-Encoding: gzip"},
        "curl -gisS -H 'Accept-Encoding: gzip' --compressed 'http://h/e'");
}

static void test_credentials(void **state) {
    (void)state;
    ng_expect_command(&(struct ng_reproduction){.url = "http://***@h/e", .query = "since=3"},
                      "curl -gisS -u \"${NOGAP_CREDENTIALS:?}\" 'http://h/e?since=3'");
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/***@e"},
                      "curl -gisS 'http://h/***@e'");
    assert_true(ng_reproduce_needs_credentials("https://***@h"));
    assert_false(ng_reproduce_needs_credentials("https://h/***@"));
}

static void test_runs(void **state) {
    (void)state;
    char query[2048] = "x=";
    memset(query + 2, 'a', 2000);
    query[2002] = '\0';
    ng_expect_command(&(struct ng_reproduction){.url = "http://h/e", .query = query},
                      "curl -gisS 'http://h/e?x='\"$(printf %02000d 0 | sed 's/0/a/g')\"");
    for (size_t i = 0; i < 200; i++) {
        memcpy(query + 10 * i, "a=1&b/\\c2&", 11);
    }
    ng_expect_command(
        &(struct ng_reproduction){.url = "http://h/e", .query = query},
        "curl -gisS 'http://h/e?'\"$(printf %0200d 0 | sed 's/0/a=1\\&b\\/\\\\c2\\&/g')\"");
}

/* Text without end that never becomes a run, and text that nearly is one, cost no more. */
static void test_large(void **state) {
    (void)state;
    size_t size = 200000;
    char *query = malloc(size + 1);
    assert_non_null(query);
    memset(query, '\'', size);
    query[size] = '\0';
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_reproduce(&buffer, &(struct ng_reproduction){.url = "http://h/e", .query = query});
    assert_true(buffer.size > 4 * size);
    for (size_t i = 0; i < size; i++) {
        query[i] = i % 127 == 0 ? 'b' : 'a';
    }
    ng_buffer_clear(&buffer);
    ng_reproduce(&buffer, &(struct ng_reproduction){.url = "http://h/e", .query = query});
    assert_true(buffer.size > size);
    ng_buffer_deinit(&buffer);
    free(query);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simple), cmocka_unit_test(test_quoting),
        cmocka_unit_test(test_fields), cmocka_unit_test(test_credentials),
        cmocka_unit_test(test_runs),   cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
