#include "conformance/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SENTENCE "A server MUST do it.\n\n"
#define WHY "*Why:* it helps.\n\n"
#define EXAMPLE "```exchange\nlog 1\n> GET /events\n```\n"

static void test_reads_the_parts_of_a_clause(void **state) {
    (void)state;
    static const char text[] =
        "# Title\n\nSome words.\n\n### range-1\n\nAn answer SHOULD hold `[]`,\n"
        "as MUST be.\n\n*Why:* two\n  lines.\n\n" EXAMPLE "\n## Next\n";
    struct ng_spec spec;
    size_t line = 0;
    assert_int_equal(ng_spec_parse(text, sizeof text - 1, &spec, &line), NG_OK);
    assert_int_equal(spec.count, 1);
    assert_string_equal(spec.clauses[0].id, "range-1");
    assert_int_equal(spec.clauses[0].level, NG_SHOULD);
    assert_string_equal(spec.clauses[0].sentence, "An answer SHOULD hold [], as MUST be.");
    assert_string_equal(spec.clauses[0].why, "two lines.");
    assert_string_equal(spec.clauses[0].example, "log 1\n> GET /events\n");
    assert_int_equal(spec.clauses[0].example_line, 13);
    assert_int_equal(spec.client_count, 0);
    ng_spec_deinit(&spec);
    assert_null(spec.clauses);
}

static void test_reads_clauses_of_clients_apart(void **state) {
    (void)state;
    static const char text[] =
        "- **client-1** A client MUST\n  wait.\n- **client-2** A client SHOULD go.\n";
    struct ng_spec spec;
    size_t line = 0;
    assert_int_equal(ng_spec_parse(text, sizeof text - 1, &spec, &line), NG_OK);
    assert_int_equal(spec.count, 0);
    assert_int_equal(spec.client_count, 2);
    assert_string_equal(spec.client_clauses[0].sentence, "A client MUST wait.");
    assert_int_equal(spec.client_clauses[1].level, NG_SHOULD);
    assert_null(spec.client_clauses[0].example);
    assert_null(ng_spec_find(&spec, "client-1"));
    assert_ptr_equal(ng_spec_find_client(&spec, "client-2"), &spec.client_clauses[1]);
    ng_spec_deinit(&spec);
}

static void test_level_is_a_whole_word(void **state) {
    (void)state;
    static const char text[] = "### a\n\nMUSTARD and MAYBE, it (MAY) be.\n\n" WHY EXAMPLE;
    struct ng_spec spec;
    size_t line = 0;
    assert_int_equal(ng_spec_parse(text, sizeof text - 1, &spec, &line), NG_OK);
    assert_int_equal(spec.clauses[0].level, NG_MAY);
    ng_spec_deinit(&spec);
}

static void test_headings_inside_blocks_are_no_clauses(void **state) {
    (void)state;
    static const char text[] =
        "```sh\n### no clause\n```\n### a\n" SENTENCE WHY "```text\n### b\n```\n" EXAMPLE;
    struct ng_spec spec;
    size_t line = 0;
    assert_int_equal(ng_spec_parse(text, sizeof text - 1, &spec, &line), NG_OK);
    assert_int_equal(spec.count, 1);
    ng_spec_deinit(&spec);
}

static void test_refuses_and_names_the_line(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t line;
    } wrong[] = {
        {"\n### Range one\n" SENTENCE WHY EXAMPLE, 2},
        {"### \n" SENTENCE WHY EXAMPLE, 1},
        {"### an-identifier-that-is-longer\n" SENTENCE WHY EXAMPLE, 1},
        {"### a\n" SENTENCE WHY EXAMPLE "### a\n" SENTENCE WHY EXAMPLE, 10},
        {"### a\n" WHY EXAMPLE, 1},
        {"### a\n" SENTENCE EXAMPLE, 1},
        {"### a\n" SENTENCE WHY, 1},
        {"### a\nIt is so.\n\n" WHY EXAMPLE, 1},
        {"### a\n" SENTENCE WHY EXAMPLE EXAMPLE, 10},
        {"### a\n" SENTENCE WHY "```exchange\nlog 1\n", 6},
        {"### a\n" SENTENCE WHY "### b\n" SENTENCE WHY EXAMPLE, 1},
        {"words\n```\nno end\n", 2},
        {"\n- **client-1 A client MUST.\n", 2},
        {"- **client-1**\n", 1},
        {"- **client-1** A client does.\n", 1},
        {"- **client-1** MUST\n- **client-1** MUST\n", 2},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct ng_spec spec;
        size_t line = 0;
        assert_int_equal(ng_spec_parse(wrong[i].text, strlen(wrong[i].text), &spec, &line),
                         NG_MALFORMED);
        assert_int_equal(line, wrong[i].line);
    }
}

static void test_refuses_a_nul(void **state) {
    (void)state;
    static const char text[] = "### a\n" SENTENCE "\0" WHY EXAMPLE;
    struct ng_spec spec;
    size_t line = 0;
    assert_int_equal(ng_spec_parse(text, sizeof text - 1, &spec, &line), NG_MALFORMED);
    assert_int_equal(line, 4);
}

static void test_every_beginning_of_the_text_is_read_or_refused(void **state) {
    (void)state;
    static const char text[] = "### a\n" SENTENCE WHY EXAMPLE "- **client-1** A client MUST.\n";
    for (size_t size = 0; size < sizeof text; size++) {
        char exact[sizeof text];
        struct ng_spec spec;
        size_t line = 0;
        memcpy(exact + sizeof exact - size, text, size);
        enum ng_status status = ng_spec_parse(exact + sizeof exact - size, size, &spec, &line);
        assert_true(status == NG_OK || status == NG_MALFORMED);
        if (status == NG_OK) {
            ng_spec_deinit(&spec);
        }
    }
}

static void test_the_embedded_text_is_this_specification(void **state) {
    (void)state;
    struct ng_spec spec;
    assert_int_equal(ng_spec_embedded(&spec), NG_OK);
    const struct ng_clause *limit = ng_spec_find(&spec, "limit-1");
    assert_non_null(limit);
    assert_int_equal(limit->level, NG_MUST);
    assert_string_equal(limit->sentence, "An answer to limit=0 MUST hold no events and carry the "
                                         "cursor min(since, n).");
    assert_non_null(strstr(limit->example, "> GET /events?since=2&limit=0\n"));
    assert_int_equal(ng_spec_find(&spec, "method-1")->level, NG_MAY);
    assert_int_equal(ng_spec_find(&spec, "reset-1")->level, NG_SHOULD);
    assert_non_null(ng_spec_find_client(&spec, "client-6"));
    assert_null(ng_spec_find(&spec, "limit"));
    for (size_t i = 0; i < spec.count; i++) {
        assert_null(strpbrk(spec.clauses[i].sentence, "`\n"));
        assert_true(strlen(spec.clauses[i].why) > 0);
        assert_true(strlen(spec.clauses[i].example) > 0);
    }
    ng_spec_deinit(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_the_parts_of_a_clause),
        cmocka_unit_test(test_reads_clauses_of_clients_apart),
        cmocka_unit_test(test_level_is_a_whole_word),
        cmocka_unit_test(test_headings_inside_blocks_are_no_clauses),
        cmocka_unit_test(test_refuses_and_names_the_line),
        cmocka_unit_test(test_refuses_a_nul),
        cmocka_unit_test(test_every_beginning_of_the_text_is_read_or_refused),
        cmocka_unit_test(test_the_embedded_text_is_this_specification),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
