#include "conformance/report/evidence.h"

#include "conformance/report/reproduce.h"

enum ng_level ng_evidence_level(const struct ng_spec *spec, const char *clause) {
    const struct ng_clause *found = ng_spec_find(spec, clause);
    return found == NULL ? NG_MUST : found->level;
}

enum ng_level ng_evidence_case_level(const struct ng_spec *spec, const struct ng_case *test_case) {
    enum ng_level strongest = NG_MAY;
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        enum ng_level level = ng_evidence_level(spec, test_case->clauses[i]);
        strongest = level < strongest ? level : strongest;
    }
    return strongest;
}

void ng_evidence_request(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_shown_request *request) {
    const struct ng_reproduction reproduction = {
        .url = info->url,
        .query = request->query,
        .method = request->method,
        .header = request->header,
        .raw = request->raw,
        .raw_first = request->raw_first,
        .secret_names = info->header_names,
        .secret_count = info->header_count,
    };
    ng_reproduce(buffer, &reproduction);
}

void ng_evidence_command(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_finding *finding) {
    const struct ng_shown_request request = ng_finding_request(finding);
    ng_evidence_request(buffer, info, &request);
}

const char *ng_evidence_method(enum ng_method method) {
    switch (method) {
    case NG_GET:
        return "GET";
    case NG_HEAD:
        return "HEAD";
    case NG_OPTIONS:
        return "OPTIONS";
    }
    return "GET";
}
