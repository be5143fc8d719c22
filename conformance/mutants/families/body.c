/* Bodies that are no array of the events. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/json.h"

#include <stdio.h>
#include <string.h>

/* What stands in place of the body of an answer without events. */
static void without_events(struct mutant_turn *turn, const char *text) {
    if (turn->index_count)
        mutant_body(turn);
    else
        mutant_buffer_text(&turn->body, text);
}

static void empty_null(struct mutant_turn *turn) {
    without_events(turn, "null");
}

static void empty_object(struct mutant_turn *turn) {
    without_events(turn, "{}");
}

static void empty_nothing(struct mutant_turn *turn) {
    without_events(turn, "");
}

static void around(struct mutant_turn *turn, const char *before, const char *after) {
    mutant_buffer_text(&turn->body, before);
    mutant_body(turn);
    mutant_buffer_text(&turn->body, after);
}

static void envelope(struct mutant_turn *turn) {
    around(turn, "{\"events\":", "}");
}

static void array_in_array(struct mutant_turn *turn) {
    around(turn, "[", "]");
}

static void trailing_text(struct mutant_turn *turn) {
    around(turn, "", "\n<!-- rendered in 3 ms -->");
}

static void two_documents(struct mutant_turn *turn) {
    around(turn, "", "[]");
}

static void script_guard(struct mutant_turn *turn) {
    around(turn, ")]}',\n", "");
}

static void callback(struct mutant_turn *turn) {
    around(turn, "callback(", ");");
}

static void byte_order_mark(struct mutant_turn *turn) {
    around(turn, "\xef\xbb\xbf", "");
}

static void lines(struct mutant_turn *turn) {
    for (size_t i = 0; i < turn->index_count; i++) {
        mutant_event(turn, turn->indexes[i], &turn->body);
        mutant_buffer_byte(&turn->body, '\n');
    }
}

static void without_commas(struct mutant_turn *turn) {
    mutant_buffer_byte(&turn->body, '[');
    for (size_t i = 0; i < turn->index_count; i++) {
        mutant_buffer_text(&turn->body, i ? "\n" : "");
        mutant_event(turn, turn->indexes[i], &turn->body);
    }
    mutant_buffer_byte(&turn->body, ']');
}

static void single_object(struct mutant_turn *turn) {
    if (turn->index_count == 1)
        mutant_event(turn, turn->indexes[0], &turn->body);
    else
        mutant_body(turn);
}

static void keyed_object(struct mutant_turn *turn) {
    for (size_t i = 0; i < turn->index_count; i++) {
        char key[32];
        (void)snprintf(key, sizeof key, "%c\"%llu\":", i ? ',' : '{',
                       (unsigned long long)turn->indexes[i]);
        mutant_buffer_text(&turn->body, key);
        mutant_event(turn, turn->indexes[i], &turn->body);
    }
    mutant_buffer_text(&turn->body, turn->index_count ? "}" : "{}");
}

/* Ends the body in another way where it holds events. */
static void change_end(struct mutant_turn *turn, const char *end) {
    mutant_body(turn);
    if (!turn->index_count || !turn->body.size)
        return;
    turn->body.size--;
    mutant_buffer_text(&turn->body, end);
}

static void trailing_comma(struct mutant_turn *turn) {
    change_end(turn, ",]");
}

static void missing_bracket(struct mutant_turn *turn) {
    change_end(turn, "");
}

static void single_quotes(struct mutant_turn *turn) {
    mutant_body(turn);
    for (size_t i = 0; i < turn->body.size; i++)
        if (turn->body.bytes[i] == '"')
            turn->body.bytes[i] = '\'';
}

static void not_a_number(struct mutant_turn *turn) {
    mutant_body(turn);
    if (!turn->index_count)
        return;
    mutant_buffer_clear(&turn->body);
    mutant_buffer_text(&turn->body, "[NaN");
    for (size_t i = 1; i < turn->index_count; i++) {
        mutant_buffer_byte(&turn->body, ',');
        mutant_event(turn, turn->indexes[i], &turn->body);
    }
    mutant_buffer_byte(&turn->body, ']');
}

#define BODY_CUT ((size_t)512)

static void cut_long(struct mutant_turn *turn) {
    mutant_body(turn);
    if (turn->body.size > BODY_CUT)
        turn->body.size = BODY_CUT;
}

static void put_as_string(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    mutant_buffer_byte(into, '"');
    for (size_t i = 0; i < event.size; i++) {
        if (event.text[i] == '"' || event.text[i] == '\\')
            mutant_buffer_byte(into, '\\');
        mutant_buffer_byte(into, event.text[i]);
    }
    mutant_buffer_byte(into, '"');
}

static void pages_as_strings(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    (mutant_has_limit(turn) ? put_as_string : mutant_event)(turn, index, into);
}

static void pages_with_index(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    if (!mutant_has_limit(turn)) {
        mutant_event(turn, index, into);
        return;
    }
    mutant_buffer_text(into, "{\"idx\":\"");
    mutant_buffer_number(into, index);
    mutant_buffer_text(into, "\",\"event\":");
    mutant_event(turn, index, into);
    mutant_buffer_byte(into, '}');
}

