#include "conformance/report/finding_text.h"

#include "conformance/report/draw.h"
#include "conformance/report/escape.h"
#include "conformance/report/evidence.h"

#include <inttypes.h>
#include <string.h>

#define LABEL_WIDTH 10

const struct ng_finding *ng_gravest_finding(const struct ng_spec *spec,
                                            const struct ng_findings *findings) {
    const struct ng_finding *gravest = NULL;
    for (size_t i = 0; i < findings->count; i++) {
        const struct ng_finding *finding = &findings->items[i];
        if (gravest == NULL ||
            ng_evidence_level(spec, finding->clause) < ng_evidence_level(spec, gravest->clause)) {
            gravest = finding;
        }
    }
    return gravest;
}

void ng_case_headline(struct ng_buffer *buffer, const struct ng_spec *spec,
                      const struct ng_case_result *result) {
    const struct ng_finding *gravest = ng_gravest_finding(spec, &result->findings);
    if (gravest == NULL) {
        ng_escape_text(buffer, result->reason, true);
        return;
    }
    ng_buffer_printf(buffer, "%s: ", gravest->clause);
    ng_escape_text(buffer, gravest->says, true);
    uint64_t others = result->findings.count - 1 + result->findings.dropped;
    if (others > 0) {
        ng_buffer_text(buffer, " (and ");
        ng_buffer_count(buffer, others, "more finding");
        ng_buffer_byte(buffer, ')');
    }
}

static void add_label(struct ng_buffer *buffer, const char *label) {
    ng_buffer_text(buffer, label);
    ng_buffer_repeat(buffer, ' ', LABEL_WIDTH - strlen(label));
}

static void add_line(struct ng_buffer *buffer, const char *label, const char *text) {
    if (text != NULL && text[0] != '\0') {
        add_label(buffer, label);
        ng_escape_text(buffer, text, true);
        ng_buffer_byte(buffer, '\n');
    }
}

void ng_finding_evidence(struct ng_buffer *buffer, const struct ng_finding *finding) {
    struct ng_picture picture;
    add_line(buffer, "expected", finding->expected);
    add_line(buffer, "received", finding->received);
    if (ng_draw(&finding->drawing, false, &picture) != NG_OK) {
        return;
    }
    ng_buffer_byte(buffer, '\n');
    for (size_t i = 0; i < NG_PICTURE_LINES; i++) {
        ng_buffer_text(buffer, picture.lines[i]);
        ng_buffer_byte(buffer, '\n');
    }
    if (picture.consequence[0] != '\0') {
        ng_buffer_repeat(buffer, ' ', LABEL_WIDTH);
        ng_buffer_text(buffer, picture.consequence);
        ng_buffer_byte(buffer, '\n');
    }
}

void ng_finding_commands(struct ng_buffer *buffer, const struct ng_run_info *info,
                         const struct ng_finding *finding) {
    if (finding->sequence_count < 2) {
        ng_evidence_command(buffer, info, finding);
        ng_buffer_byte(buffer, '\n');
        return;
    }
    for (size_t i = 0; i < finding->sequence_count; i++) {
        ng_evidence_request(buffer, info, &finding->sequence[i]);
        ng_buffer_byte(buffer, '\n');
    }
}

static void add_finding(struct ng_buffer *buffer, const struct ng_run_info *info,
                        const struct ng_spec *spec, const struct ng_finding *finding) {
    const struct ng_clause *clause = ng_spec_find(spec, finding->clause);
    add_label(buffer, "clause");
    ng_buffer_printf(buffer, "%s (%s): ", finding->clause,
                     ng_level_name(ng_evidence_level(spec, finding->clause)));
    ng_escape_text(buffer, clause == NULL ? "" : clause->sentence, true);
    ng_buffer_byte(buffer, '\n');
    add_line(buffer, "why", clause == NULL ? NULL : clause->why);
    add_label(buffer, "says");
    ng_escape_text(buffer, finding->says, true);
    if (finding->times > 1) {
        ng_buffer_printf(buffer, " (%" PRIu64 " times)", finding->times);
    }
    ng_buffer_byte(buffer, '\n');
    ng_finding_evidence(buffer, finding);
    ng_buffer_byte(buffer, '\n');
    ng_finding_commands(buffer, info, finding);
}

void ng_case_findings_text(struct ng_buffer *buffer, const struct ng_run_info *info,
                           const struct ng_spec *spec, const struct ng_case_result *result) {
    for (size_t i = 0; i < result->findings.count; i++) {
        if (i > 0) {
            ng_buffer_byte(buffer, '\n');
        }
        add_finding(buffer, info, spec, &result->findings.items[i]);
    }
    if (result->findings.dropped > 0) {
        ng_buffer_text(buffer, "\nand ");
        ng_buffer_count(buffer, result->findings.dropped, "finding");
        ng_buffer_text(buffer, " of further kinds\n");
    }
}
