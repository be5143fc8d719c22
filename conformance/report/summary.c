#include "conformance/report/summary.h"

#include "conformance/report/red.h"

static const char *add_part(struct ng_buffer *buffer, const char *before, size_t count,
                            const char *word) {
    if (count == 0) {
        return before;
    }
    ng_buffer_printf(buffer, "%s%zu %s", before, count, word);
    return ", ";
}

void ng_summary_counts(struct ng_buffer *buffer, const struct ng_run_result *result) {
    static const struct {
        enum ng_verdict verdict;
        const char *word;
    } order[NG_VERDICT_COUNT] = {
        {NG_PASS, "passed"},  {NG_WARN, "warned"},
        {NG_SKIP, "skipped"}, {NG_INCONCLUSIVE, "inconclusive"},
        {NG_FAIL, "failed"},  {NG_ERROR, "ended in an error"},
    };
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(result, counts);
    const char *before = ": ";
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        before = add_part(buffer, before, counts[order[i].verdict], order[i].word);
    }
    before = add_part(buffer, before, ng_count_waived(result), "waived");
    (void)add_part(buffer, before, ng_count_not_begun(result), "not begun");
}
