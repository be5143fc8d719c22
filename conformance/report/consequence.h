/*
 * What a wrong answer does to a client that reads on from its cursor: which events it never sees
 * and which it handles twice.
 */
#ifndef NG_CONSEQUENCE_H
#define NG_CONSEQUENCE_H

#include "conformance/finding.h"

/* A half-open range of indexes; empty where end <= first. */
struct ng_indexes {
    uint64_t first, end;
};

#define NG_INDEXES_TEXT_MAX 96

bool ng_indexes_empty(struct ng_indexes indexes);

/* Writes "e3", "e3 and e4" or "e3 to e9", and with `counted` also "(7 events)" where there are more
   than two. */
void ng_indexes_print(struct ng_indexes indexes, bool counted, char text[NG_INDEXES_TEXT_MAX]);

/* The indexes of the received events; empty where they were not recognised. */
struct ng_indexes ng_drawing_received(const struct ng_drawing *drawing);

/* Most ranges that one answer can lose or repeat. */
#define NG_CONSEQUENCE_RANGES 3

/* Ranges in rising order, none empty, none touching. */
struct ng_index_set {
    struct ng_indexes ranges[NG_CONSEQUENCE_RANGES];
    size_t count;
};

/* What a client that wanted the events from expected_first on, handles this answer and goes on from
   its cursor never sees (`lost`) and handles twice (`repeated`). Both empty where there is no
   cursor or nothing is known. A client that was ahead of the log is one that has seen all up to
   the expected cursor (cursor-4). Pure. */
void ng_consequence_sets(const struct ng_drawing *drawing, struct ng_index_set *lost,
                         struct ng_index_set *repeated);

/* Which of the expected events did not come, and which came unasked. Both empty where the events
   were not recognised. Pure. */
void ng_difference_sets(const struct ng_drawing *drawing, struct ng_index_set *missing,
                        struct ng_index_set *extra);

/* Puts it into words, or else says which events are missing or too many; "" where there is nothing
   to say. No full stop. */
void ng_consequence(const struct ng_drawing *drawing, char *text, size_t size);

#endif
