/*
 * What every rendering of a run is told.
 */
#ifndef NG_REPORT_OPTIONS_H
#define NG_REPORT_OPTIONS_H

#include "conformance/report/buffer.h"
#include "conformance/spec.h"
#include "conformance/verdict.h"

#include <stdio.h>

struct ng_report_options {
    const struct ng_spec *spec; /* the clauses; outlives the report */
    bool colour;                /* the standard output shows colours */
    bool utf8;                  /* the user's locale shows UTF-8 */
    FILE *progress;             /* a terminal for the progress line, or NULL */
    /* When the run began, in UTC, as JUnit writes it: "2026-01-31T23:59:59"; NULL: not known. */
    const char *started;
};

/* Renders a whole run into the buffer. Pure. */
typedef void ng_render(const struct ng_run_result *result, const struct ng_report_options *options,
                       struct ng_buffer *buffer);

#endif
