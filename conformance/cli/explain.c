#include "conformance/cli/explain.h"

#include "conformance/cli/list.h"
#include "conformance/cli/print.h"
#include "conformance/nearest.h"

#include <stdlib.h>
#include <string.h>

#define LABEL_WIDTH 8

static void print_labelled(FILE *out, const char *label, const char *text) {
    (void)fprintf(out, "%-*s", LABEL_WIDTH, label);
    ng_print_wrapped(out, LABEL_WIDTH, text);
}

static void explain_case(FILE *out, const struct ng_case *test_case, const struct ng_spec *spec) {
    (void)fprintf(out, "%s: a case of the class %s, %s\n\n", test_case->id,
                  ng_class_name(test_case->class_id),
                  ng_level_name(ng_case_level(test_case, spec)));
    print_labelled(out, "Asks", test_case->asks);
    print_labelled(out, "Why", test_case->why);
    print_labelled(out, "Needs",
                   test_case->needs != NULL ? test_case->needs : "nothing but reading");
    (void)fprintf(out, "\nClauses\n");
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        const struct ng_clause *clause = ng_spec_find(spec, test_case->clauses[i]);
        (void)fprintf(out, "  %s\n      ", test_case->clauses[i]);
        ng_print_wrapped(out, 6, clause != NULL ? clause->sentence : "");
    }
    if (test_case->class_id == NG_CLASS_EXPLORE) {
        (void)fprintf(out, "\nRun it\n  nogap fuzz URL\n");
    } else {
        (void)fprintf(out, "\nRun it alone\n  nogap run URL --case %s\n", test_case->id);
    }
}

static bool exercises(const struct ng_case *test_case, const char *clause) {
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        if (strcmp(test_case->clauses[i], clause) == 0) {
            return true;
        }
    }
    return false;
}

static void print_cases(FILE *out, const char *clause, const struct ng_case *const *cases,
                        size_t count) {
    (void)fprintf(out, "\nCases that exercise it\n");
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (exercises(cases[i], clause)) {
            (void)fprintf(out, "  %s (%s)\n", cases[i]->id, ng_class_name(cases[i]->class_id));
            found++;
        }
    }
    if (found == 0) {
        (void)fprintf(out, "  none\n");
    }
}

static void explain_clause(FILE *out, const struct ng_clause *clause,
                           const struct ng_case *const *cases, size_t count) {
    (void)fprintf(out, "%s: a clause of SPEC.md, %s\n\n", clause->id, ng_level_name(clause->level));
    ng_print_wrapped(out, 0, clause->sentence);
    if (clause->why == NULL) {
        (void)fprintf(out, "\nIt binds clients. A runner asks servers, so no case exercises it.\n");
        return;
    }
    (void)fprintf(out, "\n");
    print_labelled(out, "Why", clause->why);
    (void)fprintf(out, "\nExample (SPEC.md, line %zu)\n", clause->example_line);
    ng_print_indented(out, 4, clause->example);
    print_cases(out, clause->id, cases, count);
}

static enum ng_status say_unknown(const char *id, const struct ng_case *const *cases, size_t count,
                                  const struct ng_spec *spec, struct ng_message *message) {
    const char **names = malloc((count + spec->count + spec->client_count + 1) * sizeof *names);
    if (names == NULL) {
        return NG_NO_MEMORY;
    }
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        names[known++] = cases[i]->id;
    }
    for (size_t i = 0; i < spec->count; i++) {
        names[known++] = spec->clauses[i].id;
    }
    for (size_t i = 0; i < spec->client_count; i++) {
        names[known++] = spec->client_clauses[i].id;
    }
    const char *near = ng_nearest(id, names, known);
    if (near != NULL) {
        ng_message_write(message, "there is no case and no clause '%s', did you mean '%s'?", id,
                         near);
    } else {
        ng_message_write(message, "there is no case and no clause '%s'; 'nogap list' shows them",
                         id);
    }
    free(names);
    return NG_NOT_FOUND;
}

enum ng_status ng_explain(FILE *out, const char *id, const struct ng_case *const *cases,
                          size_t count, const struct ng_spec *spec, struct ng_message *message) {
    const struct ng_clause *clause = ng_spec_find(spec, id);
    const struct ng_case *test_case = NULL;
    for (size_t i = 0; i < count; i++) {
        test_case = strcmp(cases[i]->id, id) == 0 ? cases[i] : test_case;
    }
    clause = clause != NULL ? clause : ng_spec_find_client(spec, id);
    if (clause == NULL && test_case == NULL) {
        return say_unknown(id, cases, count, spec, message);
    }
    if (test_case != NULL) {
        explain_case(out, test_case, spec);
    }
    if (test_case != NULL && clause != NULL) {
        (void)fprintf(out, "\n");
    }
    if (clause != NULL) {
        explain_clause(out, clause, cases, count);
    }
    return NG_OK;
}
