#include "reference/log_index.h"

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct ref_bytes trimmed(struct ref_bytes line) {
    while (line.size > 0 && is_space(line.data[line.size - 1])) {
        line.size--;
    }
    while (line.size > 0 && is_space(line.data[0])) {
        line = ref_bytes_after(line, 1);
    }
    return line;
}

/* Puts an event and its comma at `to`, which is at or before the event: its line had room for a
 * line feed. */
static enum ref_status add_event(struct ref_store *store, char *to, struct ref_bytes event) {
    if (to != event.data) {
        memmove(to, event.data, event.size);
    }
    to[event.size] = ',';
    return ref_store_add(store, event.size + 1);
}

enum ref_status ref_index_lines(struct ref_store *store, char *text, size_t size,
                                struct ref_indexed *indexed) {
    char *to = text;
    const char *feed = NULL;
    *indexed = (struct ref_indexed){.fault = REF_JSON_FINE};
    while (indexed->taken < size &&
           (feed = memchr(text + indexed->taken, '\n', size - indexed->taken)) != NULL) {
        struct ref_bytes line = {text + indexed->taken, (size_t)(feed - text) - indexed->taken};
        struct ref_bytes event = trimmed(line);
        if (event.size > 0) {
            size_t offset = 0;
            indexed->fault = ref_json_check(event, &offset);
            if (indexed->fault != REF_JSON_FINE) {
                indexed->column = (size_t)(event.data - line.data) + offset + 1;
                return REF_OK;
            }
            enum ref_status status = add_event(store, to, event);
            if (status != REF_OK) {
                return status;
            }
            indexed->last = (struct ref_bytes){to, event.size};
            indexed->last_at = (size_t)(event.data - text);
            to += event.size + 1;
        }
        indexed->taken += line.size + 1;
        indexed->lines++;
    }
    return REF_OK;
}
