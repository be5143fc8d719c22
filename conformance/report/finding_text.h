/*
 * Findings in plain words and lines: what all reports show that have no layout of their own.
 */
#ifndef NG_FINDING_TEXT_H
#define NG_FINDING_TEXT_H

#include "conformance/report/options.h"

/* The first finding of the gravest level of a case, or NULL where it has none. */
const struct ng_finding *ng_gravest_finding(const struct ng_spec *spec,
                                            const struct ng_findings *findings);

/* Appends the one line that says why a case has its verdict: the gravest finding with its clause
   and how many findings there are beside it, or else the reason. Nothing where there is neither.
   Harmless, as escape.h says, in UTF-8. */
void ng_case_headline(struct ng_buffer *buffer, const struct ng_spec *spec,
                      const struct ng_case_result *result);

/* Appends the lines that show what was expected and received: in words, as a drawing (draw.h, in
   ASCII), and what it does to a client. Harmless lines of UTF-8; nothing where nothing is known. */
void ng_finding_evidence(struct ng_buffer *buffer, const struct ng_finding *finding);

/* Appends the commands that show a finding again, one a line, in their order. */
void ng_finding_commands(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_finding *finding);

/* Appends all that is known of the findings of a case: clause, why it matters, what is wrong, the
   evidence and the commands; an empty line between two. */
void ng_case_findings_text(struct ng_buffer *buffer, const struct ng_run_info *info,
                           const struct ng_spec *spec, const struct ng_case_result *result);

#endif
