#include "conformance/marks.h"

#include <string.h>

void ng_marks_init(struct ng_marks *marks) {
    marks->count = 0;
}

void ng_marks_add(struct ng_marks *marks, uint64_t tick, uint64_t value, int source) {
    if (value <= ng_marks_top(marks))
        return;
    if (marks->count == NG_MARKS_MAX) {
        memmove(marks->items, marks->items + 1, (NG_MARKS_MAX - 1) * sizeof *marks->items);
        marks->count--;
    }
    marks->items[marks->count++] = (struct ng_mark){tick, value, source};
}

struct ng_mark ng_marks_before(const struct ng_marks *marks, uint64_t tick) {
    for (size_t i = marks->count; i > 0; i--)
        if (marks->items[i - 1].tick < tick)
            return marks->items[i - 1];
    return (struct ng_mark){0};
}

uint64_t ng_marks_top(const struct ng_marks *marks) {
    return marks->count ? marks->items[marks->count - 1].value : 0;
}

void ng_marks_retract(struct ng_marks *marks, uint64_t value) {
    while (marks->count && marks->items[marks->count - 1].value > value)
        marks->count--;
}
