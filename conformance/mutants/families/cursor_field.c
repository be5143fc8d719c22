/* The field of the cursor: its name, its number and its grammar. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"

#include <inttypes.h>
#include <stdio.h>

static void print_cursor(struct mutant_turn *turn, const char *before, const char *after) {
    char text[64];
    (void)snprintf(text, sizeof text, "%s%" PRIu64 "%s", before, turn->cursor, after);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void missing(struct mutant_turn *turn) {
    (void)turn;
}

static void only_with_events(struct mutant_turn *turn) {
    if (turn->index_count)
        mutant_cursor(turn);
}

static void twice(struct mutant_turn *turn) {
    mutant_cursor(turn);
    mutant_cursor(turn);
}

static void twice_different(struct mutant_turn *turn) {
    mutant_cursor(turn);
    mutant_field_number(turn, MUTANT_CURSOR_NAME, turn->count + 1);
}

static void comma_list(struct mutant_turn *turn) {
    char text[64];
    (void)snprintf(text, sizeof text, "%" PRIu64 ", %" PRIu64, turn->cursor, turn->cursor);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void plus_sign(struct mutant_turn *turn) {
    print_cursor(turn, "+", "");
}

static void as_float(struct mutant_turn *turn) {
    print_cursor(turn, "", ".0");
}

static void as_hex(struct mutant_turn *turn) {
    char text[32];
    (void)snprintf(text, sizeof text, "0x%" PRIx64, turn->cursor);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void with_exponent(struct mutant_turn *turn) {
    char text[48];
    (void)snprintf(text, sizeof text, "%e", (double)turn->cursor);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void grouped(struct mutant_turn *turn) {
    char text[64];
    if (turn->cursor < 1000)
        (void)snprintf(text, sizeof text, "%" PRIu64, turn->cursor);
    else
        (void)snprintf(text, sizeof text, "%" PRIu64 ",%03" PRIu64, turn->cursor / 1000,
                       turn->cursor % 1000);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

/* 12 as `1 2`, 3 as `3 `-less `0 3`: a space stands among the digits of every number. */
static void spaced(struct mutant_turn *turn) {
    char text[64];
    (void)snprintf(text, sizeof text, "%" PRIu64 " %" PRIu64, turn->cursor / 10, turn->cursor % 10);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void with_text(struct mutant_turn *turn) {
    print_cursor(turn, "idx=", "");
}

static void with_total(struct mutant_turn *turn) {
    char text[64];
    (void)snprintf(text, sizeof text, "%" PRIu64 "/%" PRIu64, turn->cursor, turn->count);
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

static void empty_value(struct mutant_turn *turn) {
    mutant_field(turn, MUTANT_CURSOR_NAME, "");
}

static void quoted(struct mutant_turn *turn) {
    print_cursor(turn, "\"", "\"");
}

static void null_without_events(struct mutant_turn *turn) {
    if (turn->index_count)
        mutant_cursor(turn);
    else
        mutant_field(turn, MUTANT_CURSOR_NAME, "null");
}

static void minus_one_on_empty(struct mutant_turn *turn) {
    if (turn->count)
        mutant_cursor(turn);
    else
        mutant_field(turn, MUTANT_CURSOR_NAME, "-1");
}

static void wrong_name(struct mutant_turn *turn) {
    mutant_field_number(turn, "X-EXO-Last-Index", turn->cursor);
}

static void without_prefix(struct mutant_turn *turn) {
    mutant_field_number(turn, "EXO-Last-Idx", turn->cursor);
}

/* In a trailer a client sees it after the body, if at all. */
static void in_trailer(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    turn->framing = MUTANT_CHUNKED;
    mutant_field(turn, "Trailer", MUTANT_CURSOR_NAME);
    mutant_put_framing(turn);
    mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    mutant_put_body(turn, &out);
    if (turn->number && turn->framing == MUTANT_CHUNKED && !mutant_has_no_body(turn)) {
        char line[64];
        out.size -= 2;
        (void)snprintf(line, sizeof line, MUTANT_CURSOR_NAME ": %" PRIu64 "\r\n\r\n", turn->cursor);
        mutant_buffer_text(&out, line);
    }
    mutant_send_buffer(turn, &out);
}

static void not_on_dump(struct mutant_turn *turn) {
    if (!mutant_is_dump(turn))
        mutant_cursor(turn);
}

#define STEP_CURSOR(function) .steps = {.cursor = function}

static const struct mutant_entry entries[] = {
    {"cursor-missing", "cursor-1", "no answer carries a cursor",
     "a server that is older than the field", MUTANT_CORE, STEP_CURSOR(missing)},
    {"cursor-missing-without-events", "cursor-1", "only answers with events carry a cursor",
     "the cursor is taken from the last event", MUTANT_CORE, STEP_CURSOR(only_with_events)},
    {"cursor-missing-on-dump", "cursor-1", "the full dump carries no cursor",
     "the old dump has a path of its own", MUTANT_CORE, STEP_CURSOR(not_on_dump)},
    {"cursor-twice", "cursor-1", "the field stands in the head twice",
     "a handler and a middleware each add it", MUTANT_CORE, STEP_CURSOR(twice)},
    {"cursor-twice-different", "cursor-1", "the field stands in the head twice, with two numbers",
     "a proxy adds that of its own copy", MUTANT_CORE, STEP_CURSOR(twice_different)},
    {"cursor-comma-list", "cursor-2", "the value is a list of two numbers",
     "proxies join repeated fields", MUTANT_CORE, STEP_CURSOR(comma_list)},
    {"cursor-plus-sign", "cursor-2", "the value has a plus sign", "printf with %+d", MUTANT_CORE,
     STEP_CURSOR(plus_sign)},
    {"cursor-float", "cursor-2", "the value is printed as 3.0",
     "languages whose numbers are floating point", MUTANT_CORE, STEP_CURSOR(as_float)},
    {"cursor-hex", "cursor-2", "the value is printed as 0x3", "offsets of storage layers",
     MUTANT_CORE, STEP_CURSOR(as_hex)},
    {"cursor-exponent", "cursor-2", "the value is printed as 3.000000e+00",
     "default formats of floating-point numbers", MUTANT_CORE, STEP_CURSOR(with_exponent)},
    {"cursor-thousands", "cursor-2", "from a thousand on the value is printed as 1,000",
     "number formats of a locale", MUTANT_CORE, .events = 1000, STEP_CURSOR(grouped)},
    {"cursor-inner-space", "cursor-2", "a space stands among the digits",
     "number formats of a locale", MUTANT_CORE, STEP_CURSOR(spaced)},
    {"cursor-labelled", "cursor-2", "the value is printed as idx=3",
     "fields made for people to read", MUTANT_CORE, STEP_CURSOR(with_text)},
    {"cursor-of-total", "cursor-2", "the value is printed as 3/10", "Content-Range of HTTP",
     MUTANT_CORE, STEP_CURSOR(with_total)},
    {"cursor-empty", "cursor-2", "the value is empty", "a template whose variable has no value",
     MUTANT_CORE, STEP_CURSOR(empty_value)},
    {"cursor-quoted", "cursor-2", "the value stands in quotes",
     "a JSON serialiser prints the value; ETag", MUTANT_CORE, STEP_CURSOR(quoted)},
    {"cursor-null-without-events", "cursor-2", "the cursor of an answer without events is null",
     "an optional value is printed as it is", MUTANT_CORE, STEP_CURSOR(null_without_events)},
    {"cursor-minus-one", "cursor-2", "the cursor of an empty log is -1",
     "exo's lastEventAppliedIdx is -1 on an empty log", MUTANT_BOUNDARY,
     .needs = MUTANT_NEEDS_LAUNCH, STEP_CURSOR(minus_one_on_empty)},
    {"cursor-wrong-name", "cursor-1", "the field is called X-EXO-Last-Index", "a typing error",
     MUTANT_CORE, STEP_CURSOR(wrong_name)},
    {"cursor-without-prefix", "cursor-1", "the field is called EXO-Last-Idx",
     "X- is out of use since RFC 6648", MUTANT_CORE, STEP_CURSOR(without_prefix)},
    {"cursor-in-trailer", "cursor-1", "the cursor stands in a trailer behind the body",
     "servers that stream know the count only at the end", MUTANT_CORE,
     .steps = {.cursor = missing, .send = in_trailer}},
};

const struct mutant_family mutant_cursor_field =
    MUTANT_FAMILY("the field of the cursor", MUTANT_DEFECT, entries);
