#include "conformance/report/html/summary.h"

#include "conformance/report/consequence.h"
#include "conformance/report/evidence.h"
#include "conformance/report/html/escape.h"
#include "conformance/report/html/frame.h"
#include "conformance/report/reproduce.h"

#include <inttypes.h>
#include <string.h>

#define CONSEQUENCE_MAX 512
/* So many cases of a broken clause are named; the others are counted. */
#define CASES_NAMED 3
/* So many broken clauses are shown at once; the others open. */
#define CLAUSES_SHOWN 3

static bool is_broken(const struct ng_sheet *sheet, const struct ng_finding *finding) {
    return ng_evidence_level(sheet->spec, finding->clause) == NG_MUST;
}

static const char *const outcome_titles[] = {
    [NG_CONFORMANT] = "Conformant",
    [NG_NON_CONFORMANT] = "Non-conformant",
    [NG_RUN_INCONCLUSIVE] = "Inconclusive",
    [NG_RUN_UNREACHABLE] = "Unreachable",
    [NG_RUN_ERROR] = "Error",
    [NG_RUN_STALE_WAIVER] = "Stale waiver",
};

static void say_verdict(struct ng_sheet *sheet, const size_t counts[NG_VERDICT_COUNT]) {
    const struct ng_run_result *result = sheet->result;
    struct ng_buffer *buffer = sheet->buffer;
    size_t failed = counts[NG_FAIL];
    switch (result->outcome) {
    case NG_CONFORMANT:
        ng_buffer_printf(buffer, "no case of %zu fails.", result->case_count);
        break;
    case NG_NON_CONFORMANT:
        if (failed == 0) {
            ng_buffer_count(buffer, counts[NG_WARN], "case");
            ng_buffer_printf(buffer, " of %zu warned, and the run is strict.", result->case_count);
        } else {
            ng_buffer_count(buffer, failed, "case");
            ng_buffer_printf(buffer, " of %zu fail%s.", result->case_count, failed == 1 ? "s" : "");
        }
        break;
    case NG_RUN_INCONCLUSIVE:
        ng_buffer_text(buffer, "not all of the contract could be looked at.");
        break;
    case NG_RUN_UNREACHABLE:
        ng_buffer_text(buffer, "the server could not be asked.");
        break;
    case NG_RUN_ERROR:
        ng_buffer_text(buffer, "nogap itself failed; this is no verdict on the server.");
        break;
    case NG_RUN_STALE_WAIVER:
        ng_buffer_text(buffer, "a case that is waived does not fail any more.");
        break;
    }
}

/* The first finding that costs a client events says it for all. */
static void put_lead(struct ng_sheet *sheet) {
    const struct ng_run_result *result = sheet->result;
    if (result->reason[0] != '\0') {
        ng_buffer_text(sheet->buffer, "<p class=\"lead\">");
        ng_html_sentence(sheet->buffer, result->reason);
        ng_buffer_text(sheet->buffer, ".</p>\n");
    }
    for (size_t i = 0; i < result->case_count; i++) {
        const struct ng_case_result *test = &result->cases[i];
        for (size_t j = 0; j < test->findings.count && !test->waived; j++) {
            char words[CONSEQUENCE_MAX] = "";
            const struct ng_finding *finding = &test->findings.items[j];
            if (finding->drawing.drawable) {
                ng_consequence(&finding->drawing, words, sizeof words);
            }
            if (words[0] != '\0' && is_broken(sheet, finding)) {
                ng_buffer_text(sheet->buffer, "<p class=\"lead\">");
                ng_html_sentence(sheet->buffer, words);
                ng_buffer_printf(sheet->buffer, ": see <a href=\"#case-%s\">%s</a>.</p>\n",
                                 test->test_case->id, test->test_case->id);
                return;
            }
        }
    }
}

