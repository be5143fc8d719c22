/* Refusals that are none, or hold too much; and other methods. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"

#include <stdio.h>
#include <string.h>

static bool is_negative(const struct mutant_turn *turn) {
    return turn->refused->value[0] == '-';
}

static void with_status(struct mutant_turn *turn, int status) {
    mutant_refuse(turn);
    turn->status = status;
}

static void fails(struct mutant_turn *turn) {
    with_status(turn, 500);
}

static void negative_fails(struct mutant_turn *turn) {
    with_status(turn, is_negative(turn) ? 500 : 422);
}

/* Superscript two: isdigit() holds it for a digit, int() does not. */
static void superscript_fails(struct mutant_turn *turn) {
    bool is_superscript = strncmp(turn->refused->value, "\xc2\xb2", 2) == 0;
    with_status(turn, is_superscript ? 500 : 422);
}

static void ok_with_error(struct mutant_turn *turn) {
    with_status(turn, 200);
}

static void ok_with_error_and_cursor(struct mutant_turn *turn) {
    with_status(turn, 200);
    mutant_field_number(turn, MUTANT_CURSOR_NAME, 0);
}

static void ok_and_nothing(struct mutant_turn *turn) {
    turn->status = 200;
    turn->no_cursor = true;
    mutant_buffer_text(&turn->body, "[]");
    mutant_field_number(turn, MUTANT_CURSOR_NAME, mutant_store_count(turn->server->store));
}

static void found_elsewhere(struct mutant_turn *turn) {
    with_status(turn, 302);
    mutant_field(turn, "Location", "/events");
}

static void closes(struct mutant_turn *turn) {
    turn->refused = NULL;
    turn->status = 0;
}

/* Nothing is sent where a refusal was turned into a close. */
static void send_or_close(struct mutant_turn *turn) {
    if (turn->status)
        mutant_send(turn);
    else
        turn->close = true;
}

/* The refusal holds what the request without parameters would. */
static void with_events(struct mutant_turn *turn) {
    turn->status = 422;
    turn->no_cursor = true;
    turn->parameters[MUTANT_SINCE] = turn->parameters[MUTANT_LIMIT] = (struct mutant_number){0};
    mutant_count(turn);
    mutant_range(turn);
    mutant_select(turn);
    mutant_body(turn);
}

static void with_cursor(struct mutant_turn *turn) {
    mutant_refuse(turn);
    mutant_field_number(turn, MUTANT_CURSOR_NAME, mutant_store_count(turn->server->store));
}

static void not_found(struct mutant_turn *turn) {
    with_status(turn, 404);
}

/* The text of since, and the fraction of its sum with limit, come back as the cursor. */
static void poisoned_text(struct mutant_turn *turn) {
    if (is_negative(turn)) {
        mutant_refuse(turn);
        return;
    }
    turn->status = 200;
    turn->no_cursor = true;
    mutant_buffer_text(&turn->body, "[]");
    mutant_field(turn, MUTANT_CURSOR_NAME,
                 strpbrk(turn->refused->value, "\r\n") ? "" : turn->refused->value);
}

static void poisoned_fraction(struct mutant_turn *turn) {
    char text[64];
    if (strcmp(turn->refused->value, "1.5") != 0 || !mutant_pair_is(turn->refused, "since")) {
        mutant_refuse(turn);
        return;
    }
    turn->refused = NULL;
    turn->no_cursor = true;
    turn->parameters[MUTANT_SINCE] = (struct mutant_number){.given = true, .value = 1};
    mutant_count(turn);
    (void)snprintf(text, sizeof text, "%llu.5", (unsigned long long)mutant_one_less(turn->count));
    mutant_field(turn, MUTANT_CURSOR_NAME, text);
}

/* What the client sent stands in a field of the refusal, line ends included. */
static void reflects(struct mutant_turn *turn) {
    mutant_refuse(turn);
    mutant_buffer_text(&turn->fields, "X-Refused-Value: ");
    mutant_buffer_text(&turn->fields, turn->refused->value);
    mutant_buffer_text(&turn->fields, "\r\n");
}

static bool is_method(const struct mutant_turn *turn, const char *method) {
    return strcmp(turn->request->method, method) == 0;
}

static void head_total(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_method(turn, "HEAD"))
        turn->cursor = turn->count;
}

static void head_zero(struct mutant_turn *turn) {
    mutant_range(turn);
    if (is_method(turn, "HEAD"))
        turn->cursor = 0;
}

static void head_without_cursor(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->no_cursor = is_method(turn, "HEAD");
}

static void head_fails(struct mutant_turn *turn) {
    if (is_method(turn, "HEAD"))
        turn->status = 500;
}

static void options_fails(struct mutant_turn *turn) {
    if (is_method(turn, "OPTIONS"))
        turn->status = 500;
}

