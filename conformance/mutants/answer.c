/* The steps in their order, and what goes out on the wire. */
#include "conformance/mutants/answer.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

void mutant_field(struct mutant_turn *turn, const char *name, const char *value) {
    struct mutant_buffer *fields = &turn->fields;
    for (; *name; name++) {
        unsigned char byte = (unsigned char)*name;
        if (turn->field_style == MUTANT_FIELDS_LOWER)
            mutant_buffer_byte(fields, (char)tolower(byte));
        else if (turn->field_style == MUTANT_FIELDS_UPPER)
            mutant_buffer_byte(fields, (char)toupper(byte));
        else
            mutant_buffer_byte(fields, *name);
    }
    if (turn->field_style == MUTANT_FIELDS_TIGHT)
        mutant_buffer_text(fields, ":");
    else
        mutant_buffer_text(fields, turn->field_style == MUTANT_FIELDS_PADDED ? ": \t  " : ": ");
    mutant_buffer_text(fields, value);
    mutant_buffer_text(fields, turn->field_style == MUTANT_FIELDS_PADDED ? " \t\r\n" : "\r\n");
}

void mutant_field_number(struct mutant_turn *turn, const char *name, uint64_t value) {
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, value);
    mutant_field(turn, name, text);
}

void mutant_cursor(struct mutant_turn *turn) {
    mutant_field_number(turn, MUTANT_CURSOR_NAME, turn->cursor);
}

void mutant_fields(struct mutant_turn *turn) {
    char date[64];
    struct tm calendar;
    time_t now = time(NULL);
    if (gmtime_r(&now, &calendar) &&
        strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &calendar))
        mutant_field(turn, "Date", date);
    if (turn->media_type && turn->status != 204 && turn->status != 304)
        mutant_field(turn, "Content-Type", turn->media_type);
    if (turn->cache_control)
        mutant_field(turn, "Cache-Control", turn->cache_control);
    if (turn->cors)
        mutant_field(turn, "Access-Control-Allow-Origin", "*");
    if (turn->cors && turn->expose)
        mutant_field(turn, "Access-Control-Expose-Headers", MUTANT_CURSOR_NAME);
}

bool mutant_send_bytes(struct mutant_turn *turn, const void *bytes, size_t size) {
    const char *from = bytes;
    while (size) {
        ssize_t sent = send(turn->socket, from, size, 0);
        if (sent <= 0) {
            turn->close = true;
            return false;
        }
        from += sent;
        size -= (size_t)sent;
    }
    return true;
}

