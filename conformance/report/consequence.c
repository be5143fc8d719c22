#include "conformance/report/consequence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t smaller(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t larger(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

bool ng_indexes_empty(struct ng_indexes indexes) {
    return indexes.end <= indexes.first;
}

void ng_indexes_print(struct ng_indexes indexes, bool counted, char text[NG_INDEXES_TEXT_MAX]) {
    uint64_t count = indexes.end - indexes.first;
    uint64_t last = indexes.end - 1;
    if (count == 1) {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX, "e%" PRIu64, last);
    } else if (count == 2) {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX, "e%" PRIu64 " and e%" PRIu64, indexes.first,
                       last);
    } else if (counted) {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX,
                       "e%" PRIu64 " to e%" PRIu64 " (%" PRIu64 " events)", indexes.first, last,
                       count);
    } else {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX, "e%" PRIu64 " to e%" PRIu64, indexes.first, last);
    }
}

struct ng_indexes ng_drawing_received(const struct ng_drawing *drawing) {
    uint64_t first = drawing->received_first;
    uint64_t count = drawing->received_known ? drawing->received_count : 0;
    return (struct ng_indexes){first, count > UINT64_MAX - first ? UINT64_MAX : first + count};
}

static struct ng_indexes common_part(struct ng_indexes a, struct ng_indexes b) {
    return (struct ng_indexes){larger(a.first, b.first), smaller(a.end, b.end)};
}

/* Keeps the order and joins what touches. There is always room: see the callers. */
static void include(struct ng_index_set *set, struct ng_indexes added) {
    if (ng_indexes_empty(added)) {
        return;
    }
    struct ng_index_set result = {.count = 0};
    bool placed = false;
    for (size_t i = 0; i < set->count; i++) {
        struct ng_indexes range = set->ranges[i];
        if (range.end < added.first) {
            result.ranges[result.count++] = range;
        } else if (added.end < range.first) {
            if (!placed) {
                result.ranges[result.count++] = added;
                placed = true;
            }
            result.ranges[result.count++] = range;
        } else {
            added.first = smaller(added.first, range.first);
            added.end = larger(added.end, range.end);
        }
    }
    if (!placed) {
        result.ranges[result.count++] = added;
    }
    *set = result;
}

/* Includes what of `whole` is not in `part`. */
static void include_rest(struct ng_index_set *set, struct ng_indexes whole,
                         struct ng_indexes part) {
    struct ng_indexes both = common_part(whole, part);
    if (ng_indexes_empty(both)) {
        include(set, whole);
        return;
    }
    include(set, (struct ng_indexes){whole.first, both.first});
    include(set, (struct ng_indexes){both.end, whole.end});
}

void ng_consequence_sets(const struct ng_drawing *drawing, struct ng_index_set *lost,
                         struct ng_index_set *repeated) {
    *lost = (struct ng_index_set){.count = 0};
    *repeated = (struct ng_index_set){.count = 0};
    if (!drawing->has_cursor) {
        return;
    }
    uint64_t cursor = drawing->cursor;
    uint64_t start = smaller(drawing->expected_first, drawing->expected_cursor);
    if (drawing->received_count > 0 && !drawing->received_known) {
        include(lost, (struct ng_indexes){drawing->expected_cursor, cursor});
        include(repeated, (struct ng_indexes){cursor, start});
        return;
    }
    struct ng_indexes received = ng_drawing_received(drawing);
    include_rest(lost, (struct ng_indexes){start, cursor}, received);
    /* Read again, handled before this answer, and handled now and again by the next read. */
    include(repeated, (struct ng_indexes){cursor, start});
    include(repeated, common_part(received, (struct ng_indexes){0, start}));
    include(repeated,
            common_part(received, (struct ng_indexes){larger(cursor, start), UINT64_MAX}));
}

void ng_difference_sets(const struct ng_drawing *drawing, struct ng_index_set *missing,
                        struct ng_index_set *extra) {
    struct ng_indexes expected = {drawing->expected_first, drawing->expected_end};
    struct ng_indexes received = ng_drawing_received(drawing);
    *missing = (struct ng_index_set){.count = 0};
    *extra = (struct ng_index_set){.count = 0};
    if (drawing->received_count == 0 || drawing->received_known) {
        include_rest(missing, expected, received);
        include_rest(extra, received, expected);
    }
}

/* A writer that never writes past its end. */
struct words {
    char *text;
    size_t size, used;
};

static void say(struct words *words, const char *text) {
    int size = snprintf(words->text + words->used, words->size - words->used, "%s", text);
    words->used = smaller(words->used + (size > 0 ? (size_t)size : 0), words->size - 1);
}

static void say_set(struct words *words, const struct ng_index_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        char text[NG_INDEXES_TEXT_MAX];
        ng_indexes_print(set->ranges[i], true, text);
        say(words, i == 0 ? "" : i + 1 < set->count ? ", " : " and ");
        say(words, text);
    }
}

static bool is_single(const struct ng_index_set *set) {
    return set->count == 1 && set->ranges[0].end - set->ranges[0].first == 1;
}

static void say_difference(struct words *words, const struct ng_drawing *drawing) {
    struct ng_index_set missing;
    struct ng_index_set extra;
    ng_difference_sets(drawing, &missing, &extra);
    if (missing.count > 0) {
        say_set(words, &missing);
        say(words, is_single(&missing) ? " is missing" : " are missing");
    }
    if (extra.count > 0) {
        say(words, missing.count > 0 ? "; " : "");
        say_set(words, &extra);
        say(words, is_single(&extra) ? " was not asked for" : " were not asked for");
    }
}

void ng_consequence(const struct ng_drawing *drawing, char *text, size_t size) {
    struct words words = {text, size, 0};
    struct ng_index_set lost;
    struct ng_index_set repeated;
    text[0] = '\0';
    ng_consequence_sets(drawing, &lost, &repeated);
    if (lost.count == 0 && repeated.count == 0) {
        say_difference(&words, drawing);
        return;
    }
    char cursor[64];
    (void)snprintf(cursor, sizeof cursor, "a client that goes on from %" PRIu64, drawing->cursor);
    say(&words, cursor);
    if (lost.count > 0) {
        say(&words, " never sees ");
        say_set(&words, &lost);
    }
    if (repeated.count > 0) {
        say(&words, lost.count > 0 ? " and handles " : " handles ");
        say_set(&words, &repeated);
        say(&words, " twice");
    }
}
