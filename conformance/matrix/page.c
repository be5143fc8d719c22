#include "conformance/matrix/page.h"

#include "conformance/report/html/escape.h"
#include "conformance/report/html/frame.h"

#include <string.h>

/* What a cell is called: the class of its badge, and the word for people. */
static const struct {
    const char *badge;
    const char *word;
} marks[NG_MARK_COUNT] = {
    [NG_MARK_ABSENT] = {"absent", "not held"},
    [NG_MARK_PASS] = {"pass", "pass"},
    [NG_MARK_SKIP] = {"skip", "skip"},
    [NG_MARK_WARN] = {"warn", "warn"},
    [NG_MARK_INCONCLUSIVE] = {"inconclusive", "inconclusive"},
    [NG_MARK_FAIL] = {"fail", "fail"},
    [NG_MARK_ERROR] = {"error", "error"},
    [NG_MARK_WAIVED] = {"waived", "waived"},
    [NG_MARK_STALE] = {"stale", "stale waiver"},
};

/* The class of the badge of a run's verdict. */
static const char *badge_of(const char *verdict) {
    static const struct {
        const char *verdict;
        const char *badge;
    } badges[] = {{"conformant", "pass"},
                  {"non-conformant", "fail"},
                  {"inconclusive", "inconclusive"},
                  {"stale-waiver", "stale"}};
    for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++) {
        if (strcmp(verdict, badges[i].verdict) == 0) {
            return badges[i].badge;
        }
    }
    return "error";
}

static void add_lead(struct ng_buffer *buffer, const struct ng_matrix *matrix) {
    size_t right = 0;
    for (size_t i = 0; i < matrix->column_count; i++) {
        right += strcmp(matrix->columns[i].verdict, "conformant") == 0 ? 1U : 0U;
    }
    ng_buffer_printf(buffer, "<h1>%zu of %zu conformant</h1>\n<p class=\"lead\">", right,
                     matrix->column_count);
    ng_buffer_count(buffer, matrix->row_count, "case");
    ng_buffer_text(buffer, " down, ");
    ng_buffer_count(buffer, matrix->column_count, "report");
    ng_buffer_text(buffer, " across. A word in a cell leads to what was found.</p>\n");
}

static void add_heads(struct ng_buffer *buffer, const struct ng_matrix *matrix) {
    ng_buffer_text(buffer, "<thead><tr><th scope=\"col\">Case</th>");
    for (size_t i = 0; i < matrix->column_count; i++) {
        ng_buffer_printf(buffer, "<th scope=\"col\"><a href=\"#server-%zu\">", i + 1);
        ng_html_text(buffer, matrix->columns[i].label);
        ng_buffer_text(buffer, "</a></th>");
    }
    ng_buffer_text(buffer, "</tr><tr><th scope=\"row\">Verdict</th>");
    for (size_t i = 0; i < matrix->column_count; i++) {
        const char *verdict = matrix->columns[i].verdict;
        ng_buffer_printf(buffer, "<td><span class=\"badge %s\">", badge_of(verdict));
        ng_html_text(buffer, verdict);
        ng_buffer_text(buffer, "</span></td>");
    }
    ng_buffer_text(buffer, "</tr></thead>\n");
}

/* Only what stands against a server has something to lead to. */
static bool is_told(const struct ng_matrix_cell *cell) {
    return cell->mark != NG_MARK_ABSENT && cell->mark != NG_MARK_PASS && cell->mark != NG_MARK_SKIP;
}

static void add_row(struct ng_buffer *buffer, const struct ng_matrix *matrix, size_t row) {
    ng_buffer_text(buffer, "<tr><th scope=\"row\">");
    ng_html_text(buffer, matrix->rows[row].id);
    ng_buffer_text(buffer, "</th>");
    for (size_t i = 0; i < matrix->column_count; i++) {
        const struct ng_matrix_cell *cell = ng_matrix_at(matrix, row, i);
        bool leads = is_told(cell);
        ng_buffer_text(buffer, "<td>");
        if (leads) {
            ng_buffer_printf(buffer, "<a href=\"#case-%zu-%zu\">", i + 1, row + 1);
        }
        ng_buffer_printf(buffer, "<span class=\"badge %s\">%s</span>%s</td>",
                         marks[cell->mark].badge, marks[cell->mark].word, leads ? "</a>" : "");
    }
    ng_buffer_text(buffer, "</tr>\n");
}

