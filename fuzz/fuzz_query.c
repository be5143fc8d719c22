/* Property: a query is read as a second, slower parser reads it; what is accepted and written again
 * gives the same values; an unknown parameter anywhere changes nothing, nor does the order.
 * SPEC: param-1 to param-7, reject-1 to reject-4, lenient-1 to lenient-3.
 *
 * Input: the query, then one byte. What the second parser says is compared for each input; the byte
 * says whether one variation is tried as well, which one and where: over a campaign, all are. */
#include "fuzz/fuzz.h"
#include "fuzz/query_model.h"
#include "reference/query.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* The input's byte: from here on the values are written again, from there on the parts are
 * rearranged. Below, the input is parsed once and that is all, which most inputs should be:
 * the variations take the parser's time again. */
#define WRITTEN_AGAIN 192
#define REARRANGED 208

/* Inputs of a campaign end where this ends, so that a sanitizer sees a read behind them; a block
 * for each would cost more than the parser does. */
static char room[128];

/* What the parser said, without the slices, which may differ between variations. */
struct outcome {
    enum ref_status status;
    enum ref_query_problem since;
    enum ref_query_problem limit;
    struct ref_query query;
};

static struct outcome parse(struct ref_bytes raw) {
    struct outcome outcome = {.query = {1234, 5678}};
    struct ref_query_faults faults = {.since = {.problem = REF_QUERY_FINE}};
    outcome.status = ref_query_parse(raw, &outcome.query, &faults);
    outcome.since = faults.since.problem;
    outcome.limit = faults.limit.problem;
    FUZZ_ASSERT(outcome.status == REF_OK || outcome.status == REF_ERROR_QUERY);
    FUZZ_ASSERT((outcome.status == REF_OK) ==
                (outcome.since == REF_QUERY_FINE && outcome.limit == REF_QUERY_FINE));
    FUZZ_ASSERT(outcome.status == REF_OK ||
                (outcome.query.since == 1234 && outcome.query.limit == 5678));
    const struct ref_bytes values[] = {faults.since.value, faults.limit.value};
    for (size_t i = 0; i < 2; i++) {
        FUZZ_ASSERT(
            values[i].size == 0 ||
            (values[i].data >= raw.data && values[i].data + values[i].size <= raw.data + raw.size));
    }
    return outcome;
}

static bool are_equal(const struct outcome *one, const struct outcome *other) {
    return one->status == other->status && one->since == other->since &&
           one->limit == other->limit && one->query.since == other->query.since &&
           one->query.limit == other->query.limit;
}

static enum ref_query_problem problem_of(struct fuzz_value value) {
    switch (value.kind) {
    case FUZZ_NEGATIVE:
        return REF_QUERY_NEGATIVE;
    case FUZZ_NO_INTEGER:
        return REF_QUERY_NOT_AN_INTEGER;
    case FUZZ_REPEATED:
        return REF_QUERY_REPEATED;
    case FUZZ_ABSENT:
    case FUZZ_NUMBER:
        break;
    }
    return REF_QUERY_FINE;
}

static void check_model(struct fuzz_text text, const struct outcome *outcome) {
    struct fuzz_values values = fuzz_query_values(text);
    FUZZ_ASSERT(outcome->since == problem_of(values.since));
    FUZZ_ASSERT(outcome->limit == problem_of(values.limit));
    if (outcome->status == REF_OK) {
        FUZZ_ASSERT(outcome->query.since == values.since.number);
        FUZZ_ASSERT(outcome->query.limit ==
                    (values.limit.kind == FUZZ_ABSENT ? REF_NO_LIMIT : values.limit.number));
    }
}

static void check_written_again(const struct outcome *outcome) {
    char text[64];
    int size = snprintf(text, sizeof text, "limit=%" PRIu64 "&since=%" PRIu64, outcome->query.limit,
                        outcome->query.since);
    struct outcome again = parse((struct ref_bytes){text, (size_t)size});
    FUZZ_ASSERT(are_equal(outcome, &again));
}

/* Returns where the part after `count` separators begins, or the end when there are fewer. */
static size_t part_begin(struct fuzz_text text, unsigned count) {
    size_t at = 0;
    while (at < text.size && count > 0) {
        count -= text.data[at] == '&';
        at++;
    }
    return at;
}

/* The parts from one place on come first, and an unknown one stands between them and the others. */
static void check_rearranged(struct fuzz_text text, unsigned pick, const struct outcome *outcome) {
    static const char *const unknown[] = {
        "&",   "&x=1&", "&Since=7&",        "&limit%3d1&", "&since%00=-1&",
        "&=&", "&%&",   "&limits=2&sinc=3&"};
    struct ref_bytes extra = ref_bytes_of(unknown[pick % 8]);
    size_t at = part_begin(text, pick / 8);
    size_t size = text.size + extra.size;
    char *changed = malloc(size);
    FUZZ_ASSERT(changed != NULL);
    memcpy(changed, text.data + at, text.size - at);
    memcpy(changed + text.size - at, extra.data, extra.size);
    memcpy(changed + text.size - at + extra.size, text.data, at);
    struct outcome again = parse((struct ref_bytes){changed, size});
    FUZZ_ASSERT(are_equal(outcome, &again));
    free(changed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    uint8_t pick = fuzz_take_byte(&input);
    struct fuzz_text text = fuzz_take_rest(&input);
    char *block = text.size > sizeof room ? fuzz_copy(text.data, text.size) : NULL;
    char *exact = block != NULL ? block : room + sizeof room - text.size;
    if (block == NULL && text.size > 0) {
        memcpy(exact, text.data, text.size);
    }
    text.data = exact;
    struct outcome outcome = parse((struct ref_bytes){exact, text.size});
    check_model(text, &outcome);
    if (pick >= REARRANGED && text.size > 0) {
        check_rearranged(text, pick - REARRANGED, &outcome);
    } else if (pick >= WRITTEN_AGAIN && outcome.status == REF_OK) {
        check_written_again(&outcome);
    }
    free(block);
    return 0;
}
