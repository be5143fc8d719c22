#include "conformance/report/html/walk.h"

#include "conformance/report/index_line.h"

#include <inttypes.h>

static void put_set(struct ng_buffer *buffer, const struct ng_index_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        char text[NG_INDEXES_TEXT_MAX];
        ng_indexes_print(set->ranges[i], true, text);
        ng_buffer_printf(buffer, "%s%s", i == 0 ? "" : i + 1 < set->count ? ", " : " and ", text);
    }
}

static bool is_one(const struct ng_index_set *set) {
    return set->count == 1 && set->ranges[0].end - set->ranges[0].first == 1;
}

static void put_start(struct ng_buffer *buffer, uint64_t start) {
    ng_buffer_text(buffer, "<li>Before this answer the client has handled ");
    if (start == 0) {
        ng_buffer_text(buffer, "nothing");
    } else {
        char text[NG_INDEXES_TEXT_MAX];
        ng_indexes_print((struct ng_indexes){0, start}, false, text);
        ng_buffer_text(buffer, text);
    }
    ng_buffer_printf(buffer, "; the next event that it needs is e%" PRIu64 ".</li>", start);
}

static void put_answer(struct ng_buffer *buffer, const struct ng_drawing *drawing) {
    struct ng_index_line line;
    char events[NG_INDEXES_TEXT_MAX];
    ng_index_line(drawing, &line);
    ng_index_row_events(&line.received, events);
    ng_buffer_printf(buffer,
                     "<li>It handles this answer, %s, and keeps the cursor %" PRIu64 ".</li>",
                     events, drawing->cursor);
}

void ng_html_walk(struct ng_buffer *buffer, const struct ng_drawing *drawing) {
    struct ng_index_set lost;
    struct ng_index_set twice;
    ng_consequence_sets(drawing, &lost, &twice);
    if (!drawing->drawable || (lost.count == 0 && twice.count == 0)) {
        return;
    }
    uint64_t start = drawing->expected_first < drawing->expected_cursor ? drawing->expected_first
                                                                        : drawing->expected_cursor;
    ng_buffer_text(buffer, "<div class=\"walk\"><h5>A client walks through the log</h5><ol>");
    put_start(buffer, start);
    put_answer(buffer, drawing);
    ng_buffer_printf(buffer, "<li>Its next read goes on at e%" PRIu64 ".</li>", drawing->cursor);
    if (lost.count > 0) {
        ng_buffer_text(buffer, "<li><b class=\"lost\">Lost:</b> ");
        put_set(buffer, &lost);
        ng_buffer_text(buffer, is_one(&lost)
                                   ? " did not come, and is never asked for again.</li>"
                                   : " did not come, and are never asked for again.</li>");
    }
    if (twice.count > 0) {
        ng_buffer_text(buffer, "<li><b class=\"twice\">Twice:</b> ");
        put_set(buffer, &twice);
        ng_buffer_text(buffer, is_one(&twice) ? " is handled a second time.</li>"
                                              : " are handled a second time.</li>");
    }
    ng_buffer_text(buffer, "</ol></div>\n");
}
