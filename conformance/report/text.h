/*
 * The report for people: a line for each case as it ends, then the findings with their evidence,
 * then one line that sums up.
 */
#ifndef NG_TEXT_H
#define NG_TEXT_H

#include "conformance/report/options.h"
#include "conformance/report/output.h"

struct ng_text;

/* Makes the report; `output` outlives it. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_text_new(const struct ng_report_options *options,
                                         struct ng_output *output, struct ng_text **text);
void ng_text_free(struct ng_text *text);

struct ng_listener ng_text_listener(struct ng_text *text);

#endif
