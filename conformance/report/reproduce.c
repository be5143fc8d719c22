#include "conformance/report/reproduce.h"

#include "conformance/report/reproduce_raw.h"
#include "conformance/report/shell_word.h"

#include <string.h>
#include <strings.h>

#define VARIABLE_PREFIX "NOGAP_HEADER_"

const char ng_reproduce_credentials[] = "NOGAP_CREDENTIALS";

/* Locale-free: field names are ASCII tokens. */
static bool is_alphanumeric(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

void ng_reproduce_variable(struct ng_buffer *buffer, const char *field_name) {
    ng_buffer_text(buffer, VARIABLE_PREFIX);
    for (const char *at = field_name; *at != '\0'; at++) {
        if (*at >= 'a' && *at <= 'z') {
            ng_buffer_byte(buffer, (char)(*at - 'a' + 'A'));
        } else {
            ng_buffer_byte(buffer, is_alphanumeric(*at) ? *at : '_');
        }
    }
}

static bool is_line_end(char byte) {
    return byte == '\r' || byte == '\n';
}

static void add_secret(struct ng_buffer *buffer, const char *name) {
    struct ng_buffer word;
    ng_buffer_init(&word);
    for (const char *at = name; *at != '\0'; at++) {
        ng_buffer_byte(&word, is_line_end(*at) ? ' ' : *at);
    }
    ng_buffer_text(&word, ": ");
    ng_buffer_text(buffer, " -H ");
    ng_shell_word(buffer, ng_buffer_string(&word), word.size);
    ng_buffer_text(buffer, "\"${");
    ng_reproduce_variable(buffer, name);
    ng_buffer_text(buffer, ":?}\"");
    buffer->failed = buffer->failed || word.failed;
    ng_buffer_deinit(&word);
}

/* curl takes a field with an empty value as the wish to leave it out; "Name;" sends it. */
static void add_field(struct ng_buffer *buffer, const char *header) {
    struct ng_buffer word;
    ng_buffer_init(&word);
    for (const char *at = header; *at != '\0'; at++) {
        ng_buffer_byte(&word, is_line_end(*at) ? ' ' : *at);
    }
    const char *colon = strchr(ng_buffer_string(&word), ':');
    if (colon != NULL && colon[1 + strspn(colon + 1, " ")] == '\0') {
        word.size = (size_t)(colon - word.bytes);
        ng_buffer_byte(&word, ';');
    }
    ng_buffer_text(buffer, " -H ");
    ng_shell_word(buffer, ng_buffer_string(&word), word.size);
    buffer->failed = buffer->failed || word.failed;
    ng_buffer_deinit(&word);
}

static bool url_takes(const char *query) {
    for (const char *at = query; *at != '\0'; at++) {
        if (*at <= 0x20 || *at >= 0x7F || *at == '#') {
            return false;
        }
    }
    return true;
}

static void add_query(struct ng_buffer *word, const char *url, const char *query) {
    if (query == NULL) {
        return;
    }
    ng_buffer_byte(word, strchr(url, '?') == NULL ? '?' : '&');
    for (const char *at = query; *at != '\0'; at++) {
        if (is_line_end(*at)) {
            ng_buffer_printf(word, "%%%02X", (unsigned)*at);
        } else {
            ng_buffer_byte(word, *at);
        }
    }
}

/* The part of a URL that goes into the request line. */
static const char *path_of(const char *url) {
    const char *authority = strstr(url, "://");
    const char *path = strpbrk(authority == NULL ? url : authority + 3, "/?");
    return path == NULL ? "" : path;
}

/* What stands behind the masked credentials of a URL, or NULL where there are none. */
static const char *behind_mask(const char *url) {
    static const char mask[] = "***@";
    const char *authority = strstr(url, "://");
    authority = authority == NULL ? url : authority + 3;
    return strncmp(authority, mask, sizeof mask - 1) == 0 ? authority + sizeof mask - 1 : NULL;
}

bool ng_reproduce_needs_credentials(const char *url) {
    return behind_mask(url) != NULL;
}

/* Appends the URL without its masked credentials. */
static void add_plain_url(struct ng_buffer *buffer, const char *url) {
    const char *host = behind_mask(url);
    if (host != NULL) {
        const char *scheme_end = strstr(url, "://");
        ng_buffer_printf(buffer, "%.*s", scheme_end == NULL ? 0 : (int)(scheme_end + 3 - url), url);
        url = host;
    }
    ng_buffer_text(buffer, url);
}

static void add_url(struct ng_buffer *buffer, const char *url, const char *query) {
    struct ng_buffer word;
    ng_buffer_init(&word);
    if (query != NULL && !url_takes(query)) {
        const char *path = path_of(url);
        ng_buffer_text(&word, path[0] == '/' ? "" : "/");
        ng_buffer_text(&word, path);
        add_query(&word, url, query);
        ng_buffer_text(buffer, " --request-target ");
        ng_shell_word(buffer, ng_buffer_string(&word), word.size);
        ng_buffer_clear(&word);
        query = NULL;
    }
    add_plain_url(&word, url);
    add_query(&word, url, query);
    ng_buffer_byte(buffer, ' ');
    ng_shell_word(buffer, ng_buffer_string(&word), word.size);
    buffer->failed = buffer->failed || word.failed;
    ng_buffer_deinit(&word);
}

void ng_reproduce(struct ng_buffer *buffer, const struct ng_reproduction *reproduction) {
    static const char encoding[] = "Accept-Encoding:";
    if (reproduction->raw != NULL) {
        ng_reproduce_raw(buffer, reproduction);
        if (!reproduction->raw_first) {
            return;
        }
        ng_buffer_text(buffer, "; ");
    }
    switch (reproduction->method) {
    case NG_GET:
        ng_buffer_text(buffer, "curl -gisS");
        break;
    case NG_HEAD:
        ng_buffer_text(buffer, "curl -gsS -I");
        break;
    case NG_OPTIONS:
        ng_buffer_text(buffer, "curl -gisS -X OPTIONS");
        break;
    }
    if (ng_reproduce_needs_credentials(reproduction->url)) {
        ng_buffer_printf(buffer, " -u \"${%s:?}\"", ng_reproduce_credentials);
    }
    /* What the raw request did may be that nobody gets an answer any more. */
    if (reproduction->raw_first) {
        ng_buffer_text(buffer, " -m 10");
    }
    for (size_t i = 0; i < reproduction->secret_count; i++) {
        add_secret(buffer, reproduction->secret_names[i]);
    }
    if (reproduction->header != NULL) {
        add_field(buffer, reproduction->header);
        /* Else curl shows, or refuses to show, packed bytes. */
        bool asks_for_packed =
            strncasecmp(reproduction->header, encoding, sizeof encoding - 1) == 0;
        ng_buffer_text(buffer, asks_for_packed ? " --compressed" : "");
    }
    add_url(buffer, reproduction->url, reproduction->query);
}
