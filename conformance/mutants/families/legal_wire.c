/* Other right ways to send an answer. */
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/packed.h"

#include <string.h>

static void plain(struct mutant_turn *turn) {
    turn->framing = MUTANT_BY_LENGTH;
}

static void chunked(struct mutant_turn *turn) {
    turn->framing = MUTANT_CHUNKED;
}

static void by_close(struct mutant_turn *turn) {
    turn->framing = MUTANT_BY_CLOSE;
}

static void one_request(struct mutant_turn *turn) {
    turn->close = true;
}

static void old_version(struct mutant_turn *turn) {
    turn->version = "HTTP/1.0";
    turn->close = true;
}

static void lower_names(struct mutant_turn *turn) {
    turn->field_style = MUTANT_FIELDS_LOWER;
}

static void upper_names(struct mutant_turn *turn) {
    turn->field_style = MUTANT_FIELDS_UPPER;
}

static void padded_values(struct mutant_turn *turn) {
    turn->field_style = MUTANT_FIELDS_PADDED;
}

static void tight_values(struct mutant_turn *turn) {
    turn->field_style = MUTANT_FIELDS_TIGHT;
}

static bool is_framed_here(const struct mutant_turn *turn) {
    return turn->status == 200 && !mutant_has_no_body(turn) && !turn->request->is_http_1_0;
}

/* Chunks of one to seven bytes, each with an extension. */
static void small_chunks(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    if (!is_framed_here(turn) || turn->body.size > 65536) {
        mutant_send(turn);
        return;
    }
    mutant_field(turn, "Transfer-Encoding", "chunked");
    mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    for (size_t done = 0, step = 1; done < turn->body.size; done += step, step = step % 7 + 1) {
        static const char digits[] = "01234567";
        if (step > turn->body.size - done)
            step = turn->body.size - done;
        mutant_buffer_byte(&out, digits[step]);
        mutant_buffer_text(&out, ";part=\"of many\"\r\n");
        mutant_buffer_add(&out, turn->body.bytes + done, step);
        mutant_buffer_text(&out, "\r\n");
    }
    mutant_buffer_text(&out, "0\r\n\r\n");
    mutant_send_buffer(turn, &out);
}

static void trailers(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    if (!is_framed_here(turn)) {
        mutant_send(turn);
        return;
    }
    turn->framing = MUTANT_CHUNKED;
    mutant_field(turn, "Trailer", "Server-Timing");
    mutant_put_framing(turn);
    mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    mutant_put_body(turn, &out);
    out.size -= 2;
    mutant_buffer_text(&out, "Server-Timing: read;dur=3\r\n\r\n");
    mutant_send_buffer(turn, &out);
}

/* In pieces, with short pauses: about 100 ms for each answer. */
static void trickle(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    mutant_put_framing(turn);
    mutant_put_connection(turn);
    mutant_put_head(turn, &out);
    mutant_put_body(turn, &out);
    if (out.failed || turn->body.failed || turn->fields.failed) {
        mutant_send_buffer(turn, &out);
        return;
    }
    size_t piece = out.size / 20 + 1;
    for (size_t done = 0; done < out.size; done += piece) {
        if (piece > out.size - done)
            piece = out.size - done;
        if (!mutant_send_bytes(turn, out.bytes + done, piece))
            break;
        mutant_pause(5 * MUTANT_MILLISECOND);
    }
    mutant_buffer_deinit(&out);
}

static void large_head(struct mutant_turn *turn) {
    static const char name[] = "X-Trace-0";
    mutant_fields(turn);
    for (char i = '0'; i <= '9'; i++) {
        char value[1001], field[sizeof name];
        memset(value, 'a' + (i - '0'), sizeof value - 1);
        value[sizeof value - 1] = '\0';
        memcpy(field, name, sizeof name);
        field[sizeof name - 2] = i;
        mutant_field(turn, field, value);
    }
}

static void neighbours(struct mutant_turn *turn) {
    mutant_fields(turn);
    mutant_field(turn, "X-EXO-Last-Idx-Of-Yesterday", "3");
    mutant_field(turn, "X-EXO-Last", "99");
    mutant_field(turn, "Last-Idx", "none");
    mutant_field(turn, "Set-Cookie", "a=1");
    mutant_field(turn, "Set-Cookie", "b=2");
}

static void zeros_before_cursor(struct mutant_turn *turn) {
    char value[40] = "000";
    struct mutant_buffer digits = {0};
    mutant_buffer_number(&digits, turn->cursor);
    if (!digits.failed)
        memcpy(value + 3, digits.bytes, digits.size);
    mutant_buffer_deinit(&digits);
    mutant_field(turn, MUTANT_CURSOR_NAME, value);
}

