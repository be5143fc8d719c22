/*
 * An entry of the catalogue: one fault, or one right way that not every client expects.
 */
#ifndef MUTANT_ENTRY_H
#define MUTANT_ENTRY_H

#include "conformance/mutants/mutant.h"

enum mutant_kind {
    MUTANT_DEFECT,
    MUTANT_LEGAL,
};

enum mutant_class {
    MUTANT_CORE,
    MUTANT_BOUNDARY,
    MUTANT_LIVE,
    MUTANT_HOSTILE,
};

/* What a runner needs in order to see it, besides reading. */
enum mutant_need {
    MUTANT_NEEDS_APPEND = 1,  /* events that are appended between reads */
    MUTANT_NEEDS_GROWTH = 2,  /* a log that grows while it is read */
    MUTANT_NEEDS_LAUNCH = 4,  /* logs of a chosen length, such as none, or with equal events */
    MUTANT_NEEDS_OWN_LOG = 8, /* the log that the mutant makes: no --log */
};

struct mutant_entry {
    const char *name;           /* never changes */
    const char *clause;         /* the id in SPEC.md of what a defect breaks; NULL: legal */
    const char *says;           /* one sentence */
    const char *origin;         /* where such a fault or freedom comes from */
    enum mutant_class class_id; /* of the cases that show it */
    bool should;                /* the clause is a SHOULD: a runner warns */
    unsigned needs;             /* mutant_need, or-ed */
    unsigned appends;           /* how many appended events show it surely; 0: none, or one */
    unsigned events;            /* how many events the log holds at least; 0: any log shows it.
                                   With MUTANT_NEEDS_LAUNCH: a case chooses a log of so many */
    const char *profile; /* a file in fixtures/profiles without .json; NULL: the contract's own */
    double chance;       /* of one answer being faulty, where that is left to chance; else 0 */
    struct mutant_steps steps;
    /* The log that it makes where none is given: how many events at first (0: ten), how many a
       second come by themselves, and what they are (NULL: like exo's). */
    uint64_t own_events;
    double own_growth;
    void (*make_event)(uint64_t index, struct mutant_buffer *into);
};

struct mutant_family {
    const char *title;
    enum mutant_kind kind;
    const struct mutant_entry *entries;
    size_t count;
};

#define MUTANT_FAMILY(heading, of_kind, table)                                                     \
    {                                                                                              \
        .title = (heading), .kind = (of_kind), .entries = (table),                                 \
        .count = sizeof(table) / sizeof *(table)                                                   \
    }

#endif
