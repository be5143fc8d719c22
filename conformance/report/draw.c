#include "conformance/report/draw.h"

#include "conformance/report/consequence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Expected first and end, received first and end, and both cursors. */
#define MARKS_MAX 6
/* A label is at most 20 digits; two spaces keep it from the next. */
#define COLUMNS_MAX ((20 + 2) * MARKS_MAX)
#define LABEL_WIDTH 10
#define COLUMNS_AN_INDEX 3
#define WIDEST_SPAN 18
#define BAR_ASCII "="
#define BAR_UTF8 "\xE2\x94\x81" /* a heavy horizontal line */

/* The indexes of a drawing in rising order, and where each of them stands. */
struct axis {
    uint64_t marks[MARKS_MAX];
    size_t columns[MARKS_MAX];
    size_t count;
    size_t width;
};

static void add_mark(struct axis *axis, uint64_t index) {
    size_t place = 0;
    while (place < axis->count && axis->marks[place] < index) {
        place++;
    }
    if (place < axis->count && axis->marks[place] == index) {
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

/* Every label has room; close neighbours stand close. */
static void place_marks(struct axis *axis) {
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

static size_t column_of(const struct axis *axis, uint64_t index) {
    size_t place = 0;
    while (place + 1 < axis->count && axis->marks[place] < index) {
        place++;
    }
    return axis->columns[place];
}

/* What one row draws. */
struct row {
    const char *name;
    struct ng_indexes events;
    bool unknown; /* there are `count` events, but nobody knows which */
    uint64_t count;
    bool has_cursor;
    uint64_t cursor;
};

static void put(char *line, size_t *used, const char *text) {
    int size = snprintf(line + *used, NG_PICTURE_LINE_MAX - *used, "%s", text);
    *used += size > 0 ? (size_t)size : 0;
    if (*used >= NG_PICTURE_LINE_MAX) {
        *used = NG_PICTURE_LINE_MAX - 1;
    }
}

static void put_number(char *line, size_t *used, const char *before, uint64_t number) {
    char text[64];
    (void)snprintf(text, sizeof text, "%s%" PRIu64, before, number);
    put(line, used, text);
}

static void put_words(char *line, size_t *used, const struct row *row) {
    if (row->unknown) {
        put_number(line, used, "", row->count);
        put(line, used, row->count == 1 ? " unknown event" : " unknown events");
    } else if (ng_indexes_empty(row->events)) {
        put(line, used, "no events");
    } else {
        char text[NG_INDEXES_TEXT_MAX];
        ng_indexes_print(row->events, false, text);
        put(line, used, text);
    }
    if (row->has_cursor) {
        put_number(line, used, "  cursor ", row->cursor);
    } else {
        put(line, used, "  no cursor");
    }
}

static void draw_row(const struct axis *axis, const struct row *row, bool utf8, char *line) {
    char cells[COLUMNS_MAX + 1];
    memset(cells, ' ', sizeof cells);
    bool empty = row->unknown || ng_indexes_empty(row->events);
    if (!empty) {
        size_t first = column_of(axis, row->events.first);
        size_t end = column_of(axis, row->events.end);
        memset(cells + first, '=', end - first);
        cells[first] = '[';
        cells[end] = ')';
    }
    if (row->has_cursor && (empty || row->cursor != row->events.end)) {
        cells[column_of(axis, row->cursor)] = '^';
    }
    size_t used = 0;
    (void)snprintf(line, NG_PICTURE_LINE_MAX, "%-*s", LABEL_WIDTH, row->name);
    used = LABEL_WIDTH;
    for (size_t i = 0; i < axis->width; i++) {
        char cell[2] = {cells[i], '\0'};
        put(line, &used, cells[i] != '=' ? cell : utf8 ? BAR_UTF8 : BAR_ASCII);
    }
    put(line, &used, "  ");
    put_words(line, &used, row);
}

static void draw_index(const struct axis *axis, char *line) {
    size_t used = LABEL_WIDTH;
    (void)snprintf(line, NG_PICTURE_LINE_MAX, "%-*s", LABEL_WIDTH, "index");
    for (size_t i = 0; i < axis->count; i++) {
        while (used < LABEL_WIDTH + axis->columns[i]) {
            put(line, &used, " ");
        }
        put_number(line, &used, "", axis->marks[i]);
    }
}

static void mark_row(struct axis *axis, const struct row *row) {
    if (!row->unknown && !ng_indexes_empty(row->events)) {
        add_mark(axis, row->events.first);
        add_mark(axis, row->events.end);
    }
    if (row->has_cursor) {
        add_mark(axis, row->cursor);
    }
}

enum ng_status ng_draw(const struct ng_drawing *drawing, bool utf8, struct ng_picture *picture) {
    if (!drawing->drawable) {
        return NG_NOT_FOUND;
    }
    const struct row expected = {
        .name = "expected",
        .events = {drawing->expected_first, drawing->expected_end},
        .has_cursor = true,
        .cursor = drawing->expected_cursor,
    };
    const struct row received = {
        .name = "received",
        .events = ng_drawing_received(drawing),
        .unknown = drawing->received_count > 0 && !drawing->received_known,
        .count = drawing->received_count,
        .has_cursor = drawing->has_cursor,
        .cursor = drawing->cursor,
    };
    struct axis axis = {.count = 0};
    mark_row(&axis, &expected);
    mark_row(&axis, &received);
    place_marks(&axis);
    memset(picture, 0, sizeof *picture);
    draw_index(&axis, picture->lines[0]);
    draw_row(&axis, &expected, utf8, picture->lines[1]);
    draw_row(&axis, &received, utf8, picture->lines[2]);
    ng_consequence(drawing, picture->consequence, sizeof picture->consequence);
    return NG_OK;
}
