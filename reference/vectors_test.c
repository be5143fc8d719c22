/* The vectors of fixtures/vectors through query, range and answer. */
#include "reference/answer.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#define FOLDER NOGAP_SOURCE_DIR "/fixtures/vectors/"

static char *read_file(const char *name) {
    char path[1024];
    (void)snprintf(path, sizeof path, FOLDER "%s", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    assert_true(size > 0);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    text[size] = '\0';
    (void)fclose(file);
    return text;
}

static const char *string_of(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static uint64_t number_of(const cJSON *object, const char *name) {
    const char *text = string_of(object, name);
    char *end = NULL;
    assert_non_null(text);
    uint64_t number = strtoull(text, &end, 10);
    assert_int_equal(*end, '\0');
    return number;
}

static bool range_is(const cJSON *expected, struct ref_range range) {
    return number_of(expected, "first") == range.first && number_of(expected, "end") == range.end;
}

static bool range_is_allowed(const cJSON *vector, struct ref_range range) {
    const cJSON *other = NULL;
    if (range_is(vector, range)) {
        return true;
    }
    cJSON_ArrayForEach(other, cJSON_GetObjectItemCaseSensitive(vector, "alternatives")) {
        if (range_is(other, range)) {
            return true;
        }
    }
    return false;
}

/* Tells whether a list of "200", "422" and "4xx" holds a status; a missing list holds each. */
static bool list_holds(const cJSON *list, unsigned status) {
    char text[16];
    const cJSON *entry = NULL;
    (void)snprintf(text, sizeof text, "%u", status);
    cJSON_ArrayForEach(entry, list) {
        const char *allowed = cJSON_GetStringValue(entry);
        assert_non_null(allowed);
        if (strcmp(allowed, text) == 0 || (strcmp(allowed, "4xx") == 0 && status / 100 == 4)) {
            return true;
        }
    }
    return list == NULL;
}

static void answer_vector(const cJSON *vector, struct ref_answer *answer) {
    const char *query = string_of(vector, "query");
    size_t size = query == NULL ? 0 : strlen(query);
    char *target = malloc(size + 16);
    assert_non_null(target);
    (void)snprintf(target, size + 16, "/events%s%s", query == NULL ? "" : "?",
                   query == NULL ? "" : query);
    struct ref_request request = {ref_bytes_of("GET"), ref_bytes_of(target), 1, true, false};
    ref_answer_request(&request, number_of(vector, "count"), answer);
    free(target);
}

static size_t run_vector(const cJSON *vector) {
    struct ref_answer answer;
    answer_vector(vector, &answer);
    const cJSON *status = cJSON_GetObjectItemCaseSensitive(vector, "status");
    const cJSON *should = cJSON_GetObjectItemCaseSensitive(vector, "should_status");
    assert_non_null(status);
    bool right = list_holds(status, answer.status) && list_holds(should, answer.status);
    if (answer.status == 200) {
        right = right && range_is_allowed(vector, answer.range);
    }
    if (!right) {
        print_error("%s: status %u, range %llu to %llu\n", string_of(vector, "id"), answer.status,
                    (unsigned long long)answer.range.first, (unsigned long long)answer.range.end);
    }
    return right ? 0 : 1;
}

static size_t run_file(const char *name, size_t *count) {
    char *text = read_file(name);
    cJSON *document = cJSON_Parse(text);
    assert_non_null(document);
    size_t wrong = 0;
    const cJSON *vector = NULL;
    cJSON_ArrayForEach(vector, cJSON_GetObjectItemCaseSensitive(document, "vectors")) {
        wrong += run_vector(vector);
        (*count)++;
    }
    cJSON_Delete(document);
    free(text);
    return wrong;
}

static size_t vectors_in_index(void) {
    char *text = read_file("INDEX.json");
    cJSON *index = cJSON_Parse(text);
    const cJSON *total = cJSON_GetObjectItemCaseSensitive(index, "total");
    assert_true(cJSON_IsNumber(total));
    size_t count = (size_t)total->valueint;
    cJSON_Delete(index);
    free(text);
    return count;
}

static bool is_vector_file(const char *name) {
    const char *end = strrchr(name, '.');
    return end != NULL && strcmp(end, ".json") == 0 && strcmp(name, "schema.json") != 0 &&
           strcmp(name, "INDEX.json") != 0;
}

static void answers_every_vector_as_it_asks(void **state) {
    DIR *folder = opendir(FOLDER);
    size_t count = 0;
    size_t wrong = 0;
    (void)state;
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (is_vector_file(entry->d_name)) {
            wrong += run_file(entry->d_name, &count);
        }
    }
    (void)closedir(folder);
    assert_int_equal(wrong, 0);
    assert_true(count > 0);
    assert_int_equal(count, vectors_in_index());
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_every_vector_as_it_asks)};
    return cmocka_run_group_tests_name("vectors", tests, NULL, NULL);
}