static void put_tally(struct ng_sheet *sheet, const size_t counts[NG_VERDICT_COUNT]) {
    static const struct {
        enum ng_verdict verdict;
        const char *word;
    } order[NG_VERDICT_COUNT] = {
        {NG_FAIL, "failed"},
        {NG_ERROR, "ended in an error"},
        {NG_INCONCLUSIVE, "inconclusive"},
        {NG_WARN, "warned"},
        {NG_SKIP, "skipped"},
        {NG_PASS, "passed"},
    };
    const struct ng_run_result *result = sheet->result;
    ng_buffer_text(sheet->buffer, "<ul class=\"tally\">");
    for (size_t i = 0; i < NG_VERDICT_COUNT; i++) {
        if (counts[order[i].verdict] > 0) {
            ng_buffer_printf(sheet->buffer, "<li class=\"%s\"><b>%zu</b> %s</li>",
                             ng_verdict_name(order[i].verdict), counts[order[i].verdict],
                             order[i].word);
        }
    }
    if (ng_count_waived(result) > 0) {
        ng_buffer_printf(sheet->buffer, "<li class=\"warn\"><b>%zu</b> waived</li>",
                         ng_count_waived(result));
    }
    if (ng_count_stale(result) > 0) {
        ng_buffer_printf(sheet->buffer, "<li class=\"fail\"><b>%zu</b> with a stale waiver</li>",
                         ng_count_stale(result));
    }
    if (result->case_count < result->info->case_count) {
        ng_buffer_printf(sheet->buffer, "<li class=\"skip\"><b>%zu</b> not begun</li>",
                         result->info->case_count - result->case_count);
    }
    ng_buffer_text(sheet->buffer, "</ul>\n");
}

static void put_facts(struct ng_sheet *sheet) {
    const struct ng_run_result *result = sheet->result;
    struct ng_buffer *buffer = sheet->buffer;
    ng_buffer_text(buffer, "<dl class=\"facts\"><div><dt>Profile</dt><dd>");
    ng_html_text(buffer, result->info->profile);
    ng_buffer_printf(buffer,
                     "</dd></div><div><dt>Seed</dt><dd>%" PRIu64
                     "</dd></div><div><dt>Requests</dt><dd>%" PRIu64
                     "</dd></div><div><dt>Events in the log</dt><dd>at least %" PRIu64
                     "</dd></div><div><dt>Time</dt><dd>",
                     result->info->seed, result->requests, result->events);
    ng_buffer_seconds(buffer, result->seconds, 2);
    ng_buffer_text(buffer, " s</dd></div>");
    if (result->info->strict) {
        ng_buffer_text(buffer, "<div><dt>Strict</dt><dd>a warning fails the run</dd></div>");
    }
    if (result->info->repetitions > 1) {
        ng_buffer_printf(buffer, "<div><dt>Repetitions</dt><dd>%" PRIu64 "</dd></div>",
                         result->info->repetitions);
    }
    if (result->restarted) {
        ng_buffer_text(buffer, "<div><dt>Begun again</dt><dd>the log was reset</dd></div>");
    }
    ng_buffer_text(buffer, "</dl>\n");
}

/* How to run the commands where the run had secret fields. */
static void put_variables(struct ng_sheet *sheet) {
    const struct ng_run_info *info = sheet->result->info;
    bool credentials = ng_reproduce_needs_credentials(info->url);
    if (info->header_count == 0 && !credentials) {
        return;
    }
    ng_buffer_text(sheet->buffer, "<p class=\"note\">The commands take secrets from the "
                                  "environment: ");
    if (credentials) {
        ng_buffer_printf(sheet->buffer, "<code>%s</code> (name:password)%s",
                         ng_reproduce_credentials, info->header_count > 0 ? ", " : "");
    }
    for (size_t i = 0; i < info->header_count; i++) {
        struct ng_buffer name;
        ng_buffer_init(&name);
        ng_reproduce_variable(&name, info->header_names[i]);
        ng_buffer_text(sheet->buffer, i == 0 ? "<code>" : ", <code>");
        ng_html_text(sheet->buffer, ng_buffer_string(&name));
        ng_buffer_text(sheet->buffer, "</code>");
        sheet->buffer->failed = sheet->buffer->failed || name.failed;
        ng_buffer_deinit(&name);
    }
    ng_buffer_text(sheet->buffer, ".</p>\n");
}

/* A broken clause, and in how many cases it is. */
struct broken {
    const struct ng_clause *clause;
    size_t cases;
};

