#include "conformance/report/html/picture.h"

#include "conformance/report/html/frame.h"
#include "conformance/report/index_line.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Across, in percent of the picture's width: the first mark, the last mark; beside them stands what
   is before and after. Down, in pixels. */
#define FIRST_MARK 17.0
#define LAST_MARK 91.0
#define HEAD_HEIGHT 26
#define ROW_HEIGHT 50
#define BAR_TOP 24
#define BAR_HEIGHT 14
/* A picture with more columns, or a row with more letters, is drawn wide: it scrolls on a phone. */
#define COLUMNS_NARROW 40
#define WORDS_NARROW 44
/* An end of the range that was asked for is a mark only below this: labels stay short. */
#define ASKED_MARK_MAX 10000000
#define WORDS_SIZE 192
#define CURSOR_SIGN "\xE2\x96\xB2 " /* the shape that marks it in the drawing */

struct canvas {
    struct ng_buffer *buffer;
    const struct ng_drawing *drawing;
    struct ng_index_line line;
    struct ng_index_set lost, twice; /* or else what is missing, and what came unasked */
    bool walked;                     /* of a client that goes on from the cursor */
    size_t rows;
    size_t widest; /* letters of the longest row */
};

static bool asked_end_is_marked(const struct ng_drawing *drawing) {
    return drawing->asked_limited && drawing->asked_end < ASKED_MARK_MAX;
}

static bool asked_is_drawn(const struct ng_drawing *drawing) {
    return drawing->asked_known && drawing->asked_first < ASKED_MARK_MAX;
}

static struct canvas make_canvas(struct ng_buffer *buffer, const struct ng_drawing *drawing) {
    struct canvas canvas = {.buffer = buffer, .drawing = drawing};
    ng_index_line(drawing, &canvas.line);
    if (asked_is_drawn(drawing)) {
        ng_axis_add(&canvas.line.axis, drawing->asked_first);
        if (asked_end_is_marked(drawing)) {
            ng_axis_add(&canvas.line.axis, drawing->asked_end);
        }
        ng_axis_place(&canvas.line.axis);
    }
    ng_consequence_sets(drawing, &canvas.lost, &canvas.twice);
    canvas.walked = canvas.lost.count > 0 || canvas.twice.count > 0;
    if (!canvas.walked) {
        ng_difference_sets(drawing, &canvas.lost, &canvas.twice);
    }
    return canvas;
}

/* Where an index stands, in percent. */
static double across(const struct canvas *canvas, uint64_t index) {
    const struct ng_axis *axis = &canvas->line.axis;
    size_t last = axis->columns[axis->count - 1];
    size_t column = ng_axis_column(axis, index);
    return last == 0 ? (FIRST_MARK + LAST_MARK) / 2
                     : FIRST_MARK + (LAST_MARK - FIRST_MARK) * (double)column / (double)last;
}

/* Percent with one decimal, with a full stop whatever the locale says. */
static void put_percent(struct ng_buffer *buffer, const char *name, double percent) {
    ng_buffer_printf(buffer, " %s=\"", name);
    ng_buffer_seconds(buffer, percent, 1);
    ng_buffer_text(buffer, "%\"");
}

static void put_bar(const struct canvas *canvas, double from, double to, const char *look) {
    ng_buffer_text(canvas->buffer, "<rect");
    put_percent(canvas->buffer, "x", from);
    put_percent(canvas->buffer, "width", to - from);
    ng_buffer_printf(canvas->buffer, " y=\"%zu\" height=\"%d\" %s/>",
                     HEAD_HEIGHT + (canvas->rows - 1) * ROW_HEIGHT + BAR_TOP, BAR_HEIGHT, look);
}

static void put_events(const struct canvas *canvas, struct ng_indexes events, const char *look) {
    if (!ng_indexes_empty(events)) {
        put_bar(canvas, across(canvas, events.first), across(canvas, events.end), look);
    }
}

/* Begins a row: its name and its words above its bar. */
static void begin_row(struct canvas *canvas, const char *name, const char *words) {
    size_t letters = strlen(name) + strlen(words);
    canvas->widest = letters > canvas->widest ? letters : canvas->widest;
    ng_buffer_printf(canvas->buffer,
                     "<text x=\"0\" y=\"%zu\"><tspan class=\"name\">%s</tspan>"
                     "<tspan x=\"78\">%s</tspan></text>",
                     HEAD_HEIGHT + canvas->rows * ROW_HEIGHT + BAR_TOP - 8, name, words);
    canvas->rows++;
}

