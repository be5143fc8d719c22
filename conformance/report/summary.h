/*
 * A run in one line.
 */
#ifndef NG_SUMMARY_H
#define NG_SUMMARY_H

#include "conformance/report/buffer.h"
#include "conformance/verdict.h"

/* Appends ": 3 passed, 1 failed, 2 waived", without the parts that are none; nothing where all are
   none. */
void ng_summary_counts(struct ng_buffer *buffer, const struct ng_run_result *result);

#endif
