/* A session: how requests are spelled, what is read besides, and what a case can say. */
#include "conformance/session_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void learns_the_log_once(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_next_case(&talk), NG_OK);
    session_talk_asked(&talk, (const char *const[]){"(none)"}, 1);
    assert_int_equal(ng_session_count(talk.session), 3);
    assert_true(ng_session_has(talk.session, 3));
    assert_string_equal(ng_session_end(talk.session).lacks, "");
    assert_false(ng_session_has(talk.session, 4));
    assert_string_equal(ng_session_end(talk.session).lacks,
                        "the log holds 3 events, this needs 4; a longer log or --launch helps");
    assert_int_equal(ng_session_requests(talk.session), 1);
    session_talk_end(&talk);
    ng_session_free(NULL);
}

static void spells_requests_in_the_words_of_the_profile(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    free(talk.profile.since);
    free(talk.profile.fixed_query);
    talk.profile.since = strdup("from");
    talk.profile.fixed_query = strdup("feed=all");
    assert_int_equal(session_talk_start(&talk), NG_OK);
    struct ng_reading page = {.since = 2, .limit = 1, .has_limit = true};
    assert_int_equal(ng_session_read(talk.session, &page, NULL, &talk.exchange), NG_OK);
    assert_string_equal(talk.exchange->ask.query, "feed=all&from=2&limit=1");
    struct ng_words_of_query words = {
        .since = "03", .limit = "1", .limit_first = true, .before = "x=1&", .after = "&&y"};
    struct ng_ask rest = {.expectation = NG_EXPECT_ANYTHING, .reading_count = 1};
    assert_int_equal(ng_session_spell(talk.session, &words, &rest, &talk.exchange), NG_OK);
    session_talk_asked(&talk,
                       (const char *const[]){"feed=all", "feed=all&from=2&limit=1",
                                             "feed=all&x=1&limit=1&from=03&&y"},
                       3);
    session_talk_end(&talk);
}

static void spells_out_that_there_is_no_limit(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    talk.profile.no_limit = strdup("1000");
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_read(&talk, 2), NG_OK);
    struct ng_reading page = {.since = 2, .limit = 1, .has_limit = true};
    assert_int_equal(ng_session_read(talk.session, &page, NULL, &talk.exchange), NG_OK);
    session_talk_asked(&talk,
                       (const char *const[]){"(none)", "since=2&limit=1000", "since=2&limit=1"}, 3);
    session_talk_end(&talk);
}

static void leaves_out_a_since_that_cannot_be_spelled(void **state) {
    (void)state;
    struct session_talk talk;
    char text[24];
    session_talk_begin(&talk, 3);
    talk.profile.cursor_names_last = true;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(session_talk_read(&talk, 0), NG_OK);
    assert_int_equal(session_talk_read(&talk, 2), NG_OK);
    session_talk_asked(&talk, (const char *const[]){"(none)", "(none)", "since=1"}, 3);
    assert_int_equal(ng_session_since_text(talk.session, 2, text), 2);
    assert_string_equal(text, "1");
    assert_int_equal(ng_session_since_text(talk.session, 0, text), 1);
    assert_string_equal(text, "0");
    assert_int_equal(ng_session_index_of(talk.session, 1), 2);
    session_talk_end(&talk);
}

static void claim_more(struct session_server *server, struct ng_exchange *exchange) {
    (void)server;
    if (exchange->ask.method == NG_GET && !exchange->event_count)
        exchange->cursor = 9;
}

/* A cursor without events is looked at by a read of the tail; a wrong one is blamed by it. */
static void reads_the_tail_where_a_cursor_is_not_backed_up(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    talk.server.model.count = 6;
    assert_int_equal(session_talk_read(&talk, 7), NG_OK);
    session_talk_asked(&talk, (const char *const[]){"(none)", "since=7", "since=3"}, 3);
    assert_int_equal(talk.findings.count, 0);
    assert_int_equal(ng_session_count(talk.session), 6);
    talk.server.tamper = claim_more;
    assert_int_equal(session_talk_read(&talk, 20), NG_OK);
    assert_true(talk.server.asked > 4);
    session_talk_end(&talk);
}

