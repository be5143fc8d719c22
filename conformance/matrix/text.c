#include "conformance/matrix/text.h"

#include <stdio.h>
#include <string.h>

#define ID_WIDTH 26
#define CELL_WIDTH 8
#define FAULT_COLUMN (5 + ID_WIDTH)
/* How many servers fit beside one another. */
#define BLOCK ((NG_TEXT_COLUMNS - 2 - ID_WIDTH) / CELL_WIDTH)

static enum ng_ink ink_of(enum ng_mark mark) {
    static const enum ng_ink inks[NG_MARK_COUNT] = {
        [NG_MARK_ABSENT] = NG_INK_FAINT,      [NG_MARK_PASS] = NG_INK_GOOD,
        [NG_MARK_SKIP] = NG_INK_FAINT,        [NG_MARK_WARN] = NG_INK_CARE,
        [NG_MARK_INCONCLUSIVE] = NG_INK_CARE, [NG_MARK_FAIL] = NG_INK_BAD,
        [NG_MARK_ERROR] = NG_INK_BAD,         [NG_MARK_WAIVED] = NG_INK_CARE,
        [NG_MARK_STALE] = NG_INK_BAD,
    };
    return inks[mark];
}

static enum ng_ink ink_of_verdict(const char *verdict) {
    if (strcmp(verdict, "conformant") == 0) {
        return NG_INK_GOOD;
    }
    return strcmp(verdict, "inconclusive") == 0 ? NG_INK_CARE : NG_INK_BAD;
}

static void add_servers(const struct ng_matrix *matrix, struct ng_style style,
                        struct ng_buffer *buffer) {
    size_t width = 0;
    for (size_t i = 0; i < matrix->column_count; i++) {
        size_t size = strlen(matrix->columns[i].label);
        width = size > width ? size : width;
    }
    width = width < ID_WIDTH ? width : ID_WIDTH;
    for (size_t i = 0; i < matrix->column_count; i++) {
        const struct ng_matrix_column *column = &matrix->columns[i];
        size_t size = strlen(column->label);
        ng_buffer_printf(buffer, "%3zu  ", i + 1);
        ng_style_paint(buffer, style, NG_INK_STRONG, column->label);
        ng_buffer_repeat(buffer, ' ', (size < width ? width - size : 0) + 2);
        ng_style_paint(buffer, style, ink_of_verdict(column->verdict), column->verdict);
        if (column->reason[0] != '\0') {
            ng_buffer_text(buffer, ": ");
            ng_style_paint(buffer, style, NG_INK_PLAIN, column->reason);
        }
        ng_buffer_text(buffer, "\n       ");
        ng_style_paint(buffer, style, NG_INK_FAINT, column->target);
        ng_style_paint(buffer, style, NG_INK_FAINT, "   profile ");
        ng_style_paint(buffer, style, NG_INK_FAINT, column->profile);
        ng_style_paint(buffer, style, NG_INK_FAINT, "   nogap ");
        ng_style_paint(buffer, style, NG_INK_FAINT, column->version);
        ng_buffer_byte(buffer, '\n');
    }
}

static void add_cell(struct ng_buffer *buffer, struct ng_style style, enum ng_ink ink,
                     const char *word) {
    ng_buffer_repeat(buffer, ' ', CELL_WIDTH - strlen(word));
    ng_style_paint(buffer, style, ink, word);
}

static void add_row(const struct ng_matrix *matrix, size_t row, size_t first, size_t end,
                    struct ng_style style, struct ng_buffer *buffer) {
    size_t size = strlen(matrix->rows[row].id);
    ng_buffer_text(buffer, "  ");
    ng_style_paint(buffer, style, NG_INK_PLAIN, matrix->rows[row].id);
    ng_buffer_repeat(buffer, ' ', size < ID_WIDTH ? ID_WIDTH - size : 0);
    for (size_t i = first; i < end; i++) {
        enum ng_mark mark = ng_matrix_at(matrix, row, i)->mark;
        add_cell(buffer, style, ink_of(mark), ng_mark_word(mark));
    }
    ng_buffer_byte(buffer, '\n');
}

