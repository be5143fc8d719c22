/* A matrix as one HTML file, in the frame of the HTML report. */
#ifndef NG_MATRIX_PAGE_H
#define NG_MATRIX_PAGE_H

#include "conformance/matrix/matrix.h"
#include "conformance/report/buffer.h"

/* Appends the whole page: the servers and their verdicts, the table, and for each server what
   stands against it. `version` is nogap's own. Text of the reports is escaped. Pure. */
void ng_matrix_page(const struct ng_matrix *matrix, const char *version, struct ng_buffer *buffer);

#endif
