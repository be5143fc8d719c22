#include "conformance/mutants/families/parsers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t add_digit(uint64_t value, unsigned digit) {
    return value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
}

static bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

size_t mutant_read_prefix(const struct mutant_pair *pair, struct mutant_number *number) {
    const char *at = pair->value;
    *number = (struct mutant_number){.given = true};
    while (is_space(*at))
        at++;
    if (*at == '-' || *at == '+')
        number->negative = *at++ == '-';
    while (*at >= '0' && *at <= '9')
        number->value = add_digit(number->value, (unsigned)(*at++ - '0'));
    return (size_t)(at - pair->value);
}

/* The digit at the text, and how many bytes it takes; 0 for none. */
static size_t any_digit(const char *at, unsigned *digit) {
    const unsigned char *bytes = (const unsigned char *)at;
    if (bytes[0] >= '0' && bytes[0] <= '9') {
        *digit = bytes[0] - (unsigned)'0';
        return 1;
    }
    if (bytes[0] == 0xd9 && bytes[1] >= 0xa0 && bytes[1] <= 0xa9) {
        *digit = bytes[1] - 0xa0U;
        return 2;
    }
    return 0;
}

bool mutant_read_python(const struct mutant_pair *pair, struct mutant_number *number) {
    const char *at = pair->value, *end = pair->value + pair->value_size;
    unsigned digit;
    *number = (struct mutant_number){.given = true};
    while (is_space(*at))
        at++;
    if (*at == '-' || *at == '+')
        number->negative = *at++ == '-';
    size_t size = any_digit(at, &digit);
    if (!size)
        return false;
    while (size) {
        number->value = add_digit(number->value, digit);
        at += size;
        size = any_digit(at, &digit);
        if (!size && *at == '_' && (size = any_digit(at + 1, &digit)) != 0)
            at++;
    }
    while (is_space(*at))
        at++;
    return at == end;
}

bool mutant_read_tenths(const struct mutant_pair *pair, struct mutant_number *tenths) {
    char *end;
    const char *value = pair->value;
    size_t letters = strcspn(value, "nNiIpP");
    if (!pair->value_size || letters < pair->value_size || is_space(*value))
        return false;
    double number = strtod(value, &end);
    if (end != value + pair->value_size)
        return false;
    *tenths = (struct mutant_number){.given = true, .negative = number < 0};
    number = fabs(number) * 10;
    tenths->value = number < 1.8e19 ? (uint64_t)number : UINT64_MAX;
    return true;
}
