#include "conformance/report/reproduce_raw.h"

#include "conformance/raw_text.h"

#include <string.h>
#include <strings.h>

#define DEFAULT_PORT ":80"

/* The bytes are written by printf commands; plain bytes that follow each other share one. */
struct writing {
    struct ng_buffer *buffer;
    bool open; /* inside the quotes of a printf's format */
    size_t commands;
};

static void begin_command(struct writing *writing) {
    if (writing->commands++ > 0) {
        ng_buffer_text(writing->buffer, "; ");
    }
}

static void open_format(struct writing *writing) {
    if (!writing->open) {
        begin_command(writing);
        ng_buffer_text(writing->buffer, "printf '");
        writing->open = true;
    }
}

static void close_format(struct writing *writing) {
    if (writing->open) {
        ng_buffer_byte(writing->buffer, '\'');
        writing->open = false;
    }
}

/* One byte in a format, of printf and of awk alike, inside single quotes. */
static void add_byte(struct ng_buffer *buffer, char byte) {
    switch (byte) {
    case '\r':
        ng_buffer_text(buffer, "\\r");
        return;
    case '\n':
        ng_buffer_text(buffer, "\\n");
        return;
    case '\\':
        ng_buffer_text(buffer, "\\\\");
        return;
    case '%':
        ng_buffer_text(buffer, "%%");
        return;
    case '\'':
        ng_buffer_text(buffer, "\\047");
        return;
    default:
        break;
    }
    if (byte >= 0x20 && byte < 0x7F) {
        ng_buffer_byte(buffer, byte);
    } else {
        ng_buffer_printf(buffer, "\\%03o", (unsigned)(unsigned char)byte);
    }
}

static void add_bytes(struct writing *writing, const char *bytes, size_t size) {
    if (size > 0) {
        open_format(writing);
    }
    for (size_t i = 0; i < size; i++) {
        add_byte(writing->buffer, bytes[i]);
    }
}

static void add_repetition(struct writing *writing, const struct ng_raw_piece *piece) {
    close_format(writing);
    begin_command(writing);
    ng_buffer_printf(writing->buffer, "awk 'BEGIN{while(i++<%zu)printf \"", piece->times);
    for (size_t i = 0; i < piece->size; i++) {
        if (piece->text[i] == '"') {
            ng_buffer_byte(writing->buffer, '\\');
        }
        add_byte(writing->buffer, piece->text[i]);
    }
    ng_buffer_text(writing->buffer, "\"}'");
}

/* Prints the value of a secret field by a command of its own. */
static void add_secret(struct writing *writing, const char *format, const char *name) {
    close_format(writing);
    begin_command(writing);
    ng_buffer_printf(writing->buffer, "printf '%s' \"$", format);
    ng_reproduce_variable(writing->buffer, name);
    ng_buffer_byte(writing->buffer, '"');
}

static bool is_host(const char *name) {
    return strcasecmp(name, "Host") == 0;
}

/* The Host field stands in its own place (raw_text.h). */
static void add_fields(struct writing *writing, const struct ng_reproduction *reproduction) {
    for (size_t i = 0; i < reproduction->secret_count; i++) {
        const char *name = reproduction->secret_names[i];
        if (is_host(name)) {
            continue;
        }
        add_bytes(writing, name, strlen(name));
        add_bytes(writing, ": ", 2);
        add_secret(writing, "%s\\r\\n", name);
    }
}

/* Host and port of a URL. */
static const char *authority_of(const char *url, size_t *size) {
    const char *scheme = strstr(url, "://");
    const char *authority = scheme == NULL ? url : scheme + 3;
    *size = strcspn(authority, "/?");
    return authority;
}

static void add_host(struct writing *writing, const struct ng_reproduction *reproduction) {
    size_t size;
    const char *authority = authority_of(reproduction->url, &size);
    for (size_t i = 0; i < reproduction->secret_count; i++) {
        if (is_host(reproduction->secret_names[i])) {
            add_secret(writing, "%s", reproduction->secret_names[i]);
            return;
        }
    }
    add_bytes(writing, authority, size);
}

static void add_piece(struct writing *writing, const struct ng_reproduction *reproduction,
                      const struct ng_raw_piece *piece) {
    size_t size;
    const char *authority = authority_of(reproduction->url, &size);
    const char *path = authority + size;
    switch (piece->part) {
    case NG_RAW_PLAIN:
        add_bytes(writing, piece->text, piece->size);
        break;
    case NG_RAW_HOST:
        add_host(writing, reproduction);
        break;
    case NG_RAW_PATH:
        add_bytes(writing, *path == '/' ? path : "/", *path == '/' ? strlen(path) : 1);
        break;
    case NG_RAW_FIELDS:
        add_fields(writing, reproduction);
        break;
    case NG_RAW_BYTE:
        add_bytes(writing, (const char *)&piece->byte, 1);
        break;
    case NG_RAW_TIMES:
        add_repetition(writing, piece);
        break;
    }
}

static void add_text(struct writing *writing, const struct ng_reproduction *reproduction) {
    const char *at = reproduction->raw;
    struct ng_raw_piece piece;
    enum ng_status status = ng_raw_text_next(&at, &piece);
    for (; status == NG_OK; status = ng_raw_text_next(&at, &piece)) {
        add_piece(writing, reproduction, &piece);
    }
    if (status == NG_MALFORMED) {
        add_bytes(writing, at, strlen(at));
    }
    close_format(writing);
    if (writing->commands == 0) {
        begin_command(writing);
        ng_buffer_text(writing->buffer, "printf ''");
    }
}

/* A host name cannot hold what a shell would take for itself, but a trace can. */
static void add_destination(struct ng_buffer *buffer, const char *url) {
    size_t size;
    const char *authority = authority_of(url, &size);
    const char *bracket = memchr(authority, ']', size);
    const char *from = bracket == NULL ? authority : bracket;
    ng_buffer_text(buffer, "curl -gsS -m 10 'telnet://");
    for (size_t i = 0; i < size; i++) {
        bool plain = authority[i] > 0x20 && authority[i] < 0x7F && authority[i] != '\'';
        ng_buffer_byte(buffer, plain ? authority[i] : '?');
    }
    if (memchr(from, ':', size - (size_t)(from - authority)) == NULL) {
        ng_buffer_text(buffer, DEFAULT_PORT);
    }
    ng_buffer_byte(buffer, '\'');
}

void ng_reproduce_raw(struct ng_buffer *buffer, const struct ng_reproduction *reproduction) {
    struct ng_buffer commands;
    struct writing writing = {.buffer = &commands};
    /* A variable that is not set stops here, not inside of the pipe. */
    for (size_t i = 0; i < reproduction->secret_count; i++) {
        const char *place = is_host(reproduction->secret_names[i]) ? "{host}" : "{fields}";
        if (strstr(reproduction->raw, place) == NULL) {
            continue;
        }
        ng_buffer_text(buffer, ": \"${");
        ng_reproduce_variable(buffer, reproduction->secret_names[i]);
        ng_buffer_text(buffer, ":?}\" && ");
    }
    ng_buffer_init(&commands);
    add_text(&writing, reproduction);
    ng_buffer_printf(buffer, writing.commands > 1 ? "{ %s; } | " : "%s | ",
                     ng_buffer_string(&commands));
    buffer->failed = buffer->failed || commands.failed;
    ng_buffer_deinit(&commands);
    add_destination(buffer, reproduction->url);
}