static bool has_clause(const struct ng_case_result *result, const char *clause) {
    for (size_t i = 0; i < result->findings.count; i++) {
        if (strcmp(result->findings.items[i].clause, clause) == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_cases(const struct ng_run_result *result, const char *clause) {
    size_t cases = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        cases += has_clause(&result->cases[i], clause) ? 1 : 0;
    }
    return cases;
}

/* The clause that comes after `last` when they are ordered by how many cases break them, and by
   their place in the specification. Gives no clause after the last one. */
static struct broken next_broken(const struct ng_sheet *sheet, struct broken last) {
    struct broken next = {.cases = 0};
    for (size_t i = 0; i < sheet->spec->count; i++) {
        const struct ng_clause *clause = &sheet->spec->clauses[i];
        if (clause->level != NG_MUST) {
            continue;
        }
        size_t cases = count_cases(sheet->result, clause->id);
        bool after = cases < last.cases || (cases == last.cases && clause > last.clause);
        if (after && cases > next.cases) {
            next = (struct broken){clause, cases};
        }
    }
    return next;
}

static void put_clause(struct ng_sheet *sheet, struct broken broken) {
    const struct ng_run_result *result = sheet->result;
    size_t named = 0;
    ng_buffer_printf(sheet->buffer, "<li><p><b class=\"clause\">%s</b> ", broken.clause->id);
    ng_html_text(sheet->buffer, broken.clause->sentence);
    ng_buffer_text(sheet->buffer, "</p><p class=\"in\">in ");
    for (size_t i = 0; i < result->case_count && named < CASES_NAMED; i++) {
        if (has_clause(&result->cases[i], broken.clause->id)) {
            const char *id = result->cases[i].test_case->id;
            ng_buffer_printf(sheet->buffer, "%s<a href=\"#case-%s\">%s</a>", named == 0 ? "" : ", ",
                             id, id);
            named++;
        }
    }
    if (broken.cases > named) {
        ng_buffer_text(sheet->buffer, " and ");
        ng_buffer_count(sheet->buffer, broken.cases - named, "more case");
    }
    ng_buffer_text(sheet->buffer, "</p></li>\n");
}

static void put_broken(struct ng_sheet *sheet) {
    size_t total = 0;
    size_t shown = 0;
    for (size_t i = 0; i < sheet->spec->count; i++) {
        const struct ng_clause *clause = &sheet->spec->clauses[i];
        total += clause->level == NG_MUST && count_cases(sheet->result, clause->id) > 0 ? 1 : 0;
    }
    if (total == 0) {
        return;
    }
    ng_buffer_printf(sheet->buffer,
                     "<section id=\"broken\"><h2>Broken clauses <span class=\"of\">%zu</span></h2>"
                     "<ul class=\"clauses\">\n",
                     total);
    struct broken broken = next_broken(sheet, (struct broken){.cases = SIZE_MAX});
    for (; broken.clause != NULL; broken = next_broken(sheet, broken)) {
        if (shown++ == CLAUSES_SHOWN) {
            ng_buffer_printf(sheet->buffer,
                             "</ul><details class=\"more\"><summary>%zu more</summary>"
                             "<ul class=\"clauses\">\n",
                             total - CLAUSES_SHOWN);
        }
        put_clause(sheet, broken);
    }
    ng_buffer_text(sheet->buffer,
                   total > CLAUSES_SHOWN ? "</ul></details></section>\n" : "</ul></section>\n");
}

void ng_html_summary(struct ng_sheet *sheet) {
    const struct ng_run_result *result = sheet->result;
    size_t counts[NG_VERDICT_COUNT];
    ng_count_verdicts(result, counts);
    ng_buffer_printf(sheet->buffer, "<header class=\"top %s\"><p class=\"target\">",
                     ng_outcome_name(result->outcome));
    ng_html_text(sheet->buffer, result->info->url);
    ng_buffer_printf(sheet->buffer, "</p>\n<h1><span class=\"outcome\">%s:</span> ",
                     outcome_titles[result->outcome]);
    say_verdict(sheet, counts);
    ng_buffer_text(sheet->buffer, "</h1>\n");
    put_lead(sheet);
    put_tally(sheet, counts);
    put_facts(sheet);
    put_variables(sheet);
    ng_buffer_text(sheet->buffer, "</header>\n");
    put_broken(sheet);
}