static void put_cursor(const struct canvas *canvas, uint64_t cursor) {
    ng_buffer_text(canvas->buffer, "<svg class=\"cursor\" overflow=\"visible\"");
    put_percent(canvas->buffer, "x", across(canvas, cursor));
    ng_buffer_printf(
        canvas->buffer,
        " y=\"%zu\" width=\"1\" height=\"1\"><path d=\"M0 0v%dM-5 %dh10l-5 -7z\"/></svg>",
        HEAD_HEIGHT + (canvas->rows - 1) * ROW_HEIGHT + BAR_TOP - 2, BAR_HEIGHT + 4,
        BAR_HEIGHT + 9);
}

static void put_axis(const struct canvas *canvas, size_t rows) {
    const struct ng_axis *axis = &canvas->line.axis;
    ng_buffer_text(canvas->buffer, "<text class=\"name\" x=\"0\" y=\"12\">index</text>");
    for (size_t i = 0; i < axis->count; i++) {
        double place = across(canvas, axis->marks[i]);
        ng_buffer_text(canvas->buffer, "<text class=\"mark\"");
        put_percent(canvas->buffer, "x", place);
        ng_buffer_printf(canvas->buffer, " y=\"12\">%" PRIu64 "</text><line class=\"grid\"",
                         axis->marks[i]);
        put_percent(canvas->buffer, "x1", place);
        put_percent(canvas->buffer, "x2", place);
        ng_buffer_printf(canvas->buffer, " y1=\"18\" y2=\"%zu\"/>",
                         HEAD_HEIGHT + rows * ROW_HEIGHT - 6);
    }
}

static void asked_words(const struct ng_drawing *drawing, char words[WORDS_SIZE]) {
    if (drawing->asked_limited && drawing->asked_end < UINT64_MAX) {
        (void)snprintf(words, WORDS_SIZE, "from e%" PRIu64 " on, at most %" PRIu64,
                       drawing->asked_first, drawing->asked_end - drawing->asked_first);
    } else {
        (void)snprintf(words, WORDS_SIZE, "from e%" PRIu64 " on%s", drawing->asked_first,
                       drawing->asked_limited ? "" : ", all");
    }
}

static void row_words(const struct ng_index_row *row, const char *sign, char words[WORDS_SIZE]) {
    char events[NG_INDEXES_TEXT_MAX];
    ng_index_row_events(row, events);
    if (row->has_cursor) {
        (void)snprintf(words, WORDS_SIZE, "%s, %scursor %" PRIu64, events, sign, row->cursor);
    } else {
        (void)snprintf(words, WORDS_SIZE, "%s, no cursor", events);
    }
}

static void put_asked(struct canvas *canvas) {
    const struct ng_drawing *drawing = canvas->drawing;
    if (!drawing->asked_known) {
        return;
    }
    char words[WORDS_SIZE];
    asked_words(drawing, words);
    begin_row(canvas, "asked for", words);
    if (asked_is_drawn(drawing)) {
        bool closed = asked_end_is_marked(drawing);
        double end = closed ? across(canvas, drawing->asked_end) : 100.0;
        put_bar(canvas, across(canvas, drawing->asked_first), end,
                closed ? "class=\"asked\"" : "class=\"asked open\"");
    }
}

static void put_row(struct canvas *canvas, const char *name, const struct ng_index_row *row) {
    char words[WORDS_SIZE];
    char look[48];
    row_words(row, CURSOR_SIGN, words);
    begin_row(canvas, name, words);
    (void)snprintf(look, sizeof look, "class=\"%s\"", name);
    if (!row->unknown) {
        put_events(canvas, row->events, look);
    }
    if (row->has_cursor) {
        put_cursor(canvas, row->cursor);
    }
}

static uint64_t size_of(const struct ng_index_set *set) {
    uint64_t size = 0;
    for (size_t i = 0; i < set->count; i++) {
        size += set->ranges[i].end - set->ranges[i].first;
    }
    return size;
}

/* The last row: what a client loses and handles twice, or else what differs. */
static void put_outcome(struct canvas *canvas) {
    char words[WORDS_SIZE];
    size_t used = 0;
    words[0] = '\0';
    if (canvas->lost.count > 0) {
        used = (size_t)snprintf(words, sizeof words, "%" PRIu64 " %s", size_of(&canvas->lost),
                                canvas->walked ? "lost" : "missing");
    }
    if (canvas->twice.count > 0) {
        (void)snprintf(words + used, sizeof words - used, "%s%" PRIu64 " %s", used > 0 ? ", " : "",
                       size_of(&canvas->twice), canvas->walked ? "twice" : "not asked for");
    }
    if (words[0] == '\0') {
        return;
    }
    begin_row(canvas, canvas->walked ? "the client" : "difference", words);
    if (canvas->walked) {
        put_bar(canvas, canvas->line.axis.marks[0] == 0 ? across(canvas, 0) : 0.0, 100.0,
                "class=\"once\"");
    }
    for (size_t i = 0; i < canvas->lost.count; i++) {
        put_events(canvas, canvas->lost.ranges[i], "class=\"lost\" fill=\"url(#lost)\"");
    }
    for (size_t i = 0; i < canvas->twice.count; i++) {
        put_events(canvas, canvas->twice.ranges[i], "class=\"twice\" fill=\"url(#twice)\"");
    }
}

