#include "conformance/matrix/page.h"
#include "conformance/matrix/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(verdict)                                                                              \
    "{\"nogap\":\"0.1.0\",\"target\":\"http://h/\",\"profile\":\"exo\",\"reason\":\"\","           \
    "\"verdict\":\"" verdict "\",\"cases\":["
#define CASE(id, class, verdict, more)                                                             \
    "{\"id\":\"" id "\",\"class\":\"" class "\",\"verdict\":\"" verdict "\"" more "}"
#define END "]}"

static const char right[] = HEAD("conformant")
    CASE("one", "core", "pass", "") "," CASE("far", "live", "skip", ",\"reason\":\"needs growth\"")
        END;
static const char wrong[] = HEAD("non-conformant") CASE("new", "core", "pass", "") "," CASE(
    "one", "core", "fail",
    ",\"findings\":[{\"clause\":\"cursor-1\",\"says\":\"the <cursor> is "
    "\\u001b[1m 2\"},"
    "{\"clause\":\"range-1\",\"says\":\"b\"},{\"clause\":\"cursor-1\",\"says\":"
    "\"c\"}]") "," CASE("two", "core", "fail",
                        ",\"waived\":true") "," CASE("old", "core", "pass",
                                                     ",\"waiver_stale\":true") END;

static const struct ng_case one = {.id = "one"};
static const struct ng_case two = {.id = "two"};
static const struct ng_case *const known[] = {&one, &two};

static enum ng_status add(struct ng_matrix *matrix, const char *label, const char *json,
                          char message[200]) {
    message[0] = '\0';
    char *copy = malloc(strlen(json)); /* no NUL behind it */
    assert_non_null(copy);
    memcpy(copy, json, strlen(json));
    enum ng_status status = ng_matrix_add(matrix, label, copy, strlen(json), message, 200);
    free(copy);
    return status;
}

static void fill(struct ng_matrix *matrix) {
    char message[200];
    ng_matrix_init(matrix);
    assert_int_equal(add(matrix, "a", wrong, message), NG_OK);
    assert_int_equal(add(matrix, "b", right, message), NG_OK);
    assert_int_equal(ng_matrix_sort(matrix, known, 2), NG_OK);
}

static void test_rows_are_those_of_all_reports_in_the_order_of_the_cases(void **state) {
    (void)state;
    static const char *const ids[] = {"one", "two", "new", "old", "far"};
    static const enum ng_mark first[] = {NG_MARK_FAIL, NG_MARK_WAIVED, NG_MARK_PASS, NG_MARK_STALE,
                                         NG_MARK_ABSENT};
    static const enum ng_mark second[] = {NG_MARK_PASS, NG_MARK_ABSENT, NG_MARK_ABSENT,
                                          NG_MARK_ABSENT, NG_MARK_SKIP};
    struct ng_matrix matrix;
    fill(&matrix);
    assert_int_equal(matrix.row_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(matrix.rows[i].id, ids[i]);
        assert_int_equal(ng_matrix_at(&matrix, i, 0)->mark, first[i]);
        assert_int_equal(ng_matrix_at(&matrix, i, 1)->mark, second[i]);
    }
    assert_string_equal(ng_matrix_at(&matrix, 0, 0)->clauses, "cursor-1, range-1");
    assert_string_equal(ng_matrix_at(&matrix, 4, 1)->says, "needs growth");
    assert_int_equal(matrix.columns[0].counts[NG_MARK_PASS], 1);
    assert_int_equal(matrix.columns[0].counts[NG_MARK_STALE], 1);
    ng_matrix_deinit(&matrix);
}

