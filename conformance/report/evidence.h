/*
 * What all renderings say about a finding or a case beyond the values that they hold.
 */
#ifndef NG_EVIDENCE_H
#define NG_EVIDENCE_H

#include "conformance/report/buffer.h"
#include "conformance/spec.h"
#include "conformance/verdict.h"

/* The level of a clause; MUST for one that the specification does not have. */
enum ng_level ng_evidence_level(const struct ng_spec *spec, const char *clause);

/* The strongest level among a case's clauses. */
enum ng_level ng_evidence_case_level(const struct ng_spec *spec, const struct ng_case *test_case);

/* Appends the command that shows a finding again. */
void ng_evidence_command(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_finding *finding);

/* Appends the command that sends one request of a finding's sequence. */
void ng_evidence_request(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_shown_request *request);

/* "GET", "HEAD", "OPTIONS". */
const char *ng_evidence_method(enum ng_method method);

#endif
