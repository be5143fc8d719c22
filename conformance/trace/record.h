/*
 * One line of a trace as plain values. FORMAT.md describes the lines.
 */
#ifndef NG_TRACE_RECORD_H
#define NG_TRACE_RECORD_H

#include "conformance/profile.h"
#include "conformance/recorder.h"

/* The version of the format; a reader takes no other. */
#define NG_TRACE_VERSION 1

enum ng_trace_kind {
    NG_TRACE_HEADER, /* the first line, and only that */
    NG_TRACE_CASE_BEGIN,
    NG_TRACE_NEW_JUDGE,
    NG_TRACE_EXCHANGE,
    NG_TRACE_SETTLE,
    NG_TRACE_RESET_CHECK,
    NG_TRACE_APPENDED,
    NG_TRACE_NOTE,
    NG_TRACE_CASE_END,
    NG_TRACE_RESTART,
    NG_TRACE_END, /* the last line of a run that was not cut off */
};

/* What is known of the run before its first request. */
struct ng_trace_header {
    const char *version; /* of the program that wrote it */
    const char *target;  /* credentials masked */
    /* Without the values of fields, the ways to append, and the time limit. */
    struct ng_profile profile;
    uint64_t seed;
    bool strict;
    bool launched;
    const struct ng_case **cases; /* the chosen ones */
    size_t case_count;
    const char **header_names; /* of the request fields that the user gave */
    size_t header_count;
};

/* Strings belong to the record; clauses and cases to the specification and the registry. */
struct ng_trace_record {
    enum ng_trace_kind kind;
    struct ng_trace_header header;
    const struct ng_case *test_case;  /* of case_begin, case_end */
    struct ng_exchange exchange;      /* of exchange; of note its ask; of reset_check the prefix */
    struct ng_exchange tail;          /* of reset_check */
    struct ng_finding found;          /* of note: kind, clause and words */
    enum ng_status status;            /* of case_end */
    struct ng_session_result session; /* of case_end, without what judging counts */
    uint64_t before, after, count;    /* of appended */
    char reason[NG_WORDS_MAX];        /* of restart; of end: why the run could not begin, or "" */
    double seconds;                   /* of case_end, end */
    uint64_t bytes;                   /* of end: of the bodies received */
    bool interrupted;                 /* of end: the run was ended before it could begin */
    void *storage;                    /* owned: what the strings are part of */
};

void ng_trace_record_init(struct ng_trace_record *record);
void ng_trace_record_deinit(struct ng_trace_record *record);

#endif
