/*
 * A server made of the model, which a test may let lie, and whole runs against it; for tests.
 */
#ifndef NG_RUN_TALK_H
#define NG_RUN_TALK_H

#include "conformance/model.h"
#include "conformance/run.h"

struct server;

/* What a fault does to an answer of the truthful model. */
typedef void (*ng_tamper)(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange);

struct server {
    struct ng_model model;
    ng_tamper tamper; /* or NULL */
    uint64_t first_count;
    uint64_t requests;
    bool launchable;
    uint64_t loads_at_most; /* events of a log that it is launched on; 0: all */
    double clock;           /* seconds; every look at it takes some */
};

struct outcome {
    struct ng_run_result result;
    struct ng_run_info info;
};

/* Makes and frees the specification and the profile that the runs use; for cmocka. */
int ng_talk_set_up(void **state);
int ng_talk_tear_down(void **state);

extern struct ng_spec ng_talk_spec;
extern struct ng_profile ng_talk_profile;

/* Makes what the model holds now the server's first log, and gives its transport and no control but
 * that which relaunches it, where it is launchable. The server has to outlive the run. */
void ng_talk_begin(struct server *server, struct ng_run_options *options);

/* Holds all cases against the server. The result is the caller's. */
void ng_talk_hold(struct server *server, struct outcome *outcome);

/* Prints what did not pass, and why. */
void ng_talk_print(const struct ng_run_result *result);

/* Holds all cases and fails the test unless the run fails with a finding of `clause` in the case
 * (NULL: in any). */
void ng_talk_expect_fault(struct server *server, const char *case_id, const char *clause);

#endif
