#include "conformance/report/draw.h"

#include "conformance/report/index_line.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A label is at most 20 digits; two spaces keep it from the next. */
#define COLUMNS_MAX ((20 + 2) * NG_AXIS_MARKS_MAX)
#define LABEL_WIDTH 10
#define BAR_ASCII "="
#define BAR_UTF8 "\xE2\x94\x81" /* a heavy horizontal line */

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

static void put_words(char *line, size_t *used, const struct ng_index_row *row) {
    char events[NG_INDEXES_TEXT_MAX];
    ng_index_row_events(row, events);
    put(line, used, events);
    if (row->has_cursor) {
        put_number(line, used, "  cursor ", row->cursor);
    } else {
        put(line, used, "  no cursor");
    }
}

static void draw_row(const struct ng_axis *axis, const char *name, const struct ng_index_row *row,
                     bool utf8, char *line) {
    char cells[COLUMNS_MAX + 1];
    memset(cells, ' ', sizeof cells);
    bool empty = row->unknown || ng_indexes_empty(row->events);
    if (!empty) {
        size_t first = ng_axis_column(axis, row->events.first);
        size_t end = ng_axis_column(axis, row->events.end);
        memset(cells + first, '=', end - first);
        cells[first] = '[';
        cells[end] = ')';
    }
    if (row->has_cursor && (empty || row->cursor != row->events.end)) {
        cells[ng_axis_column(axis, row->cursor)] = '^';
    }
    size_t used = 0;
    (void)snprintf(line, NG_PICTURE_LINE_MAX, "%-*s", LABEL_WIDTH, name);
    used = LABEL_WIDTH;
    for (size_t i = 0; i < axis->width; i++) {
        char cell[2] = {cells[i], '\0'};
        put(line, &used, cells[i] != '=' ? cell : utf8 ? BAR_UTF8 : BAR_ASCII);
    }
    put(line, &used, "  ");
    put_words(line, &used, row);
}

static void draw_index(const struct ng_axis *axis, char *line) {
    size_t used = LABEL_WIDTH;
    (void)snprintf(line, NG_PICTURE_LINE_MAX, "%-*s", LABEL_WIDTH, "index");
    for (size_t i = 0; i < axis->count; i++) {
        while (used < LABEL_WIDTH + axis->columns[i]) {
            put(line, &used, " ");
        }
        put_number(line, &used, "", axis->marks[i]);
    }
}

enum ng_status ng_draw(const struct ng_drawing *drawing, bool utf8, struct ng_picture *picture) {
    if (!drawing->drawable) {
        return NG_NOT_FOUND;
    }
    struct ng_index_line line;
    ng_index_line(drawing, &line);
    memset(picture, 0, sizeof *picture);
    draw_index(&line.axis, picture->lines[0]);
    draw_row(&line.axis, "expected", &line.expected, utf8, picture->lines[1]);
    draw_row(&line.axis, "received", &line.received, utf8, picture->lines[2]);
    ng_consequence(drawing, picture->consequence, sizeof picture->consequence);
    return NG_OK;
}
