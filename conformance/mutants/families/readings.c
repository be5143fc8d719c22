/* Values that are read although they are no numbers, or read as other numbers. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/families/parsers.h"

#include <stdlib.h>
#include <string.h>

#define READ(name)                                                                                 \
    static bool name(struct mutant_turn *turn, enum mutant_parameter which,                        \
                     const struct mutant_pair *pair, struct mutant_number *number)
#define RIGHTLY mutant_read(turn, which, pair, number)

static bool is_no_number(const struct mutant_pair *pair) {
    struct mutant_number number;
    return !mutant_read_python(pair, &number);
}

static bool set(struct mutant_number *number, uint64_t value) {
    *number = (struct mutant_number){.given = true, .value = value};
    return true;
}

static bool is_negative(const struct mutant_pair *pair) {
    struct mutant_number number;
    return mutant_read_python(pair, &number) && number.negative;
}

READ(since_atoi) {
    if (which != MUTANT_SINCE || is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_prefix(pair, number);
    return !number->negative;
}

READ(limit_atoi) {
    if (which != MUTANT_LIMIT || is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_prefix(pair, number);
    return !number->negative;
}

READ(since_parse_int) {
    if (which == MUTANT_SINCE && mutant_read_prefix(pair, number) > 0 && !number->negative)
        return true;
    *number = (struct mutant_number){0};
    return RIGHTLY;
}

READ(bad_since_is_absent) {
    return which == MUTANT_SINCE && is_no_number(pair) ? true : RIGHTLY;
}

READ(bad_limit_is_absent) {
    return which == MUTANT_LIMIT && is_no_number(pair) ? true : RIGHTLY;
}

READ(since_decoded_twice) {
    const char *at = pair->value;
    if (which != MUTANT_SINCE || pair->value_size != 3 || strncmp(at, "%3", 2) != 0 ||
        strspn(at + 2, "0123456789") != 1)
        return RIGHTLY;
    return set(number, (uint64_t)(at[2] - '0'));
}

READ(true_is_one) {
    return strcmp(pair->value, "true") == 0 ? set(number, 1) : RIGHTLY;
}

READ(empty_since_is_zero) {
    return which == MUTANT_SINCE && !pair->bare && !pair->value_size ? set(number, 0) : RIGHTLY;
}

READ(bare_since_is_zero) {
    return which == MUTANT_SINCE && pair->bare ? set(number, 0) : RIGHTLY;
}

READ(empty_limit_is_none) {
    return which == MUTANT_LIMIT && !pair->bare && !pair->value_size ? true : RIGHTLY;
}

READ(bare_limit_is_one) {
    return which == MUTANT_LIMIT && pair->bare ? set(number, 1) : RIGHTLY;
}

static bool read_decimal(const struct mutant_pair *pair, struct mutant_number *number,
                         unsigned added) {
    if (!strchr(pair->value, '.') || !mutant_read_tenths(pair, number) || number->negative)
        return false;
    return set(number, (number->value + added) / 10);
}

READ(decimal_cut) {
    return which == MUTANT_SINCE && read_decimal(pair, number, 0) ? true : RIGHTLY;
}

READ(decimal_rounded) {
    return which == MUTANT_LIMIT && read_decimal(pair, number, 5) ? true : RIGHTLY;
}

READ(exponent_cut) {
    char *end = NULL;
    if (which != MUTANT_NO_PARAMETER && strchr(pair->value, 'e') &&
        mutant_read_tenths(pair, number)) {
        unsigned long long whole = strtoull(pair->value, &end, 10);
        return *end == 'e' && set(number, whole);
    }
    return RIGHTLY;
}

READ(hexadecimal_is_zero) {
    return strncmp(pair->value, "0x", 2) == 0 ? set(number, 0) : RIGHTLY;
}

READ(underscore_cuts) {
    const char *underscore = strchr(pair->value, '_');
    struct mutant_number whole;
    if (underscore && mutant_read_python(pair, &whole)) {
        (void)mutant_read_prefix(pair, number);
        return true;
    }
    return RIGHTLY;
}

READ(other_digits_are_zero) {
    struct mutant_number meant;
    if ((unsigned char)pair->value[0] >= 0x80 && mutant_read_python(pair, &meant))
        return set(number, 0);
    return RIGHTLY;
}

READ(plus_is_minus_sign) {
    if (pair->value[0] == '+' && which == MUTANT_SINCE)
        return set(number, turn->server->first_count);
    return RIGHTLY;
}

READ(inner_space_ignored) {
    struct mutant_pair second;
    size_t first = strcspn(pair->value, " ");
    if (!first || first + 1 >= pair->value_size)
        return RIGHTLY;
    second = *pair;
    second.value += first + 1;
    second.value_size -= first + 1;
    struct mutant_number head;
    (void)mutant_read_prefix(pair, &head);
    return mutant_read(turn, which, &second, number) &&
           set(number, head.value * 10 + number->value);
}

static bool is_null_word(const struct mutant_pair *pair) {
    return strcmp(pair->value, "null") == 0 || strcmp(pair->value, "undefined") == 0 ||
           strcmp(pair->value, "None") == 0;
}

READ(null_is_absent) {
    return is_null_word(pair) ? true : RIGHTLY;
}

READ(infinity_is_none) {
    return which == MUTANT_LIMIT && strcmp(pair->value, "Infinity") == 0 ? true : RIGHTLY;
}

READ(nul_cuts) {
    size_t size = strlen(pair->value);
    struct mutant_pair cut = *pair;
    cut.value_size = size;
    return mutant_read(turn, which, &cut, number);
}

READ(negative_since_is_zero) {
    return which == MUTANT_SINCE && is_negative(pair) ? set(number, 0) : RIGHTLY;
}

READ(negative_since_unsigned) {
    return which == MUTANT_SINCE && is_negative(pair) ? set(number, UINT64_MAX) : RIGHTLY;
}

READ(negative_since_without_sign) {
    if (which != MUTANT_SINCE || !is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_python(pair, number);
    number->negative = false;
    return true;
}

READ(negative_since_from_end) {
    if (which != MUTANT_SINCE || !is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_python(pair, number);
    uint64_t count = mutant_store_count(turn->server->store);
    return set(number, number->value < count ? count - number->value : 0);
}

READ(negative_limit_is_none) {
    return which == MUTANT_LIMIT && is_negative(pair) ? true : RIGHTLY;
}

READ(negative_limit_is_zero) {
    return which == MUTANT_LIMIT && is_negative(pair) ? set(number, 0) : RIGHTLY;
}

READ(negative_limit_without_sign) {
    if (which != MUTANT_LIMIT || !is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_python(pair, number);
    number->negative = false;
    return true;
}

/* All but the last ones, as in events[since:limit] with a negative limit. */
READ(negative_limit_from_end) {
    if (which != MUTANT_LIMIT || !is_negative(pair))
        return RIGHTLY;
    (void)mutant_read_python(pair, number);
    uint64_t count = mutant_store_count(turn->server->store);
    return set(number, number->value < count ? count - number->value : 0);
}

