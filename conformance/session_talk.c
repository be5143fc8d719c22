#include "conformance/session_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    struct session_server *server = context;
    assert_true(server->asked < SESSION_QUERIES_MAX);
    (void)snprintf(server->queries[server->asked++], sizeof server->queries[0], "%s",
                   ask->query ? ask->query : "(none)");
    struct ng_transport_ops model = ng_model_transport(&server->model);
    enum ng_status status = model.send(model.context, ask, exchange);
    if (server->tamper)
        server->tamper(server, exchange);
    return status;
}

static enum ng_status run_nothing(struct ng_session *session) {
    (void)session;
    return NG_OK;
}

const struct ng_case session_talk_case = {.id = "a-case", .run = run_nothing};

void session_talk_begin(struct session_talk *talk, uint64_t count) {
    *talk = (struct session_talk){.server = {.model = {.count = count}}};
    assert_int_equal(ng_profile_exo(&talk->profile), NG_OK);
    talk->options.profile = &talk->profile;
    talk->options.transport = (struct ng_transport_ops){&talk->server, send};
    ng_findings_init(&talk->findings);
}

enum ng_status session_talk_start(struct session_talk *talk) {
    assert_int_equal(ng_session_new(&talk->options, &talk->session), NG_OK);
    return session_talk_next_case(talk);
}

void session_talk_end(struct session_talk *talk) {
    ng_session_free(talk->session);
    ng_findings_deinit(&talk->findings);
    ng_profile_deinit(&talk->profile);
}

enum ng_status session_talk_next_case(struct session_talk *talk) {
    return ng_session_begin(talk->session, &session_talk_case, &talk->findings);
}

enum ng_status session_talk_read(struct session_talk *talk, uint64_t since) {
    return ng_session_read(talk->session, &(struct ng_reading){.since = since}, NULL,
                           &talk->exchange);
}

void session_talk_asked(const struct session_talk *talk, const char *const *queries, size_t count) {
    assert_int_equal(talk->server.asked, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(talk->server.queries[i], queries[i]);
}
