/* Other right spellings of events, readings of parameters, refusals and logs. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/families/parsers.h"
#include "conformance/mutants/json.h"

#include <string.h>

/* Writes the event in a style, or as it stands where it is nested too deep for that. */
static void styled(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into,
                   const struct mutant_json_style *style) {
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    if (!mutant_json_write(into, event.text, event.size, style))
        mutant_event(turn, index, into);
}

static void pretty(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    static const struct mutant_json_style style = {.pretty = true};
    styled(turn, index, into, &style);
}

static void pretty_body(struct mutant_turn *turn) {
    mutant_buffer_text(&turn->body, " \r\n");
    mutant_body(turn);
    mutant_buffer_text(&turn->body, "\n\t");
}

static void turned_keys(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    const struct mutant_json_style style = {.turn_keys = turn->number % 2};
    styled(turn, index, into, &style);
}

static void escapes(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    const struct mutant_json_style style = {.escape = true, .random = turn->random};
    styled(turn, index, into, &style);
}

static void numbers(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    const struct mutant_json_style style = {.other_numbers = true, .random = turn->number + index};
    styled(turn, index, into, &style);
}

static void refuse_400(struct mutant_turn *turn) {
    mutant_refuse(turn);
    turn->status = 400;
}

static void refuse_with_html(struct mutant_turn *turn) {
    turn->status = 422;
    turn->no_cursor = true;
    turn->media_type = "text/html";
    mutant_buffer_text(&turn->body, "<!doctype html><title>422</title><p>That is no number.\n");
}

static void refuse_with_array(struct mutant_turn *turn) {
    turn->status = 422;
    turn->no_cursor = true;
    mutant_buffer_text(&turn->body, "[\"since and limit are whole numbers from 0\"]");
}

static void refuse_with_nothing(struct mutant_turn *turn) {
    turn->status = 422;
    turn->no_cursor = true;
}

static bool is_method(const struct mutant_turn *turn, const char *method) {
    return strcmp(turn->request->method, method) == 0;
}

static void head_not_found(struct mutant_turn *turn) {
    if (is_method(turn, "HEAD"))
        turn->status = 404;
}

static void only_get(struct mutant_turn *turn) {
    if (is_method(turn, "GET"))
        return;
    turn->status = 405;
    mutant_field(turn, "Allow", "GET");
}

static void options_unknown(struct mutant_turn *turn) {
    if (is_method(turn, "OPTIONS"))
        turn->status = 501;
}

static bool python_numbers(struct mutant_turn *turn, enum mutant_parameter which,
                           const struct mutant_pair *pair, struct mutant_number *number) {
    (void)turn;
    (void)which;
    return mutant_read_python(pair, number) && (!number->negative || !number->value);
}

/* Whole numbers as Number() of JavaScript reads them: 1.0, 1e3 and 0x10 too. */
static bool script_numbers(struct mutant_turn *turn, enum mutant_parameter which,
                           const struct mutant_pair *pair, struct mutant_number *number) {
    struct mutant_number tenths;
    if (mutant_read(turn, which, pair, number))
        return true;
    if (!mutant_read_tenths(pair, &tenths) || tenths.negative || tenths.value % 10 ||
        tenths.value == UINT64_MAX)
        return false;
    *number = (struct mutant_number){.given = true, .value = tenths.value / 10};
    return true;
}

/* No zeros in front, nothing over 2^63-1. */
static bool strict_numbers(struct mutant_turn *turn, enum mutant_parameter which,
                           const struct mutant_pair *pair, struct mutant_number *number) {
    if (pair->value_size > 1 && pair->value[0] == '0')
        return false;
    return mutant_read(turn, which, pair, number) && number->value <= INT64_MAX;
}

static bool first_counts(struct mutant_turn *turn, enum mutant_parameter which,
                         const struct mutant_pair *pair, struct mutant_number *number) {
    (void)turn;
    (void)which;
    (void)pair;
    return number->given;
}

static bool last_counts(struct mutant_turn *turn, enum mutant_parameter which,
                        const struct mutant_pair *pair, struct mutant_number *number) {
    return mutant_read(turn, which, pair, number);
}

