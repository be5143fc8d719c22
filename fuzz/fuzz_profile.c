/*
 * Property: a profile is refused with a message that a person can read and a place that is in the
 * text, or it gives values that the runner can work with; and written again, it gives the same.
 */
#include "conformance/body.h"
#include "conformance/profile.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/message.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

static enum ng_status parse(const char *text, size_t size, struct ng_profile *profile) {
    struct ng_profile_error error = {.message = ""};
    char *copy = fuzz_copy(text, size);
    enum ng_status status = ng_profile_parse(copy, size, profile, &error);
    free(copy);
    FUZZ_ASSERT(status == NG_OK || status == NG_MALFORMED);
    if (status == NG_MALFORMED) {
        fuzz_expect_message(error.message);
        if (error.line != 0 || error.column != 0)
            fuzz_expect_place(text, size, error.line, error.column);
    }
    return status;
}

static void add_text(cJSON *object, const char *name, const char *text) {
    if (text != NULL)
        FUZZ_ASSERT(cJSON_AddStringToObject(object, name, text) != NULL);
}

static void write_request(cJSON *root, const struct ng_profile *profile) {
    cJSON *request = cJSON_AddObjectToObject(root, "request");
    add_text(request, "since", profile->since);
    add_text(request, "limit", profile->limit);
    add_text(request, "no_limit", profile->no_limit);
    if (*profile->fixed_query != '\0')
        add_text(request, "fixed_query", profile->fixed_query);
    cJSON *fields = cJSON_AddObjectToObject(request, "fields");
    for (size_t i = 0; i < profile->field_count; i++)
        add_text(fields, profile->fields[i].name, profile->fields[i].value);
}

static void write_answer(cJSON *root, const struct ng_profile *profile) {
    static const char *const places[] = {[NG_CURSOR_IN_FIELD] = "field",
                                         [NG_CURSOR_IN_BODY] = "body",
                                         [NG_CURSOR_IN_LAST_EVENT] = "last_event"};
    cJSON *answer = cJSON_AddObjectToObject(root, "answer");
    add_text(answer, "events", profile->events_pointer);
    cJSON *cursor = cJSON_AddObjectToObject(answer, "cursor");
    add_text(cursor, places[profile->cursor_place], profile->cursor_name);
    add_text(cursor, "names", profile->cursor_names_last ? "last" : "next");
    (void)cJSON_AddNumberToObject(answer, "first_index", (double)profile->first_index);
    add_text(answer, "past_end", profile->past_end_echo ? "echo" : "clamp");
    FUZZ_ASSERT(cJSON_AddItemToObject(
        answer, "refusal_statuses",
        cJSON_CreateIntArray(profile->refusal_statuses, (int)profile->refusal_status_count)));
}

static char *write_again(const struct ng_profile *profile) {
    cJSON *root = cJSON_CreateObject();
    add_text(root, "name", profile->name);
    write_request(root, profile);
    write_answer(root, profile);
    cJSON *append = cJSON_AddObjectToObject(root, "append");
    add_text(append, "post", profile->append_post);
    add_text(append, "command", profile->append_command);
    (void)cJSON_AddNumberToObject(root, "timeout", profile->timeout);
    char *text = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    FUZZ_ASSERT(text != NULL);
    return text;
}

/* The body that the profile describes can be read, and indexes go to the wire and back. */
static void expect_usable(const struct ng_profile *profile) {
    struct ng_body *body;
    uint64_t wire;
    FUZZ_ASSERT(ng_body_new(profile, &body) == NG_OK);
    ng_body_free(body);
    if (ng_profile_since(profile, 7, &wire) == NG_OK)
        FUZZ_ASSERT(ng_profile_cursor(profile, wire) == 7);
    FUZZ_ASSERT(profile->refusal_status_count > 0);
    for (size_t i = 0; i < profile->refusal_status_count; i++)
        FUZZ_ASSERT(ng_profile_refuses_with(profile, profile->refusal_statuses[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct fuzz_text text = fuzz_take_rest(&input);
    struct ng_profile first, second;
    if (parse(text.data, text.size, &first) != NG_OK)
        return 0;
    expect_usable(&first);
    char *again = write_again(&first);
    FUZZ_ASSERT(parse(again, strlen(again), &second) == NG_OK);
    char *thrice = write_again(&second);
    FUZZ_ASSERT(strcmp(again, thrice) == 0);
    cJSON_free(again);
    cJSON_free(thrice);
    ng_profile_deinit(&first);
    ng_profile_deinit(&second);
    return 0;
}
