/*
 * What of a run has to be red in the documents of CI systems, which know tests and nothing above
 * them. Pure.
 */
#ifndef NG_RED_H
#define NG_RED_H

#include "conformance/verdict.h"

/* Whether a case counts against the run: it is not waived, and it fails, is inconclusive, ended in
   an error, or warned in a strict run. */
bool ng_case_is_red(const struct ng_run_info *info, const struct ng_case_result *result);

/* Whether the run is not conformant although no case is red and no waiver is stale: a clause that
   nothing exercised, say, or a target that cannot be reached. */
bool ng_run_is_red_alone(const struct ng_run_result *result);

/* How many chosen cases were not begun. */
size_t ng_count_not_begun(const struct ng_run_result *result);

#endif
