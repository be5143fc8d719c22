/* The class hostile against a server in memory, which a test may let fail at raw requests. */
#include "conformance/body.h"
#include "conformance/run.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EVENTS 10
#define BYTES_MAX 4096

enum fault {
    NO_FAULT,
    REFUSES,        /* all that it may */
    CLOSES,         /* all that it may */
    LACKS_SUPPORT,  /* answers 501 to what transport-2 is about */
    FAILS,          /* status 500 */
    HANGS,          /* no answer and no close */
    TALKS_NONSENSE, /* bytes that are no HTTP */
    INJECTS,        /* a field that the request made */
    DUMPS,          /* the full dump, whatever was asked */
    ACCEPTS,        /* reads what must be refused as 0 */
    SWAPS,          /* the first answer of several comes last */
    DIES,           /* does not answer plain requests any more */
    FAILS_LATER,    /* answers plain requests with 500 from then on */
};

struct fake {
    enum fault fault;
    bool died;
    bool launchable;
    unsigned launches;
    unsigned raw_requests;
    char bytes[BYTES_MAX];
    size_t size;
};

static struct ng_spec spec;
static struct ng_profile profile;

/* The events of a range as JSON; gives the cursor. */
static uint64_t write_range(const struct ng_reading *reading, char *text, size_t size) {
    uint64_t end = ng_reading_end(reading, EVENTS);
    size_t used = (size_t)snprintf(text, size, "[");
    for (uint64_t i = reading->since; i < end; i++)
        used += (size_t)snprintf(text + used, size - used, "%s{\"e\":%" PRIu64 "}",
                                 i > reading->since ? "," : "", i);
    (void)snprintf(text + used, size - used, "]");
    return end;
}

static enum ng_status send_plain(void *context, const struct ng_ask *ask,
                                 struct ng_exchange *exchange) {
    struct fake *fake = context;
    char text[BYTES_MAX];
    struct ng_body *body;
    if (fake->died) {
        exchange->transport = fake->fault == DIES ? NG_TRANSPORT_UNREACHABLE : NG_TRANSPORT_OK;
        exchange->status = fake->fault == DIES ? 0 : 500;
        return NG_OK;
    }
    exchange->status = 200;
    exchange->cursor = write_range(&ask->readings[0], text, sizeof text);
    exchange->cursor_form = NG_CURSOR_OK;
    assert_int_equal(ng_body_new(&profile, &body), NG_OK);
    ng_body_begin(body, exchange);
    assert_int_equal(ng_body_push(body, text, strlen(text)), NG_OK);
    ng_body_finish(body);
    ng_body_free(body);
    return NG_OK;
}

static void write_status(struct fake *fake, unsigned status) {
    fake->size += (size_t)snprintf(fake->bytes + fake->size, BYTES_MAX - fake->size,
                                   "HTTP/1.1 %u No\r\nContent-Length: 0\r\n\r\n", status);
}

static void write_answer(struct fake *fake, const struct ng_reading *reading) {
    char text[BYTES_MAX];
    uint64_t cursor = write_range(reading, text, sizeof text);
    fake->size += (size_t)snprintf(
        fake->bytes + fake->size, BYTES_MAX - fake->size,
        "HTTP/1.1 200 OK\r\nX-EXO-Last-Idx: %" PRIu64 "\r\n%sTransfer-Encoding: chunked\r\n\r\n"
        "%zx\r\n%s\r\n0\r\n\r\n",
        cursor, fake->fault == INJECTS ? "X-Nogap-Injected: 1\r\n" : "", strlen(text), text);
}

static void answer(struct fake *fake, const struct ng_ask *ask) {
    static const struct ng_reading all = {0};
    bool refusal = ask->expectation == NG_EXPECT_REFUSAL;
    bool may_refuse = refusal || ask->expectation == NG_EXPECT_RANGE_OR_REFUSAL;
    bool is_odd = may_refuse && ask->clause && strcmp(ask->clause, "transport-2") == 0;
    if (fake->fault == FAILS)
        write_status(fake, 500);
    else if (is_odd && fake->fault == LACKS_SUPPORT)
        write_status(fake, 501);
    else if (refusal && fake->fault == ACCEPTS)
        write_answer(fake, &all);
    else if (refusal || (may_refuse && fake->fault == REFUSES))
        write_status(fake, 400);
    else if (ask->expectation == NG_EXPECT_ANYTHING)
        write_status(fake, 404);
    else
        write_answer(fake, fake->fault == DUMPS ? &all : &ask->readings[0]);
}

