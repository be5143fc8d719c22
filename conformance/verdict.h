/*
 * Verdicts, the result of a case and of a run, and the stream through which they reach the reports.
 * The order of enum ng_verdict is the order of gravity: the worst one wins.
 */
#ifndef NG_VERDICT_H
#define NG_VERDICT_H

#include "conformance/case.h"
#include "conformance/finding.h"

enum ng_verdict {
    NG_PASS,
    NG_SKIP,         /* could not exercise its clauses; the reason names what is missing */
    NG_WARN,         /* a SHOULD is not met */
    NG_INCONCLUSIVE, /* a reset, or a MUST that could not be looked at */
    NG_FAIL,         /* a MUST is not met */
    NG_ERROR,        /* the runner's own fault */
};
#define NG_VERDICT_COUNT 6

struct ng_case_result {
    const struct ng_case *test_case;
    enum ng_verdict verdict;
    char reason[NG_WORDS_MAX]; /* of a skip, an inconclusive or an error; else "" */
    uint64_t requests;         /* answers that were judged */
    uint64_t events_compared;  /* events that were compared with what must stand at their index */
    double seconds;
    struct ng_findings findings;
};

enum ng_outcome {
    NG_CONFORMANT,
    NG_NON_CONFORMANT,
    NG_RUN_INCONCLUSIVE,
    NG_RUN_UNREACHABLE,
    NG_RUN_ERROR,
};

/* What is known before the first request. Strings belong to the caller. */
struct ng_run_info {
    const char *version;
    const char *url;     /* as given; credentials in it are masked */
    const char *profile; /* its name */
    uint64_t seed;
    bool strict;       /* a warning fails the run */
    size_t case_count; /* how many cases were chosen */
    /* "Name" of each request field that the user gave; values are never shown */
    const char *const *header_names;
    size_t header_count;
};

struct ng_run_result {
    const struct ng_run_info *info;
    struct ng_case_result *cases; /* owned; one for each case that was begun or skipped */
    size_t case_count;
    enum ng_outcome outcome;
    char reason[NG_WORDS_MAX]; /* why it is inconclusive, unreachable or an error; else "" */
    uint64_t requests;
    uint64_t bytes;  /* of bodies received */
    uint64_t events; /* the largest count proved: the log held at least so many */
    double seconds;
    bool restarted; /* the log was reset once and the run began again */
};

/* A listener of a run. Any function may be NULL. Called in one thread, in the order of time. */
struct ng_listener {
    void *context;
    void (*begin)(void *context, const struct ng_run_info *info);
    /* Something long is under way in a case: how many bytes its answer has brought so far. */
    void (*progress)(void *context, const struct ng_case *test_case, uint64_t requests,
                     uint64_t bytes);
    void (*case_end)(void *context, const struct ng_case_result *result);
    /* The log was reset: all results so far are void and the cases begin again. */
    void (*restart)(void *context, const char *reason);
    void (*end)(void *context, const struct ng_run_result *result);
};

/* "pass", "skip", "warn", "inconclusive", "fail", "error". */
const char *ng_verdict_name(enum ng_verdict verdict);

/* "conformant", "non-conformant", "inconclusive", "unreachable", "error". */
const char *ng_outcome_name(enum ng_outcome outcome);

/* The exit status: 0 conformant, 1 non-conformant, 3 unreachable, 4 inconclusive, 70 the runner's
 * own fault. */
int ng_outcome_exit_status(enum ng_outcome outcome);

/* How many cases of a run have each verdict. */
void ng_count_verdicts(const struct ng_run_result *result, size_t counts[NG_VERDICT_COUNT]);

void ng_case_result_deinit(struct ng_case_result *result);
void ng_run_result_deinit(struct ng_run_result *result);

#endif