static void null_behind(struct mutant_turn *turn) {
    change_end(turn, ",null]");
}

static void short_dump(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    const struct mutant_json_style brief = {.replace_string = "..."};
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    if (!mutant_is_dump(turn) || !mutant_json_write(into, event.text, event.size, &brief))
        mutant_event(turn, index, into);
}

static void html_when_empty(struct mutant_turn *turn) {
    without_events(turn, "<!doctype html><title>No events</title><p>Nothing here yet.\n");
}

#define STEP_BODY(function) .steps = {.body = function}
#define STEP_EVENT(function) .steps = {.event = function}

static const struct mutant_entry entries[] = {
    {"empty-null", "body-2", "the body of an answer without events is null",
     "a nil slice in Go; list 11", MUTANT_CORE, STEP_BODY(empty_null)},
    {"empty-object", "body-2", "the body of an answer without events is {}",
     "an empty table in Lua, an empty array in PHP", MUTANT_CORE, STEP_BODY(empty_object)},
    {"empty-nothing", "body-2", "the body of an answer without events is empty",
     "a loop that prints the brackets too", MUTANT_CORE, STEP_BODY(empty_nothing)},
    {"empty-html", "body-1", "the body of an answer without events is a page for people",
     "an error page of a framework with status 200", MUTANT_CORE, STEP_BODY(html_when_empty)},
    {"envelope", "body-1", "the array stands in an object", "most APIs that page", MUTANT_CORE,
     STEP_BODY(envelope)},
    {"array-in-array", "range-1", "the array stands in an array", "a list that is put in a list",
     MUTANT_CORE, STEP_BODY(array_in_array)},
    {"ndjson", "body-1", "each event stands on a line of its own", "the log file sent as it is",
     MUTANT_CORE, STEP_BODY(lines)},
    {"no-commas", "body-1", "no commas stand between the events",
     "a stream of chunks without a separator", MUTANT_CORE, .events = 2, STEP_BODY(without_commas)},
    {"single-object", "body-1", "an answer with one event is that event without an array",
     "XML converters, PowerShell", MUTANT_BOUNDARY, .events = 1, STEP_BODY(single_object)},
    {"keyed-object", "body-1", "the events stand in an object with their indexes as keys",
     "sparse arrays in PHP and Lua", MUTANT_CORE, STEP_BODY(keyed_object)},
    {"trailing-comma", "body-1", "a comma stands behind the last event",
     "hand-written streams of JSON", MUTANT_CORE, .events = 1, STEP_BODY(trailing_comma)},
    {"null-behind", "range-1", "null stands behind the last event",
     "hand-written streams of JSON that end a trailing comma", MUTANT_CORE, .events = 1,
     STEP_BODY(null_behind)},
    {"missing-bracket", "body-1", "the closing bracket is missing",
     "a generator that fails before its end", MUTANT_CORE, .events = 1, STEP_BODY(missing_bracket)},
    {"single-quotes", "body-1", "strings stand in single quotes", "str() of a Python list",
     MUTANT_CORE, .events = 1, STEP_BODY(single_quotes)},
    {"not-a-number", "body-1", "NaN stands in place of the first event",
     "json.dumps in Python, with its defaults", MUTANT_CORE, .events = 1, STEP_BODY(not_a_number)},
    {"body-cut", "body-1", "bodies end after 512 bytes, and the length agrees",
     "a fixed buffer and snprintf", MUTANT_CORE, .events = 10, STEP_BODY(cut_long)},
    {"trailing-text", "body-1", "a comment stands behind the array", "debug output of a framework",
     MUTANT_CORE, STEP_BODY(trailing_text)},
    {"two-documents", "body-1", "a second array stands behind the first",
     "a handler that answers twice", MUTANT_CORE, STEP_BODY(two_documents)},
    {"script-guard", "body-1", "the body begins with )]}',", "a guard against JSON hijacking",
     MUTANT_CORE, STEP_BODY(script_guard)},
    {"callback", "body-1", "the body is a call of a function", "JSONP", MUTANT_CORE,
     STEP_BODY(callback)},
    {"byte-order-mark", "body-1", "a byte order mark stands before the array",
     "text writers of .NET; RFC 8259 forbids it", MUTANT_CORE, STEP_BODY(byte_order_mark)},
    {"pages-as-strings", "immutable-1",
     "a limited read brings the events as strings of JSON, the dump as objects",
     "serialised twice on one of two paths", MUTANT_CORE, .events = 5,
     STEP_EVENT(pages_as_strings)},
    {"pages-with-index", "immutable-1",
     "a limited read wraps each event with its index as a string",
     "rows of a database in place of events", MUTANT_CORE, .events = 5,
     STEP_EVENT(pages_with_index)},
    {"dump-abbreviated", "immutable-1", "the full dump shortens a string of each event",
     "list views that leave out the details", MUTANT_CORE, .events = 5, STEP_EVENT(short_dump)},
};

const struct mutant_family mutant_bodies =
    MUTANT_FAMILY("bodies that are no array of the events", MUTANT_DEFECT, entries);
