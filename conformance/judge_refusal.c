/* Refusals: reject-5 to reject-7. */
#include "conformance/judge_state.h"

#include <stdio.h>

static bool holds_known_events(const struct ng_judge *judge, const struct ng_exchange *exchange) {
    uint64_t index;
    for (size_t i = 0; i < exchange->event_count && i < NG_FINDINGS_MAX; i++)
        if (ng_history_find(&judge->history, exchange->digests[i], 0, &index))
            return true;
    return false;
}

void ng_judge_refusal(const struct ng_judge *judge, const struct ng_exchange *exchange,
                      bool expected, struct ng_findings *findings) {
    const struct ng_ask *ask = &exchange->ask;
    struct ng_finding *finding;
    if (expected && !ng_profile_refuses_with(judge->profile, exchange->status)) {
        finding = ng_findings_add(findings, NG_FINDING_STATUS, "reject-5", ask);
        if (finding)
            ng_describe_status(finding, exchange, "status 422");
    }
    if (holds_known_events(judge, exchange)) {
        finding = ng_findings_add(findings, NG_FINDING_REFUSAL_EVENTS, "reject-6", ask);
        if (finding) {
            ng_describe_status(finding, exchange, "a refusal without events");
            (void)snprintf(finding->says, sizeof finding->says, "the refusal holds events");
            (void)snprintf(finding->received, sizeof finding->received, "status %d, %zu elements",
                           exchange->status, exchange->event_count);
        }
    }
    if (exchange->cursor_form == NG_CURSOR_OK || exchange->cursor_form == NG_CURSOR_REPEATED) {
        finding = ng_findings_add(findings, NG_FINDING_REFUSAL_CURSOR, "reject-7", ask);
        if (finding) {
            ng_describe_status(finding, exchange, "a refusal without a cursor");
            (void)snprintf(finding->says, sizeof finding->says,
                           "the refusal carries a cursor that a client could take up");
            char quoted[NG_QUOTE_MAX];
            ng_quote(quoted, sizeof quoted, exchange->cursor_text);
            (void)snprintf(finding->received, sizeof finding->received, "status %d, cursor %s",
                           exchange->status, quoted);
        }
    }
}