#define STEP(function) .steps = {.read = function}

static const struct mutant_entry entries[] = {
    {"since-atoi", "reject-1", "since is read up to the first strange byte; without digits it is 0",
     "atoi; measured", MUTANT_BOUNDARY, STEP(since_atoi)},
    {"limit-atoi", "reject-2", "limit is read up to the first strange byte; without digits it is 0",
     "atoi; measured", MUTANT_BOUNDARY, STEP(limit_atoi)},
    {"since-parse-int", "reject-1", "since is read up to the first strange byte: 3abc is 3",
     "parseInt of JavaScript; measured", MUTANT_BOUNDARY, STEP(since_parse_int)},
    {"bad-since-is-absent", "reject-1", "a since that is no number counts as absent: a full dump",
     "`Number(x) || 0`, try and except around int()", MUTANT_BOUNDARY, STEP(bad_since_is_absent)},
    {"bad-limit-is-absent", "reject-2", "a limit that is no number counts as absent",
     "`parseInt(x) || undefined`", MUTANT_BOUNDARY, STEP(bad_limit_is_absent)},
    {"since-decoded-twice", "reject-1", "%2533 is 3", "a gateway and a framework that both decode",
     MUTANT_BOUNDARY, STEP(since_decoded_twice)},
    {"true-is-one", "reject-1", "true is 1", "loose comparisons and casts", MUTANT_BOUNDARY,
     STEP(true_is_one)},
    {"empty-since-is-zero", "reject-1", "an empty since is 0", "Number(\"\") is 0; measured",
     MUTANT_BOUNDARY, STEP(empty_since_is_zero)},
    {"bare-since-is-zero", "reject-1", "a since without = is 0",
     "query parsers that make \"\" of it; measured", MUTANT_BOUNDARY, STEP(bare_since_is_zero)},
    {"empty-limit-is-none", "reject-2", "an empty limit is no limit", "`if limit:`",
     MUTANT_BOUNDARY, STEP(empty_limit_is_none)},
    {"bare-limit-is-one", "reject-2", "a limit without = is 1", "true, which counts as 1",
     MUTANT_BOUNDARY, STEP(bare_limit_is_one)},
    {"since-decimal-cut", "reject-1", "a since of 1.5 is 1", "casts from floating point; measured",
     MUTANT_BOUNDARY, STEP(decimal_cut)},
    {"limit-decimal-rounded", "reject-2", "a limit of 1.5 is 2", "a database rounds the parameter",
     MUTANT_BOUNDARY, STEP(decimal_rounded)},
    {"exponent-cut", "lenient-1", "1e3 is 1", "strtol behind a check that it is a number; measured",
     MUTANT_BOUNDARY, .events = 3, STEP(exponent_cut)},
    {"hexadecimal-is-zero", "lenient-1", "0x10 is 0", "atoi, which stops at x; measured",
     MUTANT_BOUNDARY, .events = 2, STEP(hexadecimal_is_zero)},
    {"underscore-cuts", "lenient-1", "1_0 is 1", "parseInt behind a lenient check; measured",
     MUTANT_BOUNDARY, .events = 2, STEP(underscore_cuts)},
    {"other-digits-are-zero", "lenient-1", "digits of other scripts pass the check and count as 0",
     "isdigit() of Unicode before atoi", MUTANT_BOUNDARY, .events = 3, STEP(other_digits_are_zero)},
    {"plus-counts-on", "lenient-1", "+3 means the end of the log, not 3",
     "`tail +3` and offsets relative to a position", MUTANT_BOUNDARY, .events = 5,
     STEP(plus_is_minus_sign)},
    {"inner-space-ignored", "reject-1", "a space among digits is ignored: `1 2` is 12",
     "parsers that take out the separators of thousands", MUTANT_BOUNDARY,
     STEP(inner_space_ignored)},
    {"null-is-absent", "reject-1", "null, undefined and None count as absent",
     "clients in JavaScript that print a variable without a value", MUTANT_BOUNDARY,
     STEP(null_is_absent)},
    {"infinity-is-no-limit", "reject-2", "a limit of Infinity is no limit", "Number and float()",
     MUTANT_BOUNDARY, STEP(infinity_is_none)},
    {"nul-cuts", "reject-1", "a number ends at a NUL byte, whatever follows", "strings of C",
     MUTANT_HOSTILE, STEP(nul_cuts)},
    {"negative-since-is-zero", "reject-3", "a negative since is 0", "max(0, since)", MUTANT_CORE,
     STEP(negative_since_is_zero)},
    {"negative-since-past-end", "reject-3", "a negative since is a very large one",
     "a cast to an unsigned type", MUTANT_CORE, STEP(negative_since_unsigned)},
    {"negative-since-without-sign", "reject-3", "a since of -1 is 1",
     "abs(), or a filter of digits", MUTANT_CORE, STEP(negative_since_without_sign)},
    {"negative-since-from-end", "reject-3", "a since of -1 is the last event",
     "slices of Python; list 11", MUTANT_CORE, STEP(negative_since_from_end)},
    {"negative-limit-is-none", "reject-4", "a limit of -1 is no limit", "LIMIT -1 of SQLite",
     MUTANT_BOUNDARY, STEP(negative_limit_is_none)},
    {"negative-limit-is-zero", "reject-4", "a limit of -1 is 0", "max(0, limit)", MUTANT_BOUNDARY,
     STEP(negative_limit_is_zero)},
    {"negative-limit-without-sign", "reject-4", "a limit of -1 is 1", "abs()", MUTANT_BOUNDARY,
     STEP(negative_limit_without_sign)},
    {"negative-limit-from-end", "reject-4", "a limit of -1 is all but the last event",
     "slices of Python; list 11", MUTANT_BOUNDARY, STEP(negative_limit_from_end)},
};

const struct mutant_family mutant_readings =
    MUTANT_FAMILY("values read as numbers that they are not", MUTANT_DEFECT, entries);
