#include "conformance/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
    [NG_FINDING_STATUS] = "status",
    [NG_FINDING_REDIRECT] = "redirect",
    [NG_FINDING_CURSOR_MISSING] = "cursor-missing",
    [NG_FINDING_CURSOR_REPEATED] = "cursor-repeated",
    [NG_FINDING_CURSOR_MALFORMED] = "cursor-malformed",
    [NG_FINDING_CURSOR_LOW] = "cursor-low",
    [NG_FINDING_CURSOR_HIGH] = "cursor-high",
    [NG_FINDING_BODY_FORM] = "body-form",
    [NG_FINDING_OVER_LIMIT] = "over-limit",
    [NG_FINDING_EVENTS_MISSING] = "events-missing",
    [NG_FINDING_EVENTS_PAST_END] = "events-past-end",
    [NG_FINDING_TORN] = "torn",
    [NG_FINDING_SHIFTED] = "shifted",
    [NG_FINDING_REVERSED] = "reversed",
    [NG_FINDING_REWRITTEN] = "rewritten",
    [NG_FINDING_MIXED] = "mixed",
    [NG_FINDING_COUNT_DOWN] = "count-down",
    [NG_FINDING_RESET] = "reset",
    [NG_FINDING_NOT_REFUSED] = "not-refused",
    [NG_FINDING_REFUSAL_EVENTS] = "refusal-events",
    [NG_FINDING_REFUSAL_CURSOR] = "refusal-cursor",
    [NG_FINDING_FIELD] = "field",
    [NG_FINDING_OTHER] = "other",
};

const char *ng_finding_kind_name(enum ng_finding_kind kind) {
    return kind_names[kind];
}

void ng_findings_init(struct ng_findings *findings) {
    *findings = (struct ng_findings){0};
}

void ng_findings_deinit(struct ng_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        free(findings->items[i].query);
        free(findings->items[i].header);
    }
    *findings = (struct ng_findings){0};
}

static bool copy_request(struct ng_finding *finding, const struct ng_ask *ask) {
    finding->method = ask->method;
    if (ask->query) {
        finding->query = strdup(ask->query);
        if (!finding->query)
            return false;
    }
    if (ask->header_name) {
        size_t size = strlen(ask->header_name) + strlen(ask->header_value) + sizeof ": ";
        finding->header = malloc(size);
        if (!finding->header) {
            free(finding->query);
            return false;
        }
        (void)snprintf(finding->header, size, "%s: %s", ask->header_name, ask->header_value);
    }
    return true;
}

struct ng_finding *ng_findings_add(struct ng_findings *findings, enum ng_finding_kind kind,
                                   const char *clause, const struct ng_ask *ask) {
    for (size_t i = 0; i < findings->count; i++) {
        struct ng_finding *item = &findings->items[i];
        if (item->kind == kind && strcmp(item->clause, clause) == 0) {
            item->times++;
            return NULL;
        }
    }
    struct ng_finding finding = {.kind = kind, .clause = clause, .times = 1};
    if (findings->count == NG_FINDINGS_MAX || !copy_request(&finding, ask)) {
        findings->dropped++;
        return NULL;
    }
    findings->items[findings->count] = finding;
    return &findings->items[findings->count++];
}

uint64_t ng_findings_total(const struct ng_findings *findings) {
    uint64_t total = findings->dropped;
    for (size_t i = 0; i < findings->count; i++)
        total += findings->items[i].times;
    return total;
}