static enum ng_status send_raw(void *context, const struct ng_raw_sending *sending,
                               struct ng_raw_received *received) {
    struct fake *fake = context;
    const struct ng_ask *asks = sending->asks;
    assert_non_null(asks[0].raw);
    fake->raw_requests++;
    fake->size = 0;
    *received = (struct ng_raw_received){.end = NG_RAW_END_ANSWERED};
    fake->died = fake->fault == DIES || fake->fault == FAILS_LATER;
    if (sending->manner != NG_RAW_WAIT && sending->manner != NG_RAW_WAIT_THEN_END) {
        received->end = NG_RAW_END_LEFT;
    } else if (fake->fault == HANGS) {
        received->end = NG_RAW_END_TIMEOUT;
    } else if (fake->died || (fake->fault == CLOSES && asks[0].may_close)) {
        received->end = NG_RAW_END_CLOSED;
    } else if (fake->fault == TALKS_NONSENSE) {
        fake->size = (size_t)snprintf(fake->bytes, BYTES_MAX, "<html>");
    } else {
        size_t first = fake->fault == SWAPS && sending->ask_count > 1 ? 1 : 0;
        for (size_t i = first; i < sending->ask_count; i++)
            answer(fake, &asks[i]);
        if (first)
            answer(fake, &asks[0]);
    }
    received->bytes = malloc(fake->size + 1);
    assert_non_null(received->bytes);
    memcpy(received->bytes, fake->bytes, fake->size);
    received->size = fake->size;
    return NG_OK;
}

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t size) {
    struct fake *fake = context;
    (void)message;
    (void)size;
    assert_true(events == NG_RUN_FIRST_LOG);
    fake->died = false;
    fake->launches++;
    return NG_OK;
}

/* Holds the case, or all of the class where it is NULL. */
static void hold(struct fake *fake, const char *case_id, struct ng_run_result *result) {
    static const struct ng_case *chosen[64];
    static struct ng_run_info info;
    size_t count, chosen_count = 0;
    const struct ng_case *const *cases = ng_cases(&count);
    for (size_t i = 0; i < count; i++)
        if (cases[i]->class_id == NG_CLASS_HOSTILE && (!case_id || !strcmp(case_id, cases[i]->id)))
            chosen[chosen_count++] = cases[i];
    assert_true(chosen_count == 1 || (!case_id && chosen_count > 10));
    info = (struct ng_run_info){.case_count = chosen_count};
    struct ng_run_options options = {
        .info = info,
        .cases = chosen,
        .profile = &profile,
        .spec = &spec,
        .transport = {.context = fake, .send = send_plain},
        .control = {.context = fake,
                    .raw = send_raw,
                    .relaunch = fake->launchable ? relaunch : NULL},
        .launched = fake->launchable,
    };
    assert_int_equal(ng_run(&options, result), NG_OK);
    result->info = &info;
}

static void never_blames_the_truthful(void **state) {
    (void)state;
    static const enum fault truthful[] = {NO_FAULT, REFUSES, CLOSES, LACKS_SUPPORT};
    for (size_t i = 0; i < sizeof truthful / sizeof *truthful; i++) {
        struct fake fake = {.fault = truthful[i]};
        struct ng_run_result result;
        hold(&fake, NULL, &result);
        for (size_t k = 0; k < result.case_count; k++)
            if (result.cases[k].verdict != NG_PASS)
                fail_msg("%d: %s: %s %s", (int)truthful[i], result.cases[k].test_case->id,
                         result.cases[k].findings.count ? result.cases[k].findings.items[0].says
                                                        : "",
                         result.cases[k].reason);
        assert_int_equal(result.outcome, NG_CONFORMANT);
        assert_true(fake.raw_requests > 80);
        ng_run_result_deinit(&result);
    }
}

