/* Where a session asks again before anybody is blamed, and where the server's own word is enough.
 */
#include "conformance/session_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static unsigned closings; /* how many requests with a value that is no number are still dropped */

static void close_at_odd_values(struct session_server *server, struct ng_exchange *exchange) {
    if (strcmp(server->queries[server->asked - 1], "since=abc") != 0 || closings == 0)
        return;
    closings--;
    exchange->transport = NG_TRANSPORT_CLOSED;
    exchange->status = 0;
}

static enum ng_status ask_for_abc(struct session_talk *talk) {
    static const struct ng_ask ask = {.expectation = NG_EXPECT_REFUSAL, .clause = "reject-1"};
    session_talk_begin(talk, 3);
    talk->server.tamper = close_at_odd_values;
    assert_int_equal(session_talk_start(talk), NG_OK);
    return ng_session_spell_odd(talk->session, &(struct ng_words_of_query){.since = "abc"}, &ask,
                                &talk->exchange);
}

static void one_closed_connection_is_nobodys_fault(void **state) {
    (void)state;
    struct session_talk talk;
    closings = 1;
    assert_int_equal(ask_for_abc(&talk), NG_OK);
    session_talk_asked(
        &talk, (const char *const[]){"(none)", "since=abc", "since=0&limit=1", "since=abc"}, 4);
    assert_true(ng_session_judgement(talk.session)->refused);
    assert_int_equal(talk.findings.count, 0);
    session_talk_end(&talk);
}

static void a_value_that_closes_twice_is_the_servers_fault(void **state) {
    (void)state;
    struct session_talk talk;
    closings = 2;
    assert_int_equal(ask_for_abc(&talk), NG_OK);
    assert_int_equal(talk.findings.count, 1);
    assert_int_equal(talk.findings.items[0].kind, NG_FINDING_SILENCE);
    assert_string_equal(talk.findings.items[0].clause, "reject-1");
    assert_string_equal(ng_session_end(talk.session).stopped, "");
    session_talk_end(&talk);
}

static void another_closed_connection_ends_the_case(void **state) {
    (void)state;
    struct session_talk talk;
    closings = 1;
    session_talk_begin(&talk, 3);
    talk.server.tamper = close_at_odd_values;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    static const struct ng_ask ask = {.expectation = NG_EXPECT_REFUSAL, .clause = "reject-1"};
    assert_int_equal(ng_session_spell(talk.session, &(struct ng_words_of_query){.since = "abc"},
                                      &ask, &talk.exchange),
                     NG_STOPPED);
    assert_int_equal(talk.findings.count, 0);
    session_talk_end(&talk);
}

/* ---- appends ---- */

static bool is_acknowledged;

static enum ng_status append_nothing(void *context, uint64_t count, char *message,
                                     size_t message_size) {
    (void)context;
    (void)count;
    (void)message;
    (void)message_size;
    return NG_OK;
}

static bool acknowledged(void *context) {
    (void)context;
    return is_acknowledged;
}

static enum ng_status grow_in_vain(struct session_talk *talk) {
    session_talk_begin(talk, 3);
    talk->options.append_max = 10;
    talk->options.control.append = append_nothing;
    talk->options.control.acknowledged = acknowledged;
    assert_int_equal(session_talk_start(talk), NG_OK);
    return ng_session_grow(talk->session, 2);
}

static void an_append_that_the_server_acknowledged_must_show(void **state) {
    (void)state;
    struct session_talk talk;
    is_acknowledged = true;
    assert_int_equal(grow_in_vain(&talk), NG_OK);
    assert_int_equal(talk.findings.count, 1);
    assert_string_equal(talk.findings.items[0].clause, "growth-1");
    session_talk_end(&talk);
}

static void the_word_of_a_hook_proves_nothing(void **state) {
    (void)state;
    struct session_talk talk;
    is_acknowledged = false;
    assert_int_equal(grow_in_vain(&talk), NG_NOT_FOUND);
    assert_int_equal(talk.findings.count, 0);
    assert_string_equal(
        ng_session_end(talk.session).lacks,
        "the append hook was called for 2 events, and the log went from 3 to only 3");
    session_talk_end(&talk);
}

/* A hook that does not keep its word unless told to, and a clock that only waiting moves. */
struct liar {
    struct session_talk talk;
    bool is_truthful;
    double clock;
    unsigned waits;
};

static enum ng_status append_or_not(void *context, uint64_t count, char *message,
                                    size_t message_size) {
    struct liar *liar = context;
    (void)message;
    (void)message_size;
    liar->talk.server.model.count += liar->is_truthful ? count : 0;
    return NG_OK;
}

static double read_clock(void *context) {
    const struct liar *liar = context;
    return liar->clock;
}

static void wait_long(void *context, double seconds) {
    struct liar *liar = context;
    (void)seconds;
    liar->clock += 2.0;
    liar->waits++;
}

/* How often a case waits for an event that the hook is to append. */
static unsigned waits_of_growth(struct liar *liar, bool is_truthful) {
    liar->is_truthful = is_truthful;
    liar->waits = 0;
    assert_int_equal(session_talk_next_case(&liar->talk), NG_OK);
    assert_int_equal(ng_session_grow(liar->talk.session, 1), is_truthful ? NG_OK : NG_NOT_FOUND);
    const char *lacks = ng_session_end(liar->talk.session).lacks;
    assert_int_equal(strncmp(lacks, "the append hook was called for 1 event,", 39) == 0,
                     !is_truthful);
    return liar->waits;
}

static void a_hook_that_lied_is_not_waited_for_long(void **state) {
    (void)state;
    struct liar liar = {.clock = 0};
    session_talk_begin(&liar.talk, 3);
    liar.talk.options.append_max = 10;
    liar.talk.options.control = (struct ng_run_control){
        .context = &liar, .append = append_or_not, .now = read_clock, .wait = wait_long};
    assert_int_equal(session_talk_start(&liar.talk), NG_OK);
    assert_int_equal(waits_of_growth(&liar, false), 3);
    assert_int_equal(waits_of_growth(&liar, false), 1);
    /* Once it keeps its word, it is trusted as before. */
    assert_int_equal(waits_of_growth(&liar, true), 0);
    assert_int_equal(waits_of_growth(&liar, false), 3);
    session_talk_end(&liar.talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_closed_connection_is_nobodys_fault),
        cmocka_unit_test(a_value_that_closes_twice_is_the_servers_fault),
        cmocka_unit_test(another_closed_connection_ends_the_case),
        cmocka_unit_test(an_append_that_the_server_acknowledged_must_show),
        cmocka_unit_test(the_word_of_a_hook_proves_nothing),
        cmocka_unit_test(a_hook_that_lied_is_not_waited_for_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
