#include "conformance/waivers.h"

#include "conformance/nearest.h"
#include "conformance/report/escape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a word that is no case's id, as a message shows them. */
#define SHOWN_ID_BYTES 60

/* What is being read. */
struct reading {
    const struct ng_case *const *cases;
    size_t case_count;
    struct ng_waivers *waivers;
    struct ng_waivers_error *error;
    size_t line;
    const char *start; /* of the line */
};

static enum ng_status fail(const struct reading *reading, const char *at, const char *message) {
    reading->error->line = reading->line;
    reading->error->column = (size_t)(at - reading->start) + 1;
    (void)snprintf(reading->error->message, sizeof reading->error->message, "%s", message);
    return NG_MALFORMED;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static const struct ng_case *find_case(const struct reading *reading, const char *id) {
    for (size_t i = 0; i < reading->case_count; i++) {
        if (strcmp(reading->cases[i]->id, id) == 0) {
            return reading->cases[i];
        }
    }
    return NULL;
}

/* The id that was meant, or NULL. */
static const char *near_id(const struct reading *reading, const char *word) {
    const char **ids = calloc(reading->case_count + 1, sizeof *ids);
    if (ids == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < reading->case_count; i++) {
        ids[i] = reading->cases[i]->id;
    }
    const char *near = ng_nearest(word, ids, reading->case_count);
    free(ids);
    return near;
}

/* The word is anything that a file can hold, so it is shown as what came from a target is. */
static enum ng_status fail_unknown(const struct reading *reading, const char *at, const char *id) {
    char message[sizeof reading->error->message];
    const char *near = near_id(reading, id);
    struct ng_buffer shown;
    ng_buffer_init(&shown);
    ng_escape(&shown, id, strnlen(id, SHOWN_ID_BYTES), true);
    (void)snprintf(message, sizeof message,
                   near != NULL ? "there is no case '%s', did you mean '%s'?"
                                : "there is no case '%s'; 'nogap list' shows them",
                   ng_buffer_string(&shown), near);
    ng_buffer_deinit(&shown);
    return fail(reading, at, message);
}

static enum ng_status check_reason(const struct reading *reading, const char *reason) {
    if (*reason == '\0') {
        return fail(reading, reason,
                    "expected the reason after the case's id: why is it known to fail?");
    }
    for (const char *at = reason; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' || *at == '\177') {
            return fail(reading, at, "expected a reason without control characters");
        }
    }
    return NG_OK;
}

/* Reads one line, which ends in a NUL by now. */
static enum ng_status read_line(struct reading *reading, char *line) {
    char *id = line;
    while (is_blank(*id)) {
        id++;
    }
    if (*id == '\0' || *id == '#') {
        return NG_OK;
    }
    char *reason = id + strcspn(id, " \t");
    while (is_blank(*reason)) {
        *reason++ = '\0';
    }
    for (size_t size = strlen(reason); size > 0 && is_blank(reason[size - 1]); size--) {
        reason[size - 1] = '\0';
    }
    const struct ng_case *test_case = find_case(reading, id);
    if (test_case == NULL) {
        return fail_unknown(reading, id, id);
    }
    for (size_t i = 0; i < reading->waivers->count; i++) {
        if (reading->waivers->items[i].test_case == test_case) {
            return fail(reading, id, "this case is waived by an earlier line");
        }
    }
    enum ng_status status = check_reason(reading, reason);
    if (status == NG_OK) {
        reading->waivers->items[reading->waivers->count++] =
            (struct ng_waiver){.test_case = test_case, .reason = reason};
    }
    return status;
}

/* Ends the line [line, end) with a NUL, in the place of its line end, and reads it. */
static enum ng_status end_line(struct reading *reading, char *line, char *end) {
    const char *nul = memchr(line, '\0', (size_t)(end - line));
    reading->line++;
    reading->start = line;
    if (nul != NULL) {
        return fail(reading, nul, "expected text: no line of a list of waivers holds a NUL");
    }
    *end = '\0';
    if (end > line && end[-1] == '\r') {
        end[-1] = '\0';
    }
    return read_line(reading, line);
}

static enum ng_status read_lines(struct reading *reading, char *text, size_t size) {
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    char *end = text + size;
    char *line = strncmp(text, byte_order_mark, 3) == 0 ? text + 3 : text;
    enum ng_status status = NG_OK;
    while (status == NG_OK && line < end) {
        char *line_end = memchr(line, '\n', (size_t)(end - line));
        if (line_end == NULL) {
            line_end = end;
        }
        status = end_line(reading, line, line_end);
        line = line_end + 1;
    }
    return status;
}

enum ng_status ng_waivers_parse(const char *text, size_t size, const struct ng_case *const *cases,
                                size_t case_count, struct ng_waivers *waivers,
                                struct ng_waivers_error *error) {
    struct ng_waivers made = {
        .items = calloc(case_count + 1, sizeof *made.items),
        .storage = calloc(1, size + 1),
    };
    struct reading reading = {
        .cases = cases, .case_count = case_count, .waivers = &made, .error = error};
    enum ng_status status = NG_NO_MEMORY;
    if (made.items != NULL && made.storage != NULL) {
        memcpy(made.storage, text, size);
        status = read_lines(&reading, made.storage, size);
    }
    if (status != NG_OK) {
        ng_waivers_deinit(&made);
        return status;
    }
    *waivers = made;
    return NG_OK;
}

void ng_waivers_deinit(struct ng_waivers *waivers) {
    free(waivers->items);
    free(waivers->storage);
    *waivers = (struct ng_waivers){.items = NULL};
}
