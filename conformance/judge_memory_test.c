/* What the judge does where memory ends: its sources are compiled once more with allocators that
   fail on demand. */
#include "conformance/failing_memory.h"
#include "conformance/judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct ng_profile profile;

static enum ng_status hear(struct ng_judge *judge, struct ng_exchange *exchange,
                           struct ng_findings *findings) {
    struct ng_judgement judgement;
    exchange->sent = ng_judge_tick(judge);
    exchange->answered = ng_judge_tick(judge);
    exchange->status = 200;
    return ng_judge_answer(judge, exchange, findings, &judgement);
}

/* Events in more blocks than the history's first table holds, then a claim with a query. */
static enum ng_status talk(struct ng_judge *judge, struct ng_findings *findings) {
    uint64_t digest = 1;
    struct ng_exchange page = {
        .ask = {.reading_count = 1, .readings = {{.has_limit = true, .limit = 1}}},
        .body_form = NG_BODY_ARRAY,
        .digests = &digest,
        .event_count = 1};
    for (uint64_t block = 0; block < 10; block++) {
        page.ask.readings[0].since = block * 4096;
        page.cursor = block * 4096 + 1;
        enum ng_status status = hear(judge, &page, findings);
        if (status)
            return status;
    }
    struct ng_exchange claim = {
        .ask = {.reading_count = 1, .query = "since=99999", .readings = {{.since = 99999}}},
        .cursor = 99999,
        .body_form = NG_BODY_ARRAY};
    return hear(judge, &claim, findings);
}

static void reports_the_end_of_memory(void **state) {
    (void)state;
    unsigned failures = 0;
    for (;; failures++) {
        struct ng_judge *judge = NULL;
        struct ng_findings findings;
        ng_findings_init(&findings);
        ng_memory_fail_after(failures);
        enum ng_status status = ng_judge_new(&profile, false, &judge);
        if (!status)
            status = talk(judge, &findings);
        else
            assert_null(judge);
        ng_memory_never_fail();
        assert_int_equal(status, ng_memory_has_failed() ? NG_NO_MEMORY : NG_OK);
        assert_int_equal(findings.count, 0);
        ng_judge_free(judge);
        ng_findings_deinit(&findings);
        if (!status)
            break;
    }
    /* The judge, two tables, ten blocks and the claim's query. */
    assert_int_equal(failures, 14);
}

static void keeps_the_events_that_it_has(void **state) {
    (void)state;
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    assert_int_equal(ng_exchange_add_event(&exchange, 1), NG_OK);
    ng_memory_fail_after(0);
    enum ng_status status = NG_OK;
    while (!status)
        status = ng_exchange_add_event(&exchange, 2);
    ng_memory_never_fail();
    assert_int_equal(status, NG_NO_MEMORY);
    assert_int_equal(exchange.digests[0], 1);
    assert_int_equal(exchange.event_count, exchange.digest_capacity);
    ng_exchange_deinit(&exchange);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_the_end_of_memory),
        cmocka_unit_test(keeps_the_events_that_it_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
