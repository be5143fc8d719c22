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
    bool cut_short;            /* inconclusive, because the run ended in its midst */
    bool unstable;             /* it came to different verdicts when the run was repeated */
    char reason[NG_WORDS_MAX]; /* of a skip, an inconclusive, an error or an unstable one, and how
                                  to see again what random requests found; else "" */
    char remark[NG_WORDS_MAX]; /* what it saw besides, of whatever verdict; "" where nothing */
    uint64_t requests;         /* answers that were judged */
    uint64_t events_compared;  /* events that were compared with what must stand at their index */
    uint64_t joints_crossed;   /* answers that went on from a cursor, and brought events */
    double seconds;
    struct ng_findings findings;
    const char *waiver; /* the reason of the waiver that names the case, or NULL */
    bool waived;        /* the waiver holds: the verdict does not count against the target */
    bool stale;         /* the waiver does not hold any more: the case passes */
};

enum ng_outcome {
    NG_CONFORMANT,
    NG_NON_CONFORMANT,
    NG_RUN_INCONCLUSIVE,
    NG_RUN_UNREACHABLE,
    NG_RUN_ERROR,
    NG_RUN_STALE_WAIVER, /* all is well, also a case that is known to fail */
};

/* A case that is known to fail, and why. */
struct ng_waiver {
    const struct ng_case *test_case;
    const char *reason;
};

/* What is known before the first request. Strings belong to the caller. */
struct ng_run_info {
    const char *version;
    const char *url;     /* as given; credentials in it are masked */
    const char *profile; /* its name */
    uint64_t seed;
    bool strict;          /* a warning fails the run */
    size_t case_count;    /* how many cases were chosen */
    uint64_t repetitions; /* how often the run is to be held; 0 stands for 1 */
    /* "Name" of each request field that the user or the profile gave; values are never shown */
    const char *const *header_names;
    size_t header_count;
    const struct ng_waiver *waivers; /* also of cases that were not chosen */
    size_t waiver_count;
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

/* "conformant", "non-conformant", "inconclusive", "unreachable", "error", "stale-waiver". */
const char *ng_outcome_name(enum ng_outcome outcome);

/* The exit status: 0 conformant, 1 non-conformant, 3 unreachable, 4 inconclusive, 5 a waived case
 * passes, 70 the runner's own fault. */
int ng_outcome_exit_status(enum ng_outcome outcome);

/* How many cases of a run have each verdict; the waived ones are not among them. */
void ng_count_verdicts(const struct ng_run_result *result, size_t counts[NG_VERDICT_COUNT]);

/* How many cases of a run are waived, and how many have a waiver that is stale. */
size_t ng_count_waived(const struct ng_run_result *result);
size_t ng_count_stale(const struct ng_run_result *result);

void ng_case_result_deinit(struct ng_case_result *result);
void ng_run_result_deinit(struct ng_run_result *result);

#endif
