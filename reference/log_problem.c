#include "reference/log_problem.h"

#include <inttypes.h>
#include <stdio.h>

bool ref_problem_equals(const struct ref_problem *one, const struct ref_problem *other) {
    return one->status == other->status && one->line == other->line &&
           one->column == other->column && one->fault == other->fault;
}

void ref_problem_describe(const struct ref_problem *problem, const char *name, char *text,
                          size_t size) {
    const char *reason = problem->status == REF_ERROR_LINE_NOT_JSON
                             ? ref_json_fault_text(problem->fault)
                             : ref_status_text(problem->status);
    if (problem->line == 0) {
        (void)snprintf(text, size, "%s: %s", name, reason);
    } else {
        (void)snprintf(text, size, "%s:%" PRIu64 ":%zu: %s", name, problem->line, problem->column,
                       reason);
    }
}
