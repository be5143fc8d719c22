/*
 * A finding: one way in which an answer does not fit SPEC.md, with the numbers and the words that
 * show it.
 */
#ifndef NG_FINDING_H
#define NG_FINDING_H

#include "conformance/exchange.h"

enum ng_finding_kind {
    NG_FINDING_STATUS,   /* another status than expected */
    NG_FINDING_REDIRECT, /* a 3xx, never followed */
    NG_FINDING_CURSOR_MISSING,
    NG_FINDING_CURSOR_REPEATED,
    NG_FINDING_CURSOR_MALFORMED,
    NG_FINDING_CURSOR_LOW,      /* smaller than what is proved to be there */
    NG_FINDING_CURSOR_HIGH,     /* larger than what is there */
    NG_FINDING_BODY_FORM,       /* no complete JSON array */
    NG_FINDING_OVER_LIMIT,      /* more events than the limit */
    NG_FINDING_EVENTS_MISSING,  /* fewer events than the range holds */
    NG_FINDING_EVENTS_PAST_END, /* events where the range is empty */
    NG_FINDING_TORN,            /* header and body of different instants */
    NG_FINDING_SHIFTED,         /* the events of another range */
    NG_FINDING_REVERSED,        /* the right events in reverse order, or counted from the newest */
    NG_FINDING_REWRITTEN,       /* values never seen at these indexes */
    NG_FINDING_MIXED,           /* known events at wrong indexes, by no rule */
    NG_FINDING_COUNT_DOWN,      /* the count went down */
    NG_FINDING_STALE,       /* an answer that knows less than was known before it was asked for */
    NG_FINDING_RESET,       /* another log, where that is a fault */
    NG_FINDING_NOT_REFUSED, /* an answer where a refusal must be */
    NG_FINDING_REFUSAL_EVENTS, /* a refusal that holds events */
    NG_FINDING_REFUSAL_CURSOR, /* a refusal that carries a cursor */
    NG_FINDING_SILENCE,        /* no answer where one must come */
    NG_FINDING_FIELD,          /* a field that should be there, or be otherwise */
    NG_FINDING_OTHER,
};

#define NG_WORDS_MAX 256

/* What the index line of a report draws. Indexes are half-open ranges. */
struct ng_drawing {
    bool drawable;
    uint64_t expected_first, expected_end;
    bool received_known; /* the received events were recognised at received_first */
    uint64_t received_first;
    uint64_t received_count;
    bool has_cursor;
    uint64_t cursor;
    uint64_t expected_cursor;
    /* What the request asks for, before the log's end cuts it short; unknown where not asked_known
     */
    bool asked_known;
    uint64_t asked_first;
    bool asked_limited; /* up to asked_end; else without a limit */
    uint64_t asked_end;
};

/* A request as a report shows it. */
struct ng_shown_request {
    enum ng_method method;
    char *query;    /* NULL: none; owned */
    char *header;   /* "Name: value" of its additional field, or NULL; owned */
    char *raw;      /* text of a raw request (raw_text.h) in its place, or NULL; owned */
    bool raw_first; /* the raw request goes before it */
};

struct ng_finding {
    enum ng_finding_kind kind;
    const char *clause; /* an id of SPEC.md; static storage */
    enum ng_method method;
    char *query;  /* of the request that shows it; NULL: none; owned */
    char *header; /* "Name: value" of its additional field, or NULL; owned */
    char *raw;    /* as in a shown request; owned */
    bool raw_first;
    char says[NG_WORDS_MAX];     /* what is wrong, one sentence without a full stop */
    char expected[NG_WORDS_MAX]; /* what SPEC.md allows here */
    char received[NG_WORDS_MAX]; /* what came */
    struct ng_drawing drawing;
    uint64_t times; /* how often it was found in this case, at least 1 */
    /* The fewest requests that were seen to show it, in their order; NULL: not known. Owned. */
    struct ng_shown_request *sequence;
    size_t sequence_count;
};

/* The findings of one case: the first of each clause and kind, others counted. */
struct ng_findings {
    struct ng_finding items[NG_FINDINGS_MAX];
    size_t count;
    uint64_t dropped; /* of further kinds, for which there was no room */
};

void ng_findings_init(struct ng_findings *findings);
void ng_findings_deinit(struct ng_findings *findings);

/* Adds a finding about an answer, or counts it where one of its clause and kind is there. The
   request is copied from the exchange. Gives the finding to be filled in, or NULL where it was only
   counted or memory ended. */
struct ng_finding *ng_findings_add(struct ng_findings *findings, enum ng_finding_kind kind,
                                   const char *clause, const struct ng_ask *ask);

/* Adds a finding of which kind, clause and words are set in `found`, or counts it as above. */
void ng_findings_note(struct ng_findings *findings, const struct ng_ask *ask,
                      const struct ng_finding *found);

/* Adds a copy of a request to the sequence of a finding. Errors: NG_TOO_LARGE for more than
   NG_SEQUENCE_MAX, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_finding_add_request(struct ng_finding *finding,
                                                    const struct ng_ask *ask);

/* The request that shows a finding; it refers to the finding. */
struct ng_shown_request ng_finding_request(const struct ng_finding *finding);

/* Drops the sequence of a finding. */
void ng_finding_clear_sequence(struct ng_finding *finding);

/* How often anything was found. */
uint64_t ng_findings_total(const struct ng_findings *findings);

/* A kind's stable name, as reports print it: "cursor-low". */
const char *ng_finding_kind_name(enum ng_finding_kind kind);

#endif
