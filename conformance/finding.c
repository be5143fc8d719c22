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
    [NG_FINDING_STALE] = "stale",
    [NG_FINDING_RESET] = "reset",
    [NG_FINDING_NOT_REFUSED] = "not-refused",
    [NG_FINDING_REFUSAL_EVENTS] = "refusal-events",
    [NG_FINDING_REFUSAL_CURSOR] = "refusal-cursor",
    [NG_FINDING_SILENCE] = "silence",
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
        free(findings->items[i].raw);
        ng_finding_clear_sequence(&findings->items[i]);
    }
    *findings = (struct ng_findings){0};
}

static void free_request(struct ng_shown_request *request) {
    free(request->query);
    free(request->header);
    free(request->raw);
}

/* NULL of NULL is no failure. */
static bool copy_text(const char *text, char **copy) {
    *copy = text ? strdup(text) : NULL;
    return !text || *copy;
}

static bool copy_header(const struct ng_ask *ask, char **header) {
    if (!ask->header_name)
        return true;
    size_t size = strlen(ask->header_name) + strlen(ask->header_value) + sizeof ": ";
    *header = malloc(size);
    if (*header)
        (void)snprintf(*header, size, "%s: %s", ask->header_name, ask->header_value);
    return *header;
}

static bool copy_request(struct ng_shown_request *request, const struct ng_ask *ask) {
    *request = (struct ng_shown_request){.method = ask->method, .raw_first = ask->raw_first};
    if (copy_text(ask->query, &request->query) && copy_text(ask->raw, &request->raw) &&
        copy_header(ask, &request->header))
        return true;
    free_request(request);
    return false;
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
    struct ng_shown_request request;
    if (findings->count == NG_FINDINGS_MAX || !copy_request(&request, ask)) {
        findings->dropped++;
        return NULL;
    }
    struct ng_finding *added = &findings->items[findings->count++];
    *added = (struct ng_finding){.kind = kind,
                                 .clause = clause,
                                 .method = request.method,
                                 .query = request.query,
                                 .header = request.header,
                                 .raw = request.raw,
                                 .raw_first = request.raw_first,
                                 .times = 1};
    return added;
}

void ng_findings_note(struct ng_findings *findings, const struct ng_ask *ask,
                      const struct ng_finding *found) {
    struct ng_finding *added = ng_findings_add(findings, found->kind, found->clause, ask);
    if (!added)
        return;
    memcpy(added->says, found->says, sizeof added->says);
    memcpy(added->expected, found->expected, sizeof added->expected);
    memcpy(added->received, found->received, sizeof added->received);
}

enum ng_status ng_finding_add_request(struct ng_finding *finding, const struct ng_ask *ask) {
    struct ng_shown_request request;
    if (finding->sequence_count == NG_SEQUENCE_MAX)
        return NG_TOO_LARGE;
    if (!finding->sequence)
        finding->sequence = calloc(NG_SEQUENCE_MAX, sizeof *finding->sequence);
    if (!finding->sequence || !copy_request(&request, ask))
        return NG_NO_MEMORY;
    finding->sequence[finding->sequence_count++] = request;
    return NG_OK;
}

struct ng_shown_request ng_finding_request(const struct ng_finding *finding) {
    return (struct ng_shown_request){.method = finding->method,
                                     .query = finding->query,
                                     .header = finding->header,
                                     .raw = finding->raw,
                                     .raw_first = finding->raw_first};
}

void ng_finding_clear_sequence(struct ng_finding *finding) {
    for (size_t i = 0; i < finding->sequence_count; i++)
        free_request(&finding->sequence[i]);
    free(finding->sequence);
    finding->sequence = NULL;
    finding->sequence_count = 0;
}

uint64_t ng_findings_total(const struct ng_findings *findings) {
    uint64_t total = findings->dropped;
    for (size_t i = 0; i < findings->count; i++)
        total += findings->items[i].times;
    return total;
}
