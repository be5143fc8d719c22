/* Reads a report into a column. */
#include "conformance/matrix/matrix.h"

#include "conformance/json_place.h"
#include "conformance/verdict.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a report is read with. */
struct reading {
    struct ng_matrix *matrix;
    struct ng_matrix_column *column;
    char *message;
    size_t message_size;
};

/* Gives the text of a member, or NULL where there is none. */
static const char *text_of(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static bool is_set(const cJSON *object, const char *name) {
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, name)) != 0;
}

static enum ng_status refuse(struct reading *reading, const char *place, const char *name,
                             const char *expected) {
    (void)snprintf(reading->message, reading->message_size,
                   "is no report of nogap: %s has no \"%s\", expected %s", place, name, expected);
    return NG_MALFORMED;
}

static enum ng_status copy_text(const char *text, char **copy) {
    *copy = strdup(text);
    return *copy != NULL ? NG_OK : NG_NO_MEMORY;
}

/* Whether a run can end so. */
static bool is_outcome(const char *name) {
    static const enum ng_outcome all[] = {NG_CONFORMANT,       NG_NON_CONFORMANT,
                                          NG_RUN_INCONCLUSIVE, NG_RUN_UNREACHABLE,
                                          NG_RUN_ERROR,        NG_RUN_STALE_WAIVER};
    bool is_known = false;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        is_known = is_known || strcmp(name, ng_outcome_name(all[i])) == 0;
    }
    return is_known;
}

/* Copies the members of the report itself. */
static enum ng_status read_head(struct reading *reading, const cJSON *report) {
    struct ng_matrix_column *column = reading->column;
    const struct {
        const char *name;
        char **copy;
    } members[] = {{"nogap", &column->version},
                   {"target", &column->target},
                   {"profile", &column->profile},
                   {"verdict", &column->verdict},
                   {"reason", &column->reason}};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const char *text = text_of(report, members[i].name);
        if (text == NULL) {
            return refuse(reading, "it", members[i].name, "text");
        }
        enum ng_status status = copy_text(text, members[i].copy);
        if (status != NG_OK) {
            return status;
        }
    }
    return is_outcome(column->verdict)
               ? NG_OK
               : refuse(reading, "it", "verdict",
                        "conformant, non-conformant, inconclusive, unreachable, error or "
                        "stale-waiver");
}

/* Gives the row of a case, which is made where it is new. */
static enum ng_status find_row(struct reading *reading, const char *id, const char *class_name,
                               size_t *row) {
    struct ng_matrix *matrix = reading->matrix;
    for (*row = 0; *row < matrix->row_count; (*row)++) {
        if (strcmp(matrix->rows[*row].id, id) == 0) {
            return NG_OK;
        }
    }
    if (matrix->row_count == NG_MATRIX_ROWS_MAX) {
        (void)snprintf(reading->message, reading->message_size,
                       "is one too many: a matrix has %d cases at most", NG_MATRIX_ROWS_MAX);
        return NG_TOO_LARGE;
    }
    struct ng_matrix_row *rows =
        realloc(matrix->rows, (matrix->row_count + 1) * sizeof *matrix->rows);
    if (rows == NULL) {
        return NG_NO_MEMORY;
    }
    matrix->rows = rows;
    struct ng_matrix_row *added = &rows[matrix->row_count++];
    *added = (struct ng_matrix_row){0};
    enum ng_status status = copy_text(id, &added->id);
    return status == NG_OK ? copy_text(class_name, &added->class_name) : status;
}

static enum ng_status grow_cells(struct ng_matrix_column *column, size_t count) {
    if (count <= column->cell_count) {
        return NG_OK;
    }
    struct ng_matrix_cell *cells = realloc(column->cells, count * sizeof *cells);
    if (cells == NULL) {
        return NG_NO_MEMORY;
    }
    column->cells = cells;
    memset(cells + column->cell_count, 0, (count - column->cell_count) * sizeof *cells);
    column->cell_count = count;
    return NG_OK;
}

/* The mark of a case; NG_MARK_ABSENT for a verdict that no version has. */
static enum ng_mark mark_of(const cJSON *test_case, const char *verdict) {
    static const enum ng_mark marks[NG_VERDICT_COUNT] = {
        [NG_PASS] = NG_MARK_PASS, [NG_SKIP] = NG_MARK_SKIP,
        [NG_WARN] = NG_MARK_WARN, [NG_INCONCLUSIVE] = NG_MARK_INCONCLUSIVE,
        [NG_FAIL] = NG_MARK_FAIL, [NG_ERROR] = NG_MARK_ERROR};
    if (is_set(test_case, "waiver_stale")) {
        return NG_MARK_STALE;
    }
    if (is_set(test_case, "waived")) {
        return NG_MARK_WAIVED;
    }
    for (unsigned i = 0; i < NG_VERDICT_COUNT; i++) {
        if (strcmp(verdict, ng_verdict_name((enum ng_verdict)i)) == 0) {
            return marks[i];
        }
    }
    return NG_MARK_ABSENT;
}

/* Tells whether a clause stands among words that are parted by commas. */
static bool is_told(const char *words, const char *clause) {
    size_t size = strlen(clause);
    while (*words != '\0') {
        size_t word = strcspn(words, ",");
        if (word == size && memcmp(words, clause, size) == 0) {
            return true;
        }
        words += word + strspn(words + word, ", ");
    }
    return false;
}

