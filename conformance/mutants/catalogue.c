#include "conformance/mutants/catalogue.h"

#include <string.h>

static const struct mutant_family *const families[] = {
    &mutant_off_by_one, &mutant_ranges,   &mutant_cursor_field, &mutant_bodies,
    &mutant_arithmetic, &mutant_readings, &mutant_queries,      &mutant_refusals,
    &mutant_identity,   &mutant_rewrites, &mutant_growth,       &mutant_caches,
    &mutant_wire,       &mutant_packed,   &mutant_legal_wire,   &mutant_legal_values,
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