static const struct ng_finding *find(const struct ng_run_result *result, const char *clause) {
    for (size_t i = 0; i < result->case_count; i++)
        for (size_t k = 0; k < result->cases[i].findings.count; k++)
            if (strcmp(result->cases[i].findings.items[k].clause, clause) == 0)
                return &result->cases[i].findings.items[k];
    return NULL;
}

static void blames_each_fault_by_its_clause(void **state) {
    (void)state;
    static const struct {
        enum fault fault;
        const char *case_id, *clause;
    } table[] = {
        {FAILS, "bad-escapes", "reject-1"},
        {FAILS, "bad-escapes", "transport-2"},
        {FAILS, "huge-queries", "transport-1"},
        {FAILS, "many-parameters", "transport-1"},
        {FAILS, "conflicting-fields", "transport-2"},
        {FAILS, "pipelined-requests", "transport-5"},
        {HANGS, "odd-bytes", "transport-2"},
        {HANGS, "huge-queries", "transport-1"},
        {HANGS, "pipelined-requests", "transport-5"},
        {TALKS_NONSENSE, "odd-bytes", "transport-2"},
        {TALKS_NONSENSE, "odd-request-lines", "transport-2"},
        {INJECTS, "injected-fields", "transport-4"},
        {DUMPS, "odd-bytes", "transport-2"},
        {DUMPS, "many-parameters", "param-5"},
        {DUMPS, "deep-arrays", "param-5"},
        {ACCEPTS, "bad-escapes", "reject-1"},
        {ACCEPTS, "bad-escapes", "reject-2"},
        {ACCEPTS, "no-requests", "transport-2"},
        {SWAPS, "pipelined-requests", "transport-5"},
        {DIES, "half-sent-requests", "transport-3"},
        {DIES, "reset-answers", "transport-3"},
        {FAILS_LATER, "half-sent-requests", "transport-3"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fake fake = {.fault = table[i].fault};
        struct ng_run_result result;
        hold(&fake, table[i].case_id, &result);
        const struct ng_finding *found = find(&result, table[i].clause);
        if (!found || result.outcome != NG_NON_CONFORMANT)
            fail_msg("fault %d: %s did not find %s", (int)table[i].fault, table[i].case_id,
                     table[i].clause);
        /* The bytes that show it are there. */
        assert_non_null(found->raw);
        assert_int_equal(found->raw_first, strcmp(table[i].clause, "transport-3") == 0);
        ng_run_result_deinit(&result);
    }
}

static void a_hang_ends_its_case(void **state) {
    (void)state;
    struct fake fake = {.fault = HANGS};
    struct ng_run_result result;
    hold(&fake, "bad-escapes", &result);
    assert_int_equal(fake.raw_requests, 1);
    ng_run_result_deinit(&result);
}

static void a_dead_server_ends_the_run_with_blame(void **state) {
    (void)state;
    struct fake fake = {.fault = DIES};
    struct ng_run_result result;
    hold(&fake, NULL, &result);
    assert_int_equal(fake.raw_requests, 1);
    assert_int_equal(result.outcome, NG_NON_CONFORMANT);
    assert_int_equal(result.cases[0].verdict, NG_FAIL);
    assert_int_equal(result.cases[1].verdict, NG_INCONCLUSIVE);
    ng_run_result_deinit(&result);
}

static void a_dead_server_is_launched_again(void **state) {
    (void)state;
    struct fake fake = {.fault = DIES, .launchable = true};
    struct ng_run_result result;
    hold(&fake, NULL, &result);
    assert_int_equal(fake.launches, result.case_count);
    for (size_t i = 0; i < result.case_count; i++)
        assert_int_equal(result.cases[i].verdict, NG_FAIL);
    ng_run_result_deinit(&result);
}

static int set_up(void **state) {
    (void)state;
    return ng_spec_embedded(&spec) || ng_profile_exo(&profile);
}

static int tear_down(void **state) {
    (void)state;
    ng_spec_deinit(&spec);
    ng_profile_deinit(&profile);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_blames_the_truthful),
        cmocka_unit_test(blames_each_fault_by_its_clause),
        cmocka_unit_test(a_hang_ends_its_case),
        cmocka_unit_test(a_dead_server_ends_the_run_with_blame),
        cmocka_unit_test(a_dead_server_is_launched_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
