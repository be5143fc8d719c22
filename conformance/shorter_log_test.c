/* What the case shorter-log tells that a client can notice of a reset. */
#include "conformance/run_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The old cursor of a log of 10 events, and the events of the log after the restart. */
#define OLD_CURSOR 20
#define SHORTER 3

static bool is_old_cursor(const struct server *server, const struct ng_ask *ask) {
    return server->model.count == SHORTER && ask->reading_count &&
           ask->readings[0].since == OLD_CURSOR;
}

static void echoes(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (is_old_cursor(server, ask))
        exchange->cursor = OLD_CURSOR;
}

static void refuses(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (!is_old_cursor(server, ask))
        return;
    ng_exchange_clear(exchange);
    exchange->status = 416;
    exchange->cursor_form = NG_CURSOR_MISSING;
}

static void loses_the_cursor(struct server *server, const struct ng_ask *ask,
                             struct ng_exchange *exchange) {
    if (is_old_cursor(server, ask))
        exchange->cursor_form = NG_CURSOR_MISSING;
}

static void begins_again(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    if (is_old_cursor(server, ask))
        assert_int_equal(ng_exchange_add_event(exchange, 1), NG_OK);
}

static const struct ng_case_result *find(const struct ng_run_result *result, const char *id) {
    for (size_t i = 0; i < result->case_count; i++)
        if (strcmp(result->cases[i].test_case->id, id) == 0)
            return &result->cases[i];
    fail_msg("%s was not held", id);
    abort();
}

static void tells_what_a_client_can_notice(void **state) {
    static const struct {
        ng_tamper tamper;
        enum ng_verdict verdict;
        const char *remark;
    } rows[] = {
        {NULL, NG_PASS,
         "after the restart the cursor 20 comes back as 3: a client notices the reset by the "
         "cursor that goes down, as long as it asks before the new log holds 20 events"},
        {echoes, NG_FAIL,
         "after the restart the cursor 20 comes back as 20: a client notices nothing, and misses "
         "what the new log holds before that"},
        {refuses, NG_FAIL,
         "after the restart the cursor 20 is answered with the status 416: a client notices the "
         "reset by the error, unless it only tries again"},
        {loses_the_cursor, NG_FAIL,
         "after the restart the cursor 20 brings no events and no cursor: a client cannot tell "
         "the reset from the end of the log"},
        {begins_again, NG_FAIL,
         "after the restart the cursor 20 brings events, although the log is shorter: a client "
         "takes them for new ones and notices nothing"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct server server = {
            .model = {.count = 10}, .launchable = true, .tamper = rows[i].tamper};
        struct outcome outcome;
        ng_talk_hold(&server, &outcome);
        const struct ng_case_result *result = find(&outcome.result, "shorter-log");
        assert_string_equal(result->remark, rows[i].remark);
        assert_int_equal(result->verdict, rows[i].verdict);
        assert_string_equal(find(&outcome.result, "full-dump")->remark, "");
        ng_run_result_deinit(&outcome.result);
    }
}

static void tells_nothing_where_there_is_no_restart(void **state) {
    (void)state;
    struct server server = {.model = {.count = 10}};
    struct outcome outcome;
    ng_talk_hold(&server, &outcome);
    assert_int_equal(find(&outcome.result, "shorter-log")->verdict, NG_SKIP);
    assert_string_equal(find(&outcome.result, "shorter-log")->remark, "");
    ng_run_result_deinit(&outcome.result);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_a_client_can_notice),
        cmocka_unit_test(tells_nothing_where_there_is_no_restart),
    };
    return cmocka_run_group_tests(tests, ng_talk_set_up, ng_talk_tear_down);
}
