/* Sessions with a truthful server in memory, for their unit tests. */
#ifndef NG_SESSION_TALK_H
#define NG_SESSION_TALK_H

#include "conformance/model.h"
#include "conformance/session.h"

#define SESSION_QUERIES_MAX 16

/* A truthful server that writes down what it is asked, and what a test makes of its answers. */
struct session_server {
    struct ng_model model;
    void (*tamper)(struct session_server *server, struct ng_exchange *exchange);
    char queries[SESSION_QUERIES_MAX][64];
    size_t asked;
};

struct session_talk {
    struct session_server server;
    struct ng_profile profile;
    struct ng_run_options options;
    struct ng_session *session;
    struct ng_findings findings;
    const struct ng_exchange *exchange; /* of the last read */
};

/* A case that asks nothing. */
extern const struct ng_case session_talk_case;

/* Sets up a log of `count` events, the profile exo and no controls. */
void session_talk_begin(struct session_talk *talk, uint64_t count);

/* Makes the session and begins its first case. */
enum ng_status session_talk_start(struct session_talk *talk);
void session_talk_end(struct session_talk *talk);

/* Begins one more case. */
enum ng_status session_talk_next_case(struct session_talk *talk);

/* Reads from an index on. */
enum ng_status session_talk_read(struct session_talk *talk, uint64_t since);

/* Asserts that these were the queries so far; "(none)" for a request without. */
void session_talk_asked(const struct session_talk *talk, const char *const *queries, size_t count);

#endif
