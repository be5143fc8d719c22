#include "conformance/cli/number.h"

#include <stdbool.h>
#include <string.h>

enum ng_status ng_number_parse(const char *text, uint64_t *number) {
    uint64_t found = 0;
    if (*text == '\0' || text[strspn(text, "0123456789")] != '\0') {
        return NG_MALFORMED;
    }
    for (; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        if (found > (UINT64_MAX - digit) / 10) {
            return NG_TOO_LARGE;
        }
        found = found * 10 + digit;
    }
    *number = found;
    return NG_OK;
}

enum ng_status ng_decimal_parse(const char *text, double *decimal) {
    static const char digits[] = "0123456789";
    size_t whole = strspn(text, digits);
    const char *fraction = text[whole] == '.' ? text + whole + 1 : "0";
    size_t fraction_size = strspn(fraction, digits);
    bool has_point = text[whole] == '.';
    if (fraction[fraction_size] != '\0' || (whole == 0 && !has_point) ||
        (has_point && fraction_size == 0) || (!has_point && text[whole] != '\0')) {
        return NG_MALFORMED;
    }
    double found = 0;
    for (size_t i = 0; i < whole; i++) {
        found = found * 10 + (text[i] - '0');
        if (found > NG_DECIMAL_MAX) {
            return NG_TOO_LARGE;
        }
    }
    double weight = 1;
    for (size_t i = 0; has_point && i < fraction_size; i++) {
        weight /= 10;
        found += weight * (fraction[i] - '0');
    }
    *decimal = found;
    return NG_OK;
}
