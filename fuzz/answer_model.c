#include "fuzz/answer_model.h"

#include "fuzz/fuzz.h"
#include "fuzz/query_model.h"

#include <ctype.h>
#include <stdlib.h>

static bool begins_with(struct fuzz_text text, const char *word) {
    for (size_t i = 0; word[i] != '\0'; i++) {
        if (i == text.size || tolower((unsigned char)text.data[i]) != word[i]) {
            return false;
        }
    }
    return true;
}

/* The path of an absolute URI begins with the first slash or question mark behind its authority. */
static void drop_authority(struct fuzz_producer *target) {
    struct fuzz_text text = {(const char *)target->data, target->size};
    size_t scheme = begins_with(text, "http://") ? 7 : begins_with(text, "https://") ? 8 : 0;
    (void)fuzz_take_text(target, scheme);
    while (scheme > 0 && target->size > 0 && *target->data != '/' && *target->data != '?') {
        (void)fuzz_take_text(target, 1);
    }
}

static bool decodes_to(struct fuzz_text raw, const char *word) {
    char *decoded = malloc(raw.size + 1);
    FUZZ_ASSERT(decoded != NULL);
    size_t size = fuzz_percent_decode(raw, decoded);
    bool is_equal = size == strlen(word) && memcmp(decoded, word, size) == 0;
    free(decoded);
    return is_equal;
}

static bool is_wrong(struct fuzz_value value) {
    return value.kind != FUZZ_ABSENT && value.kind != FUZZ_NUMBER;
}

/* since + limit is compared without the sum. */
static struct fuzz_expected answer_query(struct fuzz_text query, uint64_t count) {
    struct fuzz_values values = fuzz_query_values(query);
    struct fuzz_value since = values.since;
    struct fuzz_value limit = values.limit;
    unsigned faults = (unsigned)is_wrong(since) + (unsigned)is_wrong(limit);
    if (faults > 0) {
        return (struct fuzz_expected){.status = 422, .faults = faults};
    }
    struct fuzz_expected expected = {.status = 200, .first = count, .end = count};
    if (since.number < count) {
        expected.first = since.number;
        if (limit.kind == FUZZ_NUMBER && limit.number < count - since.number) {
            expected.end = since.number + limit.number;
        }
    }
    return expected;
}

struct fuzz_expected fuzz_answer_model(const struct ref_request *request, uint64_t count) {
    struct fuzz_producer rest = {(const uint8_t *)request->target.data, request->target.size};
    bool is_options = ref_bytes_are(request->method, "OPTIONS");
    if (request->cut || request->hosts > 1 || (request->hosts == 0 && request->needs_host)) {
        return (struct fuzz_expected){.status = 400};
    }
    if (is_options && ref_bytes_are(request->target, "*")) {
        return (struct fuzz_expected){.status = 204};
    }
    drop_authority(&rest);
    struct fuzz_text path = fuzz_take_until(&rest, '?');
    if (!decodes_to(path, "/events")) {
        return (struct fuzz_expected){.status = 404};
    }
    if (is_options) {
        return (struct fuzz_expected){.status = 204};
    }
    if (!ref_bytes_are(request->method, "GET") && !ref_bytes_are(request->method, "HEAD")) {
        return (struct fuzz_expected){.status = 405};
    }
    return answer_query(fuzz_take_rest(&rest), count);
}
