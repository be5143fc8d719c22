/* Growth within the limits of a run: what is appended counts, too, where it is requests. */
#include "conformance/session_talk.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A server that is read and appended to at once, and a clock that only waiting moves. */
struct server {
    struct ng_model model;
    pthread_mutex_t lock;
    bool posts;         /* what is appended comes as requests */
    bool is_liar;       /* what is appended never comes */
    double clock;       /* in seconds */
    double interval;    /* between two requests at least; 0: none */
    unsigned budget;    /* of requests; 0: none */
    unsigned requests;  /* reads, and events that were POSTed */
    uint64_t appended;  /* events */
    uint64_t most;      /* events of one call */
    double appended_at; /* the last of them */
    bool is_early;      /* a request came before its time */
};

static void count_request(struct server *server) {
    server->is_early =
        server->is_early || server->clock < server->requests * server->interval - 1e-6;
    server->requests++;
}

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct server *server = context;
    (void)pthread_mutex_lock(&server->lock);
    struct ng_transport_ops model = ng_model_transport(&server->model);
    count_request(server);
    enum ng_status status = model.send(model.context, ask, exchange);
    (void)pthread_mutex_unlock(&server->lock);
    return status;
}

static enum ng_status append(void *context, uint64_t count, char *message, size_t message_size) {
    struct server *server = context;
    (void)message, (void)message_size;
    (void)pthread_mutex_lock(&server->lock);
    if (server->posts)
        count_request(server);
    server->model.count += server->is_liar ? 0 : count;
    server->appended += count;
    server->most = count > server->most ? count : server->most;
    server->appended_at = server->clock;
    (void)pthread_mutex_unlock(&server->lock);
    return NG_OK;
}

static double now(void *context) {
    struct server *server = context;
    (void)pthread_mutex_lock(&server->lock);
    double clock = server->clock;
    (void)pthread_mutex_unlock(&server->lock);
    return clock;
}

static void wait_seconds(void *context, double seconds) {
    struct server *server = context;
    (void)pthread_mutex_lock(&server->lock);
    server->clock += seconds;
    (void)pthread_mutex_unlock(&server->lock);
}

static void begin(struct session_talk *talk, struct server *server, bool posts) {
    *server = (struct server){.model = {.count = 9}, .posts = posts};
    assert_int_equal(pthread_mutex_init(&server->lock, NULL), 0);
    session_talk_begin(talk, 9);
    talk->options.transport = (struct ng_transport_ops){server, send};
    talk->options.append_max = 1000;
    talk->options.control = (struct ng_run_control){.context = server,
                                                    .append = append,
                                                    .append_is_request = posts,
                                                    .now = now,
                                                    .wait = wait_seconds};
}

static void end(struct session_talk *talk, struct server *server) {
    session_talk_end(talk);
    assert_int_equal(pthread_mutex_destroy(&server->lock), 0);
}

/* Waits until there is one more event, or no more requests can come. */
static void await_event(struct server *server, uint64_t before) {
    for (bool waits = true; waits;) {
        (void)sched_yield();
        (void)pthread_mutex_lock(&server->lock);
        waits =
            server->appended == before && (!server->budget || server->requests < server->budget);
        (void)pthread_mutex_unlock(&server->lock);
    }
}

static uint64_t count_appended(struct server *server) {
    (void)pthread_mutex_lock(&server->lock);
    uint64_t appended = server->appended;
    (void)pthread_mutex_unlock(&server->lock);
    return appended;
}

/* Reads until some seconds are over or the session stops, while the log grows. */
static enum ng_status read_while_it_grows(struct session_talk *talk, struct server *server,
                                          double seconds) {
    enum ng_status status = ng_session_begin_growth(talk->session, 300);
    assert_int_equal(status, NG_OK);
    while (!status && now(server) < seconds) {
        await_event(server, count_appended(server));
        status = session_talk_read(talk, 1);
    }
    enum ng_status ended = ng_session_end_growth(talk->session);
    return status ? status : ended;
}

static void events_that_are_posted_keep_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct server server;
    begin(&talk, &server, true);
    server.interval = 0.2;
    talk.options.rate = 5;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(ng_session_grow(talk.session, 3), NG_OK);
    assert_int_equal(server.appended, 3);
    assert_int_equal(server.most, 1);
    assert_int_equal(read_while_it_grows(&talk, &server, 20), NG_OK);
    assert_true(server.appended > 3);
    assert_false(server.is_early);
    end(&talk, &server);
}

static void events_that_are_posted_are_of_the_budget(void **state) {
    (void)state;
    for (unsigned budget = 3; budget < 20; budget++) {
        struct session_talk talk;
        struct server server;
        begin(&talk, &server, true);
        talk.options.max_requests = server.budget = budget;
        assert_int_equal(session_talk_start(&talk), NG_OK);
        assert_int_equal(read_while_it_grows(&talk, &server, 1000), NG_STOPPED);
        assert_string_equal(ng_session_end(talk.session).stopped,
                            "the budget of --max-requests is used up");
        assert_int_equal(server.requests, budget);
        end(&talk, &server);
    }
}

static void a_batch_that_the_budget_cuts_ends_the_run(void **state) {
    (void)state;
    struct session_talk talk;
    struct server server;
    begin(&talk, &server, true);
    talk.options.max_requests = 4;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(ng_session_grow(talk.session, 5), NG_STOPPED);
    assert_int_equal(server.appended, 3);
    assert_true(ng_session_end(talk.session).ends_run);
    end(&talk, &server);
}

/* Nobody knows what a command sends: it is called as before, but not for more events than that. */
static void other_growth_is_held_back_by_the_rate(void **state) {
    (void)state;
    struct session_talk talk;
    struct server server;
    begin(&talk, &server, false);
    talk.options.rate = 5;
    assert_int_equal(session_talk_start(&talk), NG_OK);
    assert_int_equal(ng_session_grow(talk.session, 3), NG_OK);
    assert_int_equal(server.most, 3);
    double before = now(&server);
    assert_int_equal(read_while_it_grows(&talk, &server, 20), NG_OK);
    assert_true(server.appended > 3);
    assert_true((double)(server.appended - 3) <= (server.appended_at - before) * 5 + 1);
    end(&talk, &server);
}

/* Whoever lets it grow in the background reads fast: not before the hook keeps its word again. */
static void a_doubted_hook_proves_itself_before_it_grows_the_log(void **state) {
    (void)state;
    struct session_talk talk;
    struct server server;
    begin(&talk, &server, false);
    assert_int_equal(session_talk_start(&talk), NG_OK);
    server.is_liar = true;
    assert_int_equal(ng_session_grow(talk.session, 2), NG_NOT_FOUND);
    assert_int_equal(ng_session_begin_growth(talk.session, 300), NG_NOT_FOUND);
    assert_string_equal(
        ng_session_end(talk.session).lacks,
        "the append hook was called for 1 event, and the log went from 9 to only 9");
    assert_int_equal(ng_session_end_growth(talk.session), NG_OK);
    server.is_liar = false;
    assert_int_equal(read_while_it_grows(&talk, &server, now(&server) + 1), NG_OK);
    end(&talk, &server);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_that_are_posted_keep_the_rate),
        cmocka_unit_test(events_that_are_posted_are_of_the_budget),
        cmocka_unit_test(a_batch_that_the_budget_cuts_ends_the_run),
        cmocka_unit_test(other_growth_is_held_back_by_the_rate),
        cmocka_unit_test(a_doubted_hook_proves_itself_before_it_grows_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