static void other_log(struct session_server *server, struct ng_exchange *exchange) {
    (void)exchange;
    server->model.log = 1;
    server->model.count = 2;
    server->tamper = NULL;
}

static void a_reset_ends_the_run_where_it_is_nobodys_fault(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    other_log(&talk.server, NULL);
    assert_int_equal(session_talk_read(&talk, 3), NG_STOPPED);
    session_talk_asked(&talk,
                       (const char *const[]){"(none)", "since=3", "since=0&limit=8", "since=3"}, 4);
    struct ng_session_result result = ng_session_end(talk.session);
    assert_true(result.reset && result.ends_run);
    assert_string_equal(result.stopped, "the log was reset during the run");
    assert_int_equal(session_talk_read(&talk, 0), NG_STOPPED);
    assert_int_equal(talk.server.asked, 4);
    session_talk_end(&talk);
}

static void the_prefix_is_asked_for_in_the_words_of_the_profile(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    talk.profile.cursor_names_last = true;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    talk.server.model.count = 2;
    assert_int_equal(session_talk_read(&talk, 3), NG_OK);
    session_talk_asked(&talk, (const char *const[]){"(none)", "since=2", "limit=8", "since=2"}, 4);
    assert_false(ng_session_end(talk.session).reset);
    assert_true(talk.findings.count > 0);
    session_talk_end(&talk);
}

static void carry_the_cursor_in_events(struct session_server *server,
                                       struct ng_exchange *exchange) {
    (void)server;
    if (!exchange->event_count)
        exchange->cursor_form = NG_CURSOR_IMPLIED;
}

/* The log began again, or lost its last event: the same to whoever looks at the tail only. */
static void a_reset_is_told_without_a_cursor_too(void **state) {
    (void)state;
    for (uint64_t log = 0; log < 2; log++) {
        struct session_talk talk;
        session_talk_begin(&talk, 3);
        talk.profile.cursor_place = NG_CURSOR_IN_LAST_EVENT;
        talk.server.tamper = carry_the_cursor_in_events;
        assert_int_equal(session_talk_start(&talk), NG_OK);
        talk.server.model.log = log;
        talk.server.model.count = 2;
        assert_int_equal(session_talk_read(&talk, 2), log ? NG_STOPPED : NG_OK);
        session_talk_asked(
            &talk, (const char *const[]){"(none)", "since=2", "since=0&limit=8", "since=2"}, 4);
        assert_true(talk.findings.count > 0);
        assert_int_equal(ng_session_end(talk.session).reset, log);
        session_talk_end(&talk);
    }
}

static void a_reset_of_our_own_server_is_its_fault(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    talk.options.launched = true;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    other_log(&talk.server, NULL);
    assert_int_equal(session_talk_read(&talk, 3), NG_OK);
    bool found = false;
    for (size_t i = 0; i < talk.findings.count; i++)
        found = found || (talk.findings.items[i].kind == NG_FINDING_RESET &&
                          strcmp(talk.findings.items[i].clause, "growth-2") == 0);
    assert_true(found);
    session_talk_end(&talk);
}

struct launcher {
    struct session_server *server;
    enum ng_status status;
};

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t size) {
    struct launcher *launcher = context;
    (void)snprintf(message, size, "it does not start");
    launcher->server->model.count = events == NG_RUN_FIRST_LOG ? 5 : events;
    launcher->server->model.log++;
    return launcher->status;
}

