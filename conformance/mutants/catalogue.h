/*
 * The catalogue: all families of entries.
 */
#ifndef MUTANT_CATALOGUE_H
#define MUTANT_CATALOGUE_H

#include "conformance/mutants/entry.h"

extern const struct mutant_family mutant_off_by_one, mutant_ranges, mutant_cursor_field,
    mutant_bodies, mutant_arithmetic, mutant_readings, mutant_queries, mutant_refusals,
    mutant_identity, mutant_rewrites, mutant_growth, mutant_caches, mutant_wire, mutant_packed,
    mutant_legal_wire, mutant_legal_values;

/* All families; `count` of them. Static storage. */
const struct mutant_family *const *mutant_families(size_t *count);

/* The entry with that name and its family, or NULL. */
const struct mutant_entry *mutant_find(const char *name, const struct mutant_family **family);

/* Prints the catalogue, or an entry, on stdout. */
void mutant_list_text(void);
void mutant_list_json(void);
void mutant_explain(const struct mutant_family *family, const struct mutant_entry *entry);

#endif
