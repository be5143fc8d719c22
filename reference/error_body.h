/* The body of a refused query, as FastAPI writes it. */
#ifndef REF_ERROR_BODY_H
#define REF_ERROR_BODY_H

#include "reference/query.h"

/* Room for any body that ref_error_body writes. */
#define REF_ERROR_BODY_SIZE 2048

/* Writes {"detail":[{"type","loc","msg","input"}]} with one entry for each parameter that is not
 * fine. `faults` come from ref_query_parse. The input is shown decoded; what is not UTF-8 becomes
 * U+FFFD, and a long one is cut after REF_SHOWN_INPUT_SIZE bytes, with "..." behind it. The body is
 * ASCII or UTF-8 and always valid JSON. Returns the body's size; a NUL is not written. SPEC:
 * section 7. No allocation; any thread. */
size_t ref_error_body(const struct ref_query_faults *faults, char body[REF_ERROR_BODY_SIZE]);

#endif
