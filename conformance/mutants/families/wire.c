/* Answers that are broken on the wire, at times only, or say the wrong thing about themselves. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"

#include <stdio.h>
#include <string.h>

/* Sends a head with that length, and the first bytes of the body, then closes where it is short. */
static void send_with_length(struct mutant_turn *turn, uint64_t length, size_t size) {
    struct mutant_buffer out = {0};
    if (mutant_has_no_body(turn) || turn->status != 200) {
        mutant_send(turn);
        return;
    }
    turn->close = turn->close || size < length;
    mutant_field_number(turn, "Content-Length", length);
    if (!(size < length))
        mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    mutant_buffer_add(&out, turn->body.bytes, size);
    mutant_send_buffer(turn, &out);
}

static void length_too_long(struct mutant_turn *turn) {
    send_with_length(turn, turn->body.size + 7, turn->body.size);
}

static void length_too_short(struct mutant_turn *turn) {
    send_with_length(turn, turn->body.size - 1, turn->body.size);
}

static void closes_in_body(struct mutant_turn *turn) {
    send_with_length(turn, turn->body.size, turn->body.size / 2);
}

/* Sends chunks, and what stands for the end of them. */
static void send_chunks(struct mutant_turn *turn, const char *end, bool lie) {
    struct mutant_buffer out = {0};
    if (mutant_has_no_body(turn) || turn->status != 200 || turn->request->is_http_1_0) {
        mutant_send(turn);
        return;
    }
    mutant_field(turn, "Transfer-Encoding", "chunked");
    mutant_put_head(turn, &out);
    if (lie) {
        char line[24];
        (void)snprintf(line, sizeof line, "%zx\r\n", turn->body.size + 5);
        mutant_buffer_text(&out, line);
        mutant_buffer_add(&out, turn->body.bytes, turn->body.size);
        mutant_buffer_text(&out, "\r\n");
    } else {
        mutant_put_chunk(&out, turn->body.bytes, turn->body.size);
    }
    mutant_buffer_text(&out, end);
    turn->close = true;
    mutant_send_buffer(turn, &out);
}

static void no_last_chunk(struct mutant_turn *turn) {
    send_chunks(turn, "", false);
}

static void chunk_size_wrong(struct mutant_turn *turn) {
    send_chunks(turn, "0\r\n\r\n", true);
}

static void cut_without_length(struct mutant_turn *turn) {
    if (turn->status == 200 && !mutant_has_no_body(turn)) {
        turn->framing = MUTANT_BY_CLOSE;
        turn->version = "HTTP/1.0";
        turn->body.size -= turn->body.size / 3 + 1;
    }
    mutant_send(turn);
}

static void gzip_in_name_only(struct mutant_turn *turn) {
    mutant_fields(turn);
    if (turn->status == 200)
        mutant_field(turn, "Content-Encoding", "gzip");
}

static void seventh_off(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += turn->number % 7 == 0;
}

static void some_off(struct mutant_turn *turn) {
    mutant_range(turn);
    turn->cursor += mutant_is_cut(turn) && turn->random % 5 == 0;
}

static void some_empty(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->random % 20 == 0)
        turn->first = turn->last;
}

static void some_unavailable(struct mutant_turn *turn) {
    mutant_range(turn);
    if (turn->random % 20 == 0) {
        turn->status = 503;
        turn->no_cursor = true;
        turn->first = turn->last;
    }
}

static void eleventh_without_cursor(struct mutant_turn *turn) {
    if (turn->number % 11)
        mutant_cursor(turn);
}

/* Of two requests that come together the second is answered first. */
static void swapped(struct mutant_turn *turn) {
    struct mutant_memory *memory = &turn->server->memory;
    struct mutant_buffer own = {0}, held = {0};
    uint64_t here = (uint64_t)turn->socket + 1;
    mutant_put_answer(turn, &own);
    (void)pthread_mutex_lock(&memory->lock);
    if (memory->numbers[0] == here) {
        held = memory->texts[0];
        memory->texts[0] = (struct mutant_buffer){0};
        memory->numbers[0] = 0;
    } else if (!memory->numbers[0] && turn->more_waits && !turn->close) {
        memory->texts[0] = own;
        memory->numbers[0] = here;
        own = (struct mutant_buffer){0};
    }
    (void)pthread_mutex_unlock(&memory->lock);
    mutant_send_buffer(turn, &own);
    mutant_send_buffer(turn, &held);
}

static void forgets_the_next(struct mutant_turn *turn) {
    turn->forgets = turn->more_waits;
    mutant_send(turn);
}

static void as_html(struct mutant_turn *turn) {
    turn->media_type = "text/html; charset=utf-8";
}

