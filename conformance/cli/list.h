/* Prints the cases: `nogap list`. */
#ifndef NG_CLI_LIST_H
#define NG_CLI_LIST_H

#include "conformance/case.h"
#include "conformance/spec.h"

#include <stdio.h>

/* The gravest level among the clauses of a case; NG_MAY where it has none that the specification
   knows. Pure. */
enum ng_level ng_case_level(const struct ng_case *test_case, const struct ng_spec *spec);

/* Prints a table by class: id, level, what is asked, clauses. */
void ng_list_text(FILE *out, const struct ng_case *const *cases, size_t count,
                  const struct ng_spec *spec);

/* Prints {"nogap": VERSION, "cases": [{"id", "class", "level", "asks", "why", "needs",
   "clauses"}]}; "needs" is null where reading is enough. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_list_json(FILE *out, const char *version,
                                          const struct ng_case *const *cases, size_t count,
                                          const struct ng_spec *spec);

#endif
