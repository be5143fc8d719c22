/*
 * Several reports beside one another: cases down, servers across. A report is what `nogap run
 * --report json` wrote, of this version or another one: it may hold cases that are not known here.
 */
#ifndef NG_MATRIX_H
#define NG_MATRIX_H

#include "conformance/case.h"

#include <stdint.h>

/* What stands in a cell. A waived case does not count against the server, a stale waiver does. */
enum ng_mark {
    NG_MARK_ABSENT, /* the case was not held */
    NG_MARK_PASS,
    NG_MARK_SKIP,
    NG_MARK_WARN,
    NG_MARK_INCONCLUSIVE,
    NG_MARK_FAIL,
    NG_MARK_ERROR,
    NG_MARK_WAIVED,
    NG_MARK_STALE,
};
#define NG_MARK_COUNT 9

struct ng_matrix_cell {
    enum ng_mark mark;
    char *clauses; /* owned; of the findings, parted by commas; "" where there is none */
    char *says;    /* owned; the first finding, or why the case was not held; "" for nothing */
};

/* A server. All strings are owned, and text of the report: escape them before they are shown. */
struct ng_matrix_column {
    char *label;
    char *version; /* of nogap */
    char *target;
    char *profile;
    char *verdict;
    char *reason;
    struct ng_matrix_cell *cells; /* owned; one for each row of the matrix */
    size_t cell_count;
    size_t counts[NG_MARK_COUNT];
};

struct ng_matrix_row {
    char *id;         /* owned */
    char *class_name; /* owned */
};

struct ng_matrix {
    struct ng_matrix_row *rows; /* owned; the known cases first, in their order */
    size_t row_count;
    struct ng_matrix_column *columns; /* owned; in the order in which they were added */
    size_t column_count;
};

/* The most reports, the most cases of them all, and the largest report, in bytes. */
#define NG_MATRIX_COLUMNS_MAX 64
#define NG_MATRIX_ROWS_MAX 1024
#define NG_MATRIX_REPORT_MAX ((size_t)64 * 1024 * 1024)

void ng_matrix_init(struct ng_matrix *matrix);
void ng_matrix_deinit(struct ng_matrix *matrix);

/* Adds the report in `json` as a column named `label`, which is copied. Errors: NG_MALFORMED with
   a message that says what is missing and where; NG_TOO_LARGE, with a message, for too many columns
   or rows; NG_NO_MEMORY. After an error the matrix can only be freed. Linear in the report, times
   the rows. */
NG_MUST_CHECK enum ng_status ng_matrix_add(struct ng_matrix *matrix, const char *label,
                                           const char *json, size_t size, char *message,
                                           size_t message_size);

/* Puts the rows into their order: classes as enum ng_class has them, within a class the `count`
   known cases as they are given, then the others as they were found. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_matrix_sort(struct ng_matrix *matrix,
                                            const struct ng_case *const *known, size_t count);

/* Tells the cell of a row in a column; one that is absent where the report did not hold it. */
const struct ng_matrix_cell *ng_matrix_at(const struct ng_matrix *matrix, size_t row,
                                          size_t column);

/* "pass", "FAIL", "unsure" for inconclusive, ...: at most six letters. */
const char *ng_mark_word(enum ng_mark mark);

#endif
