#include "conformance/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct mistake {
    const char *json;
    size_t line, column;
    const char *says;
};

static void expect_mistakes(const struct mistake *mistakes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct mistake *mistake = &mistakes[i];
        struct ng_profile profile;
        struct ng_profile_error error = {0};
        size_t size = strlen(mistake->json);
        /* A block of just that size, so that a sanitizer sees a read past the end. */
        char *exact = malloc(size + (size == 0));
        assert_non_null(exact);
        memcpy(exact, mistake->json, size);
        assert_int_equal(ng_profile_parse(exact, size, &profile, &error), NG_MALFORMED);
        free(exact);
        if (error.line != mistake->line || error.column != mistake->column ||
            strstr(error.message, mistake->says) == NULL) {
            fail_msg("%s gives %zu:%zu: %s", mistake->json, error.line, error.column,
                     error.message);
        }
    }
}

#define EXPECT(mistakes) expect_mistakes(mistakes, sizeof(mistakes) / sizeof(mistakes)[0])

static void finds_what_is_not_json(void **state) {
    (void)state;
    static const struct mistake mistakes[] = {
        {"", 1, 1, "not JSON"},
        {"{\"name\": \"a\"", 1, 12, "not JSON"},
        {"{\"name\": \"a\"}\n}", 2, 1, "not JSON"},
        {"{\n  \"name\" \"a\"}", 2, 10, "not JSON"},
        {"{\"name\": \"a\\u0000b\"}", 1, 12, "u0000"},
    };
    EXPECT(mistakes);
}

static void finds_what_is_nested_too_deep(void **state) {
    (void)state;
    static char deep[1200] = "{\"name\": ";
    size_t begun = strlen(deep);
    memset(deep + begun, '[', 1100);
    const struct mistake mistakes[] = {{deep, 1, begun + 1000, "nested too deep"}};
    EXPECT(mistakes);
}

static void finds_wrong_shapes(void **state) {
    (void)state;
    static const struct mistake mistakes[] = {
        {"[]", 1, 1, "expected an object"},
        {"7", 1, 1, "expected an object"},
        {" {}", 1, 2, "\"name\" is missing"},
        {"{\"name\": 7}", 1, 2, "\"name\": expected a string"},
        {"{\"name\": \"\"}", 1, 2, "not empty"},
        {"{\"name\": \"a\", \"name\": \"b\"}", 1, 15, "twice"},
        {"{\n  \"name\": \"a\",\n  \"nmae\": \"b\"\n}", 3, 3,
         "\"nmae\": unknown member; known here are name, request, answer, append, timeout"},
        {"{\"\\u001b[31m\": 1}", 1, 2, "\"?[31m\": unknown"},
        {"{\"request\": []}", 1, 2, "\"request\": expected an object"},
        {"{\"request\": {\"from\": \"a\"}}", 1, 14, "known here are since, limit"},
        {"{\"comment\": 1}", 1, 2, "expected a string"},
        {"{\"na\x1Bm\x9B\xC3\": 1}", 1, 2, "\"na?m??\": unknown member"},
    };
    EXPECT(mistakes);
}

static void finds_wrong_requests(void **state) {
    (void)state;
    static const struct mistake mistakes[] = {
        {"{\"request\": {\"since\": \"\"}}", 1, 14, "\"since\": expected a parameter's name"},
        {"{\"request\": {\"since\": \"a=b\"}}", 1, 14, "parameter's name"},
        {"{\"request\": {\"limit\": null}}", 1, 14, "parameter's name"},
        {"{\"request\": {\"no_limit\": \"\"}}", 1, 14, "means none"},
        {"{\"request\": {\"no_limit\": 1000}}", 1, 14, "expected"},
        {"{\"request\": {\"fixed_query\": \"?a=1\"}}", 1, 14, "question mark"},
        {"{\"request\": {\"fixed_query\": \"a=1&\"}}", 1, 14, "feed=normal"},
        {"{\"request\": {\"fixed_query\": \"a=1 b\"}}", 1, 14, "feed=normal"},
        {"{\"request\": {\"fields\": [\"A: b\"]}}", 1, 14, "names and values"},
        {"{\"request\": {\"fields\": {\"A\": \"1\", \"B\": 2}}}", 1, 35,
         "\"B\": expected a string"},
        {"{\"request\": {\"fields\": {\"A B\": \"1\"}}}", 1, 25, "name of a field"},
        {"{\"request\": {\"fields\": {\"A\": \"1\\n\"}}}", 1, 25, "control character"},
        {"{\"name\": \"a\", \"request\": {\"since\": \"limit\"}}", 1, 15, "same parameter"},
    };
    EXPECT(mistakes);
}

