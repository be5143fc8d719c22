/* Lines of text become events, where they stand. */
#ifndef REF_LOG_INDEX_H
#define REF_LOG_INDEX_H

#include "reference/json_check.h"
#include "reference/log_store.h"

/* What came of a text: how much of it is done with, how many line ends that part holds, and why it
 * stopped, which is REF_JSON_FINE when no complete line is left. Otherwise `column` is the fault's
 * place in the next line, a byte counted from 1. `last` is the last event made, inside the store's
 * memory, and `last_at` where in the text it stood; its size is 0 when there was none. */
struct ref_indexed {
    size_t taken;
    uint64_t lines;
    enum ref_json_fault fault;
    size_t column;
    struct ref_bytes last;
    size_t last_at;
};

/* Makes events of the complete lines at the start of a store's lent memory (ref_store_room).
 * `size` bytes of text stand there. A line is complete with its line feed. White space around a
 * line's value, a carriage return included, is no part of the event; a line of white space alone is
 * no event and no fault. The text is overwritten: each event is moved up to the one before and a
 * comma put behind it. It stops at the first line that is not one JSON value; the lines before it
 * are events. Errors: REF_ERROR_MEMORY, and `indexed` says what was done before. `indexed` is
 * written in every case. One pass over the text, without allocation but for the positions of the
 * events. Writer of the store only. */
enum ref_status ref_index_lines(struct ref_store *store, char *text, size_t size,
                                struct ref_indexed *indexed) REF_MUST_CHECK;

#endif
