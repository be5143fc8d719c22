#include "conformance/json_number.h"

#include "conformance/json_mix.h"

/* The longest run of decimal digits that always fits into 64 bits. */
#define NG_GROUP_DIGITS 19

/* A prime below 2^63 / 10. */
#define NG_EXPONENT_PRIME UINT64_C(576460752303423433)

/* An integer of any size, modulo two numbers without a common factor: sums stay exact, and integers
   that differ by less than 2^122 never look the same. */
struct exponent {
    uint64_t wrapped; /* modulo 2^64 */
    uint64_t residue; /* modulo NG_EXPONENT_PRIME */
};

static struct exponent negate(struct exponent exponent) {
    exponent.wrapped = 0 - exponent.wrapped;
    exponent.residue = (NG_EXPONENT_PRIME - exponent.residue) % NG_EXPONENT_PRIME;
    return exponent;
}

static struct exponent add(struct exponent left, struct exponent right) {
    left.wrapped += right.wrapped;
    left.residue = (left.residue + right.residue) % NG_EXPONENT_PRIME;
    return left;
}

/* A distance between two places of one text. */
static struct exponent distance(const unsigned char *from, const unsigned char *to) {
    uint64_t size = (uint64_t)(to - from);
    return (struct exponent){size, size % NG_EXPONENT_PRIME};
}

/* The hash of digits x 10^exponent, where `digits` ends in no zero. */
static uint64_t number_hash(bool negative, uint64_t digits, struct exponent exponent) {
    uint64_t scale = ng_mix(exponent.wrapped ^ NG_MIX_NUMBER) + exponent.residue;
    return ng_mix(ng_mix(digits + NG_MIX_NUMBER) + scale * NG_MIX_STEP + negative);
}

/* The digits of [at, end), which may hold a point: their value where it fits into 64 bits, else a
   hash of it. */
static uint64_t digits_hash(const unsigned char *at, const unsigned char *end) {
    uint64_t hash = 0;
    uint64_t group = 0;
    uint64_t count = 0;
    for (; at < end; at++) {
        if (*at == '.') {
            continue;
        }
        if (count > 0 && count % NG_GROUP_DIGITS == 0) {
            hash = ng_mix_element(hash, ng_mix(group));
            group = 0;
        }
        group = group * 10 + (uint64_t)(*at - '0');
        count++;
    }
    return count <= NG_GROUP_DIGITS ? group : ng_mix(hash + ng_mix(group) + count);
}

static const unsigned char *skip_digits(struct ng_json_reader *reader, const unsigned char *at) {
    if (at == reader->end || !ng_json_is_digit(*at)) {
        return ng_json_wrong(reader, at, "a digit");
    }
    while (at < reader->end && ng_json_is_digit(*at)) {
        at++;
    }
    return at;
}

/* Reads an exponent after its `e`. */
static const unsigned char *read_exponent(struct ng_json_reader *reader, const unsigned char *at,
                                          struct exponent *exponent) {
    bool negative = at < reader->end && *at == '-';
    if (at < reader->end && (*at == '-' || *at == '+')) {
        at++;
    }
    const unsigned char *end = skip_digits(reader, at);
    struct exponent value = {0, 0};
    for (; end != NULL && at < end; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        value.wrapped = value.wrapped * 10 + digit;
        value.residue = (value.residue * 10 + digit) % NG_EXPONENT_PRIME;
    }
    *exponent = negative ? negate(value) : value;
    return end;
}

/* Hashes the number whose digits are [first, end), with the point (or the place where it would
   stand) at `point`. */
static uint64_t decimal_hash(bool negative, const unsigned char *first, const unsigned char *point,
                             const unsigned char *end, struct exponent exponent) {
    while (end > first && (end[-1] == '0' || end[-1] == '.')) {
        end--;
    }
    while (first < end && (*first == '0' || *first == '.')) {
        first++;
    }
    if (first == end) {
        return number_hash(false, 0, (struct exponent){0, 0});
    }
    /* The last digit counts 10^(point - end) before the point and 10^-(end - point - 1) after it.
     */
    struct exponent last = end <= point ? distance(end, point) : negate(distance(point + 1, end));
    return number_hash(negative, digits_hash(first, end), add(exponent, last));
}

/* Reads a number after its sign, in any form. */
static const unsigned char *read_decimal(struct ng_json_reader *reader, const unsigned char *first,
                                         bool negative, uint64_t *hash) {
    struct exponent exponent = {0, 0};
    const unsigned char *point = skip_digits(reader, first);
    if (point == NULL) {
        return NULL;
    }
    if (*first == '0') {
        point = first + 1; /* a digit after it is no part of the number */
    }
    const unsigned char *digits_end = point;
    if (point < reader->end && *point == '.') {
        digits_end = skip_digits(reader, point + 1);
    }
    const unsigned char *end = digits_end;
    if (end != NULL && end < reader->end && (*end == 'e' || *end == 'E')) {
        end = read_exponent(reader, end + 1, &exponent);
    }
    if (end != NULL) {
        *hash = decimal_hash(negative, first, point, digits_end, exponent);
    }
    return end;
}

const unsigned char *ng_json_number(struct ng_json_reader *reader, const unsigned char *at,
                                    uint64_t *hash) {
    bool negative = *at == '-';
    const unsigned char *first = at + negative;
    uint64_t value = 0;
    for (at = first; at < reader->end && ng_json_is_digit(*at); at++) {
        value = value * 10 + (uint64_t)(*at - '0');
    }
    bool is_short = at > first && at - first <= NG_GROUP_DIGITS && *first != '0';
    if (!is_short || (at < reader->end && (*at == '.' || *at == 'e' || *at == 'E'))) {
        return read_decimal(reader, first, negative, hash);
    }
    uint64_t zeros = 0;
    while (value % 10 == 0) {
        value /= 10;
        zeros++;
    }
    *hash = number_hash(negative, value, (struct exponent){zeros, zeros});
    return at;
}
