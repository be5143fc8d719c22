#include "conformance/mutants/request.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* Decodes in place; what is no escape stays. Gives the size; a NUL follows. */
static size_t decode(char *text) {
    char *into = text;
    for (const char *from = text; *from; from++) {
        int high = *from == '%' ? hex_digit(from[1]) : -1;
        int low = high >= 0 ? hex_digit(from[2]) : -1;
        if (low >= 0) {
            *into++ = (char)(unsigned char)(high * 16 + low);
            from += 2;
        } else {
            *into++ = *from == '+' ? ' ' : *from;
        }
    }
    *into = '\0';
    return (size_t)(into - text);
}

static size_t count_parts(const char *query) {
    size_t parts = 1;
    for (; *query; query++)
        parts += *query == '&';
    return parts;
}

static char *copy_text(const char *text, size_t size) {
    char *copy = malloc(size + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, size);
    copy[size] = '\0';
    return copy;
}

/* Cuts the query into pairs; empty parts are none. */
static bool parse_query(struct mutant_request *request) {
    size_t size = strlen(request->query);
    request->raw_copy = copy_text(request->query, size);
    request->decoded_copy = copy_text(request->query, size);
    request->pairs = calloc(count_parts(request->query), sizeof *request->pairs);
    if (!request->raw_copy || !request->decoded_copy || !request->pairs)
        return false;
    for (size_t start = 0; start <= size;) {
        size_t length = strcspn(request->raw_copy + start, "&");
        size_t name_size = strcspn(request->raw_copy + start, "=&");
        char *raw = request->raw_copy + start, *decoded = request->decoded_copy + start;
        start += length + 1;
        raw[length] = decoded[length] = '\0';
        if (!length)
            continue;
        struct mutant_pair *pair = &request->pairs[request->pair_count++];
        pair->bare = name_size == length;
        size_t value = pair->bare ? length : name_size + 1;
        raw[name_size] = decoded[name_size] = '\0';
        pair->raw_name = raw;
        pair->raw_value = raw + value;
        pair->value_size = decode(decoded + value);
        pair->value = decoded + value;
        pair->name_size = decode(decoded);
        pair->name = decoded;
    }
    return true;
}

/* The target is origin-form, absolute-form or `*`. */
static bool parse_target(struct mutant_request *request) {
    char *path = request->target;
    if (strncasecmp(path, "http://", 7) == 0) {
        path = strchr(path + 7, '/');
        if (!path)
            return false;
    }
    if (path[0] != '/' && strcmp(path, "*") != 0)
        return false;
    request->path = copy_text(path, strlen(path));
    if (!request->path)
        return false;
    request->path[strcspn(request->path, "#")] = '\0';
    char *question = strchr(request->path, '?');
    request->query = question ? question + 1 : "";
    if (question)
        *question = '\0';
    return parse_query(request);
}

static int parse_request_line(const char *line, size_t size, struct mutant_request *request) {
    const char *space = memchr(line, ' ', size);
    if (!space || space == line || (size_t)(space - line) >= sizeof request->method)
        return 400;
    memcpy(request->method, line, (size_t)(space - line));
    const char *target = space + 1;
    size_t rest = size - (size_t)(target - line);
    const char *version = memchr(target, ' ', rest);
    if (!version || version == target)
        return 400;
    request->target_size = (size_t)(version - target);
    if (memchr(target, '\0', request->target_size))
        return 400;
    version++;
    size_t version_size = size - (size_t)(version - line);
    if (version_size != 8 || memcmp(version, "HTTP/", 5) != 0)
        return 400;
    if (memcmp(version, "HTTP/1.", 7) != 0)
        return 505;
    request->is_http_1_0 = version[7] == '0';
    request->keep_alive = !request->is_http_1_0;
    request->target = copy_text(target, request->target_size);
    return request->target && parse_target(request) ? 200 : 400;
}

static bool is_name(const char *line, size_t size, const char *name) {
    return size == strlen(name) && strncasecmp(line, name, size) == 0;
}

/* Whether a list separated by commas holds the word; parameters such as ;q=1 are not looked at. */
static bool list_holds(const char *value, size_t size, const char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= size; i++)
        if (strncasecmp(value + i, word, length) == 0)
            return true;
    return false;
}

static bool read_length(const char *value, size_t size, uint64_t *length) {
    uint64_t number = 0;
    if (!size || size > 18)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (value[i] < '0' || value[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(value[i] - '0');
    }
    *length = number;
    return true;
}

struct seen_fields {
    unsigned hosts, lengths;
};

static int parse_field(const char *line, size_t size, struct mutant_request *request,
                       struct seen_fields *seen) {
    const char *colon = memchr(line, ':', size);
    if (!colon || colon == line || line[0] == ' ' || line[0] == '\t')
        return 400;
    size_t name = (size_t)(colon - line);
    const char *value = colon + 1;
    size_t rest = size - name - 1;
    while (rest && (*value == ' ' || *value == '\t'))
        value++, rest--;
    while (rest && (value[rest - 1] == ' ' || value[rest - 1] == '\t'))
        rest--;
    if (is_name(line, name, "host"))
        seen->hosts++;
    else if (is_name(line, name, "transfer-encoding"))
        return 411;
    else if (is_name(line, name, "content-length"))
        return seen->lengths++ || !read_length(value, rest, &request->body_size) ? 400 : 200;
    else if (is_name(line, name, "connection") && list_holds(value, rest, "close"))
        request->keep_alive = false;
    else if (is_name(line, name, "connection") && list_holds(value, rest, "keep-alive"))
        request->keep_alive = true;
    else if (is_name(line, name, "expect"))
        request->expects_continue = list_holds(value, rest, "100-continue");
    else if (is_name(line, name, "accept-encoding"))
        request->accepts_gzip = list_holds(value, rest, "gzip");
    else if (is_name(line, name, "if-none-match") && rest < sizeof request->if_none_match)
        memcpy(request->if_none_match, value, rest);
    else if (is_name(line, name, "if-modified-since") && rest < sizeof request->if_modified_since)
        memcpy(request->if_modified_since, value, rest);
    return 200;
}

int mutant_request_parse(const char *head, size_t size, struct mutant_request *request) {
    struct seen_fields seen = {0};
    bool first = true;
    int status = 200;
    *request = (struct mutant_request){.query = ""};
    while (status == 200) {
        const char *end = memchr(head, '\n', size);
        if (!end)
            return 400;
        size_t length = (size_t)(end - head);
        if (!length || head[length - 1] != '\r')
            return 400;
        if (length == 1)
            break;
        status = first ? parse_request_line(head, length - 1, request)
                       : parse_field(head, length - 1, request, &seen);
        first = false;
        size -= length + 1;
        head = end + 1;
    }
    if (status != 200)
        return status;
    if (first || seen.hosts > 1 || (!seen.hosts && !request->is_http_1_0))
        return 400;
    return request->body_size > MUTANT_BODY_MAX ? 413 : 200;
}

void mutant_request_deinit(struct mutant_request *request) {
    free(request->target);
    free(request->path);
    free(request->pairs);
    free(request->raw_copy);
    free(request->decoded_copy);
    *request = (struct mutant_request){.query = ""};
}

bool mutant_pair_is(const struct mutant_pair *pair, const char *name) {
    return pair->name_size == strlen(name) && memcmp(pair->name, name, pair->name_size) == 0;
}

const struct mutant_pair *mutant_request_pair(const struct mutant_request *request,
                                              const char *name) {
    for (size_t i = 0; i < request->pair_count; i++)
        if (mutant_pair_is(&request->pairs[i], name))
            return &request->pairs[i];
    return NULL;
}