/* Behind the head of HEAD the body follows, and with it the next answer is out of step. */
static void head_with_body(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    if (!is_method(turn, "HEAD")) {
        mutant_send(turn);
        return;
    }
    mutant_put_framing(turn);
    mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    mutant_buffer_add(&out, turn->body.bytes, turn->body.size);
    mutant_send_buffer(turn, &out);
}

#define STEP_REFUSE(function) .steps = {.refuse = function}

static const struct mutant_entry entries[] = {
    {"refusal-fails", "reject-1", "a bad parameter makes the server fail with 500",
     "an exception that nobody catches", MUTANT_BOUNDARY, STEP_REFUSE(fails)},
    {"superscript-fails", "reject-1", "a superscript digit makes the server fail with 500",
     "`if value.isdigit(): int(value)`", MUTANT_BOUNDARY, STEP_REFUSE(superscript_fails)},
    {"negative-fails", "reject-3", "a negative parameter makes the server fail with 500",
     "OFFSET of a database must not be negative", MUTANT_CORE, STEP_REFUSE(negative_fails)},
    {"refusal-is-ok", "reject-1", "a bad parameter is answered 200 with an error object",
     "APIs that put the status into the body", MUTANT_BOUNDARY, STEP_REFUSE(ok_with_error)},
    {"refusal-is-ok-with-cursor", "reject-1",
     "a bad parameter is answered 200 with an error object and the cursor 0",
     "APIs that put the status into the body", MUTANT_BOUNDARY,
     STEP_REFUSE(ok_with_error_and_cursor)},
    {"refusal-is-empty", "reject-1", "a bad parameter is answered 200 with [] and the count",
     "a filter that matches nothing", MUTANT_BOUNDARY, STEP_REFUSE(ok_and_nothing)},
    {"refusal-redirects", "reject-1", "a bad parameter is answered 302 to the full dump",
     "frameworks that send browsers to a valid page", MUTANT_BOUNDARY,
     STEP_REFUSE(found_elsewhere)},
    {"refusal-closes", "reject-1", "a bad parameter ends the connection without an answer",
     "a worker that crashes", MUTANT_BOUNDARY, .steps = {.refuse = closes, .send = send_or_close}},
    {"refusal-with-events", "reject-6", "a refusal holds the events of a full dump",
     "the status is set, and the handler goes on", MUTANT_CORE, STEP_REFUSE(with_events)},
    {"refusal-with-cursor", "reject-7", "a refusal carries the count as a cursor",
     "a middleware adds the field to every answer", MUTANT_CORE, STEP_REFUSE(with_cursor)},
    {"refusal-not-found", "reject-5", "a bad parameter is answered 404",
     "routes that match digits only", MUTANT_CORE, .should = true, STEP_REFUSE(not_found)},
    {"poisoned-cursor-text", "reject-1", "since=abc is answered 200, and its cursor is abc",
     "measured: JavaScript adds texts", MUTANT_BOUNDARY, STEP_REFUSE(poisoned_text)},
    {"poisoned-cursor-fraction", "reject-1", "since=1.5 is answered 200 with a cursor such as 9.5",
     "measured: JavaScript has no integers", MUTANT_BOUNDARY, .events = 2,
     STEP_REFUSE(poisoned_fraction)},
    {"refusal-reflects", "transport-4",
     "the refused value stands in a field of the refusal, line ends included",
     "header injection (CWE-113): it can carry a cursor", MUTANT_HOSTILE, STEP_REFUSE(reflects)},
    {"head-total", "method-2", "HEAD with a limit carries the count as the cursor",
     "a HEAD of its own that does not look at the query", MUTANT_BOUNDARY, .events = 2,
     .steps = {.range = head_total}},
    {"head-zero", "method-2", "the cursor of HEAD is always 0",
     "the cursor is that of an empty body", MUTANT_BOUNDARY, .events = 1,
     .steps = {.range = head_zero}},
    {"head-without-cursor", "method-2", "HEAD is answered 200 without a cursor",
     "a framework that answers HEAD by itself", MUTANT_BOUNDARY,
     .steps = {.range = head_without_cursor}},
    {"head-fails", "method-1", "HEAD makes the server fail", "a handler without a body to send",
     MUTANT_BOUNDARY, .steps = {.begin = head_fails}},
    {"options-fails", "method-1", "OPTIONS makes the server fail",
     "a CORS middleware without its settings", MUTANT_BOUNDARY, .steps = {.begin = options_fails}},
    {"head-with-body", "transport-5",
     "the answer to HEAD has a body, so the next one is out of step", "hand-written servers",
     MUTANT_HOSTILE, .steps = {.send = head_with_body}},
};

const struct mutant_family mutant_refusals =
    MUTANT_FAMILY("refusals and other methods", MUTANT_DEFECT, entries);
