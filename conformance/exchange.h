/*
 * One request and its answer, reduced to what judging needs: plain values that can be made by a
 * network, by a model, or read back from a file. All indexes and cursors are those of SPEC.md
 * (counted from 0, cursor = the next index wanted), whatever a profile's server sends on the wire.
 */
#ifndef NG_EXCHANGE_H
#define NG_EXCHANGE_H

#include "conformance/limits.h"
#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ng_method {
    NG_GET,
    NG_HEAD,
    NG_OPTIONS,
};

/* What the parameters of a request stand for. Numbers over 2^64-1 are UINT64_MAX. */
struct ng_reading {
    uint64_t since;
    uint64_t limit; /* only where has_limit */
    bool has_limit;
};

/* Which answers SPEC.md allows to a request. */
enum ng_expectation {
    NG_EXPECT_RANGE,            /* status 200 and the range of readings[0] */
    NG_EXPECT_REFUSAL,          /* a status from 400 to 499 */
    NG_EXPECT_RANGE_OR_REFUSAL, /* a refusal, or the range of any of the readings */
    NG_EXPECT_ANYTHING,         /* looked at, never blamed */
};

/* How a request stands to those before it; it decides which clause a misplaced event breaks. */
enum ng_context {
    NG_FRESH,
    NG_CHAINED,  /* since is the cursor of the answer before: chain-1 */
    NG_REPEATED, /* the same request was answered before: immutable-1, immutable-2, growth-2 */
};

#define NG_READINGS_MAX 2

/* A request together with what SPEC.md expects of its answer. Strings belong to the caller. */
struct ng_ask {
    enum ng_method method;
    const char *query;        /* raw bytes after the question mark; NULL: no question mark */
    const char *header_name;  /* one more request field, or NULL */
    const char *header_value; /* where header_name is not NULL */
    enum ng_expectation expectation;
    struct ng_reading readings[NG_READINGS_MAX];
    size_t reading_count;
    enum ng_context context;
    const char *clause; /* broken by a wrong range or a missing refusal; NULL: the judge finds it */
    const char *refusal_clause; /* broken by a refusal where a range was hoped for; NULL: none */
    bool may_close;             /* a closed connection is an answer too: transport-1 */
    const char *silence_clause; /* broken where no HTTP answer comes; NULL: nobody is blamed */
    bool may_lack_support;      /* statuses 501 and 505 refuse, too: transport-2 */
    const char *raw; /* text of a raw request (raw_text.h), which is sent in the place of this one;
                        or NULL */
    bool raw_first;  /* it is sent before this one, over a connection of its own */
};

enum ng_transport {
    NG_TRANSPORT_OK,
    NG_TRANSPORT_UNREACHABLE, /* no connection */
    NG_TRANSPORT_TIMEOUT,     /* no complete answer within the time limit */
    NG_TRANSPORT_CLOSED,      /* closed before a complete header section */
    NG_TRANSPORT_NOT_HTTP,    /* bytes that are no HTTP answer */
    NG_TRANSPORT_TRUNCATED,   /* the body ended before its announced end */
    NG_TRANSPORT_TOO_LARGE,   /* over a cap of limits.h: the runner gave up */
};

enum ng_body_form {
    NG_BODY_NONE,      /* no bytes, or white space only */
    NG_BODY_ARRAY,     /* one complete array of events */
    NG_BODY_NULL,      /* the value null */
    NG_BODY_OTHER,     /* another JSON value, or no array where the profile says that it is */
    NG_BODY_INVALID,   /* not JSON; body_offset says where */
    NG_BODY_CUT,       /* JSON that ends too early */
    NG_BODY_TOO_LARGE, /* an event over a cap of limits.h: nothing is known of the rest */
};

enum ng_cursor_form {
    NG_CURSOR_OK,
    NG_CURSOR_MISSING,
    NG_CURSOR_REPEATED,  /* more than one field line */
    NG_CURSOR_MALFORMED, /* not decimal digits only */
    NG_CURSOR_IMPLIED,   /* the profile takes the cursor from the last event, and there is none */
};

/* The largest value of a header field that is kept; longer ones are cut. */
#define NG_FIELD_MAX 256

struct ng_exchange {
    struct ng_ask ask; /* its strings live as long as the exchange */

    /* Ticks of the run's logical clock. A tick is spent on each sending and each answer, so that
       a.answered < b.sent says that a was over before b began. */
    uint64_t sent;
    uint64_t answered;

    enum ng_transport transport;
    int status; /* 0 where none came */

    enum ng_cursor_form cursor_form;
    uint64_t cursor; /* where cursor_form is NG_CURSOR_OK; UINT64_MAX for anything larger */
    char cursor_text[NG_FIELD_MAX]; /* as received; "" where missing */

    enum ng_body_form body_form;
    uint64_t body_bytes;
    uint64_t body_offset;           /* of the first byte that is wrong, where there is one */
    char body_sample[NG_QUOTE_MAX]; /* the first bytes of a body that is not an array */
    uint64_t *digests;              /* of the events in the order received; owned by the exchange */
    size_t event_count;
    size_t digest_capacity;

    char media_type[NG_FIELD_MAX]; /* Content-Type; "" where missing */
    char cache_control[NG_FIELD_MAX];
    char allow_origin[NG_FIELD_MAX];   /* Access-Control-Allow-Origin */
    char expose_headers[NG_FIELD_MAX]; /* Access-Control-Expose-Headers */
    char entity_tag[NG_FIELD_MAX];     /* ETag; never judged, some cases send it back */
    char last_modified[NG_FIELD_MAX];  /* Last-Modified; the same */
    char location[NG_FIELD_MAX];       /* of a redirect, which is never followed */

    double seconds; /* from sending to the end of the answer; never decides anything */
};

/* Makes an empty exchange. */
void ng_exchange_init(struct ng_exchange *exchange);

/* Empties an exchange for its next use and keeps its memory. */
void ng_exchange_clear(struct ng_exchange *exchange);

/* Gives back what the exchange owns. */
void ng_exchange_deinit(struct ng_exchange *exchange);

/* Appends an event's digest. Errors: NG_NO_MEMORY. Cost: constant, amortised. */
NG_MUST_CHECK enum ng_status ng_exchange_add_event(struct ng_exchange *exchange, uint64_t digest);

/* Reads the text of a cursor: decimal digits only (cursor-2). A number over 2^64-1 gives
   UINT64_MAX. Errors: NG_MALFORMED. */
NG_MUST_CHECK enum ng_status ng_cursor_parse(const char *text, uint64_t *cursor);

/* The end of a range without wrap-around: min(since + limit, count), or count without a limit
   (range-3 to range-5). */
uint64_t ng_reading_end(const struct ng_reading *reading, uint64_t count);

/* Gives the end of `count` events from a range's since on; false where that is past the last cursor
   that can be written. */
bool ng_events_end(const struct ng_reading *reading, uint64_t count, uint64_t *end);

#endif
