/* The ledger: every clause that binds a server has a case, every case names clauses that are there.
 */
#include "conformance/case.h"
#include "conformance/spec.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SOURCE_BYTES_MAX ((size_t)1024 * 1024)
#define PATH_BYTES_MAX 1024

/* Ids end up in shell commands, file names and test names. */
static bool is_plain_id(const char *id) {
    return *id != '\0' && id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool names_clause(const struct ng_case *test_case, const char *clause) {
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        if (strcmp(test_case->clauses[i], clause) == 0) {
            return true;
        }
    }
    return false;
}

/* The first clause without a case, or NULL. */
static const char *clause_without_case(const struct ng_clause *clauses, size_t clause_count,
                                       const struct ng_case *const *cases, size_t case_count) {
    for (size_t i = 0; i < clause_count; i++) {
        bool has_case = false;
        for (size_t k = 0; k < case_count; k++) {
            has_case = has_case || names_clause(cases[k], clauses[i].id);
        }
        if (!has_case) {
            return clauses[i].id;
        }
    }
    return NULL;
}

/* What is wrong with a case by itself, or NULL. */
static const char *fault_of_case(const struct ng_case *test_case, const struct ng_spec *spec) {
    if (!is_plain_id(test_case->id)) {
        return "its id is not plain";
    }
    if (test_case->asks == NULL || *test_case->asks == '\0' || test_case->why == NULL ||
        *test_case->why == '\0') {
        return "it does not say what it asks and why";
    }
    if (test_case->clauses[0] == NULL) {
        return "it names no clause";
    }
    for (size_t i = 0; test_case->clauses[i] != NULL; i++) {
        if (i == NG_CASE_CLAUSES_MAX - 1) {
            return "its clauses have no end";
        }
        if (ng_spec_find(spec, test_case->clauses[i]) == NULL) {
            return "it names a clause that does not bind servers, or is not there";
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(test_case->clauses[i], test_case->clauses[k]) == 0) {
                return "it names a clause twice";
            }
        }
    }
    return NULL;
}

static bool is_id_repeated(const struct ng_case *const *cases, size_t count, size_t at) {
    for (size_t i = 0; i < count; i++) {
        if (i != at && strcmp(cases[i]->id, cases[at]->id) == 0) {
            return true;
        }
    }
    return false;
}

/* The size of a literal of the form "letters-digits" with its quotes, at the beginning of the text;
   0 where there is none. */
static size_t clause_literal_size(const char *text) {
    size_t letters = *text == '"' ? strspn(text + 1, "abcdefghijklmnopqrstuvwxyz") : 0;
    const char *digits = text + 1 + letters + 1;
    if (letters == 0 || letters + 1 >= NG_CLAUSE_ID_MAX / 2 || text[1 + letters] != '-') {
        return 0;
    }
    size_t digit_count = strspn(digits, "0123456789");
    return digit_count > 0 && digit_count < 4 && digits[digit_count] == '"'
               ? (size_t)(digits - text) + digit_count + 1
               : 0;
}

/* Looks at each clause that a source text names. Gives how many are known, and the first one that
   is not in *unknown. */
static size_t count_clause_literals(const char *text, const struct ng_spec *spec,
                                    char unknown[NG_CLAUSE_ID_MAX]) {
    size_t known = 0;
    for (const char *at = strchr(text, '"'); at != NULL; at = strchr(at + 1, '"')) {
        size_t size = clause_literal_size(at);
        char id[NG_CLAUSE_ID_MAX];
        if (size == 0) {
            continue;
        }
        (void)snprintf(id, sizeof id, "%.*s", (int)size - 2, at + 1);
        if (ng_spec_find(spec, id) != NULL) {
            known++;
        } else if (*unknown == '\0') {
            memcpy(unknown, id, sizeof id);
        }
    }
    return known;
}

static char *read_source(const char *path) {
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    char *text = calloc(1, SOURCE_BYTES_MAX + 1);
    assert_non_null(text);
    size_t size = fread(text, 1, SOURCE_BYTES_MAX, stream);
    assert_in_range(size, 1, SOURCE_BYTES_MAX - 1);
    (void)fclose(stream);
    return text;
}

/* Whether it is C that belongs to the program, and no test. */
static bool is_source(const char *name) {
    size_t size = strlen(name);
    return size > 2 && strcmp(name + size - 2, ".c") == 0 && strstr(name, "_test.c") == NULL;
}

/* How many known clauses the sources of a folder name; fails where one is unknown. */
static size_t count_in_folder(const char *folder, const struct ng_spec *spec) {
    size_t known = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        char path[PATH_BYTES_MAX];
        char unknown[NG_CLAUSE_ID_MAX] = "";
        if (!is_source(entry->d_name)) {
            continue;
        }
        assert_in_range(snprintf(path, sizeof path, "%s/%s", folder, entry->d_name), 1,
                        sizeof path - 1);
        char *text = read_source(path);
        known += count_clause_literals(text, spec, unknown);
        free(text);
        if (*unknown != '\0') {
            fail_msg("%s: names %s, which is no clause that binds servers", path, unknown);
        }
    }
    (void)closedir(directory);
    return known;
}

static int read_spec(void **state) {
    static struct ng_spec spec;
    *state = &spec;
    return ng_spec_embedded(&spec) == NG_OK ? 0 : -1;
}

