#include "conformance/mutants/catalogue.h"

#include <string.h>

static const struct mutant_family *const families[] = {
    &mutant_off_by_one,
    &mutant_ranges,
};

const struct mutant_family *const *mutant_families(size_t *count) {
    *count = sizeof families / sizeof *families;
    return families;
}

const struct mutant_entry *mutant_find(const char *name, const struct mutant_family **family) {
    for (size_t f = 0; f < sizeof families / sizeof *families; f++)
        for (size_t i = 0; i < families[f]->count; i++)
            if (strcmp(families[f]->entries[i].name, name) == 0) {
                *family = families[f];
                return &families[f]->entries[i];
            }
    return NULL;
}
