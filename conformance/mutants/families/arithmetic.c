/* Numbers that are too large for the type that holds them. */
#include "conformance/mutants/catalogue.h"

#define TWO_TO_31 (UINT64_C(1) << 31)
#define TWO_TO_32 (UINT64_C(1) << 32)
#define TWO_TO_63 (UINT64_C(1) << 63)

/* Reads digits modulo 2^64. */
static bool read_wrapping(const struct mutant_pair *pair, struct mutant_number *number) {
    uint64_t value = 0;
    if (!pair->value_size)
        return false;
    for (size_t i = 0; i < pair->value_size; i++) {
        if (pair->value[i] < '0' || pair->value[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(pair->value[i] - '0');
    }
    *number = (struct mutant_number){.given = true, .value = value};
    return true;
}

static bool since_32(struct mutant_turn *turn, enum mutant_parameter which,
                     const struct mutant_pair *pair, struct mutant_number *number) {
    if (which != MUTANT_SINCE)
        return mutant_read(turn, which, pair, number);
    if (!read_wrapping(pair, number))
        return false;
    number->value %= TWO_TO_32;
    return true;
}

static bool limit_32(struct mutant_turn *turn, enum mutant_parameter which,
                     const struct mutant_pair *pair, struct mutant_number *number) {
    if (which != MUTANT_LIMIT)
        return mutant_read(turn, which, pair, number);
    if (!read_wrapping(pair, number))
        return false;
    number->value %= TWO_TO_32;
    return true;
}

static bool since_64(struct mutant_turn *turn, enum mutant_parameter which,
                     const struct mutant_pair *pair, struct mutant_number *number) {
    return which == MUTANT_SINCE ? read_wrapping(pair, number)
                                 : mutant_read(turn, which, pair, number);
}

static bool limit_64(struct mutant_turn *turn, enum mutant_parameter which,
                     const struct mutant_pair *pair, struct mutant_number *number) {
    return which == MUTANT_LIMIT ? read_wrapping(pair, number)
                                 : mutant_read(turn, which, pair, number);
}

/* From 2^63 on the number is negative, and a negative since is the first event. */
static bool since_63(struct mutant_turn *turn, enum mutant_parameter which,
                     const struct mutant_pair *pair, struct mutant_number *number) {
    if (!since_64(turn, which, pair, number))
        return false;
    if (which == MUTANT_SINCE && number->value >= TWO_TO_63)
        number->value = 0;
    return true;
}

static bool refuse_from(uint64_t bound, enum mutant_parameter of, struct mutant_turn *turn,
                        enum mutant_parameter which, const struct mutant_pair *pair,
                        struct mutant_number *number) {
    return mutant_read(turn, which, pair, number) && (which != of || number->value < bound);
}

static bool since_31_refused(struct mutant_turn *turn, enum mutant_parameter which,
                             const struct mutant_pair *pair, struct mutant_number *number) {
    return refuse_from(TWO_TO_31, MUTANT_SINCE, turn, which, pair, number);
}

static bool limit_31_refused(struct mutant_turn *turn, enum mutant_parameter which,
                             const struct mutant_pair *pair, struct mutant_number *number) {
    return refuse_from(TWO_TO_31, MUTANT_LIMIT, turn, which, pair, number);
}

static bool since_53_refused(struct mutant_turn *turn, enum mutant_parameter which,
                             const struct mutant_pair *pair, struct mutant_number *number) {
    return refuse_from(UINT64_C(1) << 53, MUTANT_SINCE, turn, which, pair, number);
}

/* Takes an end that was added up wrongly; below since nothing is left. */
static void use_end(struct mutant_turn *turn, uint64_t end) {
    turn->page_end = end > turn->since ? end : turn->since;
    turn->cursor = turn->last = mutant_smaller(turn->page_end, turn->count);
}

static void sum_32(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_limit(turn))
        use_end(turn, (turn->since + turn->parameters[MUTANT_LIMIT].value) % TWO_TO_32);
}

static void sum_wrapping_at(struct mutant_turn *turn, uint64_t negative) {
    mutant_range(turn);
    if (!mutant_has_limit(turn))
        return;
    uint64_t end = turn->since + turn->parameters[MUTANT_LIMIT].value;
    if (negative == TWO_TO_31)
        end %= TWO_TO_32;
    use_end(turn, end >= negative ? 0 : end);
}

static void sum_31(struct mutant_turn *turn) {
    sum_wrapping_at(turn, TWO_TO_31);
}

static void sum_63(struct mutant_turn *turn) {
    sum_wrapping_at(turn, TWO_TO_63);
}

static void sum_64(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_limit(turn))
        use_end(turn, turn->since + turn->parameters[MUTANT_LIMIT].value);
}