/* What a reader who does not see the picture is told. */
static void put_description(struct canvas *canvas, const char *consequence, size_t number) {
    const struct ng_drawing *drawing = canvas->drawing;
    char words[WORDS_SIZE];
    ng_buffer_printf(canvas->buffer,
                     "<title id=\"picture-%zu\">Index line: what was expected and what was "
                     "received</title><desc id=\"words-%zu\">",
                     number, number);
    if (drawing->asked_known) {
        asked_words(drawing, words);
        ng_buffer_printf(canvas->buffer, "Asked for: %s. ", words);
    }
    row_words(&canvas->line.expected, "", words);
    ng_buffer_printf(canvas->buffer, "Expected: %s. ", words);
    row_words(&canvas->line.received, "", words);
    ng_buffer_printf(canvas->buffer, "Received: %s.", words);
    if (consequence[0] != '\0') {
        ng_buffer_byte(canvas->buffer, ' ');
        ng_html_sentence(canvas->buffer, consequence);
        ng_buffer_byte(canvas->buffer, '.');
    }
    ng_buffer_text(canvas->buffer, "</desc>");
}

static void put_key(const struct canvas *canvas, const char *pattern, const char *word,
                    const struct ng_index_set *set) {
    if (set->count == 0) {
        return;
    }
    ng_buffer_printf(canvas->buffer,
                     "<li><svg class=\"key\" width=\"18\" height=\"12\" aria-hidden=\"true\" "
                     "focusable=\"false\"><rect class=\"%s\" width=\"18\" height=\"12\" "
                     "fill=\"url(#%s)\"/></svg><b class=\"%s\">%s</b> ",
                     pattern, pattern, pattern, word);
    for (size_t i = 0; i < set->count; i++) {
        char text[NG_INDEXES_TEXT_MAX];
        ng_indexes_print(set->ranges[i], true, text);
        ng_buffer_printf(canvas->buffer, "%s%s", i == 0 ? "" : ", ", text);
    }
    ng_buffer_text(canvas->buffer, "</li>");
}

static void put_caption(const struct canvas *canvas, const char *consequence) {
    if (consequence[0] == '\0') {
        return;
    }
    ng_buffer_text(canvas->buffer, "<figcaption><ul class=\"keys\">");
    put_key(canvas, "lost", canvas->walked ? "lost:" : "missing:", &canvas->lost);
    put_key(canvas, "twice", canvas->walked ? "twice:" : "not asked for:", &canvas->twice);
    ng_buffer_text(canvas->buffer, "</ul><p>");
    ng_html_sentence(canvas->buffer, consequence);
    ng_buffer_text(canvas->buffer, ".</p></figcaption>");
}

void ng_html_picture(struct ng_buffer *buffer, const struct ng_drawing *drawing, size_t number) {
    if (!drawing->drawable) {
        return;
    }
    struct ng_buffer drawn;
    char consequence[WORDS_SIZE * 3];
    ng_buffer_init(&drawn);
    struct canvas canvas = make_canvas(&drawn, drawing);
    ng_consequence(drawing, consequence, sizeof consequence);
    put_asked(&canvas);
    put_row(&canvas, "expected", &canvas.line.expected);
    put_row(&canvas, "received", &canvas.line.received);
    put_outcome(&canvas);
    bool wide = canvas.line.axis.width > COLUMNS_NARROW || canvas.widest > WORDS_NARROW;
    ng_buffer_printf(buffer,
                     "<figure class=\"picture%s\"%s><svg role=\"img\" aria-labelledby=\"picture-%zu"
                     "\" aria-describedby=\"words-%zu\" width=\"100%%\" height=\"%zu\">",
                     wide ? " wide" : "",
                     wide ? " tabindex=\"0\" aria-label=\"A wide picture, which scrolls\"" : "",
                     number, number, HEAD_HEIGHT + canvas.rows * ROW_HEIGHT);
    canvas.buffer = buffer;
    put_description(&canvas, consequence, number);
    put_axis(&canvas, canvas.rows);
    ng_buffer_add(buffer, ng_buffer_string(&drawn), drawn.size);
    ng_buffer_text(buffer, "</svg>");
    put_caption(&canvas, consequence);
    ng_buffer_text(buffer, "</figure>\n");
    buffer->failed = buffer->failed || drawn.failed;
    ng_buffer_deinit(&drawn);
}
