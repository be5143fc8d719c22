/*
 * The geometry of an index line: which indexes it shows, and where each of them stands. Not to
 * scale: every label has room, close neighbours stand close. The drawings in text and in HTML are
 * made from it.
 */
#ifndef NG_INDEX_LINE_H
#define NG_INDEX_LINE_H

#include "conformance/report/consequence.h"

/* First and end of what is asked for, expected and received, and both cursors. */
#define NG_AXIS_MARKS_MAX 8

/* Indexes in rising order, none twice, and the column at which each of them stands. */
struct ng_axis {
    uint64_t marks[NG_AXIS_MARKS_MAX];
    size_t columns[NG_AXIS_MARKS_MAX];
    size_t count;
    size_t width; /* columns, with the label of the last mark */
};

/* What one row shows: events and a cursor. */
struct ng_index_row {
    struct ng_indexes events; /* empty where there are none, or nobody knows which */
    bool unknown;             /* there are `count` events, but nobody knows which */
    uint64_t count;
    bool has_cursor;
    uint64_t cursor;
};

struct ng_index_line {
    struct ng_index_row expected, received;
    struct ng_axis axis; /* has a column for every end of a row's events and every cursor */
};

/* Makes the line of a drawing; any values. Pure; constant cost. */
void ng_index_line(const struct ng_drawing *drawing, struct ng_index_line *line);

/* Adds an index where there is room for it and it is not there yet; ng_axis_place goes after it. */
void ng_axis_add(struct ng_axis *axis, uint64_t index);

/* Gives every mark its column. */
void ng_axis_place(struct ng_axis *axis);

/* The column of the first mark that is not below an index, or of the last mark. */
size_t ng_axis_column(const struct ng_axis *axis, uint64_t index);

/* Writes "e3 to e6", "no events" or "4 unknown events". */
void ng_index_row_events(const struct ng_index_row *row, char text[NG_INDEXES_TEXT_MAX]);

#endif
