/* Property: any request at all is answered with a status of the allowed set, the one that a slower
 * reading of it gives; twice the same; with fields that hold nothing of the request; with the
 * cursor of the rule, and a body that is JSON: the events, or what is wrong. SPEC: param-1 to
 * param-7, range-1 to range-6, limit-1, body-1, body-2, cursor-1 to cursor-5, reject-1 to reject-7,
 * method-1, method-2, cache-1, cors-1, transport-4.
 *
 * Input: the method, a space and the target; from the end on a byte of flags and the count. */
#include "fuzz/answer_model.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "reference/body.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Bodies are put together for logs up to this length; each event is its index. */
#define EVENTS_MAX 48

static const char *value_of(const struct ref_answer *answer, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; i < answer->header_count; i++) {
        if (strcmp(answer->headers[i].name, name) == 0) {
            FUZZ_ASSERT(value == NULL);
            value = answer->headers[i].value;
        }
    }
    return value;
}

static void check_headers(const struct ref_answer *answer, const struct fuzz_expected *expected) {
    const char *cursor = value_of(answer, "X-EXO-Last-Idx");
    const char *kind = value_of(answer, "Content-Type");
    char wanted[REF_CURSOR_SIZE];
    FUZZ_ASSERT(answer->header_count <= REF_ANSWER_HEADERS);
    FUZZ_ASSERT((cursor != NULL) == (answer->status == 200));
    if (cursor != NULL) {
        (void)snprintf(wanted, sizeof wanted, "%" PRIu64, expected->end);
        FUZZ_ASSERT(strcmp(cursor, wanted) == 0);
    }
    FUZZ_ASSERT((kind == NULL) == (answer->status == 204));
    FUZZ_ASSERT(kind == NULL || strcmp(kind, "application/json") == 0);
    FUZZ_ASSERT(strcmp(value_of(answer, "Cache-Control"), "no-store") == 0);
    FUZZ_ASSERT(strcmp(value_of(answer, "Access-Control-Expose-Headers"), "X-EXO-Last-Idx") == 0);
    FUZZ_ASSERT((value_of(answer, "Allow") != NULL) ==
                (answer->status == 204 || answer->status == 405));
    for (size_t i = 0; i < answer->header_count; i++) {
        FUZZ_ASSERT(strpbrk(answer->headers[i].value, "\r\n") == NULL);
    }
}

/* The longest log, made once: an event is its index. */
static struct ref_store *make_log(void) {
    struct ref_store *store = NULL;
    FUZZ_ASSERT(ref_store_new(&store) == REF_OK);
    for (unsigned i = 0; i < EVENTS_MAX; i++) {
        char *room = NULL;
        size_t size = 0;
        FUZZ_ASSERT(ref_store_room(store, 16, &room, &size) == REF_OK);
        int length = snprintf(room, size, "%u,", i);
        FUZZ_ASSERT(ref_store_add(store, (size_t)length) == REF_OK);
    }
    return store;
}

static char *copy_body(const struct ref_answer *answer, size_t *size) {
    static struct ref_store *store;
    struct ref_body body;
    if (store == NULL) {
        store = make_log();
    }
    struct ref_snapshot snapshot = ref_store_snapshot(store);
    ref_body_make(answer, &snapshot, &body);
    char *bytes = malloc(body.size);
    FUZZ_ASSERT(bytes != NULL || body.size == 0);
    ref_body_copy(&body, bytes);
    *size = body.size;
    ref_snapshot_release(&snapshot);
    return bytes;
}

static void check_events(const cJSON *array, const struct fuzz_expected *expected) {
    uint64_t index = expected->first;
    const cJSON *event = NULL;
    FUZZ_ASSERT(cJSON_IsArray(array));
    cJSON_ArrayForEach(event, array) {
        FUZZ_ASSERT(cJSON_IsNumber(event) && event->valuedouble == (double)index);
        index++;
    }
    FUZZ_ASSERT(index == expected->end);
}

static void check_body(const struct ref_answer *answer, const struct fuzz_expected *expected) {
    const char *end = NULL;
    size_t size = 0;
    char *bytes = copy_body(answer, &size);
    cJSON *value = cJSON_ParseWithLengthOpts(bytes, size, &end, 0);
    if (answer->status == 204) {
        FUZZ_ASSERT(size == 0);
    } else if (answer->status == 200) {
        FUZZ_ASSERT(end == bytes + size);
        check_events(value, expected);
    } else {
        const cJSON *detail = cJSON_GetObjectItem(value, "detail");
        FUZZ_ASSERT(end == bytes + size && size <= REF_ERROR_BODY_SIZE);
        FUZZ_ASSERT(answer->status == 422 ? cJSON_GetArraySize(detail) == (int)expected->faults
                                          : cJSON_IsString(detail));
    }
    cJSON_Delete(value);
    free(bytes);
}

static void check_twice(const struct ref_request *request, uint64_t count,
                        const struct ref_answer *answer) {
    struct ref_answer again;
    memset(&again, 0xa5, sizeof again);
    ref_answer_request(request, count, &again);
    FUZZ_ASSERT(again.status == answer->status && again.header_count == answer->header_count);
    for (size_t i = 0; i < answer->header_count; i++) {
        FUZZ_ASSERT(strcmp(again.headers[i].name, answer->headers[i].name) == 0);
        FUZZ_ASSERT(strcmp(again.headers[i].value, answer->headers[i].value) == 0);
    }
    FUZZ_ASSERT(again.has_events == answer->has_events && again.text.size == answer->text.size);
    FUZZ_ASSERT(answer->text.size == 0 ||
                memcmp(again.text.data, answer->text.data, answer->text.size) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    uint8_t flags = fuzz_take_byte(&input);
    uint64_t count = fuzz_take_edge(&input);
    struct fuzz_text method = fuzz_take_until(&input, ' ');
    struct fuzz_text target = fuzz_take_rest(&input);
    char *exact_method = fuzz_copy(method.data, method.size);
    char *exact_target = fuzz_copy(target.data, target.size);
    struct ref_request request = {.method = {exact_method, method.size},
                                  .target = {exact_target, target.size},
                                  .hosts = flags & 3,
                                  .needs_host = (flags & 4) == 0,
                                  .cut = (flags & 24) == 24};
    struct ref_answer answer;
    ref_answer_request(&request, count, &answer);
    struct fuzz_expected expected = fuzz_answer_model(&request, count);
    FUZZ_ASSERT(answer.status == expected.status);
    FUZZ_ASSERT(answer.has_events == (answer.status == 200));
    check_headers(&answer, &expected);
    if (!answer.has_events || count <= EVENTS_MAX) {
        check_body(&answer, &expected);
    }
    check_twice(&request, count, &answer);
    free(exact_method);
    free(exact_target);
    return 0;
}
