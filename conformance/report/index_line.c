#include "conformance/report/index_line.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS_AN_INDEX 3
#define WIDEST_SPAN 18

void ng_axis_add(struct ng_axis *axis, uint64_t index) {
    size_t place = 0;
    while (place < axis->count && axis->marks[place] < index) {
        place++;
    }
    bool there = place < axis->count && axis->marks[place] == index;
    if (there || axis->count == NG_AXIS_MARKS_MAX) {
        return;
    }
    memmove(axis->marks + place + 1, axis->marks + place,
            (axis->count - place) * sizeof axis->marks[0]);
    axis->marks[place] = index;
    axis->count++;
}

static size_t label_width(uint64_t index) {
    size_t width = 1;
    while (index >= 10) {
        index /= 10;
        width++;
    }
    return width;
}

void ng_axis_place(struct ng_axis *axis) {
    size_t column = 0;
    for (size_t i = 0; i < axis->count; i++) {
        axis->columns[i] = column;
        size_t label = label_width(axis->marks[i]);
        axis->width = column + label;
        if (i + 1 < axis->count) {
            uint64_t distance = axis->marks[i + 1] - axis->marks[i];
            size_t span = distance >= WIDEST_SPAN / COLUMNS_AN_INDEX
                              ? WIDEST_SPAN
                              : (size_t)distance * COLUMNS_AN_INDEX;
            column += span > label + 2 ? span : label + 2;
        }
    }
}

size_t ng_axis_column(const struct ng_axis *axis, uint64_t index) {
    size_t place = 0;
    while (place + 1 < axis->count && axis->marks[place] < index) {
        place++;
    }
    return axis->columns[place];
}

void ng_index_row_events(const struct ng_index_row *row, char text[NG_INDEXES_TEXT_MAX]) {
    if (row->unknown) {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX, "%" PRIu64 " unknown event%s", row->count,
                       row->count == 1 ? "" : "s");
    } else if (ng_indexes_empty(row->events)) {
        (void)snprintf(text, NG_INDEXES_TEXT_MAX, "no events");
    } else {
        ng_indexes_print(row->events, false, text);
    }
}

static void mark_row(struct ng_axis *axis, const struct ng_index_row *row) {
    if (!row->unknown && !ng_indexes_empty(row->events)) {
        ng_axis_add(axis, row->events.first);
        ng_axis_add(axis, row->events.end);
    }
    if (row->has_cursor) {
        ng_axis_add(axis, row->cursor);
    }
}

void ng_index_line(const struct ng_drawing *drawing, struct ng_index_line *line) {
    *line = (struct ng_index_line){
        .expected =
            {
                .events = {drawing->expected_first, drawing->expected_end},
                .has_cursor = true,
                .cursor = drawing->expected_cursor,
            },
        .received =
            {
                .events = ng_drawing_received(drawing),
                .unknown = drawing->received_count > 0 && !drawing->received_known,
                .count = drawing->received_count,
                .has_cursor = drawing->has_cursor,
                .cursor = drawing->cursor,
            },
    };
    mark_row(&line->axis, &line->expected);
    mark_row(&line->axis, &line->received);
    ng_axis_place(&line->axis);
}
