#include "fuzz/told.h"

#include "fuzz/fuzz.h"

void told_number(struct told *told, uint64_t number) {
    told->sum = (told->sum ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    told->sum ^= told->sum >> 29;
}

void told_text(struct told *told, const char *text) {
    for (const char *at = text; at != NULL && *at != '\0'; at++)
        told_number(told, (unsigned char)*at);
    told_number(told, text == NULL ? 256 : 257);
}

static void told_words(struct told *told, const char *words) {
    for (const char *at = words; *at != '\0'; at++)
        FUZZ_ASSERT(*at >= 0x20 && *at < 0x7F);
    told_text(told, words);
}

static void told_request(struct told *told, const struct ng_shown_request *request) {
    told_number(told, request->method);
    told_text(told, request->query);
    told_text(told, request->header);
    told_text(told, request->raw);
    told_number(told, request->raw_first);
}

static void told_drawing(struct told *told, const struct ng_drawing *drawing) {
    told_number(told, drawing->drawable);
    told_number(told, drawing->expected_first);
    told_number(told, drawing->expected_end);
    told_number(told, drawing->received_known);
    told_number(told, drawing->received_first);
    told_number(told, drawing->received_count);
    told_number(told, drawing->has_cursor);
    told_number(told, drawing->cursor);
    told_number(told, drawing->expected_cursor);
    told_number(told, drawing->asked_known);
    told_number(told, drawing->asked_first);
    told_number(told, drawing->asked_limited);
    told_number(told, drawing->asked_end);
}

void told_findings(struct told *told, const struct ng_findings *findings) {
    FUZZ_ASSERT(findings->count <= NG_FINDINGS_MAX);
    for (size_t i = 0; i < findings->count; i++) {
        const struct ng_finding *finding = &findings->items[i];
        struct ng_shown_request request = ng_finding_request(finding);
        told_number(told, finding->kind);
        told_text(told, finding->clause);
        told_request(told, &request);
        told_words(told, finding->says);
        told_words(told, finding->expected);
        told_words(told, finding->received);
        told_drawing(told, &finding->drawing);
        FUZZ_ASSERT(finding->times > 0);
        told_number(told, finding->times);
        for (size_t k = 0; k < finding->sequence_count; k++)
            told_request(told, &finding->sequence[k]);
    }
    told_number(told, ng_findings_total(findings));
}
