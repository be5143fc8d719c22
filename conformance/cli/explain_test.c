#include "conformance/cli/explain.h"

#include "conformance/cli/printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case chain = {.id = "chained-reads",
                                     .class_id = NG_CLASS_CORE,
                                     .asks = "Asks in turn",
                                     .why = "For the loop",
                                     .clauses = {"chain-1", "cache-1", NULL}};
static const struct ng_case *const cases[] = {&chain};

static int read_spec(void **state) {
    static struct ng_spec spec;
    *state = &spec;
    return ng_spec_embedded(&spec) == NG_OK ? 0 : -1;
}

static int free_spec(void **state) {
    ng_spec_deinit(*state);
    return 0;
}

static void assert_explains(const struct ng_spec *spec, const char *id, const char *const *parts,
                            size_t count) {
    struct ng_printed printed;
    struct ng_message message;
    ng_printed_init(&printed);
    assert_int_equal(ng_explain(printed.out, id, cases, 1, spec, &message), NG_OK);
    const char *at = ng_printed_read(&printed);
    for (size_t i = 0; i < count; i++) {
        at = strstr(at, parts[i]);
        if (at == NULL) {
            fail_msg("expected '%s' (in this order) in:\n%s", parts[i], printed.text);
            return;
        }
    }
    ng_printed_deinit(&printed);
}

static void test_explains_a_case(void **state) {
    static const char *const parts[] = {"chained-reads: a case of the class core, MUST",
                                        "Asks    Asks in turn",
                                        "Why     For the loop",
                                        "Needs   nothing but reading",
                                        "  chain-1\n      Reads that each take",
                                        "  cache-1\n",
                                        "Cache-Control: no-store",
                                        "--case chained-reads"};
    assert_explains(*state, "chained-reads", parts, sizeof parts / sizeof parts[0]);
}

static void test_explains_a_clause(void **state) {
    static const char *const parts[] = {
        "cache-1: a clause of SPEC.md, SHOULD", "An answer of status 200 SHOULD carry",
        "Why     a poll that a proxy answers",  "Example (SPEC.md, line ",
        "    log 1\n    > GET /events\n",       "Cases that exercise it\n  chained-reads (core)\n"};
    static const char *const without[] = {"range-1: a clause of SPEC.md, MUST",
                                          "Cases that exercise it\n  none\n"};
    assert_explains(*state, "cache-1", parts, sizeof parts / sizeof parts[0]);
    assert_explains(*state, "range-1", without, sizeof without / sizeof without[0]);
}

static void test_explains_a_clause_that_binds_clients(void **state) {
    static const char *const parts[] = {"client-2: a clause of SPEC.md, MUST",
                                        "A client MUST store the cursor", "It binds clients."};
    assert_explains(*state, "client-2", parts, sizeof parts / sizeof parts[0]);
}

static void test_an_unknown_id_prints_nothing_and_names_the_nearest(void **state) {
    static const char *const ids[] = {"chaind-reads", "rnage-1", "client-99"};
    static const char *const near[] = {"'chained-reads'", "'range-1'", "'client-"};
    for (size_t i = 0; i < 3; i++) {
        struct ng_printed printed;
        struct ng_message message = {.text = ""};
        ng_printed_init(&printed);
        assert_int_equal(ng_explain(printed.out, ids[i], cases, 1, *state, &message), NG_NOT_FOUND);
        assert_string_equal(ng_printed_read(&printed), "");
        assert_non_null(strstr(message.text, near[i]));
        ng_printed_deinit(&printed);
    }
    struct ng_message message = {.text = ""};
    assert_int_equal(ng_explain(stdout, "zebra", cases, 1, *state, &message), NG_NOT_FOUND);
    assert_non_null(strstr(message.text, "'nogap list' shows them"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_explains_a_case),
        cmocka_unit_test(test_explains_a_clause),
        cmocka_unit_test(test_explains_a_clause_that_binds_clients),
        cmocka_unit_test(test_an_unknown_id_prints_nothing_and_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, read_spec, free_spec);
}
