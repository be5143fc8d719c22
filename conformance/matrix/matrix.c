#include "conformance/matrix/matrix.h"

#include <stdlib.h>
#include <string.h>

void ng_matrix_init(struct ng_matrix *matrix) {
    *matrix = (struct ng_matrix){0};
}

static void free_column(struct ng_matrix_column *column) {
    for (size_t i = 0; i < column->cell_count; i++) {
        free(column->cells[i].clauses);
        free(column->cells[i].says);
    }
    free(column->cells);
    free(column->label);
    free(column->version);
    free(column->target);
    free(column->profile);
    free(column->verdict);
    free(column->reason);
}

void ng_matrix_deinit(struct ng_matrix *matrix) {
    for (size_t i = 0; i < matrix->column_count; i++) {
        free_column(&matrix->columns[i]);
    }
    for (size_t i = 0; i < matrix->row_count; i++) {
        free(matrix->rows[i].id);
        free(matrix->rows[i].class_name);
    }
    free(matrix->columns);
    free(matrix->rows);
    *matrix = (struct ng_matrix){0};
}

/* Where a row belongs: its class, then its case; what is not known comes last. */
struct place {
    size_t class_id;
    size_t known;
    size_t row;
};

static int compare_places(const void *left, const void *right) {
    const struct place *one = left;
    const struct place *other = right;
    if (one->class_id != other->class_id) {
        return one->class_id < other->class_id ? -1 : 1;
    }
    if (one->known != other->known) {
        return one->known < other->known ? -1 : 1;
    }
    return one->row < other->row ? -1 : 1;
}

static struct place place_of(const struct ng_matrix_row *row, size_t index,
                             const struct ng_case *const *known, size_t count) {
    enum ng_class class_id = NG_CLASS_CORE;
    struct place place = {.class_id = NG_CLASS_COUNT, .known = count, .row = index};
    if (ng_class_parse(row->class_name, &class_id) == NG_OK) {
        place.class_id = (size_t)class_id;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(known[i]->id, row->id) == 0) {
            place.known = i;
        }
    }
    return place;
}

/* Puts the cells of a column into the order of the places. */
static enum ng_status sort_cells(struct ng_matrix_column *column, const struct place *places,
                                 size_t count) {
    struct ng_matrix_cell *cells = calloc(count + 1, sizeof *cells);
    if (cells == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        if (places[i].row < column->cell_count) {
            cells[i] = column->cells[places[i].row];
        }
    }
    free(column->cells);
    column->cells = cells;
    column->cell_count = count;
    return NG_OK;
}

static enum ng_status sort_rows(struct ng_matrix *matrix, const struct place *places) {
    struct ng_matrix_row *rows = calloc(matrix->row_count + 1, sizeof *rows);
    if (rows == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < matrix->row_count; i++) {
        rows[i] = matrix->rows[places[i].row];
    }
    free(matrix->rows);
    matrix->rows = rows;
    return NG_OK;
}

enum ng_status ng_matrix_sort(struct ng_matrix *matrix, const struct ng_case *const *known,
                              size_t count) {
    struct place *places = calloc(matrix->row_count + 1, sizeof *places);
    if (places == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < matrix->row_count; i++) {
        places[i] = place_of(&matrix->rows[i], i, known, count);
    }
    qsort(places, matrix->row_count, sizeof *places, compare_places);
    enum ng_status status = sort_rows(matrix, places);
    for (size_t i = 0; i < matrix->column_count && status == NG_OK; i++) {
        status = sort_cells(&matrix->columns[i], places, matrix->row_count);
    }
    free(places);
    return status;
}

const struct ng_matrix_cell *ng_matrix_at(const struct ng_matrix *matrix, size_t row,
                                          size_t column) {
    static const struct ng_matrix_cell absent;
    const struct ng_matrix_column *found = &matrix->columns[column];
    return row < found->cell_count ? &found->cells[row] : &absent;
}

const char *ng_mark_word(enum ng_mark mark) {
    static const char *const words[NG_MARK_COUNT] = {
        [NG_MARK_ABSENT] = "-",
        [NG_MARK_PASS] = "pass",
        [NG_MARK_SKIP] = "skip",
        [NG_MARK_WARN] = "warn",
        [NG_MARK_FAIL] = "FAIL",
        [NG_MARK_ERROR] = "ERROR",
        [NG_MARK_INCONCLUSIVE] = "unsure",
        [NG_MARK_WAIVED] = "waived",
        [NG_MARK_STALE] = "stale",
    };
    return words[mark];
}
