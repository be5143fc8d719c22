/* Explains a case or a clause: `nogap explain ID`. */
#ifndef NG_CLI_EXPLAIN_H
#define NG_CLI_EXPLAIN_H

#include "conformance/case.h"
#include "conformance/cli/message.h"
#include "conformance/spec.h"

#include <stdio.h>

/* Prints what a case asks and why, with its clauses; or a clause with its reason, its example and
   the cases that exercise it. An id that is both gives both. Errors: NG_NOT_FOUND with the nearest
   ids in *message; then nothing is printed. */
NG_MUST_CHECK enum ng_status ng_explain(FILE *out, const char *id,
                                        const struct ng_case *const *cases, size_t count,
                                        const struct ng_spec *spec, struct ng_message *message);

#endif
