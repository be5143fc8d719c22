#include "conformance/cli/select.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case full_dump = {.id = "full-dump", .class_id = NG_CLASS_CORE};
static const struct ng_case since_only = {.id = "since-only", .class_id = NG_CLASS_CORE};
static const struct ng_case limit_zero = {.id = "limit-zero", .class_id = NG_CLASS_BOUNDARY};
static const struct ng_case live_chain = {.id = "live-chain", .class_id = NG_CLASS_LIVE};
static const struct ng_case *const all[] = {&full_dump, &since_only, &limit_zero, &live_chain};
#define ALL_COUNT (sizeof all / sizeof all[0])

static const struct ng_options usual = {
    .classes = {[NG_CLASS_CORE] = true, [NG_CLASS_BOUNDARY] = true}};

/* Chooses with the usual classes, and gives the chosen ids with a blank behind each; what is wrong
   where nothing is chosen. */
static const char *choose(const char *pattern, const char *other_pattern, const char *skip) {
    static char ids[NG_MESSAGE_MAX];
    const struct ng_case *chosen[ALL_COUNT];
    size_t count = 0;
    struct ng_message message;
    struct ng_options options = usual;
    const char *patterns[] = {pattern, other_pattern};
    for (size_t i = 0; i < 2; i++) {
        if (patterns[i] != NULL) {
            options.cases.items[options.cases.count++] = patterns[i];
        }
    }
    if (skip != NULL) {
        options.skips.items[options.skips.count++] = skip;
    }
    if (ng_select(&options, all, ALL_COUNT, chosen, &count, &message) != NG_OK) {
        return strcpy(ids, message.text);
    }
    ids[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        (void)strcat(strcat(ids, chosen[i]->id), " ");
    }
    return ids;
}

static void test_chooses_by_class(void **state) {
    (void)state;
    assert_string_equal(choose(NULL, NULL, NULL), "full-dump since-only limit-zero ");
}

static void test_chooses_by_pattern_in_the_order_of_the_cases(void **state) {
    (void)state;
    assert_string_equal(choose("*-*o*", NULL, NULL), "since-only limit-zero ");
    assert_string_equal(choose("limit-zero", "full-dump", NULL), "full-dump limit-zero ");
    assert_string_equal(choose("full-*", "*", NULL), "full-dump since-only limit-zero ");
}

static void test_a_whole_id_chooses_from_any_class(void **state) {
    (void)state;
    assert_string_equal(choose("live-chain", NULL, NULL), "live-chain ");
    assert_string_equal(
        choose("live-*", NULL, NULL),
        "--case 'live-*' matches only cases of classes that are not chosen, such as "
        "'live-chain'; add --class live");
    assert_non_null(strstr(choose("full-dump", "live-*", NULL), "add --class live"));
}

static void test_skips(void **state) {
    (void)state;
    assert_string_equal(choose(NULL, NULL, "since-*"), "full-dump limit-zero ");
    assert_string_equal(choose("live-chain", "full-dump", "live-*"), "full-dump ");
    /* A skip of a case that is not chosen anyway is no mistake. */
    assert_string_equal(choose(NULL, NULL, "live-chain"), "full-dump since-only limit-zero ");
    assert_non_null(strstr(choose(NULL, NULL, "*"), "leave no case"));
}

static void test_a_filter_that_matches_nothing_is_an_error(void **state) {
    (void)state;
    assert_string_equal(choose("since-olny", NULL, NULL),
                        "--case 'since-olny' matches no case, did you mean 'since-only'?");
    assert_non_null(strstr(choose("full-dump", "z*", NULL), "--case 'z*' matches no case"));
    assert_non_null(strstr(choose("full-dump", NULL, "zebra"), "--skip 'zebra' matches no case"));
    assert_non_null(strstr(choose("", NULL, NULL), "matches no case"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chooses_by_class),
        cmocka_unit_test(test_chooses_by_pattern_in_the_order_of_the_cases),
        cmocka_unit_test(test_a_whole_id_chooses_from_any_class),
        cmocka_unit_test(test_skips),
        cmocka_unit_test(test_a_filter_that_matches_nothing_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
