/*
 * A run: holds the chosen cases' conversations with a target, one after the other, and tells a
 * listener.
 */
#ifndef NG_RUN_H
#define NG_RUN_H

#include "conformance/profile.h"
#include "conformance/raw.h"
#include "conformance/recorder.h"
#include "conformance/spec.h"
#include "conformance/transport.h"
#include "conformance/verdict.h"

/* For relaunch: the log that the run began with. */
#define NG_RUN_FIRST_LOG UINT64_MAX
/* Events a second that a soak appends. */
#define NG_SOAK_RATE 50.0

/* What a run can do with its target besides asking. A function may be NULL. */
struct ng_run_control {
    void *context;
    /* Starts the target again on a new log of that many events, or NG_RUN_FIRST_LOG (--launch).
       After it the transport talks to the new one. Errors: NG_UNREACHABLE, NG_IO; `message` says
       why. */
    enum ng_status (*relaunch)(void *context, uint64_t events, char *message, size_t message_size);
    /* Appends that many events and comes back when they are acknowledged. Called in one thread at a
       time, which may be another than that of the reads. Errors: NG_IO, NG_UNREACHABLE; `message`
       says why. */
    enum ng_status (*append)(void *context, uint64_t count, char *message, size_t message_size);
    /* Whether the server itself said that the events of the last `append` are in its log, so that
       every later answer must know them (growth-1). */
    bool (*acknowledged)(void *context);
    /* Whether each event that is appended is a request to the server (--append-post): then it
       counts for the rate and for the budget, and is appended by a call of its own. */
    bool append_is_request;
    /* Opens one more connection to the target, for a reader in a thread of its own, and closes it.
     */
    enum ng_status (*open_transport)(void *context, struct ng_transport_ops *transport);
    void (*close_transport)(void *context, struct ng_transport_ops transport);
    /* Sends a raw request over a connection of its own. NULL where that cannot be done: over https,
       or with credentials in the URL. Errors: as ng_raw_send. */
    enum ng_status (*raw)(void *context, const struct ng_raw_sending *sending,
                          struct ng_raw_received *received);
    /* Seconds of a monotonic clock. Needed for the deadline, and for anything that watches a log
     * grow. */
    double (*now)(void *context);
    /* Waits; needed for the rate. */
    void (*wait)(void *context, double seconds);
    /* Whether somebody asked the run to end (a signal). */
    bool (*interrupted)(void *context);
    /* Bytes of bodies received so far. */
    uint64_t (*bytes)(void *context);
};

struct ng_run_options {
    struct ng_run_info info;
    const struct ng_case *const
        *cases; /* the chosen ones, in their order; info.case_count of them */
    const struct ng_profile *profile;
    const struct ng_spec *spec;
    struct ng_transport_ops transport;
    struct ng_run_control control;
    struct ng_listener listener;
    struct ng_recorder recorder;
    bool launched;             /* the runner owns the log: a reset is a fault */
    double deadline;           /* seconds for the whole run; 0: none */
    uint64_t max_requests;     /* 0: no limit */
    double rate;               /* requests a second at most; 0: no limit */
    uint64_t append_max;       /* events that the run may append in all */
    double soak;               /* seconds of the long tail; 0: not asked for */
    uint64_t window_probe;     /* events that the window probe appends; 0: not asked for */
    uint64_t explore_requests; /* random requests end after so many; 0: no limit */
    double explore_seconds;    /* and after so many seconds; 0: no limit */
};

/* Holds the run. A target that fails is a result, not an error. Errors: NG_NO_MEMORY. Own the
   result with ng_run_result_deinit; it refers to the options' info. Never waits longer than the
   deadline and one request's time limit. */
NG_MUST_CHECK enum ng_status ng_run(const struct ng_run_options *options,
                                    struct ng_run_result *result);

/* Prints what a run would ask of a target with a log of `events` events: each request in turn is
   handed to `print`; nothing is sent. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_plan(const struct ng_run_options *options, uint64_t events,
                                     void (*print)(void *context, const struct ng_case *test_case,
                                                   const struct ng_ask *ask),
                                     void *context);

#endif
