/* What keeps a log from going on, for people. */
#ifndef REF_LOG_PROBLEM_H
#define REF_LOG_PROBLEM_H

#include "reference/json_check.h"
#include "reference/status.h"

#include <stdint.h>

/* Room for the description of any problem with a file whose path is not longer than paths usually
 * may be. */
#define REF_PROBLEM_TEXT_SIZE 4352

/* `status` is REF_OK when there is no problem. `line` and `column` count from 1 and are set for a
 * line that cannot be an event, `fault` for REF_ERROR_LINE_NOT_JSON. */
struct ref_problem {
    enum ref_status status;
    uint64_t line;
    size_t column;
    enum ref_json_fault fault;
};

/* Tells whether two problems are the same one. */
bool ref_problem_equals(const struct ref_problem *one, const struct ref_problem *other);

/* Writes a problem as compilers do, "NAME:LINE:COLUMN: REASON", or "NAME: REASON" where no line is
 * at fault. `size` is the text's room with its final NUL; a longer text is cut. No allocation; any
 * thread. */
void ref_problem_describe(const struct ref_problem *problem, const char *name, char *text,
                          size_t size);

#endif
