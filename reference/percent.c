#include "reference/percent.h"

static int hexadecimal(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

bool ref_percent_next(struct ref_bytes *raw, unsigned char *byte) {
    if (raw->size == 0) {
        return false;
    }
    char first = raw->data[0];
    if (first == '%' && raw->size >= 3) {
        int high = hexadecimal(raw->data[1]);
        int low = hexadecimal(raw->data[2]);
        if (high >= 0 && low >= 0) {
            *byte = (unsigned char)(high * 16 + low);
            *raw = ref_bytes_after(*raw, 3);
            return true;
        }
    }
    *byte = first == '+' ? ' ' : (unsigned char)first;
    *raw = ref_bytes_after(*raw, 1);
    return true;
}

bool ref_percent_equals(struct ref_bytes raw, const char *string) {
    unsigned char byte = 0;
    while (ref_percent_next(&raw, &byte)) {
        if (*string == '\0' || (unsigned char)*string != byte) {
            return false;
        }
        string++;
    }
    return *string == '\0';
}
