#include "conformance/cli/list.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum ng_level ng_case_level(const struct ng_case *test_case, const struct ng_spec *spec) {
    enum ng_level level = NG_MAY;
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        const struct ng_clause *clause = ng_spec_find(spec, test_case->clauses[i]);
        if (clause != NULL && clause->level < level) {
            level = clause->level;
        }
    }
    return level;
}

static void print_clauses(FILE *out, const struct ng_case *test_case) {
    for (size_t i = 0; i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL; i++) {
        (void)fprintf(out, "%s%s", i > 0 ? ", " : "", test_case->clauses[i]);
    }
}

static size_t larger(size_t left, size_t right) {
    return left > right ? left : right;
}

void ng_list_text(FILE *out, const struct ng_case *const *cases, size_t count,
                  const struct ng_spec *spec) {
    size_t id_width = 0;
    size_t asks_width = 0;
    bool is_first = true;
    for (size_t i = 0; i < count; i++) {
        id_width = larger(id_width, strlen(cases[i]->id));
        asks_width = larger(asks_width, strlen(cases[i]->asks));
    }
    for (int class_id = 0; class_id < NG_CLASS_COUNT; class_id++) {
        bool has_heading = false;
        for (size_t i = 0; i < count; i++) {
            if ((int)cases[i]->class_id != class_id) {
                continue;
            }
            if (!has_heading) {
                (void)fprintf(out, "%s%s\n", is_first ? "" : "\n",
                              ng_class_name((enum ng_class)class_id));
                has_heading = true;
                is_first = false;
            }
            (void)fprintf(out, "  %-*s  %-6s  %-*s  ", (int)id_width, cases[i]->id,
                          ng_level_name(ng_case_level(cases[i], spec)), (int)asks_width,
                          cases[i]->asks);
            print_clauses(out, cases[i]);
            (void)fputc('\n', out);
        }
    }
}

static bool add_text(cJSON *object, const char *name, const char *text) {
    return text != NULL ? cJSON_AddStringToObject(object, name, text) != NULL
                        : cJSON_AddNullToObject(object, name) != NULL;
}

static bool add_clauses(cJSON *object, const struct ng_case *test_case) {
    cJSON *clauses = cJSON_AddArrayToObject(object, "clauses");
    for (size_t i = 0; clauses != NULL && i < NG_CASE_CLAUSES_MAX && test_case->clauses[i] != NULL;
         i++) {
        cJSON *clause = cJSON_CreateString(test_case->clauses[i]);
        if (!cJSON_AddItemToArray(clauses, clause)) {
            cJSON_Delete(clause);
            return false;
        }
    }
    return clauses != NULL;
}

static bool add_case(cJSON *cases, const struct ng_case *test_case, const struct ng_spec *spec) {
    cJSON *object = cJSON_CreateObject();
    if (!cJSON_AddItemToArray(cases, object)) {
        cJSON_Delete(object);
        return false;
    }
    return add_text(object, "id", test_case->id) &&
           add_text(object, "class", ng_class_name(test_case->class_id)) &&
           add_text(object, "level", ng_level_name(ng_case_level(test_case, spec))) &&
           add_text(object, "asks", test_case->asks) && add_text(object, "why", test_case->why) &&
           add_text(object, "needs", test_case->needs) && add_clauses(object, test_case);
}

enum ng_status ng_list_json(FILE *out, const char *version, const struct ng_case *const *cases,
                            size_t count, const struct ng_spec *spec) {
    cJSON *document = cJSON_CreateObject();
    bool is_complete = document != NULL && add_text(document, "nogap", version);
    cJSON *array = is_complete ? cJSON_AddArrayToObject(document, "cases") : NULL;
    is_complete = is_complete && array != NULL;
    for (size_t i = 0; is_complete && i < count; i++) {
        is_complete = add_case(array, cases[i], spec);
    }
    char *text = is_complete ? cJSON_Print(document) : NULL;
    cJSON_Delete(document);
    if (text == NULL) {
        return NG_NO_MEMORY;
    }
    (void)fprintf(out, "%s\n", text);
    cJSON_free(text);
    return NG_OK;
}
