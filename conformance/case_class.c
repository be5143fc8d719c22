#include "conformance/case.h"

#include <string.h>

static const char *const names[NG_CLASS_COUNT] = {
    [NG_CLASS_CORE] = "core",       [NG_CLASS_BOUNDARY] = "boundary", [NG_CLASS_LIVE] = "live",
    [NG_CLASS_HOSTILE] = "hostile", [NG_CLASS_EXPLORE] = "explore",
};

const char *ng_class_name(enum ng_class class_id) {
    return names[class_id];
}

enum ng_status ng_class_parse(const char *name, enum ng_class *class_id) {
    for (size_t i = 0; i < NG_CLASS_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *class_id = (enum ng_class)i;
            return NG_OK;
        }
    }
    return NG_NOT_FOUND;
}
