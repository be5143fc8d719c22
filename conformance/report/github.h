/*
 * The report as workflow commands of GitHub Actions, which become annotations of a run.
 */
#ifndef NG_GITHUB_H
#define NG_GITHUB_H

#include "conformance/report/options.h"

/* So many annotations are written; GitHub shows no more of one kind for a step. */
#define NG_GITHUB_ANNOTATIONS_MAX 10
/* Bytes of one annotation's words before they are escaped; what follows is cut. */
#define NG_GITHUB_WORDS_MAX 4000

/* Appends `::error` for a run that is not conformant for a reason of its own, one for each case
   that counts against the run for another reason than that, and one for each stale waiver; then
   `::warning` for each other case that warns; at most NG_GITHUB_ANNOTATIONS_MAX of all. A
   `::notice` ends it: the verdict with its counts, and how many annotations there would be beside
   those above. Every line begins with a command, so nothing from the target can be one. The summary
   of the step is Markdown (markdown.h) and belongs to the program, which knows the step's file. */
ng_render ng_github_report;

#endif
