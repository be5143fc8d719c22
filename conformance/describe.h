/*
 * The words of findings about ranges: what was wrong, what was expected, what came. Pure; numbers
 * in, text out.
 */
#ifndef NG_DESCRIBE_H
#define NG_DESCRIBE_H

#include "conformance/finding.h"
#include "conformance/fit.h"

/* What is known about one answer when it is described. */
struct ng_words {
    struct ng_reading reading;
    bool has_cursor;
    uint64_t cursor;
    bool has_body;
    uint64_t event_count;
    struct ng_fit fit;
    uint64_t proved; /* the log held at least so many events when the request was sent */
    bool appended;   /* so says the answer to an append */
    bool end_known;  /* the log held no more than `count` events */
    uint64_t count;
};

/* Fills says, expected, received and the drawing of a finding whose kind is set. */
void ng_describe_range(struct ng_finding *finding, const struct ng_words *words);

/* Fills says, expected and received of a finding about a status. */
void ng_describe_status(struct ng_finding *finding, const struct ng_exchange *exchange,
                        const char *expected);

/* The same about the cursor's form. */
void ng_describe_cursor(struct ng_finding *finding, const struct ng_exchange *exchange);

/* The same about an answer where a refusal must be. */
void ng_describe_not_refused(struct ng_finding *finding, const struct ng_exchange *exchange);

/* The same about the body's form. */
void ng_describe_body(struct ng_finding *finding, const struct ng_exchange *exchange);

/* Copies text that a target sent, cut to NG_QUOTE_MAX bytes; control bytes and bytes that are not
   ASCII become \xHH. `size` is that of `into`. */
void ng_quote(char *into, size_t size, const char *text);

#endif