/* Puts the clauses of the findings into the cell, each once. */
static enum ng_status read_clauses(const cJSON *findings, struct ng_matrix_cell *cell) {
    char words[NG_WORDS_MAX] = "";
    const cJSON *finding = NULL;
    cJSON_ArrayForEach(finding, findings) {
        const char *clause = text_of(finding, "clause");
        size_t used = strlen(words);
        if (clause != NULL && !is_told(words, clause) &&
            used + strlen(clause) + sizeof ", " <= sizeof words) {
            (void)snprintf(words + used, sizeof words - used, "%s%s", used > 0 ? ", " : "", clause);
        }
    }
    return copy_text(words, &cell->clauses);
}

static enum ng_status read_case(struct reading *reading, const cJSON *test_case) {
    const char *id = text_of(test_case, "id");
    const char *class_name = text_of(test_case, "class");
    const char *verdict = text_of(test_case, "verdict");
    if (id == NULL || class_name == NULL || verdict == NULL) {
        return refuse(reading, "a case",
                      id == NULL           ? "id"
                      : class_name == NULL ? "class"
                                           : "verdict",
                      "text");
    }
    size_t row = 0;
    enum ng_status status = find_row(reading, id, class_name, &row);
    if (status == NG_OK) {
        status = grow_cells(reading->column, row + 1);
    }
    if (status != NG_OK) {
        return status;
    }
    struct ng_matrix_cell *cell = &reading->column->cells[row];
    if (cell->says != NULL) {
        (void)snprintf(reading->message, reading->message_size,
                       "is no report of nogap: it holds the case %s twice", id);
        return NG_MALFORMED;
    }
    cell->mark = mark_of(test_case, verdict);
    if (cell->mark == NG_MARK_ABSENT) {
        return refuse(reading, id, "verdict", "pass, skip, warn, inconclusive, fail or error");
    }
    reading->column->counts[cell->mark]++;
    const cJSON *findings = cJSON_GetObjectItemCaseSensitive(test_case, "findings");
    const char *says = text_of(cJSON_GetArrayItem(findings, 0), "says");
    const char *reason = text_of(test_case, "reason");
    status = read_clauses(findings, cell);
    return status == NG_OK ? copy_text(says != NULL     ? says
                                       : reason != NULL ? reason
                                                        : "",
                                       &cell->says)
                           : status;
}

static enum ng_status read_report(struct reading *reading, const cJSON *report) {
    enum ng_status status = read_head(reading, report);
    const cJSON *cases = cJSON_GetObjectItemCaseSensitive(report, "cases");
    if (status == NG_OK && cJSON_IsArray(cases) == 0) {
        status = refuse(reading, "it", "cases", "an array");
    }
    const cJSON *test_case = NULL;
    cJSON_ArrayForEach(test_case, cases) {
        if (status == NG_OK) {
            status = read_case(reading, test_case);
        }
    }
    return status;
}

/* A second report behind the first one would go unseen. */
static enum ng_status check_end(const struct reading *reading, const char *json, size_t size,
                                const char *end) {
    while (end < json + size && strchr(" \t\r\n", *end) != NULL) {
        end++;
    }
    if (end == json + size) {
        return NG_OK;
    }
    (void)snprintf(reading->message, reading->message_size,
                   "is no report of nogap: something follows its JSON, at byte %zu",
                   (size_t)(end - json));
    return NG_MALFORMED;
}

static enum ng_status refuse_json(const struct reading *reading, const char *json, size_t size,
                                  const char *end) {
    size_t at = (size_t)(end - json);
    bool is_deep = ng_json_depth(json, size, at) >= CJSON_NESTING_LIMIT;
    (void)snprintf(reading->message, reading->message_size,
                   is_deep ? "is no report of nogap: its JSON is nested too deep at byte %zu"
                           : "is no report of nogap: its JSON ends at byte %zu",
                   at);
    return NG_MALFORMED;
}

enum ng_status ng_matrix_add(struct ng_matrix *matrix, const char *label, const char *json,
                             size_t size, char *message, size_t message_size) {
    if (matrix->column_count == NG_MATRIX_COLUMNS_MAX) {
        (void)snprintf(message, message_size, "is one too many: a matrix has %d reports at most",
                       NG_MATRIX_COLUMNS_MAX);
        return NG_TOO_LARGE;
    }
    struct ng_matrix_column *columns =
        realloc(matrix->columns, (matrix->column_count + 1) * sizeof *columns);
    if (columns == NULL) {
        return NG_NO_MEMORY;
    }
    matrix->columns = columns;
    struct ng_matrix_column *column = &columns[matrix->column_count++];
    *column = (struct ng_matrix_column){0};
    struct reading reading = {
        .matrix = matrix, .column = column, .message = message, .message_size = message_size};
    const char *end = NULL;
    cJSON *report = cJSON_ParseWithLengthOpts(json, size, &end, false);
    if (report == NULL) {
        return refuse_json(&reading, json, size, end);
    }
    enum ng_status status = check_end(&reading, json, size, end);
    if (status == NG_OK) {
        status = copy_text(label, &column->label);
    }
    if (status == NG_OK) {
        status = read_report(&reading, report);
    }
    cJSON_Delete(report);
    return status;
}
