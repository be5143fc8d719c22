/*
 * Findings that say the same: a report shows the first of them and refers to it from the others.
 */
#ifndef NG_SAME_H
#define NG_SAME_H

#include "conformance/spec.h"
#include "conformance/verdict.h"

/* The finding of a case that says the same as the wanted one, or NULL. Failures are the same where
   all their words are; of warnings, what they say is enough. */
const struct ng_finding *ng_same_in_case(const struct ng_spec *spec,
                                         const struct ng_case_result *result,
                                         const struct ng_finding *wanted);

/* The first case of a run that has a finding which says the same; the finding is one of the run. */
const struct ng_case_result *ng_same_first_case(const struct ng_run_result *result,
                                                const struct ng_spec *spec,
                                                const struct ng_finding *wanted);

/* Whether the clause of a run's finding was explained before: in an earlier case, or earlier in
   the same. */
bool ng_same_is_explained(const struct ng_run_result *result, const struct ng_finding *finding);

#endif
