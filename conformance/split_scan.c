#include "conformance/split_scan.h"

#include "conformance/json_plain.h"
#include "conformance/json_reader.h"

struct ng_scan ng_scan_begin(unsigned char first) {
    struct ng_scan scan = {0, true, false, false};
    scan.is_bare = first != '"' && first != '{' && first != '[';
    return scan;
}

bool ng_scan_is_bare(unsigned char byte) {
    unsigned char lower = byte | 0x20;
    return ng_json_is_digit(byte) || (lower >= 'a' && lower <= 'z') || byte == '-' || byte == '+' ||
           byte == '.';
}

static const unsigned char *skip_bare(const unsigned char *at, const unsigned char *end) {
    while (at < end && ng_scan_is_bare(*at)) {
        at++;
    }
    return at;
}

/* Goes over the inside of a string and its closing quote. */
static const unsigned char *skip_string(struct ng_scan *scan, const unsigned char *at,
                                        const unsigned char *end) {
    while (at < end) {
        if (scan->escaped) {
            scan->escaped = false;
            at++;
            continue;
        }
        at = ng_plain_end(at, end, NG_PLAIN_QUOTED);
        if (at == end) {
            break;
        }
        if (*at++ == '"') {
            scan->in_string = false;
            break;
        }
        scan->escaped = true;
    }
    return at;
}

/* Goes over bytes outside of strings to the next quote's far side, or past the last bracket. */
static const unsigned char *skip_outside(struct ng_scan *scan, const unsigned char *at,
                                         const unsigned char *end) {
    while (at < end) {
        unsigned char byte = *at++;
        if (byte == '"') {
            scan->in_string = true;
            break;
        }
        if (byte == '{' || byte == '[') {
            scan->depth++;
        } else if ((byte == '}' || byte == ']') && --scan->depth == 0) {
            break;
        }
    }
    return at;
}

size_t ng_scan_next(struct ng_scan *scan, const unsigned char *bytes, size_t size, bool *is_over) {
    const unsigned char *at = bytes;
    const unsigned char *end = bytes + size;
    *is_over = false;
    if (scan->is_bare) {
        at = skip_bare(at, end);
        *is_over = at < end;
        return (size_t)(at - bytes);
    }
    while (at < end && !*is_over) {
        at = scan->in_string ? skip_string(scan, at, end) : skip_outside(scan, at, end);
        *is_over = scan->depth == 0 && !scan->in_string;
    }
    return (size_t)(at - bytes);
}
