/* Several verdicts of one case made into one. */
#include "conformance/repeat_merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct ng_case some_case = {.id = "some-case"};
static const struct ng_case *const cases[] = {&some_case};
static const struct ng_run_info info = {.case_count = 1};

/* Takes a run for each letter: p(ass), s(kip), w(arn), c(ut short), f(ail). Own the result. */
static void merge(const char *verdicts, struct ng_run_result *result) {
    struct ng_merge merge;
    assert_int_equal(ng_merge_init(&merge, &info, cases), NG_OK);
    for (; *verdicts != '\0'; verdicts++) {
        struct ng_case_result item = {.test_case = &some_case, .requests = 1};
        item.verdict = *verdicts == 'p'   ? NG_PASS
                       : *verdicts == 's' ? NG_SKIP
                       : *verdicts == 'w' ? NG_WARN
                       : *verdicts == 'c' ? NG_INCONCLUSIVE
                                          : NG_FAIL;
        item.cut_short = *verdicts == 'c';
        if (item.verdict == NG_SKIP) {
            (void)snprintf(item.reason, sizeof item.reason, "too short");
        }
        struct ng_run_result from = {.info = &info, .cases = &item, .case_count = 1};
        from.outcome = item.verdict == NG_FAIL ? NG_NON_CONFORMANT : NG_CONFORMANT;
        ng_merge_take(&merge, &from);
    }
    ng_merge_finish(&merge, result);
    ng_merge_deinit(&merge);
}

static void expect(const char *verdicts, enum ng_verdict verdict, bool unstable,
                   const char *reason) {
    struct ng_run_result result;
    merge(verdicts, &result);
    assert_int_equal(result.cases[0].verdict, verdict);
    assert_int_equal(result.cases[0].unstable, unstable);
    assert_string_equal(result.cases[0].reason, reason);
    ng_run_result_deinit(&result);
}

static void different_verdicts_are_unstable(void **state) {
    (void)state;
    expect("ppp", NG_PASS, false, "");
    expect("pfp", NG_FAIL, true, "unstable: 2 x pass, 1 x fail");
    expect("pw", NG_INCONCLUSIVE, true, "unstable: 1 x pass, 1 x warn");
    expect("psf", NG_FAIL, true, "unstable: 1 x pass, 1 x skip, 1 x fail");
}

/* A log that grows is long enough for a case some day. */
static void a_skip_is_no_verdict(void **state) {
    (void)state;
    expect("ss", NG_SKIP, false, "too short");
    expect("ssp", NG_PASS, false, "");
    expect("psp", NG_PASS, false, "");
    expect("sw", NG_WARN, false, "");
}

static void what_was_cut_short_is_no_verdict(void **state) {
    (void)state;
    expect("ppc", NG_INCONCLUSIVE, false, "");
    expect("fc", NG_FAIL, false, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_verdicts_are_unstable),
        cmocka_unit_test(a_skip_is_no_verdict),
        cmocka_unit_test(what_was_cut_short_is_no_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