static void launches_again_and_forgets_the_old_log(void **state) {
    (void)state;
    struct session_talk talk;
    struct launcher launcher = {.server = &talk.server};
    session_talk_begin(&talk, 5);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(ng_session_relaunch(talk.session, 2), NG_NOT_FOUND);
    talk.options.control.relaunch = relaunch;
    talk.options.control.context = &launcher;
    assert_int_equal(ng_session_relaunch(talk.session, 2), NG_OK);
    assert_int_equal(ng_session_count(talk.session), 2);
    assert_int_equal(talk.findings.count, 0);
    /* The next case begins with the first log. */
    assert_int_equal(session_talk_next_case(&talk), NG_OK);
    assert_int_equal(ng_session_count(talk.session), 5);
    assert_int_equal(session_talk_next_case(&talk), NG_OK);
    assert_int_equal(talk.server.asked, 3);
    launcher.status = NG_UNREACHABLE;
    assert_int_equal(ng_session_relaunch(talk.session, 2), NG_STOPPED);
    struct ng_session_result result = ng_session_end(talk.session);
    assert_string_equal(result.stopped, "it does not start");
    assert_true(result.unreachable && result.ends_run);
    session_talk_end(&talk);
}

static void random_numbers_are_the_cases_own(void **state) {
    (void)state;
    struct ng_case other_case = session_talk_case;
    other_case.id = "other-case";
    struct session_talk talk;
    uint64_t first[8], again[8], other[8];
    session_talk_begin(&talk, 3);
    talk.options.info.seed = 7;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    for (size_t i = 0; i < 8; i++) {
        first[i] = ng_session_random(talk.session, 1000);
        assert_true(first[i] < 1000);
    }
    assert_int_equal(ng_session_begin(talk.session, &other_case, &talk.findings), NG_OK);
    for (size_t i = 0; i < 8; i++)
        other[i] = ng_session_random(talk.session, 1000);
    assert_int_equal(session_talk_next_case(&talk), NG_OK);
    for (size_t i = 0; i < 8; i++)
        again[i] = ng_session_random(talk.session, 1000);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, other, sizeof first);
    assert_int_equal(ng_session_random(talk.session, 0), 0);
    session_talk_end(&talk);
}

static void keeps_what_a_case_says(void **state) {
    (void)state;
    struct session_talk talk;
    session_talk_begin(&talk, 3);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_false(ng_session_end(talk.session).exercised);
    ng_session_exercised(talk.session);
    ng_session_lacks(talk.session, "patience");
    ng_session_remark(talk.session, "first");
    ng_session_remark(talk.session, "%d of %d", 2, 3);
    assert_int_equal(session_talk_read(&talk, 1), NG_OK);
    ng_session_note(talk.session, talk.exchange, "cache-1", "says", "expected", "received");
    struct ng_session_result result = ng_session_end(talk.session);
    assert_true(result.exercised);
    assert_string_equal(result.lacks, "patience");
    assert_string_equal(result.remark, "2 of 3");
    assert_int_equal(result.requests, 2);
    assert_int_equal(result.events_compared, 2);
    assert_int_equal(talk.findings.count, 1);
    assert_int_equal(talk.findings.items[0].kind, NG_FINDING_FIELD);
    assert_string_equal(talk.findings.items[0].query, "since=1");
    assert_string_equal(talk.findings.items[0].received, "received");
    assert_true(ng_session_judgement(talk.session)->faultless);
    assert_ptr_equal(ng_session_profile(talk.session), &talk.profile);
    session_talk_end(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(learns_the_log_once),
        cmocka_unit_test(spells_requests_in_the_words_of_the_profile),
        cmocka_unit_test(spells_out_that_there_is_no_limit),
        cmocka_unit_test(leaves_out_a_since_that_cannot_be_spelled),
        cmocka_unit_test(reads_the_tail_where_a_cursor_is_not_backed_up),
        cmocka_unit_test(a_reset_ends_the_run_where_it_is_nobodys_fault),
        cmocka_unit_test(the_prefix_is_asked_for_in_the_words_of_the_profile),
        cmocka_unit_test(a_reset_is_told_without_a_cursor_too),
        cmocka_unit_test(a_reset_of_our_own_server_is_its_fault),
        cmocka_unit_test(launches_again_and_forgets_the_old_log),
        cmocka_unit_test(random_numbers_are_the_cases_own),
        cmocka_unit_test(keeps_what_a_case_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
