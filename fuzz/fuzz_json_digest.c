/*
 * Property: two texts have the same digest if and only if they are equal as JSON values. A text
 * written again by cJSON, with its members the other way round and with white space, keeps its
 * digest; with one value in it changed it gets another one. cJSON agrees on what is JSON. Bar the
 * differences that json_oracle.h names. Clause: immutable-1, and the terms of SPEC.md.
 */
#include "conformance/json_digest.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/json_oracle.h"

#include <stdlib.h>
#include <string.h>

/* Digits that are still exact when one is added to the number. */
#define EXACT_MAX 1e14

static enum ng_status digest_of(const char *text, size_t size, uint64_t *digest) {
    struct ng_json_fault fault = {0};
    char *copy = fuzz_copy(text, size);
    enum ng_status status = ng_json_digest(copy, size, digest, &fault);
    FUZZ_ASSERT(status == NG_OK || status == NG_MALFORMED || status == NG_TOO_DEEP);
    FUZZ_ASSERT(status == NG_OK || fault.offset <= size);
    FUZZ_ASSERT(status != NG_MALFORMED || (fault.expected != NULL && *fault.expected != '\0'));
    FUZZ_ASSERT(status != NG_OK || *digest != 0);
    free(copy);
    return status;
}

/* The value at the front of a text is the value of the text. */
static void check_front(const char *text, size_t size, uint64_t digest) {
    static const char spaces[] = " \t\r\n";
    size_t from = 0, used = 0;
    uint64_t front = 0;
    struct ng_json_fault fault;
    while (from < size && strchr(spaces, text[from]) != NULL)
        from++;
    FUZZ_ASSERT(ng_json_digest_front(text + from, size - from, &used, &front, &fault) == NG_OK);
    FUZZ_ASSERT(front == digest && used <= size - from);
    for (size_t at = from + used; at < size; at++)
        FUZZ_ASSERT(text[at] != '\0' && strchr(spaces, text[at]) != NULL);
}

static uint64_t digest_of_tree(const cJSON *tree, bool spaced) {
    char *text = spaced ? cJSON_Print(tree) : cJSON_PrintUnformatted(tree);
    uint64_t digest = 0;
    FUZZ_ASSERT(text != NULL);
    FUZZ_ASSERT(digest_of(text, strlen(text), &digest) == NG_OK);
    cJSON_free(text);
    return digest;
}

/* The members of every object the other way round. */
static void turn_members(cJSON *tree) {
    cJSON *turned = cJSON_IsObject(tree) ? cJSON_CreateObject() : NULL;
    for (cJSON *item = tree->child; item != NULL; item = item->next)
        turn_members(item);
    while (turned != NULL && tree->child != NULL) {
        cJSON *last = cJSON_DetachItemViaPointer(tree, tree->child->prev);
        (void)cJSON_AddItemToObject(turned, last->string, last);
    }
    if (turned != NULL) {
        tree->child = turned->child;
        turned->child = NULL;
        cJSON_Delete(turned);
    }
}

/* The value of that number in the order of the text; `left` counts down. */
static cJSON *find_value(cJSON *tree, uint64_t *left) {
    cJSON *found = *left == 0 ? tree : NULL;
    if (found == NULL)
        --*left;
    for (cJSON *item = tree->child; item != NULL && found == NULL; item = item->next)
        found = find_value(item, left);
    return found;
}

/* Makes another value of one; gives false where cJSON could not keep the difference. */
static bool change(cJSON *value) {
    if (cJSON_IsNumber(value)) {
        double number = value->valuedouble;
        bool exact = number > -EXACT_MAX && number < EXACT_MAX && number == (double)(long)number;
        (void)cJSON_SetNumberHelper(value, number + 1);
        return exact;
    }
    if (cJSON_IsString(value)) {
        char *longer = malloc(strlen(value->valuestring) + 2);
        FUZZ_ASSERT(longer != NULL);
        longer[0] = 'x';
        memcpy(longer + 1, value->valuestring, strlen(value->valuestring) + 1);
        FUZZ_ASSERT(cJSON_SetValuestring(value, longer) != NULL);
        free(longer);
        return true;
    }
    if (cJSON_IsArray(value))
        return cJSON_AddItemToArray(value, cJSON_CreateNull());
    if (cJSON_IsObject(value))
        return cJSON_AddNullToObject(value, "") != NULL;
    value->type = cJSON_IsTrue(value) ? cJSON_False : cJSON_True;
    return true;
}

static void compare_with_cjson(cJSON *tree, uint64_t digest, uint64_t place) {
    FUZZ_ASSERT(digest_of_tree(tree, false) == digest);
    turn_members(tree);
    FUZZ_ASSERT(digest_of_tree(tree, true) == digest);
    cJSON *value = find_value(tree, &place);
    if (value != NULL && change(value))
        FUZZ_ASSERT(digest_of_tree(tree, false) != digest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    uint64_t place = fuzz_take_byte(&input), digest = 0;
    struct fuzz_text text = fuzz_take_rest(&input);
    struct json_differences differences = json_differences_of(text.data, text.size);
    enum ng_status status = digest_of(text.data, text.size, &digest);
    if (status == NG_OK)
        check_front(text.data, text.size, digest);
    cJSON *tree = json_oracle_parse(text.data, text.size);
    FUZZ_ASSERT(status != NG_OK || tree != NULL || differences.is_narrow);
    FUZZ_ASSERT(status == NG_OK || tree == NULL || differences.is_lenient);
    if (status == NG_OK && tree != NULL && !differences.is_lossy)
        compare_with_cjson(tree, digest, place);
    cJSON_Delete(tree);
    return 0;
}
