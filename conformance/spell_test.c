#include "conformance/spell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *profile_json, const struct ng_reading *reading, const char *query) {
    struct ng_profile profile;
    struct ng_profile_error error;
    char *found = NULL;
    if (ng_profile_parse(profile_json, strlen(profile_json), &profile, &error) != NG_OK) {
        fail_msg("%s", error.message);
    }
    assert_int_equal(ng_spell_reading(&profile, reading, &found), NG_OK);
    assert_string_equal(found, query);
    free(found);
    ng_profile_deinit(&profile);
}

static void test_the_contract_itself(void **state) {
    (void)state;
    static const char exo[] = "{\"name\":\"n\"}";
    expect(exo, &(struct ng_reading){.since = 0}, "since=0");
    expect(exo, &(struct ng_reading){.since = UINT64_MAX, .limit = UINT64_MAX, .has_limit = true},
           "since=18446744073709551615&limit=18446744073709551615");
}

static void test_other_spellings(void **state) {
    (void)state;
    static const char json[] =
        "{\"name\":\"n\",\"request\":{\"since\":\"after\",\"limit\":\"max\","
        "\"no_limit\":\"-1\",\"fixed_query\":\"feed=normal\"},"
        "\"answer\":{\"events\":\"/results\",\"cursor\":{\"body\":\"/last\",\"names\":\"last\"}}}";
    const struct ng_reading page = {.since = 3, .limit = 4, .has_limit = true};
    const struct ng_reading first = {.since = 0, .limit = 4, .has_limit = true};
    expect(json, &page, "feed=normal&after=2&max=4");
    expect(json, &(struct ng_reading){.since = 3}, "feed=normal&after=2&max=-1");
    expect(json, &first, "feed=normal&max=4");
    expect(json, &(struct ng_reading){.since = 0}, "feed=normal");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_contract_itself),
        cmocka_unit_test(test_other_spellings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