static void add_table(struct ng_buffer *buffer, const struct ng_matrix *matrix) {
    ng_buffer_text(buffer, "<div class=\"scroll\" role=\"region\" aria-label=\"Cases and servers\" "
                           "tabindex=\"0\">\n<table class=\"matrix\">\n");
    add_heads(buffer, matrix);
    for (size_t row = 0; row < matrix->row_count; row++) {
        const char *class_name = matrix->rows[row].class_name;
        if (row == 0 || strcmp(class_name, matrix->rows[row - 1].class_name) != 0) {
            ng_buffer_printf(buffer, "%s<tbody>\n<tr class=\"class\"><td colspan=\"%zu\">",
                             row == 0 ? "" : "</tbody>\n", matrix->column_count + 1);
            ng_html_text(buffer, class_name);
            ng_buffer_text(buffer, "</td></tr>\n");
        }
        add_row(buffer, matrix, row);
    }
    ng_buffer_printf(buffer, "%s</table>\n</div>\n", matrix->row_count > 0 ? "</tbody>\n" : "");
}

static void add_fact(struct ng_buffer *buffer, const char *name, const char *value) {
    ng_buffer_printf(buffer, "<div><dt>%s</dt><dd>", name);
    ng_html_text(buffer, value);
    ng_buffer_text(buffer, "</dd></div>");
}

static void add_case(struct ng_buffer *buffer, const struct ng_matrix *matrix, size_t row,
                     size_t column) {
    const struct ng_matrix_cell *cell = ng_matrix_at(matrix, row, column);
    ng_buffer_printf(buffer, "<li id=\"case-%zu-%zu\"><span class=\"badge %s\">%s</span> <b>",
                     column + 1, row + 1, marks[cell->mark].badge, marks[cell->mark].word);
    ng_html_text(buffer, matrix->rows[row].id);
    ng_buffer_text(buffer, "</b>");
    if (cell->clauses[0] != '\0') {
        ng_buffer_text(buffer, " <code>");
        ng_html_text(buffer, cell->clauses);
        ng_buffer_text(buffer, "</code>");
    }
    ng_buffer_text(buffer, "<br>");
    ng_html_sentence(buffer, cell->mark == NG_MARK_STALE
                                 ? "it has a waiver, and does not fail any more"
                                 : cell->says);
    ng_buffer_text(buffer, "</li>\n");
}

static void add_server(struct ng_buffer *buffer, const struct ng_matrix *matrix, size_t column) {
    const struct ng_matrix_column *server = &matrix->columns[column];
    ng_buffer_printf(buffer, "<section class=\"card\" id=\"server-%zu\">\n<h2>", column + 1);
    ng_html_text(buffer, server->label);
    ng_buffer_printf(buffer, " <span class=\"badge %s\">", badge_of(server->verdict));
    ng_html_text(buffer, server->verdict);
    ng_buffer_text(buffer, "</span></h2>\n");
    if (server->reason[0] != '\0') {
        ng_buffer_text(buffer, "<p>");
        ng_html_sentence(buffer, server->reason);
        ng_buffer_text(buffer, "</p>\n");
    }
    ng_buffer_text(buffer, "<dl class=\"facts\">");
    add_fact(buffer, "endpoint", server->target);
    add_fact(buffer, "profile", server->profile);
    add_fact(buffer, "nogap", server->version);
    ng_buffer_text(buffer, "</dl>\n<ul class=\"told\">\n");
    size_t told = 0;
    for (size_t row = 0; row < matrix->row_count; row++) {
        if (is_told(ng_matrix_at(matrix, row, column))) {
            add_case(buffer, matrix, row, column);
            told++;
        }
    }
    ng_buffer_text(buffer, told == 0 ? "<li>Nothing stands against it.</li>\n" : "");
    ng_buffer_text(buffer, "</ul>\n</section>\n");
}

void ng_matrix_page(const struct ng_matrix *matrix, const char *version, struct ng_buffer *buffer) {
    ng_html_begin(buffer, "nogap matrix");
    ng_buffer_text(buffer, "<main class=\"wide\">\n");
    add_lead(buffer, matrix);
    add_table(buffer, matrix);
    for (size_t i = 0; i < matrix->column_count; i++) {
        add_server(buffer, matrix, i);
    }
    ng_buffer_text(buffer, "</main>\n");
    ng_html_end(buffer, version);
}
