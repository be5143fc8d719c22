/*
 * The clauses of SPEC.md, read from the text that is built into the program. The specification is
 * the only source: sentences, reasons and examples that reports and `nogap explain` show stand
 * nowhere else.
 */
#ifndef NG_SPEC_H
#define NG_SPEC_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>

enum ng_level {
    NG_MUST,
    NG_SHOULD,
    NG_MAY,
};

#define NG_CLAUSE_ID_MAX 24

struct ng_clause {
    char id[NG_CLAUSE_ID_MAX];
    enum ng_level level; /* by the first of MUST, SHOULD and MAY in its sentence */
    char *sentence;      /* one line, Markdown's back quotes removed */
    char *why;           /* one line; NULL for a clause that binds clients */
    char *example;       /* the lines of the example block, as they stand; NULL as above */
    size_t example_line; /* of SPEC.md, counted from 1: where the block begins; 0 as above */
};

struct ng_spec {
    struct ng_clause *clauses; /* those that bind a server, in the order of the document; owned */
    size_t count;
    struct ng_clause *client_clauses; /* those that bind clients: no runner can ask them; owned */
    size_t client_count;
};

/* Reads the clauses from Markdown: a `### id` heading, a sentence, `*Why:* ...` and an ```exchange
   block for each one that binds a server, a list item `- **client-N** sentence` for each one that
   binds clients. Other text is passed over. Errors: NG_MALFORMED with the line in *line (a heading
   that is no id, an id that stands twice, a clause without one of its parts or with two examples, a
   sentence without a level, a block without an end, a NUL), NG_NO_MEMORY. Own the result with
   ng_spec_deinit. Pure. */
NG_MUST_CHECK enum ng_status ng_spec_parse(const char *markdown, size_t size, struct ng_spec *spec,
                                           size_t *line);
void ng_spec_deinit(struct ng_spec *spec);

/* The clause with that id that binds a server, or NULL. */
const struct ng_clause *ng_spec_find(const struct ng_spec *spec, const char *id);

/* The clause with that id that binds clients, or NULL. */
const struct ng_clause *ng_spec_find_client(const struct ng_spec *spec, const char *id);

/* The clauses of the SPEC.md that this program was built from. Errors: NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_spec_embedded(struct ng_spec *spec);

/* "MUST", "SHOULD", "MAY". */
const char *ng_level_name(enum ng_level level);

#endif