static void test_what_is_no_report_is_refused_with_the_reason(void **state) {
    (void)state;
    static const struct {
        const char *json;
        const char *says;
    } bad[] = {
        {"", "JSON ends at byte 0"},
        {"{\"nogap\":", "JSON ends at byte"},
        {"[]", "it has no \"nogap\", expected text"},
        {"{\"nogap\":1}", "it has no \"nogap\", expected text"},
        {"{\"nogap\":\"1\",\"target\":\"\",\"profile\":\"\",\"verdict\":\"error\",\"reason\":\"\"}",
         "it has no \"cases\", expected an array"},
        {HEAD("zzz") END, "it has no \"verdict\", expected conformant, non-conformant"},
        {HEAD("conformant") "{\"id\":\"x\"}" END, "a case has no \"class\""},
        {HEAD("conformant") CASE("x", "core", "splendid", "") END, "x has no \"verdict\""},
        {HEAD("conformant") CASE("x", "core", "pass", "") "," CASE("x", "core", "pass", "") END,
         "holds the case x twice"},
        {HEAD("conformant") END "\n" HEAD("conformant") END, "something follows its JSON, at byte"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct ng_matrix matrix;
        char message[200];
        ng_matrix_init(&matrix);
        assert_int_equal(add(&matrix, "a", bad[i].json, message), NG_MALFORMED);
        if (strstr(message, bad[i].says) == NULL) {
            fail_msg("%s: expected '%s' in '%s'", bad[i].json, bad[i].says, message);
        }
        ng_matrix_deinit(&matrix);
    }
}

static void test_a_report_that_is_nested_too_deep_is_told(void **state) {
    (void)state;
    struct ng_matrix matrix;
    char message[200];
    char deep[1101];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    ng_matrix_init(&matrix);
    assert_int_equal(add(&matrix, "a", deep, message), NG_MALFORMED);
    assert_string_equal(message, "is no report of nogap: its JSON is nested too deep at byte 1000");
    ng_matrix_deinit(&matrix);
}

static void test_there_is_a_limit_of_columns(void **state) {
    (void)state;
    struct ng_matrix matrix;
    char message[200];
    ng_matrix_init(&matrix);
    for (size_t i = 0; i < NG_MATRIX_COLUMNS_MAX; i++) {
        assert_int_equal(add(&matrix, "a", right, message), NG_OK);
    }
    assert_int_equal(add(&matrix, "a", right, message), NG_TOO_LARGE);
    ng_matrix_deinit(&matrix);
}

static void test_there_is_a_limit_of_rows(void **state) {
    (void)state;
    struct ng_matrix matrix;
    char message[200];
    ng_matrix_init(&matrix);
    enum ng_status status = NG_OK;
    for (int i = 0; i <= NG_MATRIX_ROWS_MAX / 32 && status == NG_OK; i++) {
        struct ng_buffer json;
        ng_buffer_init(&json);
        ng_buffer_text(&json, HEAD("conformant"));
        for (int k = 0; k < 32; k++) {
            ng_buffer_printf(&json, "%s" CASE("%d", "core", "pass", ""), k ? "," : "", i * 32 + k);
        }
        ng_buffer_text(&json, END " \n");
        status = add(&matrix, "a", ng_buffer_string(&json), message);
        ng_buffer_deinit(&json);
    }
    assert_int_equal(status, NG_TOO_LARGE);
    assert_int_equal(matrix.row_count, NG_MATRIX_ROWS_MAX);
    assert_string_equal(message, "is one too many: a matrix has 1024 cases at most");
    ng_matrix_deinit(&matrix);
}

static void test_the_text_shows_cells_and_faults_and_nothing_of_a_terminal(void **state) {
    (void)state;
    static const char *const lines[] = {
        "  1  a  non-conformant\n",
        "\ncore\n  one                           FAIL    pass\n",
        "\n  two                         waived       -\n",
        "\nlive\n  far                              -    skip\n",
        "\n     one                       the <cursor> is \\x1b[1m 2 (cursor-1, range-1)\n",
        "\n     old                       has a waiver, and does not fail any more\n",
    };
    struct ng_matrix matrix;
    struct ng_buffer buffer;
    fill(&matrix);
    ng_buffer_init(&buffer);
    ng_matrix_text(&matrix, (struct ng_style){.utf8 = true}, &buffer);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (strstr(ng_buffer_string(&buffer), lines[i]) == NULL) {
            fail_msg("expected %s in\n%s", lines[i], ng_buffer_string(&buffer));
        }
    }
    ng_buffer_deinit(&buffer);
    ng_matrix_deinit(&matrix);
}

static void test_many_servers_take_several_blocks(void **state) {
    (void)state;
    struct ng_matrix matrix;
    struct ng_buffer buffer;
    char message[200];
    ng_matrix_init(&matrix);
    for (size_t i = 0; i < 20; i++) {
        assert_int_equal(add(&matrix, "a", right, message), NG_OK);
    }
    ng_buffer_init(&buffer);
    ng_matrix_text(&matrix, (struct ng_style){.utf8 = true}, &buffer);
    size_t blocks = 0;
    for (const char *at = ng_buffer_string(&buffer); (at = strstr(at, "\ncore\n")) != NULL; at++) {
        blocks++;
    }
    assert_int_equal(blocks, 3);
    for (const char *at = ng_buffer_string(&buffer); *at != '\0'; at += strcspn(at, "\n") + 1) {
        assert_in_range(strcspn(at, "\n"), 0, NG_TEXT_COLUMNS);
    }
    ng_buffer_deinit(&buffer);
    ng_matrix_deinit(&matrix);
}

static void test_the_page_leads_to_each_fault_and_takes_no_markup(void **state) {
    (void)state;
    struct ng_matrix matrix;
    struct ng_buffer buffer;
    fill(&matrix);
    ng_buffer_init(&buffer);
    ng_matrix_page(&matrix, "0.1.0", &buffer);
    const char *page = ng_buffer_string(&buffer);
    assert_non_null(strstr(page, "<h1>1 of 2 conformant</h1>"));
    assert_non_null(
        strstr(page, "<a href=\"#case-1-1\"><span class=\"badge fail\">fail</span></a>"));
    assert_non_null(strstr(page, "<li id=\"case-1-1\">"));
    assert_non_null(strstr(page, "The &lt;cursor&gt; is \\x1b[1m 2"));
    assert_null(strstr(page, "<cursor>"));
    ng_buffer_deinit(&buffer);
    ng_matrix_deinit(&matrix);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_those_of_all_reports_in_the_order_of_the_cases),
        cmocka_unit_test(test_what_is_no_report_is_refused_with_the_reason),
        cmocka_unit_test(test_a_report_that_is_nested_too_deep_is_told),
        cmocka_unit_test(test_there_is_a_limit_of_columns),
        cmocka_unit_test(test_there_is_a_limit_of_rows),
        cmocka_unit_test(test_the_text_shows_cells_and_faults_and_nothing_of_a_terminal),
        cmocka_unit_test(test_many_servers_take_several_blocks),
        cmocka_unit_test(test_the_page_leads_to_each_fault_and_takes_no_markup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
