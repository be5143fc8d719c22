#include "fuzz/query_model.h"

#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_SIZE 5

/* Longer values are decoded on the heap. */
#define VALUE_USUAL_SIZE ((size_t)128)

static const char digits[] = "0123456789";
static const char largest[] = "18446744073709551615";

static int value_of_digit(char digit) {
    static const char hexadecimal[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = memchr(hexadecimal, digit, sizeof hexadecimal - 1);
    return at == NULL ? -1 : (int)((at - hexadecimal) % 16);
}

size_t fuzz_percent_decode(struct fuzz_text raw, char *decoded) {
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        decoded[size] = raw.data[i];
        if (raw.data[i] == '+') {
            decoded[size] = ' ';
        }
        if (raw.data[i] == '%' && i + 2 < raw.size && value_of_digit(raw.data[i + 1]) >= 0 &&
            value_of_digit(raw.data[i + 2]) >= 0) {
            decoded[size] =
                (char)(value_of_digit(raw.data[i + 1]) * 16 + value_of_digit(raw.data[i + 2]));
            i += 2;
        }
        size++;
    }
    decoded[size] = '\0';
    return size;
}

/* Decimal numerals without leading zeros compare as their lengths do, then as text. */
static uint64_t number_of(const char *numeral) {
    size_t size = strlen(numeral);
    if (size > strlen(largest) || (size == strlen(largest) && memcmp(numeral, largest, size) > 0)) {
        return UINT64_MAX;
    }
    return strtoull(numeral, NULL, 10);
}

static bool are_digits(const char *text, size_t size) {
    return size > 0 && strspn(text, digits) == size;
}

static struct fuzz_value read_value(const char *text, size_t size) {
    if (are_digits(text, size)) {
        return text[0] == '0' && size > 1 ? (struct fuzz_value){FUZZ_NO_INTEGER, 0}
                                          : (struct fuzz_value){FUZZ_NUMBER, number_of(text)};
    }
    if (size > 0 && text[0] == '-' && are_digits(text + 1, size - 1) &&
        strspn(text + 1, "0") < size - 1) {
        return (struct fuzz_value){FUZZ_NEGATIVE, 0};
    }
    return (struct fuzz_value){FUZZ_NO_INTEGER, 0};
}

/* An escape is three bytes and stands for one. */
static bool decodes_to(struct fuzz_text raw, const char *name) {
    char decoded[NAME_MAX_SIZE * 3 + 1];
    size_t size = strlen(name);
    return raw.size >= size && raw.size <= size * 3 && fuzz_percent_decode(raw, decoded) == size &&
           memcmp(decoded, name, size) == 0;
}

static struct fuzz_value read_raw(struct fuzz_text raw) {
    char room[VALUE_USUAL_SIZE + 1];
    char *decoded = raw.size > VALUE_USUAL_SIZE ? malloc(raw.size + 1) : room;
    FUZZ_ASSERT(decoded != NULL);
    struct fuzz_value value = read_value(decoded, fuzz_percent_decode(raw, decoded));
    if (decoded != room) {
        free(decoded);
    }
    return value;
}

static void add(struct fuzz_text raw, struct fuzz_value *value) {
    *value = value->kind == FUZZ_ABSENT ? read_raw(raw) : (struct fuzz_value){FUZZ_REPEATED, 0};
}

struct fuzz_values fuzz_query_values(struct fuzz_text query) {
    struct fuzz_producer rest = {(const uint8_t *)query.data, query.size};
    struct fuzz_values values = {{FUZZ_ABSENT, 0}, {FUZZ_ABSENT, 0}};
    while (rest.size > 0) {
        struct fuzz_text whole = fuzz_take_until(&rest, '&');
        struct fuzz_producer part = {(const uint8_t *)whole.data, whole.size};
        struct fuzz_text name = fuzz_take_until(&part, '=');
        if (decodes_to(name, "since")) {
            add(fuzz_take_rest(&part), &values.since);
        } else if (decodes_to(name, "limit")) {
            add(fuzz_take_rest(&part), &values.limit);
        }
    }
    return values;
}