static void without_type(struct mutant_turn *turn) {
    turn->media_type = NULL;
}

static void may_be_stored(struct mutant_turn *turn) {
    turn->cache_control = "public, max-age=60";
}

static void no_cache_control(struct mutant_turn *turn) {
    turn->cache_control = NULL;
}

static void not_exposed(struct mutant_turn *turn) {
    turn->expose = false;
}

#define STEP_SEND(function) .steps = {.send = function}
#define STEP_BEGIN(function) .steps = {.begin = function}

static const struct mutant_entry entries[] = {
    {"length-too-long", "body-1",
     "Content-Length is 7 more than the body, then the connection ends",
     "a length counted before the text is encoded", MUTANT_CORE, STEP_SEND(length_too_long)},
    {"length-too-short", "body-1", "Content-Length is 1 less than the body",
     "a length counted in characters", MUTANT_CORE, STEP_SEND(length_too_short)},
    {"closes-in-body", "body-1", "the connection ends in the middle of the body",
     "a time limit of a proxy", MUTANT_CORE, STEP_SEND(closes_in_body)},
    {"no-last-chunk", "body-1", "the chunk that ends the body is missing",
     "a generator that fails before its end", MUTANT_CORE, STEP_SEND(no_last_chunk)},
    {"chunk-size-wrong", "body-1", "a chunk says that it is 5 bytes longer than it is",
     "a size counted before the text is encoded", MUTANT_CORE, STEP_SEND(chunk_size_wrong)},
    {"cut-without-length", "body-1",
     "HTTP/1.0 without a length, and a third of the body is missing",
     "old proxies; nothing but the JSON tells", MUTANT_CORE, STEP_SEND(cut_without_length)},
    {"gzip-in-name-only", "body-1", "Content-Encoding says gzip, and the body is plain",
     "a proxy that unpacks, and leaves the field", MUTANT_CORE,
     .steps = {.fields = gzip_in_name_only}},
    {"seventh-cursor-off", "cursor-3", "every seventh answer has a cursor that is one too large",
     "one of seven servers behind a balancer", MUTANT_BOUNDARY, .events = 5,
     .steps = {.range = seventh_off}},
    {"eleventh-without-cursor", "cursor-1", "every eleventh answer has no cursor",
     "one of eleven servers is older", MUTANT_BOUNDARY,
     .steps = {.cursor = eleventh_without_cursor}},
    {"some-cursors-off", "cursor-5",
     "one of five pages that are cut has a cursor that is one too large",
     "a race that is seldom lost", MUTANT_BOUNDARY, .events = 5, .chance = 0.2,
     .steps = {.range = some_off}},
    {"some-bodies-empty", "range-1", "one of twenty answers has no events, and the right cursor",
     "a time limit of the database that is swallowed", MUTANT_BOUNDARY, .events = 5, .chance = 0.05,
     .steps = {.range = some_empty}},
    {"some-unavailable", "answer-1", "one of twenty answers is 503", "an overloaded server",
     MUTANT_BOUNDARY, .chance = 0.05, .steps = {.range = some_unavailable}},
    {"pipeline-swapped", "transport-5",
     "of two requests sent together the second is answered first",
     "workers that share a connection", MUTANT_HOSTILE, .events = 3, STEP_SEND(swapped)},
    {"pipeline-forgotten", "transport-5",
     "a request sent behind another is not answered, and the connection stays",
     "a buffer that is emptied after each answer", MUTANT_HOSTILE, STEP_SEND(forgets_the_next)},
    {"type-html", "body-3", "the media type is text/html", "the default of many frameworks",
     MUTANT_BOUNDARY, .should = true, STEP_BEGIN(as_html)},
    {"type-missing", "body-3", "there is no media type", "hand-written servers", MUTANT_BOUNDARY,
     .should = true, STEP_BEGIN(without_type)},
    {"cache-may-store", "cache-1", "Cache-Control lets proxies keep answers for a minute",
     "a default of static files", MUTANT_BOUNDARY, .should = true, STEP_BEGIN(may_be_stored)},
    {"cache-unsaid", "cache-1", "there is no Cache-Control", "most frameworks; measured",
     MUTANT_BOUNDARY, .should = true, STEP_BEGIN(no_cache_control)},
    {"cursor-not-exposed", "cors-1", "other origins may read the answer, but not the cursor",
     "measured: upstream", MUTANT_BOUNDARY, .should = true, STEP_BEGIN(not_exposed)},
};

const struct mutant_family mutant_wire =
    MUTANT_FAMILY("broken on the wire, at times, or in what is said", MUTANT_DEFECT, entries);
