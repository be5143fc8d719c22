#include "reference/target.h"

#include <strings.h>

static size_t find(struct ref_bytes bytes, const char *any) {
    size_t at = 0;
    while (at < bytes.size && (bytes.data[at] == '\0' || strchr(any, bytes.data[at]) == NULL)) {
        at++;
    }
    return at;
}

static bool takes_scheme(struct ref_bytes *raw, const char *scheme) {
    size_t size = strlen(scheme);
    if (raw->size < size || strncasecmp(raw->data, scheme, size) != 0) {
        return false;
    }
    *raw = ref_bytes_after(*raw, size);
    return true;
}

struct ref_target ref_target_split(struct ref_bytes raw) {
    if (takes_scheme(&raw, "http://") || takes_scheme(&raw, "https://")) {
        raw = ref_bytes_after(raw, find(raw, "/?"));
    }
    size_t mark = find(raw, "?");
    struct ref_target target = {{raw.data, mark}, {NULL, 0}};
    if (mark < raw.size) {
        target.query = ref_bytes_after(raw, mark + 1);
    }
    return target;
}
