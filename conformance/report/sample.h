/*
 * A run made by hand, for the tests of the reports: every verdict, every part of a finding.
 */
#ifndef NG_SAMPLE_H
#define NG_SAMPLE_H

#include "conformance/report/options.h"

#define NG_SAMPLE_CASES 8

struct ng_sample {
    struct ng_spec spec;
    struct ng_run_info info;
    struct ng_run_result result;
    struct ng_case_result cases[NG_SAMPLE_CASES];
};

/* Events e4 to e7 where e3 to e6 were asked for; a finding of the second case draws it. */
extern const struct ng_drawing ng_sample_shifted;

/* Makes the run. Own it with ng_sample_deinit. */
void ng_sample_init(struct ng_sample *sample);
void ng_sample_deinit(struct ng_sample *sample);

/* Adds a finding with a request and words to a case; the caller fills in the rest. */
struct ng_finding *ng_sample_add(struct ng_case_result *result, const char *clause,
                                 const char *query, const char *says);

/* Puts a text wherever a target's bytes can stand. The text outlives the sample. */
void ng_sample_fill(struct ng_sample *sample, const char *text);

/* Fills the sample with bytes that would do harm on a terminal, or with pieces of the languages
   that reports are written in. */
void ng_sample_poison(struct ng_sample *sample);
void ng_sample_inject(struct ng_sample *sample);

/* Tells a listener the run as it would happen. */
void ng_sample_play(const struct ng_sample *sample, const struct ng_listener *listener);

/* The options of a plain report: no colours, ASCII, no progress. */
struct ng_report_options ng_sample_options(const struct ng_sample *sample);

#endif
