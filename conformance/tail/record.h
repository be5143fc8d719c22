/*
 * What a cursor file holds: one line of JSON, such as
 *
 *   {"nogap-tail":1,"url":"http://127.0.0.1:52415/events","profile":"exo","cursor":"12",
 *    "last":["f00dcafe00000001"],"output":{"path":"/var/log/events.ndjson","bytes":"4711"}}
 *
 * `last` are the digests of the last events that were handed out, in hexadecimal digits, so that a
 * log that was reset meanwhile is noticed. `output` is null where events went to stdout.
 */
#ifndef NG_TAIL_RECORD_H
#define NG_TAIL_RECORD_H

#include "conformance/tail/follow.h"

/* The strings belong to whoever made the record. */
struct ng_tail_record {
    char *url; /* without credentials */
    char *profile;
    uint64_t cursor;
    uint64_t last[NG_TAIL_OVERLAP_MAX];
    size_t last_count;
    char *output;   /* the absolute path, or NULL for stdout */
    uint64_t bytes; /* of the output: so many hold exactly the events below the cursor */
};

/* Writes a record as text that ends in a line end. Errors: NG_NO_MEMORY. The caller frees *text. */
NG_MUST_CHECK enum ng_status ng_tail_record_print(const struct ng_tail_record *record, char **text);

/* Reads one. Errors: NG_MALFORMED for anything that ng_tail_record_print does not write, such as a
   file that was cut; NG_NO_MEMORY. Own the result with ng_tail_record_deinit. */
NG_MUST_CHECK enum ng_status ng_tail_record_parse(const char *text, struct ng_tail_record *record);
void ng_tail_record_deinit(struct ng_tail_record *record);

#endif