static void add_counts(const struct ng_matrix *matrix, size_t first, size_t end,
                       struct ng_style style, struct ng_buffer *buffer) {
    ng_buffer_byte(buffer, '\n');
    for (int mark = NG_MARK_PASS; mark < NG_MARK_COUNT; mark++) {
        size_t sum = 0;
        for (size_t i = first; i < end; i++) {
            sum += matrix->columns[i].counts[mark];
        }
        if (sum == 0) {
            continue;
        }
        ng_buffer_printf(buffer, "  %-*s", ID_WIDTH, ng_mark_word((enum ng_mark)mark));
        for (size_t i = first; i < end; i++) {
            char digits[24];
            (void)snprintf(digits, sizeof digits, "%zu", matrix->columns[i].counts[mark]);
            add_cell(buffer, style, NG_INK_PLAIN, digits);
        }
        ng_buffer_byte(buffer, '\n');
    }
}

static void add_block(const struct ng_matrix *matrix, size_t first, size_t end,
                      struct ng_style style, struct ng_buffer *buffer) {
    ng_buffer_byte(buffer, '\n');
    ng_buffer_repeat(buffer, ' ', 2 + ID_WIDTH);
    for (size_t i = first; i < end; i++) {
        ng_buffer_printf(buffer, "%*zu", CELL_WIDTH, i + 1);
    }
    ng_buffer_byte(buffer, '\n');
    for (size_t row = 0; row < matrix->row_count; row++) {
        const char *class_name = matrix->rows[row].class_name;
        if (row == 0 || strcmp(class_name, matrix->rows[row - 1].class_name) != 0) {
            ng_style_paint(buffer, style, NG_INK_STRONG, class_name);
            ng_buffer_byte(buffer, '\n');
        }
        add_row(matrix, row, first, end, style, buffer);
    }
    add_counts(matrix, first, end, style, buffer);
}

static void add_fault(struct ng_buffer *buffer, struct ng_style style, const char *id,
                      const struct ng_matrix_cell *cell) {
    struct ng_buffer words;
    size_t size = strlen(id);
    ng_buffer_init(&words);
    if (cell->mark == NG_MARK_STALE) {
        ng_buffer_text(&words, "has a waiver, and does not fail any more");
    } else {
        ng_buffer_printf(&words, "%s%s%s%s", cell->says, cell->clauses[0] != '\0' ? " (" : "",
                         cell->clauses, cell->clauses[0] != '\0' ? ")" : "");
    }
    ng_buffer_text(buffer, "     ");
    ng_style_paint(buffer, style, NG_INK_PLAIN, id);
    ng_buffer_repeat(buffer, ' ', size < ID_WIDTH ? ID_WIDTH - size : 1);
    ng_style_wrap(buffer, style, FAULT_COLUMN, ng_buffer_string(&words));
    ng_buffer_deinit(&words);
}

/* One line for each case that stands against a server. */
static void add_faults(const struct ng_matrix *matrix, size_t column, struct ng_style style,
                       struct ng_buffer *buffer) {
    bool has_heading = false;
    for (size_t row = 0; row < matrix->row_count; row++) {
        const struct ng_matrix_cell *cell = ng_matrix_at(matrix, row, column);
        if (cell->mark != NG_MARK_FAIL && cell->mark != NG_MARK_ERROR &&
            cell->mark != NG_MARK_STALE) {
            continue;
        }
        if (!has_heading) {
            ng_buffer_printf(buffer, "\n%3zu  ", column + 1);
            ng_style_paint(buffer, style, NG_INK_STRONG, matrix->columns[column].label);
            ng_buffer_byte(buffer, '\n');
            has_heading = true;
        }
        add_fault(buffer, style, matrix->rows[row].id, cell);
    }
}

void ng_matrix_text(const struct ng_matrix *matrix, struct ng_style style,
                    struct ng_buffer *buffer) {
    add_servers(matrix, style, buffer);
    for (size_t first = 0; first < matrix->column_count; first += BLOCK) {
        size_t end = first + BLOCK < matrix->column_count ? first + BLOCK : matrix->column_count;
        add_block(matrix, first, end, style, buffer);
    }
    for (size_t i = 0; i < matrix->column_count; i++) {
        add_faults(matrix, i, style, buffer);
    }
    for (size_t i = 0; i < matrix->column_count; i++) {
        if (matrix->columns[i].counts[NG_MARK_INCONCLUSIVE] > 0) {
            ng_buffer_text(buffer, "\nunsure is inconclusive: a clause could not be looked at\n");
            return;
        }
    }
}