static enum mutant_parameter any_case(const struct mutant_turn *turn,
                                      const struct mutant_pair *pair) {
    char name[6] = "";
    if (pair->name_size != 5)
        return mutant_match(turn, pair);
    for (size_t i = 0; i < 5; i++) {
        char byte = pair->name[i];
        name[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    const struct mutant_pair lower = {.name = name, .name_size = 5};
    return mutant_match(turn, &lower);
}

static void unknown_refused(struct mutant_turn *turn) {
    mutant_query(turn);
    for (size_t i = 0; !turn->refused && i < turn->request->pair_count; i++)
        if (mutant_match(turn, &turn->request->pairs[i]) == MUTANT_NO_PARAMETER)
            turn->refused = &turn->request->pairs[i];
}

static bool is_long(const struct mutant_turn *turn) {
    return turn->request->target_size > 4096;
}

static void long_refused(struct mutant_turn *turn) {
    if (is_long(turn)) {
        turn->status = 414;
        turn->close = true;
    }
}

static void long_closed(struct mutant_turn *turn) {
    if (is_long(turn))
        turn->close = true;
    else
        mutant_send(turn);
}

static void make_equal(uint64_t index, struct mutant_buffer *into) {
    (void)index;
    mutant_buffer_text(into, "{\"Heartbeat\":{}}");
}

static void make_scalar(uint64_t index, struct mutant_buffer *into) {
    static const char *const values[] = {"null",        "true", "0",  "\"\"", "-0.5e-3",
                                         "\"\\u0000\"", "[]",   "{}", "1",    "false"};
    if (index % 3)
        mutant_buffer_text(into, values[index % 10]);
    else
        mutant_buffer_number(into, index);
}

#define LARGE_EVENT (5 * 1024 * 1024)

static void make_large(uint64_t index, struct mutant_buffer *into) {
    mutant_buffer_text(into, "{\"chunk\":\"");
    if (index == 4 && mutant_buffer_reserve(into, LARGE_EVENT)) {
        memset(into->bytes + into->size, 'x', LARGE_EVENT);
        into->size += LARGE_EVENT;
    }
    mutant_buffer_text(into, "\",\"index\":");
    mutant_buffer_number(into, index);
    mutant_buffer_byte(into, '}');
}

static void make_deep(uint64_t index, struct mutant_buffer *into) {
    uint64_t depth = 50 + index * 10;
    for (uint64_t i = 0; i < depth; i++)
        mutant_buffer_text(into, i % 2 ? "[" : "{\"in\":");
    mutant_buffer_number(into, index);
    for (uint64_t i = depth; i-- > 0;)
        mutant_buffer_byte(into, i % 2 ? ']' : '}');
}

#define EVENT(function) .class_id = MUTANT_CORE, .steps = {.event = function}
#define BOUNDARY .class_id = MUTANT_BOUNDARY
#define OWN_LOG .needs = MUTANT_NEEDS_OWN_LOG

static const struct mutant_entry entries[] = {
    {"pretty-printed", NULL, "events and body are printed with white space", "debug settings",
     .steps = {.event = pretty, .body = pretty_body}},
    {"keys-turned", NULL, "the order of keys differs from answer to answer", "maps without order",
     EVENT(turned_keys)},
    {"escapes-differ", NULL, "strings are escaped in another way in each answer",
     "\\u0061 is a; events are JSON values", EVENT(escapes)},
    {"numbers-respelt", NULL, "1 is printed as 1, 1.0, 1e0 or 10e-1, as it comes",
     "events are JSON values", EVENT(numbers)},
    {"refusal-400", NULL, "refusals have the status 400", "most frameworks; reject-5 is a SHOULD",
     BOUNDARY, .profile = "refusal-400", .steps = {.refuse = refuse_400}},
    {"refusal-html", NULL, "the body of a refusal is a page for people", "it is free", BOUNDARY,
     .steps = {.refuse = refuse_with_html}},
    {"refusal-array", NULL, "the body of a refusal is an array that holds no event", "it is free",
     BOUNDARY, .steps = {.refuse = refuse_with_array}},
    {"refusal-empty", NULL, "the body of a refusal is empty", "it is free", BOUNDARY,
     .steps = {.refuse = refuse_with_nothing}},
    {"head-404", NULL, "HEAD is answered 404", "measured; method-1", BOUNDARY,
     .steps = {.begin = head_not_found}},
    {"only-get", NULL, "HEAD and OPTIONS are refused with 405", "measured; method-1", BOUNDARY,
     .steps = {.begin = only_get}},
    {"options-501", NULL, "OPTIONS is answered 501", "the library of Python", BOUNDARY,
     .steps = {.begin = options_unknown}},
    {"python-numbers", NULL, "+3, ` 3`, 03, 1_0 and digits of other scripts mean their reading",
     "int() of Python; measured", BOUNDARY, .steps = {.read = python_numbers}},
    {"script-numbers", NULL, "1.0, 1e3 and 0x10 mean their reading",
     "Number() of JavaScript, with a check; measured", BOUNDARY, .steps = {.read = script_numbers}},
    {"strict-numbers", NULL, "zeros in front, and numbers over 2^63-1, are refused",
     "int64 and a strict grammar", BOUNDARY, .steps = {.read = strict_numbers}},
    {"repeated-first", NULL, "of a repeated parameter the first counts", "measured", BOUNDARY,
     .steps = {.again = first_counts}},
    {"repeated-last", NULL, "of a repeated parameter the last counts", "measured", BOUNDARY,
     .steps = {.again = last_counts}},
    {"names-in-any-case", NULL, "Since and LIMIT are known, too", "names are free in this",
     BOUNDARY, .steps = {.match = any_case, .again = last_counts}},
    {"unknown-refused", NULL, "an unknown parameter is refused: a warning, no fault",
     "strict schemas; param-6 is a SHOULD", BOUNDARY, .steps = {.query = unknown_refused}},
    {"long-target-414", NULL, "a target of more than 4 KB is refused with 414", "measured",
     BOUNDARY, .steps = {.begin = long_refused}},
    {"long-target-closed", NULL, "a target of more than 4 KB ends the connection", "measured",
     BOUNDARY, .steps = {.send = long_closed}},
    {"equal-events", NULL, "all events are equal", "heartbeats", OWN_LOG, .make_event = make_equal},
    {"scalar-events", NULL, "events are null, numbers, strings and empty arrays",
     "an event is any JSON value", OWN_LOG, .make_event = make_scalar},
    {"large-event", NULL, "one event is 5 MB long", "chunks and traces", OWN_LOG, .events = 5,
     .make_event = make_large},
    {"deep-events", NULL, "events are nested up to 140 deep", "an event is any JSON value", OWN_LOG,
     .make_event = make_deep},
    {"long-log", NULL, "the log holds 50,000 events", "a cluster of some days", OWN_LOG,
     .own_events = 50000},
    {"grows-fast", NULL, "the log grows by 1,000 events a second", "tokens of a language model",
     OWN_LOG, .own_growth = 1000},
    {"grows-slowly", NULL, "the log holds three events, and grows by 20 a second",
     "a cluster that starts", OWN_LOG, .own_events = 3, .own_growth = 20},
};

const struct mutant_family mutant_legal_values =
    MUTANT_FAMILY("other right spellings, readings and logs", MUTANT_LEGAL, entries);
