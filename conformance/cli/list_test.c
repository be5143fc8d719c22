#include "conformance/cli/list.h"

#include "conformance/cli/printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

static const struct ng_case optional = {.id = "optional",
                                        .class_id = NG_CLASS_BOUNDARY,
                                        .asks = "Asks with HEAD",
                                        .why = "For whoever does",
                                        .clauses = {"method-1", NULL}};
static const struct ng_case mixed = {.id = "mixed-levels",
                                     .class_id = NG_CLASS_CORE,
                                     .asks = "Asks \"twice\"",
                                     .why = "Because",
                                     .needs = "--launch",
                                     .clauses = {"cache-1", "range-1", NULL}};
static const struct ng_case *const cases[] = {&optional, &mixed};

static int read_spec(void **state) {
    static struct ng_spec spec;
    *state = &spec;
    return ng_spec_embedded(&spec) == NG_OK ? 0 : -1;
}

static int free_spec(void **state) {
    ng_spec_deinit(*state);
    return 0;
}

static void test_the_gravest_clause_decides_the_level(void **state) {
    static const struct ng_case should = {.clauses = {"method-1", "cache-1", NULL}};
    static const struct ng_case none = {.clauses = {NULL}};
    assert_int_equal(ng_case_level(&optional, *state), NG_MAY);
    assert_int_equal(ng_case_level(&should, *state), NG_SHOULD);
    assert_int_equal(ng_case_level(&mixed, *state), NG_MUST);
    assert_int_equal(ng_case_level(&none, *state), NG_MAY);
}

static void test_the_table_is_aligned_and_by_class(void **state) {
    struct ng_printed printed;
    ng_printed_init(&printed);
    ng_list_text(printed.out, cases, 2, *state);
    assert_string_equal(ng_printed_read(&printed),
                        "core\n"
                        "  mixed-levels  MUST    Asks \"twice\"    cache-1, range-1\n"
                        "\n"
                        "boundary\n"
                        "  optional      MAY     Asks with HEAD  method-1\n");
    ng_printed_deinit(&printed);
}

static void assert_member(const cJSON *object, const char *name, const char *value) {
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name)),
                        value);
}

static void test_the_json_holds_every_member(void **state) {
    struct ng_printed printed;
    ng_printed_init(&printed);
    assert_int_equal(ng_list_json(printed.out, "1.2.3", cases, 2, *state), NG_OK);
    cJSON *document = cJSON_Parse(ng_printed_read(&printed));
    assert_member(document, "nogap", "1.2.3");
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(document, "cases");
    assert_int_equal(cJSON_GetArraySize(array), 2);
    const cJSON *second = cJSON_GetArrayItem(array, 1);
    assert_member(second, "id", "mixed-levels");
    assert_member(second, "class", "core");
    assert_member(second, "level", "MUST");
    assert_member(second, "asks", "Asks \"twice\"");
    assert_member(second, "why", "Because");
    assert_member(second, "needs", "--launch");
    const cJSON *clauses = cJSON_GetObjectItemCaseSensitive(second, "clauses");
    assert_int_equal(cJSON_GetArraySize(clauses), 2);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetArrayItem(clauses, 1)), "range-1");
    assert_true(
        cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(array, 0), "needs")));
    cJSON_Delete(document);
    ng_printed_deinit(&printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_gravest_clause_decides_the_level),
        cmocka_unit_test(test_the_table_is_aligned_and_by_class),
        cmocka_unit_test(test_the_json_holds_every_member),
    };
    return cmocka_run_group_tests(tests, read_spec, free_spec);
}