/* An answer that a large number makes impossible. */
static void fail(struct mutant_turn *turn) {
    turn->status = 500;
    turn->no_cursor = true;
    turn->first = turn->last = 0;
}

static void limit_allocated(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_has_limit(turn) && turn->parameters[MUTANT_LIMIT].value >= TWO_TO_32)
        fail(turn);
}

static void over_63_fails(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->parameters[MUTANT_SINCE].value >= TWO_TO_63 ||
        turn->parameters[MUTANT_LIMIT].value >= TWO_TO_63)
        fail(turn);
}

#define LONG_NUMBER 4300

static bool is_long(const struct mutant_turn *turn) {
    for (size_t i = 0; i < turn->request->pair_count; i++)
        if (turn->request->pairs[i].value_size > LONG_NUMBER &&
            mutant_match(turn, &turn->request->pairs[i]) != MUTANT_NO_PARAMETER)
            return true;
    return false;
}

static void long_number_fails(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_long(turn))
        fail(turn);
}

#define STEP_READ(function) .steps = {.read = function}
#define STEP_RANGE(function) .steps = {.range = function}

static const struct mutant_entry entries[] = {
    {"since-32-bits", "range-6", "since counts modulo 2^32, so a large one is the full dump",
     "uint32_t; list 11", MUTANT_BOUNDARY, .events = 1, STEP_READ(since_32)},
    {"limit-32-bits", "range-5", "limit counts modulo 2^32, so 2^32 is none", "uint32_t; list 11",
     MUTANT_BOUNDARY, .events = 2, STEP_READ(limit_32)},
    {"since-31-bits-refused", "answer-1", "a since from 2^31 on is refused",
     "integer columns and parameters of 32 bits", MUTANT_BOUNDARY, STEP_READ(since_31_refused)},
    {"limit-31-bits-refused", "answer-1", "a limit from 2^31 on is refused",
     "integer columns and parameters of 32 bits", MUTANT_BOUNDARY, STEP_READ(limit_31_refused)},
    {"since-53-bits-refused", "answer-1", "a since from 2^53 on is refused", "Number.isSafeInteger",
     MUTANT_BOUNDARY, STEP_READ(since_53_refused)},
    {"sum-32-bits", "range-5", "since + limit is added modulo 2^32", "uint32_t", MUTANT_BOUNDARY,
     .events = 2, STEP_RANGE(sum_32)},
    {"sum-31-bits", "range-5", "since + limit is negative from 2^31 on: the answer is empty",
     "int in C and Java", MUTANT_BOUNDARY, .events = 2, STEP_RANGE(sum_31)},
    {"sum-63-bits", "range-5", "since + limit is negative from 2^63 on: the answer is empty",
     "int64 in Go, long in Java", MUTANT_BOUNDARY, .events = 2, STEP_RANGE(sum_63)},
    {"sum-64-bits", "lenient-3", "since + limit is added modulo 2^64: 1 and 2^64-1 are 0",
     "uint64_t; a parser that saturates and a sum that does not", MUTANT_BOUNDARY, .events = 2,
     STEP_RANGE(sum_64)},
    {"since-64-bits", "lenient-3", "since counts modulo 2^64: 2^64+1 repeats the log from 1",
     "a parser without a check for overflow", MUTANT_BOUNDARY, .events = 2, STEP_READ(since_64)},
    {"limit-64-bits", "lenient-3", "limit counts modulo 2^64: 2^64 is none",
     "a parser without a check for overflow", MUTANT_BOUNDARY, .events = 3, STEP_READ(limit_64)},
    {"since-63-bits", "lenient-3", "a since from 2^63 on is negative, and so the first event",
     "a cast from uint64_t to int64_t", MUTANT_BOUNDARY, .events = 2, STEP_READ(since_63)},
    {"limit-allocated", "answer-1", "a limit from 2^32 on makes the server fail",
     "an array of limit elements is made first", MUTANT_BOUNDARY, STEP_RANGE(limit_allocated)},
    {"over-63-bits-fails", "lenient-3", "a number from 2^63 on makes the server fail",
     "OverflowError of a database driver", MUTANT_BOUNDARY, STEP_RANGE(over_63_fails)},
    {"long-number-fails", "lenient-3", "a number of more than 4,300 digits makes the server fail",
     "the limit of Python's int()", MUTANT_BOUNDARY, STEP_RANGE(long_number_fails)},
};

const struct mutant_family mutant_arithmetic =
    MUTANT_FAMILY("numbers too large for their type", MUTANT_DEFECT, entries);