static const char *reason_of(int status) {
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {206, "Partial Content"},
        {302, "Found"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {410, "Gone"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {416, "Range Not Satisfiable"},
        {422, "Unprocessable Content"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Unknown";
}

void mutant_put_head(struct mutant_turn *turn, struct mutant_buffer *out) {
    char line[80];
    (void)snprintf(line, sizeof line, "%s %d %s\r\n", turn->version, turn->status,
                   reason_of(turn->status));
    mutant_buffer_text(out, line);
    mutant_buffer_add(out, turn->fields.bytes, turn->fields.size);
    mutant_buffer_text(out, "\r\n");
}

void mutant_put_chunk(struct mutant_buffer *out, const char *bytes, size_t size) {
    char line[24];
    (void)snprintf(line, sizeof line, "%zx\r\n", size);
    mutant_buffer_text(out, line);
    mutant_buffer_add(out, bytes, size);
    mutant_buffer_text(out, "\r\n");
}

bool mutant_has_no_body(const struct mutant_turn *turn) {
    return strcmp(turn->request->method, "HEAD") == 0 || turn->status == 204 || turn->status == 304;
}

void mutant_put_framing(struct mutant_turn *turn) {
    if (turn->framing == MUTANT_CHUNKED && turn->request->is_http_1_0)
        turn->framing = MUTANT_BY_CLOSE;
    if (turn->status == 204 || turn->status == 304)
        return;
    if (turn->framing == MUTANT_BY_LENGTH)
        mutant_field_number(turn, "Content-Length", turn->body.size);
    else if (turn->framing == MUTANT_CHUNKED)
        mutant_field(turn, "Transfer-Encoding", "chunked");
    else
        turn->close = true;
}

void mutant_put_body(struct mutant_turn *turn, struct mutant_buffer *out) {
    if (mutant_has_no_body(turn))
        return;
    if (turn->framing != MUTANT_CHUNKED) {
        mutant_buffer_add(out, turn->body.bytes, turn->body.size);
        return;
    }
    for (size_t done = 0; done < turn->body.size; done += MUTANT_CHUNK) {
        size_t left = turn->body.size - done;
        mutant_put_chunk(out, turn->body.bytes + done, left < MUTANT_CHUNK ? left : MUTANT_CHUNK);
    }
    mutant_buffer_text(out, "0\r\n\r\n");
}

void mutant_put_connection(struct mutant_turn *turn) {
    if (turn->close)
        mutant_field(turn, "Connection", "close");
    else if (turn->request->is_http_1_0)
        mutant_field(turn, "Connection", "keep-alive");
}

void mutant_put_answer(struct mutant_turn *turn, struct mutant_buffer *out) {
    mutant_put_framing(turn);
    mutant_put_connection(turn);
    mutant_put_head(turn, out);
    mutant_put_body(turn, out);
}

void mutant_send(struct mutant_turn *turn) {
    struct mutant_buffer out = {0};
    mutant_put_answer(turn, &out);
    mutant_send_buffer(turn, &out);
}

void mutant_send_buffer(struct mutant_turn *turn, struct mutant_buffer *out) {
    if (out->failed || turn->body.failed || turn->fields.failed)
        turn->close = true;
    else
        (void)mutant_send_bytes(turn, out->bytes, out->size);
    mutant_buffer_deinit(out);
}

/* The number of the answer, and its own random number. */
static void number_turn(struct mutant_turn *turn) {
    turn->number = atomic_fetch_add(&turn->server->turns, 1) + 1;
    turn->random = mutant_mix(turn->server->seed ^ mutant_mix(turn->number));
}

static void make_range(struct mutant_turn *turn) {
    const struct mutant_steps *steps = &turn->entry->steps;
    number_turn(turn);
    (steps->count ? steps->count : mutant_count)(turn);
    (steps->range ? steps->range : mutant_range)(turn);
    (steps->select ? steps->select : mutant_select)(turn);
    (steps->body ? steps->body : mutant_body)(turn);
}

void mutant_answer(struct mutant_turn *turn) {
    const struct mutant_steps *steps = &turn->entry->steps;
    turn->status = 200;
    turn->version = "HTTP/1.1";
    turn->media_type = "application/json";
    turn->cache_control = "no-store";
    turn->cors = turn->expose = true;
    turn->close = !turn->request->keep_alive;
    if (steps->begin)
        steps->begin(turn);
    if (turn->status == 200 && strcmp(turn->request->method, "OPTIONS") == 0) {
        turn->status = 204;
        mutant_field(turn, "Allow", "GET, HEAD, OPTIONS");
    }
    if (turn->status == 200)
        (steps->query ? steps->query : mutant_query)(turn);
    if (turn->refused)
        (steps->refuse ? steps->refuse : mutant_refuse)(turn);
    if (!turn->refused && turn->status == 200)
        make_range(turn);
    if (turn->number && !turn->no_cursor)
        (steps->cursor ? steps->cursor : mutant_cursor)(turn);
    (steps->fields ? steps->fields : mutant_fields)(turn);
    (steps->send ? steps->send : mutant_send)(turn);
    free(turn->indexes);
    mutant_buffer_deinit(&turn->body);
    mutant_buffer_deinit(&turn->fields);
}
