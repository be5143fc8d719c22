#include "reference/query.h"

#include "reference/percent.h"

struct parameter {
    const char *name;
    size_t times;
    struct ref_bytes value;
};

/* `rest->data` is never NULL: an empty query is not cut up. */
static struct ref_bytes take_until(struct ref_bytes *rest, char separator) {
    const char *at = memchr(rest->data, separator, rest->size);
    size_t size = at == NULL ? rest->size : (size_t)(at - rest->data);
    struct ref_bytes part = {rest->data, size};
    *rest = ref_bytes_after(*rest, at == NULL ? size : size + 1);
    return part;
}

static uint64_t append_digit(uint64_t number, unsigned digit) {
    if (number > (UINT64_MAX - digit) / 10) {
        return UINT64_MAX;
    }
    return number * 10 + digit;
}

/* Reads the digits to the end; false when there is none, or when anything else stands among them.
 */
static bool read_digits(struct ref_bytes raw, uint64_t *number, bool *leading_zero) {
    uint64_t sum = 0;
    size_t count = 0;
    unsigned char byte = 0;
    bool zero_first = false;
    while (ref_percent_next(&raw, &byte)) {
        if (byte < '0' || byte > '9') {
            return false;
        }
        zero_first = zero_first || (count == 0 && byte == '0');
        sum = append_digit(sum, (unsigned)(byte - '0'));
        count++;
    }
    *number = sum;
    *leading_zero = zero_first && count > 1;
    return count > 0;
}

static bool is_negative(struct ref_bytes raw) {
    unsigned char sign = 0;
    uint64_t magnitude = 0;
    bool leading_zero = false;
    return ref_percent_next(&raw, &sign) && sign == '-' &&
           read_digits(raw, &magnitude, &leading_zero) && magnitude > 0;
}

static enum ref_query_problem read_parameter(const struct parameter *parameter, uint64_t *number) {
    bool leading_zero = false;
    if (parameter->times == 0) {
        return REF_QUERY_FINE;
    }
    if (parameter->times > 1) {
        return REF_QUERY_REPEATED;
    }
    if (read_digits(parameter->value, number, &leading_zero)) {
        return leading_zero ? REF_QUERY_NOT_AN_INTEGER : REF_QUERY_FINE;
    }
    return is_negative(parameter->value) ? REF_QUERY_NEGATIVE : REF_QUERY_NOT_AN_INTEGER;
}

enum ref_status ref_query_parse(struct ref_bytes raw, struct ref_query *query,
                                struct ref_query_faults *faults) {
    struct parameter parameters[] = {{.name = "since"}, {.name = "limit"}};
    while (raw.size > 0) {
        struct ref_bytes value = take_until(&raw, '&');
        struct ref_bytes name = take_until(&value, '=');
        for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
            if (ref_percent_equals(name, parameters[i].name)) {
                parameters[i].times++;
                parameters[i].value = value;
            }
        }
    }
    struct ref_query found = {.since = 0, .limit = REF_NO_LIMIT};
    enum ref_query_problem since = read_parameter(&parameters[0], &found.since);
    enum ref_query_problem limit = read_parameter(&parameters[1], &found.limit);
    if (since == REF_QUERY_FINE && limit == REF_QUERY_FINE) {
        *query = found;
        return REF_OK;
    }
    *faults = (struct ref_query_faults){{since, parameters[0].value}, {limit, parameters[1].value}};
    return REF_ERROR_QUERY;
}