static int free_spec(void **state) {
    ng_spec_deinit(*state);
    return 0;
}

static void test_every_clause_of_a_server_has_a_case(void **state) {
    const struct ng_spec *spec = *state;
    size_t count = 0;
    const struct ng_case *const *cases = ng_cases(&count);
    assert_true(spec->count > 40);
    const char *without = clause_without_case(spec->clauses, spec->count, cases, count);
    if (without != NULL) {
        fail_msg("SPEC.md: no case exercises %s", without);
    }
}

static void test_every_case_is_whole_and_names_clauses_that_are_there(void **state) {
    const struct ng_spec *spec = *state;
    size_t count = 0;
    const struct ng_case *const *cases = ng_all_cases(&count);
    for (size_t i = 0; i < count; i++) {
        const char *fault = fault_of_case(cases[i], spec);
        if (fault != NULL || is_id_repeated(cases, count, i)) {
            fail_msg("case %s: %s", cases[i]->id, fault != NULL ? fault : "its id is not its own");
        }
        assert_ptr_equal(ng_case_find(cases[i]->id), cases[i]);
        assert_non_null(cases[i]->run);
        /* One name would have two explanations. */
        assert_null(ng_spec_find(spec, cases[i]->id));
    }
    assert_null(ng_case_find("no-such-case"));
}

static void test_the_seven_cases_of_the_pull_request_are_the_core(void **state) {
    (void)state;
    static const char *const core[] = {"full-dump",      "since-and-limit", "since-only",
                                       "since-past-end", "limit-past-end",  "negative-since",
                                       "chained-reads"};
    size_t count = 0;
    size_t core_count = 0;
    const struct ng_case *const *cases = ng_cases(&count);
    for (size_t i = 0; i < count; i++) {
        core_count += cases[i]->class_id == NG_CLASS_CORE ? 1 : 0;
    }
    assert_int_equal(core_count, sizeof core / sizeof core[0]);
    for (size_t i = 0; i < core_count; i++) {
        assert_non_null(ng_case_find(core[i]));
        assert_int_equal(ng_case_find(core[i])->class_id, NG_CLASS_CORE);
    }
}

static void test_clauses_of_clients_have_no_case(void **state) {
    const struct ng_spec *spec = *state;
    size_t count = 0;
    const struct ng_case *const *cases = ng_cases(&count);
    assert_true(spec->client_count >= 6);
    for (size_t i = 0; i < spec->client_count; i++) {
        const struct ng_clause *clause = &spec->client_clauses[i];
        assert_string_equal(clause_without_case(clause, 1, cases, count), clause->id);
    }
}

static void test_the_judge_and_the_cases_name_clauses_that_are_there(void **state) {
    assert_true(count_in_folder(NOGAP_SOURCE_DIR "/conformance", *state) > 20);
    assert_true(count_in_folder(NOGAP_SOURCE_DIR "/conformance/cases", *state) > 40);
    assert_true(count_in_folder(NOGAP_SOURCE_DIR "/conformance/explore", *state) > 10);
}

static void test_the_checks_of_this_file_bite(void **state) {
    const struct ng_spec *spec = *state;
    static const struct ng_case right = {
        .id = "a-1", .asks = "a", .why = "w", .clauses = {"range-1", NULL}};
    static const struct ng_case *const two[] = {&right, &right};
    struct ng_case wrong = right;
    assert_null(fault_of_case(&right, spec));
    wrong.id = "A b";
    assert_non_null(fault_of_case(&wrong, spec));
    wrong = right;
    wrong.why = "";
    assert_non_null(fault_of_case(&wrong, spec));
    wrong = right;
    wrong.clauses[0] = NULL;
    assert_non_null(fault_of_case(&wrong, spec));
    wrong.clauses[0] = "client-1";
    assert_non_null(fault_of_case(&wrong, spec));
    wrong.clauses[0] = "range-99";
    assert_non_null(fault_of_case(&wrong, spec));
    wrong.clauses[0] = wrong.clauses[1] = "range-1";
    assert_non_null(fault_of_case(&wrong, spec));
    assert_true(is_id_repeated(two, 2, 0));
    assert_false(is_id_repeated(two, 1, 0));
    assert_non_null(clause_without_case(spec->clauses, spec->count, two, 2));
    char unknown[NG_CLAUSE_ID_MAX] = "";
    assert_int_equal(
        count_clause_literals("a(\"range-1\", \"utf\", \"a-1b\", \"-1\");", spec, unknown), 1);
    assert_string_equal(unknown, "");
    assert_int_equal(count_clause_literals("\"range-98\" \"range-99\"", spec, unknown), 0);
    assert_string_equal(unknown, "range-98");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_clause_of_a_server_has_a_case),
        cmocka_unit_test(test_every_case_is_whole_and_names_clauses_that_are_there),
        cmocka_unit_test(test_the_seven_cases_of_the_pull_request_are_the_core),
        cmocka_unit_test(test_clauses_of_clients_have_no_case),
        cmocka_unit_test(test_the_judge_and_the_cases_name_clauses_that_are_there),
        cmocka_unit_test(test_the_checks_of_this_file_bite),
    };
    return cmocka_run_group_tests(tests, read_spec, free_spec);
}
