/* Property: the range of an answer is what arithmetic without bounds gives, lies inside the log,
 * and chained reads with any limits from any start cover each index exactly once while the log
 * grows. SPEC: range-1 to range-6, limit-1, cursor-3 to cursor-5, chain-1.
 *
 * Input: from its end on count, since and limit, then pairs of a limit and a growth. */
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "reference/query.h"
#include "reference/range.h"

/* Logs up to this length are checked index by index as well. */
#define TALLY_SIZE 64

/* A number of 128 bits. */
struct wide {
    uint64_t high;
    uint64_t low;
};

static struct wide sum_of(uint64_t one, uint64_t other) {
    uint64_t low = one + other;
    return (struct wide){low < one ? 1 : 0, low};
}

static uint64_t smaller_of(struct wide one, uint64_t other) {
    return one.high > 0 || one.low > other ? other : one.low;
}

static struct ref_range checked(uint64_t since, uint64_t limit, uint64_t count) {
    struct ref_range range = ref_range_of(since, limit, count);
    struct ref_range again = ref_range_of(since, limit, count);
    uint64_t end = smaller_of(sum_of(since, limit), count);
    FUZZ_ASSERT(range.first == again.first && range.end == again.end);
    FUZZ_ASSERT(range.first <= range.end && range.end <= count);
    FUZZ_ASSERT(range.end == end);
    FUZZ_ASSERT(range.first == (since < end ? since : end));
    FUZZ_ASSERT(range.end - range.first <= limit);
    FUZZ_ASSERT(limit != REF_NO_LIMIT || range.end == count);
    return range;
}

static void add_to_tally(uint8_t *tally, struct ref_range range) {
    for (uint64_t i = range.first; i < range.end && i < TALLY_SIZE; i++) {
        tally[i]++;
    }
}

static void check_tally(const uint8_t *tally, uint64_t start, uint64_t count) {
    for (uint64_t i = 0; i < TALLY_SIZE; i++) {
        FUZZ_ASSERT(tally[i] == (i >= start && i < count ? 1 : 0));
    }
}

/* The start is at most `count`: beyond, a client is told to go back (cursor-4). */
static void check_chain(struct fuzz_producer *input, uint64_t start, uint64_t count) {
    uint8_t tally[TALLY_SIZE] = {0};
    uint64_t cursor = start;
    while (input->size > 0) {
        uint64_t limit = fuzz_take_edge(input);
        struct ref_range range = checked(cursor, limit, count);
        FUZZ_ASSERT(range.first == cursor);
        FUZZ_ASSERT(range.end > cursor || limit == 0 || cursor == count);
        add_to_tally(tally, range);
        cursor = range.end;
        uint64_t growth = fuzz_take_edge(input);
        count = smaller_of(sum_of(count, growth), UINT64_MAX);
    }
    struct ref_range last = checked(cursor, REF_NO_LIMIT, count);
    FUZZ_ASSERT(last.first == cursor && last.end == count);
    add_to_tally(tally, last);
    check_tally(tally, start, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    uint64_t count = fuzz_take_edge(&input);
    uint64_t since = fuzz_take_edge(&input);
    uint64_t limit = fuzz_take_edge(&input);
    struct ref_range range = checked(since, limit, count);
    FUZZ_ASSERT(since <= count || (range.first == count && range.end == count));
    check_chain(&input, since < count ? since : count, count);
    return 0;
}
