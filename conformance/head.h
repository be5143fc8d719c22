/*
 * The header section of an answer: takes its lines as they arrive and keeps what judging needs.
 */
#ifndef NG_HEAD_H
#define NG_HEAD_H

#include "conformance/exchange.h"

struct ng_head {
    const char *cursor_name; /* of the field that carries the cursor, or NULL: none does */
    int status;              /* of the last status line; 0 where none came */
    bool within;             /* a status line was seen, and not yet the empty line behind it */
    bool complete;           /* the empty line after a final status (200 and more) was seen */
    size_t bytes;            /* of all lines, those of interim answers too */
    size_t cursor_lines;
    bool cursor_is_digits;     /* the whole value, also where `cursor` is cut */
    char *folds_into;          /* the value that a folded line goes on with, or NULL */
    char cursor[NG_FIELD_MAX]; /* the values of repeated lines are joined by ", " */
    char media_type[NG_FIELD_MAX];
    char cache_control[NG_FIELD_MAX];
    char allow_origin[NG_FIELD_MAX];
    char expose_headers[NG_FIELD_MAX];
    char entity_tag[NG_FIELD_MAX];
    char last_modified[NG_FIELD_MAX];
    char location[NG_FIELD_MAX];
};

/* Starts with a new answer. The name outlives the head. */
void ng_head_begin(struct ng_head *head, const char *cursor_name);

/* Takes one line with or without its line end: a status line, a field line, a folded line (it goes
   on with the one before) or the empty line. Each status line starts again, so that interim answers
   (1xx) leave nothing; only the first line of a section is one. What follows the final empty line
   (trailers) is no header field and dropped. Errors: NG_TOO_LARGE over NG_HEADER_BYTES_MAX,
   NG_MALFORMED for a status line without a status. Cost: linear, no allocation. */
NG_MUST_CHECK enum ng_status ng_head_line(struct ng_head *head, const char *line, size_t size);

/* Copies the fields into an exchange: all but the cursor. */
void ng_head_fill(const struct ng_head *head, struct ng_exchange *exchange);

/* What the field says as a cursor, in the server's own counting where it is NG_CURSOR_OK. */
enum ng_cursor_form ng_head_cursor(const struct ng_head *head, uint64_t *wire);

#endif
