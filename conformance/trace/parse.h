/*
 * Reads one line of a trace. Pure: bytes in, a record out.
 */
#ifndef NG_TRACE_PARSE_H
#define NG_TRACE_PARSE_H

#include "conformance/spec.h"
#include "conformance/trace/record.h"

struct ng_trace_error {
    char message[NG_WORDS_MAX]; /* what was expected; a part of a sentence, for FILE:LINE: */
};

/* Reads a line without its line end; a NUL stands behind its last byte. Any bytes give a record
   that the judge can be fed with, or an error. Errors: NG_MALFORMED, NG_NOT_FOUND where a case or a
   clause is named that this program does not have, NG_TOO_LARGE over a cap, with *error;
   NG_NO_MEMORY. Own the result with ng_trace_record_deinit. The specification outlives it. Linear.
 */
NG_MUST_CHECK enum ng_status ng_trace_parse(const char *line, size_t size,
                                            const struct ng_spec *spec,
                                            struct ng_trace_record *record,
                                            struct ng_trace_error *error);

#endif