static void finds_wrong_answers(void **state) {
    (void)state;
    static const struct mistake mistakes[] = {
        {"{\"answer\": {\"events\": \"results\"}}", 1, 13, "JSON Pointer"},
        {"{\"answer\": {\"events\": \"/a~2\"}}", 1, 13, "JSON Pointer"},
        {"{\"answer\": {\"cursor\": {\"field\": \"X Y\"}}}", 1, 24, "name of a field"},
        {"{\"answer\": {\"cursor\": {\"body\": \"\"}}}", 1, 24, "JSON Pointer into the body"},
        {"{\"answer\": {\"cursor\": {\"last_event\": \"id\"}}}", 1, 24, "into an event"},
        {"{\"answer\": {\"cursor\": {\"field\": \"A\", \"body\": \"/b\"}}}", 1, 38, "one place"},
        {"{\"answer\": {\"cursor\": {\"names\": \"first\"}}}", 1, 24, "\"next\" or \"last\""},
        {"{\"name\":\"a\",\n\"answer\": {\"cursor\": {\"body\": \"/b\"}}}", 2, 12,
         "no room for a cursor"},
        {"{\"answer\": {\"first_index\": 2}}", 1, 13, "0 or 1"},
        {"{\"answer\": {\"first_index\": \"1\"}}", 1, 13, "0 or 1"},
        {"{\"answer\": {\"past_end\": true}}", 1, 13, "\"clamp\" or \"echo\""},
        {"{\"answer\": {\"refusal_statuses\": 400}}", 1, 13, "array"},
        {"{\"answer\": {\"refusal_statuses\": []}}", 1, 13, "1 to 16"},
        {"{\"answer\": {\"refusal_statuses\": [400,\n500]}}", 2, 1, "400 to 499"},
        {"{\"answer\": {\"refusal_statuses\": [400.5]}}", 1, 34, "400 to 499"},
        {"{\"answer\": {\"refusal_statuses\": [400,400,400,400,400,400,400,400,400,400,400,400,"
         "400,400,400,400,400]}}",
         1, 13, "1 to 16"},
        {"{\"answer\": {\"events\": \"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17\"}}", 1, 13,
         "16 steps"},
        {"{\"answer\": {\"cursor\": {\"body\": \"/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17\"}}}",
         1, 24, "16 steps"},
    };
    EXPECT(mistakes);
}

static void finds_wrong_appends_and_times(void **state) {
    (void)state;
    static const struct mistake mistakes[] = {
        {"{\"append\": {\"post\": \"localhost\"}}", 1, 13, "http or https URL"},
        {"{\"append\": {\"post\": \"http://\"}}", 1, 13, "http or https URL"},
        {"{\"append\": {\"command\": \"\"}}", 1, 13, "shell command"},
        {"{\"name\":\"a\",\"append\":{\"post\":\"http://a\",\"command\":\"b\"}}", 1, 13,
         "not both"},
        {"{\"timeout\": -1}", 1, 2, "86400"},
        {"{\"timeout\": 1e999}", 1, 2, "86400"},
        {"{\"timeout\": \"5\"}", 1, 2, "86400"},
    };
    EXPECT(mistakes);
}

/* What was read before the mistake is given back, and the caller's profile stays as it was. */
static void leaves_nothing_behind(void **state) {
    (void)state;
    static const char json[] = "{\"name\":\"a\",\"request\":{\"fields\":{\"A\":\"b\"}},"
                               "\"append\":{\"command\":\"x\"},\"timeout\":[]}";
    struct ng_profile profile = {.first_index = 77};
    struct ng_profile_error error = {0};
    assert_int_equal(ng_profile_parse(json, sizeof json - 1, &profile, &error), NG_MALFORMED);
    assert_int_equal(profile.first_index, 77);
    assert_null(profile.name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_not_json), cmocka_unit_test(finds_what_is_nested_too_deep),
        cmocka_unit_test(finds_wrong_shapes),     cmocka_unit_test(finds_wrong_requests),
        cmocka_unit_test(finds_wrong_answers),    cmocka_unit_test(finds_wrong_appends_and_times),
        cmocka_unit_test(leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