static void early_hints(struct mutant_turn *turn) {
    static const char hints[] = "HTTP/1.1 103 Early Hints\r\nX-EXO-Last-Idx: 0\r\n"
                                "Link: </style.css>; rel=preload\r\n\r\n";
    if (!turn->request->is_http_1_0 && !mutant_send_bytes(turn, hints, sizeof hints - 1))
        return;
    mutant_send(turn);
}

static void continues(struct mutant_turn *turn) {
    static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (!turn->request->is_http_1_0 && !mutant_send_bytes(turn, line, sizeof line - 1))
        return;
    mutant_send(turn);
}

/* The connection ends after the answer, which does not say so. */
static void ends_unsaid(struct mutant_turn *turn) {
    mutant_send(turn);
    turn->close = true;
}

static void type_with_charset(struct mutant_turn *turn) {
    turn->media_type = "Application/JSON; charset=\"UTF-8\"";
}

static void no_cors(struct mutant_turn *turn) {
    turn->cors = false;
}

/* A tag that is never taken up: conditional requests are answered in full. */
static void tagged(struct mutant_turn *turn) {
    mutant_fields(turn);
    mutant_field_number(turn, "ETag", turn->cursor);
}

#define BEGIN(function) .class_id = MUTANT_CORE, .steps = {.begin = function}
#define SEND(function) .class_id = MUTANT_CORE, .steps = {.send = function}

static const struct mutant_entry entries[] = {
    {"content-length", NULL, "the plain way: Content-Length and a connection that stays",
     "most servers", BEGIN(plain)},
    {"chunked", NULL, "the body comes in chunks", "servers that stream", BEGIN(chunked)},
    {"small-chunks", NULL, "the body comes in chunks of one to seven bytes, with extensions",
     "RFC 9112, 7.1", SEND(small_chunks)},
    {"trailers", NULL, "chunks, and a field behind the last one", "RFC 9112, 7.1.2",
     SEND(trailers)},
    {"close-delimited", NULL, "no length: the body ends where the connection does", "RFC 9112, 6.3",
     BEGIN(by_close)},
    {"one-request-a-connection", NULL, "each answer ends its connection, and says so",
     "servers that fork", BEGIN(one_request)},
    {"ends-unsaid", NULL, "each answer ends its connection, and does not say so",
     "idle limits of zero; a client must send again", SEND(ends_unsaid)},
    {"http-1.0", NULL, "the answer is of HTTP/1.0", "the library of Python", BEGIN(old_version)},
    {"names-lower-case", NULL, "names of fields are in lower case", "gateways from HTTP/2",
     BEGIN(lower_names)},
    {"names-upper-case", NULL, "names of fields are in upper case", "hand-written servers",
     BEGIN(upper_names)},
    {"values-padded", NULL, "white space stands around the values of fields", "RFC 9110, 5.5",
     BEGIN(padded_values)},
    {"values-tight", NULL, "no space stands between the colon and the value", "RFC 9110, 5.5",
     BEGIN(tight_values)},
    {"slow-trickle", NULL, "the answer comes in twenty pieces, within 100 ms", "slow networks",
     SEND(trickle)},
    {"gzip", NULL, "the body is packed for clients that accept it", "most servers behind a proxy",
     SEND(mutant_send_packed)},
    {"large-head", NULL, "the head is 10 KB long", "tracing and cookies",
     .steps = {.fields = large_head}},
    {"similar-fields", NULL, "other fields have names like that of the cursor",
     "names are compared as a whole", .steps = {.fields = neighbours}},
    {"cursor-with-zeros", NULL, "the cursor is printed with zeros in front: 00010",
     "cursor-2 asks for digits", .steps = {.cursor = zeros_before_cursor}},
    {"early-hints", NULL, "a 103 with a cursor of its own comes before the answer", "RFC 8297",
     SEND(early_hints)},
    {"continue-first", NULL, "a 100 comes before the answer, unasked", "RFC 9110, 15.2",
     SEND(continues)},
    {"type-with-charset", NULL, "the media type has a charset and other case", "RFC 9110, 8.3",
     BEGIN(type_with_charset)},
    {"no-cors", NULL, "nothing is said to other origins", "cors-1 binds only who lets them read",
     BEGIN(no_cors)},
    {"tagged", NULL, "there is an ETag, and conditional requests are answered in full",
     "a tag of a framework", .steps = {.fields = tagged}},
};

const struct mutant_family mutant_legal_wire =
    MUTANT_FAMILY("other right ways to send an answer", MUTANT_LEGAL, entries);
