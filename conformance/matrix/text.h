/* A matrix as text. */
#ifndef NG_MATRIX_TEXT_H
#define NG_MATRIX_TEXT_H

#include "conformance/matrix/matrix.h"
#include "conformance/report/style.h"

/* Appends the servers with their numbers, then the table: one row a case, one column a server, in
   as many blocks as the width needs; then what each server fails. Pure. */
void ng_matrix_text(const struct ng_matrix *matrix, struct ng_style style,
                    struct ng_buffer *buffer);

#endif
