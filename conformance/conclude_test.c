/* What waivers do to the results of cases and runs. */
#include "conformance/conclude.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case known = {.id = "known", .clauses = {"range-1"}};
static const struct ng_case other = {.id = "other", .clauses = {"range-1"}};
static const struct ng_waiver waivers[] = {{.test_case = &known, .reason = "since 2.0"}};

static void a_waiver_holds_only_for_what_fails(void **state) {
    (void)state;
    static const struct {
        enum ng_verdict verdict;
        bool strict, ends_run, waived, stale;
    } rows[] = {
        {NG_PASS, false, false, false, true},         {NG_PASS, true, false, false, true},
        {NG_SKIP, false, false, false, false},        {NG_WARN, false, false, false, true},
        {NG_WARN, true, false, true, false},          {NG_INCONCLUSIVE, false, false, true, false},
        {NG_INCONCLUSIVE, false, true, false, false}, {NG_FAIL, false, false, true, false},
        {NG_FAIL, false, true, true, false},          {NG_ERROR, true, false, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct ng_run_info info = {
            .strict = rows[i].strict, .waivers = waivers, .waiver_count = 1};
        const struct ng_session_result session = {.ends_run = rows[i].ends_run};
        struct ng_case_result result = {.test_case = &known, .verdict = rows[i].verdict};
        ng_conclude_waiver(&info, &session, &result);
        assert_string_equal(result.waiver, "since 2.0");
        assert_int_equal(result.waived, rows[i].waived);
        assert_int_equal(result.stale, rows[i].stale);
        result = (struct ng_case_result){.test_case = &other, .verdict = rows[i].verdict};
        ng_conclude_waiver(&info, &session, &result);
        assert_null(result.waiver);
        assert_false(result.waived || result.stale);
    }
}

/* The outcome of a run of `known`, which is waived, and `other`, which is not. */
static enum ng_outcome outcome_of(enum ng_verdict of_known, enum ng_verdict of_other) {
    const struct ng_run_info info = {.waivers = waivers, .waiver_count = 1, .case_count = 2};
    const struct ng_session_result session = {.exercised = true};
    const struct ng_conclusion conclusion = {.reason = ""};
    struct ng_case_result cases[2] = {{.test_case = &known, .verdict = of_known},
                                      {.test_case = &other, .verdict = of_other}};
    struct ng_run_result result = {.info = &info, .cases = cases, .case_count = 2, .requests = 9};
    struct ng_spec spec;
    assert_int_equal(ng_spec_embedded(&spec), NG_OK);
    ng_conclude_waiver(&info, &session, &cases[0]);
    ng_conclude_waiver(&info, &session, &cases[1]);
    ng_conclude_run(&spec, &conclusion, &result);
    ng_spec_deinit(&spec);
    if (result.outcome == NG_RUN_STALE_WAIVER)
        assert_string_equal(result.reason,
                            "known is waived and does not fail any more: drop its waiver");
    return result.outcome;
}

static void a_run_counts_what_is_not_waived(void **state) {
    (void)state;
    assert_int_equal(outcome_of(NG_FAIL, NG_PASS), NG_CONFORMANT);
    assert_int_equal(outcome_of(NG_INCONCLUSIVE, NG_PASS), NG_CONFORMANT);
    assert_int_equal(outcome_of(NG_FAIL, NG_FAIL), NG_NON_CONFORMANT);
    assert_int_equal(outcome_of(NG_FAIL, NG_INCONCLUSIVE), NG_RUN_INCONCLUSIVE);
    assert_int_equal(outcome_of(NG_PASS, NG_PASS), NG_RUN_STALE_WAIVER);
    assert_int_equal(outcome_of(NG_WARN, NG_PASS), NG_RUN_STALE_WAIVER);
    assert_int_equal(outcome_of(NG_PASS, NG_INCONCLUSIVE), NG_RUN_STALE_WAIVER);
    assert_int_equal(outcome_of(NG_PASS, NG_FAIL), NG_NON_CONFORMANT);
    assert_int_equal(outcome_of(NG_ERROR, NG_PASS), NG_RUN_ERROR);
}

static void a_class_that_only_skips_is_not_green(void **state) {
    (void)state;
    static const struct ng_case live = {
        .id = "live", .class_id = NG_CLASS_LIVE, .clauses = {"range-1"}};
    const struct ng_run_info info = {.case_count = 3};
    const struct ng_conclusion conclusion = {.reason = ""};
    struct ng_case_result cases[] = {
        {.test_case = &other, .verdict = NG_PASS},
        {.test_case = &other, .verdict = NG_SKIP},
        {.test_case = &live, .verdict = NG_SKIP, .reason = "nothing is appended"},
    };
    struct ng_run_result result = {.info = &info, .cases = cases, .case_count = 2, .requests = 9};
    struct ng_spec spec;
    assert_int_equal(ng_spec_embedded(&spec), NG_OK);
    ng_conclude_run(&spec, &conclusion, &result);
    assert_int_equal(result.outcome, NG_CONFORMANT);
    result.case_count = 3;
    ng_conclude_run(&spec, &conclusion, &result);
    assert_int_equal(result.outcome, NG_RUN_INCONCLUSIVE);
    assert_string_equal(result.reason,
                        "no case of the class live could be held: nothing is appended");
    ng_spec_deinit(&spec);
}

static void no_waiver_excuses_that_nothing_was_asked(void **state) {
    (void)state;
    assert_int_equal(outcome_of(NG_SKIP, NG_SKIP), NG_RUN_INCONCLUSIVE);
    const struct ng_conclusion conclusion = {.reason = "the server is gone"};
    struct ng_case_result result = {.test_case = &known};
    ng_conclude_unheld(&conclusion, &result);
    assert_int_equal(result.verdict, NG_INCONCLUSIVE);
    assert_false(result.waived || result.stale);
}

/* What random requests found says how it is seen again, also where the server is gone. */
static void a_finding_of_random_requests_says_how_it_is_seen_again(void **state) {
    (void)state;
    static const struct {
        enum ng_status status;
        bool is_found;
        const char *reason;
    } rows[] = {{NG_OK, true, "seed 7"},
                {NG_OK, false, ""},
                {NG_STOPPED, true, "it is gone; seed 7"},
                {NG_STOPPED, false, "it is gone"}};
    struct ng_spec spec;
    assert_int_equal(ng_spec_embedded(&spec), NG_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct ng_session_result session = {
            .exercised = true, .requests = 3, .again = "seed 7", .stopped = "it is gone"};
        const struct ng_ask ask = {.query = "since=1"};
        struct ng_case_result result = {.test_case = &known};
        ng_findings_init(&result.findings);
        if (rows[i].is_found)
            (void)ng_findings_add(&result.findings, NG_FINDING_SHIFTED, "range-1", &ask);
        ng_conclude_case(&spec, rows[i].status, &session, &result);
        assert_string_equal(result.reason, rows[i].reason);
        assert_int_equal(result.verdict == NG_FAIL, rows[i].is_found);
        ng_findings_deinit(&result.findings);
    }
    ng_spec_deinit(&spec);
}

static void a_remark_changes_no_verdict(void **state) {
    (void)state;
    struct ng_spec spec;
    assert_int_equal(ng_spec_embedded(&spec), NG_OK);
    for (int exercised = 0; exercised < 2; exercised++) {
        const struct ng_session_result session = {
            .exercised = exercised, .requests = 1, .remark = "seen besides"};
        struct ng_case_result result = {.test_case = &known};
        ng_conclude_case(&spec, NG_OK, &session, &result);
        assert_int_equal(result.verdict, exercised ? NG_PASS : NG_SKIP);
        assert_string_equal(result.reason, exercised ? "" : "the case had nothing to ask");
        assert_string_equal(result.remark, "seen besides");
    }
    ng_spec_deinit(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_waiver_holds_only_for_what_fails),
        cmocka_unit_test(a_run_counts_what_is_not_waived),
        cmocka_unit_test(a_class_that_only_skips_is_not_green),
        cmocka_unit_test(a_finding_of_random_requests_says_how_it_is_seen_again),
        cmocka_unit_test(no_waiver_excuses_that_nothing_was_asked),
        cmocka_unit_test(a_remark_changes_no_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
