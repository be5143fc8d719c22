/*
 * What a case's conversation came to, besides its findings.
 */
#ifndef NG_SESSION_RESULT_H
#define NG_SESSION_RESULT_H

#include "conformance/case.h"
#include "conformance/finding.h"

/* Leaves room in a reason for other words before it. */
#define NG_AGAIN_MAX 160

struct ng_session_result {
    bool exercised;
    bool reset;       /* the log was reset, and that is no fault */
    bool unreachable; /* the target could not be talked to */
    bool ends_run;    /* nothing more can be asked in this run */
    bool no_endpoint; /* the first answer was no answer of an event endpoint */
    bool hook_broke;  /* the append hook was called, and not all of its events came */
    char lacks[NG_WORDS_MAX];
    char stopped[NG_WORDS_MAX]; /* why NG_STOPPED was given; "" where it was not */
    /* How the first finding of random requests is seen again; "" where there is none. */
    char again[NG_AGAIN_MAX];
    char remark[NG_WORDS_MAX]; /* what the case has to tell besides; "" where nothing */
    uint64_t requests;
    uint64_t events_compared;
    uint64_t joints_crossed;
};

#endif
