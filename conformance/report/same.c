#include "conformance/report/same.h"

#include "conformance/report/evidence.h"

#include <string.h>

static bool is_same(const struct ng_spec *spec, const struct ng_finding *a,
                    const struct ng_finding *b) {
    if (a->kind != b->kind || strcmp(a->clause, b->clause) != 0 || strcmp(a->says, b->says) != 0) {
        return false;
    }
    return ng_evidence_level(spec, a->clause) != NG_MUST ||
           (strcmp(a->expected, b->expected) == 0 && strcmp(a->received, b->received) == 0);
}

const struct ng_finding *ng_same_in_case(const struct ng_spec *spec,
                                         const struct ng_case_result *result,
                                         const struct ng_finding *wanted) {
    for (size_t i = 0; i < result->findings.count; i++) {
        if (is_same(spec, &result->findings.items[i], wanted)) {
            return &result->findings.items[i];
        }
    }
    return NULL;
}

const struct ng_case_result *ng_same_first_case(const struct ng_run_result *result,
                                                const struct ng_spec *spec,
                                                const struct ng_finding *wanted) {
    const struct ng_case_result *at = result->cases;
    while (ng_same_in_case(spec, at, wanted) == NULL) {
        at++;
    }
    return at;
}

bool ng_same_is_explained(const struct ng_run_result *result, const struct ng_finding *finding) {
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_findings *findings = &result->cases[i].findings;
        for (size_t j = 0; j < findings->count; j++) {
            if (&findings->items[j] == finding) {
                return false;
            }
            if (strcmp(findings->items[j].clause, finding->clause) == 0) {
                return true;
            }
        }
    }
    return false;
}
